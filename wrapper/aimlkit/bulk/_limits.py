"""The limits of a bulk run: concurrency that adapts, rates, and pauses that the server requests. Free of I/O."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

#: The number of concurrent requests with which a run begins.
INITIAL_CONCURRENCY = 16

_SECONDS_PER_MINUTE = 60.0


class AdaptiveConcurrency:
    """The number of requests that may be in flight: additive increase, multiplicative decrease.

    Until the server throttles for the first time, each response adds one, which doubles the number with each round.
    After that, each round of responses adds one. A request that is throttled halves the number, once for all requests
    that were in flight at that time.
    """

    def __init__(self, maximum: int) -> None:
        self._maximum = maximum
        self._limit = float(min(INITIAL_CONCURRENCY, maximum))
        self._was_throttled = False
        self._last_decrease = float("-inf")

    @property
    def limit(self) -> int:
        """The number of requests that may be in flight, at least 1."""
        return int(self._limit)

    def on_response(self) -> None:
        """Increase the limit after a response that was not throttled."""
        increase = 1 / self._limit if self._was_throttled else 1
        self._limit = min(self._limit + increase, self._maximum)

    def on_throttled(self, sent_at: float, now: float) -> None:
        """Halve the limit, unless the request was sent before the last decrease."""
        if sent_at < self._last_decrease:
            return
        self._was_throttled = True
        self._last_decrease = now
        self._limit = max(1.0, self._limit / 2)


class RateLimit:
    """A limit per minute. Reservations are spaced evenly, so there are no bursts."""

    def __init__(self, per_minute: float) -> None:
        self._seconds_per_unit = _SECONDS_PER_MINUTE / per_minute
        self._next = float("-inf")

    def reserve(self, quantity: float, now: float) -> float:
        """Reserve a quantity; return the time at which it may be used."""
        start = max(now, self._next)
        self._next = start + quantity * self._seconds_per_unit
        return start

    def correct(self, difference: float) -> None:
        """Delay the next reservation by a quantity that was used but not reserved; a negative one brings it forward."""
        self._next += difference * self._seconds_per_unit


class Limits:
    """All limits of a run together."""

    def __init__(
        self,
        *,
        max_concurrency: int,
        requests_per_minute: float | None,
        tokens_per_minute: float | None,
        clock: Callable[[], float],
        spent: float = 0.0,
    ) -> None:
        self._spent = spent
        self.concurrency = AdaptiveConcurrency(max_concurrency)
        self._requests = RateLimit(requests_per_minute) if requests_per_minute else None
        self._tokens = RateLimit(tokens_per_minute) if tokens_per_minute else None
        self._clock = clock
        self._paused_until = float("-inf")

    @property
    def spent(self) -> float:
        """The known cost of all responses, in US dollars."""
        return self._spent

    def pause(self, seconds: float) -> None:
        """Start no request for `seconds`, because the server requests a pause."""
        self._paused_until = max(self._paused_until, self._clock() + seconds)

    def pause_left(self) -> float:
        """Return the seconds until requests may start again; 0.0 if there is no pause."""
        return max(0.0, self._paused_until - self._clock())

    def reserve(self, tokens: float) -> float:
        """Reserve a request of about `tokens` tokens; return the seconds until it may start."""
        now = self._clock()
        start = now
        if self._requests is not None:
            start = max(start, self._requests.reserve(1, now))
        if self._tokens is not None:
            start = max(start, self._tokens.reserve(tokens, now))
        return start - now

    async def next_turn(self, tokens: float) -> float:
        """Reserve a request as `reserve` does; limits that others share ask them first."""
        return self.reserve(tokens)

    async def refresh(self) -> None:
        """Learn what others have spent, if they share these limits."""

    def correct_tokens(self, difference: float) -> None:
        """Count the tokens that a response used in addition to the reserved ones; negative if fewer."""
        if self._tokens is not None:
            self._tokens.correct(difference)

    def add_cost(self, cost_usd: float) -> None:
        """Count the cost of a response."""
        self._spent += cost_usd
