"""What happens between asking and having an answer, without a socket: errors, retries, time, money, logs."""

from __future__ import annotations

import json
import logging
import math
import random
import time
from collections import defaultdict
from contextlib import suppress
from threading import get_ident
from typing import TYPE_CHECKING, Any, NamedTuple

import httpx

from aimlkit import _errors
from aimlkit._errors import APIError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping

FIRST_PAUSE = 0.5  # seconds; twice as long each time
LONGEST_PAUSE = 8.0
LONGEST_RETRY_AFTER = 60.0  # what asks to wait longer is not tried again

_SHORT = 8  # characters: no key, but a word that may stand anywhere

_AGAIN = frozenset({408, 409, 429})
#: What httpx raises, beside its own errors, for an address that cannot be; a server's redirects may name one.
NO_ADDRESS = (httpx.InvalidURL, ValueError, OverflowError, ExceptionGroup)
_HOPELESS = (httpx.UnsupportedProtocol, httpx.LocalProtocolError, httpx.TooManyRedirects, *NO_ADDRESS)

log = logging.getLogger("aimlkit")
log.addHandler(logging.NullHandler())


class Call(NamedTuple):
    """What is asked for."""

    request: httpx.Request
    streams: bool
    waits: Mapping[str, float | None]
    max_retries: int


class Attempt(NamedTuple):
    """A request to send. All of it, up to the last byte of the answer, may take until `deadline`."""

    request: httpx.Request
    deadline: float
    streams: bool
    """Whether the body of a good answer is left for later."""


class Reply(NamedTuple):
    """An answer: its JSON, or none where it is a stream that is still to be read."""

    response: httpx.Response
    data: dict[str, Any]
    retries: int


class Meter:
    """What was spent, in US dollars. Each thread has a sum of its own: a lock could be held in a fork."""

    def __init__(self) -> None:
        self._sums: defaultdict[int, float] = defaultdict(float)

    @property
    def spent(self) -> float:
        """By all threads and tasks together."""
        return math.fsum([*self._sums.values()])

    def add(self, usd: float | None) -> None:
        self._sums[get_ident()] += usd or 0.0


def flow(
    call: Call, clock: Callable[[], float] = time.monotonic, chance: Callable[[], float] = random.random
) -> Generator[Attempt | float, httpx.Response | Exception | None, Reply]:
    """Ask until there is an answer, or no use in asking again. Raises APIError.

    As httpx's `Auth.auth_flow` it yields what is to be done, an `Attempt` to send or seconds to wait, and is
    sent what came of it. The longest of the waits limits a whole attempt, too, and as much for all attempts
    limits them and their pauses together. Without a limit for each wait there is none.
    """
    limit = max(math.inf if wait is None else wait for wait in call.waits.values())
    last = clock() + limit * (call.max_retries + 1)
    retries = 0
    while True:
        started = clock()
        outcome = yield Attempt(call.request, started + limit, call.streams)
        result = _judged(outcome, call, retries)
        _log(call.request, result, clock() - started, retries)
        if isinstance(result, Reply):
            return result
        pause = _pause(result, outcome, retries, chance()) if retries < call.max_retries else None
        if pause is None or clock() + pause >= last:
            result.retries = retries
            _errors.forget_key(outcome if isinstance(outcome, httpx.Response) else call.request)
            raise result from (outcome if isinstance(outcome, Exception) else None)
        log.info("%s %s: again in %.2f s", call.request.method, call.request.url.path, pause)
        yield pause
        retries += 1


def is_stream(response: httpx.Response) -> bool:
    """Whether an answer is a stream of events, as far as its head says."""
    kind = response.headers.get("content-type", "").lower()
    return response.is_success and "json" not in kind and "html" not in kind


def failure(error: Exception, request: httpx.Request) -> APIError:
    """What an error of httpx means."""
    _errors.forget_frames(error)
    said = f" ({error})" if str(error) else ""
    if isinstance(error, httpx.TimeoutException | TimeoutError):
        return _errors.APITimeoutError(request, message=f"Request timed out{said}.")
    if isinstance(error, httpx.DecodingError):
        return APIError(f"the answer's body cannot be decoded{said}", request, body=None)
    return _errors.APIConnectionError(message=f"Connection error{said}.", request=request)


def _judged(outcome: httpx.Response | Exception | None, call: Call, retries: int) -> Reply | APIError:
    """The answer, if it is the one that was asked for; else what is wrong."""
    if not isinstance(outcome, httpx.Response):
        return failure(outcome or TimeoutError(), call.request)
    if call.streams and is_stream(outcome):
        return Reply(outcome, {}, retries)
    content = outcome.content
    key = call.request.headers.get("authorization", "").rpartition(" ")[2].encode()
    if len(key) > _SHORT and not outcome.is_success:
        content = content.replace(key, b"***")  # some servers say which key it was
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        data = content.decode("utf-8", "replace")  # a charset that it names may be none
    if not outcome.is_success:
        return _errors.status_error(outcome, data)
    is_error = isinstance(data, dict) and data.get("object") in (None, "error")
    if is_error and (data.get("error") or "statusCode" in data or "object" in data):
        said = _errors.error_message(data) or "no reason given"
        message = f"the answer is an error, though its status is {outcome.status_code}: {said}"
    elif isinstance(data, dict) and not call.streams:
        return Reply(outcome, data, retries)
    else:
        wanted = "stream of events" if call.streams else "JSON object"
        message = f"a {wanted} was asked for, and the answer is {_errors.summary(outcome)}"
    return _errors.APIResponseValidationError(message, response=outcome, body=data)


def _pause(error: APIError, outcome: object, retries: int, chance: float) -> float | None:
    """Seconds to wait before asking again; None where that is of no use."""
    asked = 0.0
    if isinstance(error, _errors.APIStatusError):
        again = error.status_code in _AGAIN or error.status_code >= 500
        told = error.response.headers.get("x-should-retry", str(again)).lower()
        if told == "false" or (told != "true" and not again):
            return None
        asked = retry_after(error.response.headers, time.time())
    elif not isinstance(error, _errors.APIConnectionError) or isinstance(outcome, _HOPELESS):
        return None
    if asked > LONGEST_RETRY_AFTER:
        return None
    return asked or chance * min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(retries, 30))


def retry_after(headers: Mapping[str, str], now: float) -> float:
    """Seconds to wait, if the server says so: in milliseconds, in seconds, or until a date."""
    for name, unit in (("retry-after-ms", 1000.0), ("retry-after", 1.0)):
        with suppress(KeyError, ValueError):
            return max(0.0, float(headers[name]) / unit)
    from email.utils import mktime_tz, parsedate_tz  # noqa: PLC0415 - only for who sends dates

    with suppress(ValueError, OverflowError, TypeError):
        if date := parsedate_tz(headers.get("retry-after", "")):
            return max(0.0, mktime_tz(date) - now)
    return 0.0


def _log(request: httpx.Request, result: Reply | APIError, seconds: float, retries: int) -> None:
    if log.isEnabledFor(logging.INFO):
        response = getattr(result, "response", None)
        outcome = type(result).__name__ if response is None else response.status_code
        again = f" (retry {retries})" if retries else ""
        log.info("%s %s %s in %.3f s%s", request.method, request.url.path, outcome, seconds, again)
