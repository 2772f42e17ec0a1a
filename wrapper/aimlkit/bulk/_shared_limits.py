"""Limits that the workers of a cluster share: one object has them, and each worker exchanges reports with it."""

from __future__ import annotations

import asyncio
import math
import time
from collections import defaultdict
from threading import Lock
from typing import TYPE_CHECKING
from uuid import uuid4

from attrs import frozen

from aimlkit.bulk._limits import Limits

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping


class SpendLedger:
    """A list of what each worker of a run has spent, in US dollars, as far as its owner knows. Threads may share it.

    Sums only grow, so two ledgers are merged by taking the larger sum of each worker, in any order and any number of
    times. So the total survives the loss of one ledger as long as another one has it.
    """

    def __init__(self) -> None:
        self._worker = uuid4().hex
        self._sums: defaultdict[str, float] = defaultdict(float)
        self._lock = Lock()

    @property
    def total(self) -> float:
        """The sum of all workers."""
        with self._lock:
            return math.fsum(self._sums.values())

    def add(self, cost_usd: float) -> None:
        """Add a cost to the sum of this worker."""
        with self._lock:
            self._sums[self._worker] += cost_usd

    def sums(self) -> dict[str, float]:
        """Return the sum of each worker."""
        with self._lock:
            return dict(self._sums)

    def merge(self, sums: Mapping[str, float]) -> None:
        """Take over the sums of another ledger."""
        with self._lock:
            for worker, spent in sums.items():
                self._sums[worker] = max(self._sums[worker], spent)


@frozen
class LimitsReport:
    """A message of a worker: its use since the last report, and the requests that it is about to send."""

    requests_per_minute: float | None
    tokens_per_minute: float | None
    reservations: tuple[float, ...]
    """The approximate number of tokens of each request."""
    extra_tokens: float
    """The tokens that responses took in addition to those reserved."""
    pause: float
    """The seconds for which the server asks for a pause."""
    spent: Mapping[str, float]
    """The ledger of the worker."""


@frozen
class LimitsReply:
    """A reply to a report: when its requests may be sent, and what all workers have spent."""

    waits: tuple[float, ...]
    """The seconds until each request may start."""
    spent: Mapping[str, float]
    """The ledger of the cluster."""
    pause: float
    """The seconds until the pause ends for which the server asked a worker."""


class ClusterLimits:
    """The limits of a cluster, and what its workers have spent. Free of I/O: an actor has it.

    If the actor is started again, it learns from the reports of the workers what they have spent.
    """

    def __init__(
        self,
        requests_per_minute: float | None,
        tokens_per_minute: float | None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._rates = (requests_per_minute, tokens_per_minute)
        self._ledger = SpendLedger()
        self._limits = Limits(
            max_concurrency=1,  # Each worker adapts its own.
            requests_per_minute=requests_per_minute,
            tokens_per_minute=tokens_per_minute,
            clock=clock,
        )

    def exchange(self, report: LimitsReport) -> LimitsReply:
        """Count what a worker used; reserve what it is about to send. Raises ValueError if its limits are others."""
        rates = (report.requests_per_minute, report.tokens_per_minute)
        if rates != self._rates:
            raise ValueError(
                f"the workers of a run share the limits {self._rates}, and these are {rates}; choose another run_id"
            )
        limits = self._limits
        self._ledger.merge(report.spent)
        limits.correct_tokens(report.extra_tokens)
        if report.pause:
            limits.pause(report.pause)
        waits = tuple(limits.reserve(tokens) for tokens in report.reservations)
        return LimitsReply(waits, self._ledger.sums(), limits.pause_left())


class SharedLimits(Limits):
    """The limits of a worker: its own concurrency, and the rates, pauses and costs of the whole cluster.

    What happens while an exchange is on its way is in the next report, so that a worker has one exchange at a time
    however many requests are in flight.
    """

    def __init__(
        self,
        exchange: Callable[[LimitsReport], Awaitable[LimitsReply]],
        ledger: SpendLedger,
        *,
        max_concurrency: int,
        requests_per_minute: float | None,
        tokens_per_minute: float | None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Exchange reports by `exchange`. `ledger` is that of this worker, for all its batches."""
        super().__init__(
            max_concurrency=max_concurrency,
            requests_per_minute=None,
            tokens_per_minute=None,
            clock=clock,
        )
        self._ledger = ledger
        self._rates = (requests_per_minute, tokens_per_minute)
        self._exchange = exchange
        self._reservations: list[tuple[float, asyncio.Future[float]]] = []
        self._unreported_tokens = 0.0
        self._unreported_pause = 0.0
        self._has_news = False
        self._exchanges: asyncio.Task[None] | None = None

    @property
    def spent(self) -> float:
        """The known cost of all responses of the cluster, in US dollars."""
        return self._ledger.total

    def pause(self, seconds: float) -> None:
        """Let no request of the cluster start for some seconds."""
        super().pause(seconds)
        self._unreported_pause = max(self._unreported_pause, seconds)
        self._start_exchanges()

    async def next_turn(self, tokens: float) -> float:
        """Reserve a request of about so many tokens; return the seconds until it may start.

        Raises the exceptions of the exchange.
        """
        turn: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self._reservations.append((tokens, turn))
        self._start_exchanges()
        return await turn

    async def refresh(self) -> None:
        """Report what was used, and learn what the cluster has spent. Raises the exceptions of the exchange."""
        await asyncio.shield(self._start_exchanges())

    def correct_tokens(self, difference: float) -> None:
        """Count the tokens that a response took in addition to those reserved."""
        self._unreported_tokens += difference
        self._start_exchanges()

    def add_cost(self, cost_usd: float) -> None:
        """Count the cost of a response."""
        self._ledger.add(cost_usd)
        self._start_exchanges()

    def _start_exchanges(self) -> asyncio.Task[None]:
        """Report what is new, now or after the exchange that is on its way."""
        self._has_news = True
        if self._exchanges is None or self._exchanges.done():
            self._exchanges = asyncio.create_task(self._exchange_until_all_is_reported())
        return self._exchanges

    async def _exchange_until_all_is_reported(self) -> None:
        while self._has_news:
            reservations, self._reservations = self._reservations, []
            report = LimitsReport(
                *self._rates,
                tuple(tokens for tokens, _ in reservations),
                self._unreported_tokens,
                self._unreported_pause,
                self._ledger.sums(),
            )
            self._unreported_tokens = self._unreported_pause = 0.0
            self._has_news = False
            try:
                reply = await self._exchange(report)
            except Exception as error:
                for _, turn in (*reservations, *self._reservations):
                    if not turn.done():
                        turn.set_exception(error)
                raise
            self._ledger.merge(reply.spent)
            super().pause(reply.pause)
            for (_, turn), wait in zip(reservations, reply.waits, strict=True):
                if not turn.done():
                    turn.set_result(wait)
