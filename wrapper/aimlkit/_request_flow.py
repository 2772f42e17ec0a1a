"""The request flow: attempts, retries, deadlines and log lines, free of I/O."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from aimlkit._body import is_left_unread
from aimlkit._cost import cost_in_headers
from aimlkit._effects import RefreshApiKey, SendRequest, Sleep
from aimlkit._exceptions import (
    APIError,
    APIResponseValidationError,
    APIStatusError,
    client_request_id_in_headers,
    request_id_in_headers,
)
from aimlkit._printable import to_message
from aimlkit._redaction import (
    drop_network_frames,
    drop_tracebacks,
    redact_error,
    redact_request,
    redact_text,
)
from aimlkit._replies import ParsedReply, is_error_body, parse_body, parse_reply
from aimlkit._transport_errors import is_send_error, to_api_error

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

    from aimlkit._effects import Flow
    from aimlkit._requests import PreparedRequest
    from aimlkit._retry_policy import RetryPolicy

_NOT_MODIFIED = 304

logger = logging.getLogger("aimlkit")
logger.addHandler(logging.NullHandler())


def send_with_retries(
    prepared: PreparedRequest,
    policy: RetryPolicy,
    clock: Callable[[], float] = time.monotonic,
    on_failure: Callable[[APIError], bool] | None = None,
    on_retry: Callable[[APIError], None] | None = None,
) -> Flow[ParsedReply]:
    """Send a request until a response is usable. Raises APIError if `policy` gives up.

    `on_failure` is called with the exception of each failed attempt, and returns whether another one may follow;
    `on_retry`, if another one does.
    Each attempt may take `prepared.timeout` seconds. No retry starts after the sum of the timeouts of all attempts,
    delays included.
    """
    request = prepared.request
    end = clock() + prepared.timeout * (policy.max_retries + 1)
    attempt = 0
    try:
        while True:
            yield from _set_next_key(prepared)
            started = clock()
            outcome = yield from _attempt(prepared, started + prepared.timeout, attempt)
            _log_outcome(request, outcome, clock() - started, attempt)
            if isinstance(outcome, ParsedReply):
                if outcome.response.history:
                    redact_request(outcome.response.request)
                return outcome
            may_retry = on_failure is None or on_failure(outcome)
            delay = policy.delay(outcome, attempt) if may_retry else None
            if delay is None or clock() + delay >= end:
                outcome.retries = attempt
                redact_error(outcome)
                try:
                    raise outcome
                finally:
                    # Its traceback refers to this frame: otherwise, they would be a reference cycle.
                    del outcome
            if on_retry is not None:
                on_retry(outcome)
            logger.info("%s %s: retry in %.2f s", request.method, request.url.path, delay)
            yield from _sleep(delay)
            attempt += 1
    finally:
        redact_request(request)  # However the flow ends: a traceback may show the request.


def _set_next_key(prepared: PreparedRequest) -> Flow[None]:
    """Set the API key of the next attempt if it comes from a function. Raises the exceptions of the function."""
    keys = prepared.api_keys
    if keys is not None:
        yield RefreshApiKey(keys, prepared.request)


def _sleep(seconds: float) -> Flow[None]:
    try:
        yield Sleep(seconds)
    except BaseException as error:
        drop_network_frames(error)
        raise


def _attempt(prepared: PreparedRequest, deadline: float, retries: int) -> Flow[ParsedReply | APIError]:
    """Send a request once; return an exception instead of raising it, with the cost that the response states."""
    received: list[httpx.Response] = []  # Its only item is the response, once its headers have arrived.

    try:
        response: httpx.Response = yield SendRequest(
            prepared.request,
            deadline,
            prepared.stream,
            prepared.size_limits,
            on_headers=received.append,
            read_body=prepared.read_body,
        )
        if is_left_unread(response, read_body=prepared.read_body):
            return ParsedReply(response, {}, retries)
        if prepared.cached is not None and response.status_code == _NOT_MODIFIED:
            response = prepared.cached.for_reply(response)
        return parse_reply(response, stream=prepared.stream, retries=retries)
    except APIError as error:
        drop_tracebacks(error)  # Those of the transport.
        failure = error
    except BaseException as error:
        if not (isinstance(error, Exception) and is_send_error(error)):
            drop_network_frames(error)
            raise
        failure = to_api_error(error, prepared.request)
    response_is_error = isinstance(failure, APIResponseValidationError) and is_error_body(
        parse_body(failure.response)
    )
    for response in received:
        is_charged = response.is_success and not response_is_error
        failure.add_cost(cost_in_headers(response.headers), is_charged=is_charged)
    return failure


def _log_outcome(
    request: httpx.Request, outcome: ParsedReply | APIError, seconds: float, attempt: int
) -> None:
    if not logger.isEnabledFor(logging.INFO):
        return
    match outcome:
        case ParsedReply():
            result = str(outcome.response.status_code)
            request_id = request_id_in_headers(outcome.response)
            client_request_id = client_request_id_in_headers(outcome.response)
        case APIStatusError() | APIResponseValidationError():
            result = str(outcome.status_code)
            request_id, client_request_id = outcome.request_id, outcome.client_request_id
        case _:
            result = type(outcome).__name__
            request_id, client_request_id = outcome.request_id, outcome.client_request_id
    retry = f" (retry {attempt})" if attempt else ""
    ids = _ids_text(request, request_id, client_request_id)
    logger.info("%s %s %s in %.3f s%s%s", request.method, request.url.path, result, seconds, retry, ids)


def _ids_text(request: httpx.Request, request_id: str | None, client_request_id: str | None) -> str:
    """Return the ids of a request for a log line; a server may have echoed the key in them."""
    ids = {"request_id": request_id, "client_request_id": client_request_id}
    text = "".join(f", {name} {to_message(value)}" for name, value in ids.items() if value)
    return redact_text(text, request)
