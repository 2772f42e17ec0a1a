"""The retry policy: which failures are retried, and after which delay."""

from __future__ import annotations

import math
import random
import time
from typing import TYPE_CHECKING

import httpx
from attrs import frozen

from aimlkit._exceptions import APIConnectionError, APIError, APIStatusError
from aimlkit._http_families import in_all_families
from aimlkit._transport_errors import invalid_address_errors
from aimlkit_api.headers import RETRY_AFTER, RETRY_AFTER_MILLISECONDS, SHOULD_RETRY

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

#: Statuses that are retried, as in openai-python; so are all statuses of 500 and above.
RETRYABLE_STATUSES = frozenset({408, 409, 429})

#: Exceptions of httpx, or httpx2, after which another attempt would fail in the same way.
NON_RETRYABLE_ERRORS: tuple[type[Exception], ...] = (
    httpx.UnsupportedProtocol,
    httpx.LocalProtocolError,
    httpx.TooManyRedirects,
)

#: Seconds before the first retry; doubled with each further one, up to MAX_BACKOFF.
INITIAL_BACKOFF = 0.5
MAX_BACKOFF = 8.0

#: If the server requests a longer delay (in seconds), the request fails at once.
MAX_RETRY_AFTER = 120.0


@frozen
class RetryPolicy:
    """Decides whether and when a failed request is sent again: exponential backoff with full jitter."""

    max_retries: int
    jitter: Callable[[], float] = random.random
    """Returns the fraction of the backoff to wait, from 0 to 1."""

    def delay(self, error: APIError, attempt: int) -> float | None:
        """Return the seconds to wait after attempt number `attempt` (from 0) failed; None to give up."""
        if attempt >= self.max_retries or not is_retryable(error):
            return None
        retry_after = 0.0
        if isinstance(error, APIStatusError):
            retry_after = retry_after_seconds(error.response.headers, time.time())
        if retry_after > MAX_RETRY_AFTER:
            return None
        backoff = min(MAX_BACKOFF, INITIAL_BACKOFF * 2.0 ** min(attempt, 30))
        return retry_after or self.jitter() * backoff


def is_retryable(error: APIError) -> bool:
    """Return whether another attempt may succeed; the server's `x-should-retry` header decides if it is set."""
    if isinstance(error, APIStatusError):
        should_retry: str = error.response.headers.get(SHOULD_RETRY, "").lower()
        if should_retry in ("true", "false"):
            return should_retry == "true"
        return error.status_code in RETRYABLE_STATUSES or error.status_code >= 500
    permanent = (*in_all_families(*NON_RETRYABLE_ERRORS), *invalid_address_errors())
    return isinstance(error, APIConnectionError) and not isinstance(error.__cause__, permanent)


def retry_after_seconds(headers: Mapping[str, str], now: float) -> float:
    """Return the delay that a response requests: in milliseconds, in seconds, or as a date (RFC 9110).

    `now` is the time in seconds since the epoch. Returns 0.0 if it requests no delay.
    """
    for name, units_per_second in ((RETRY_AFTER_MILLISECONDS, 1000.0), (RETRY_AFTER, 1.0)):
        try:
            seconds = float(headers[name]) / units_per_second
        except (KeyError, ValueError):
            continue
        return 0.0 if math.isnan(seconds) else max(0.0, seconds)
    return _seconds_until(headers.get(RETRY_AFTER, ""), now)


def _seconds_until(date: str, now: float) -> float:
    from email.utils import mktime_tz, parsedate_tz  # noqa: PLC0415 - slow to import, and rarely needed

    try:
        parsed = parsedate_tz(date)
        return max(0.0, mktime_tz(parsed) - now) if parsed else 0.0
    except (ValueError, OverflowError, TypeError):
        return 0.0
