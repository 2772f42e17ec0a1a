"""`send_with_retries`: attempts, delays, deadlines and log lines, without I/O."""

from __future__ import annotations

import logging
import math

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

import aimlkit
from aimlkit._effects import Sleep
from aimlkit._request_flow import logger, send_with_retries
from aimlkit._requests import PreparedRequest
from aimlkit._retry_policy import RetryPolicy
from aimlkit._size_limits import SizeLimits
from tests.wrapper.flows import API_KEY, FlowRun, new_request, new_response
from tests.wrapper.payloads import COMPLETION


def test_send_with_retries_returns_the_reply() -> None:
    run = FlowRun(new_response())
    assert run.reply is not None
    assert (run.reply.data, run.reply.retries, run.delays) == (COMPLETION, 0, [])


@pytest.mark.parametrize("status", [408, 409, 429, 500, 502, 503, 504, 599])
def test_send_with_retries_retries_status(status: int) -> None:
    run = FlowRun(new_response(b"", status), new_response(b"", status), new_response())
    assert run.reply is not None
    assert run.reply.retries == 2
    assert run.delays == [0.25, 0.5]  # Half of 0.5 s, then half of 1 s.


@pytest.mark.parametrize("status", [300, 304, 400, 401, 403, 404, 422, 451])
def test_send_with_retries_does_not_retry_status(status: int) -> None:
    run = FlowRun(new_response(b"", status), new_response())
    assert isinstance(run.error, aimlkit.APIStatusError)
    assert (run.error.status_code, run.error.retries, run.delays) == (status, 0, [])


@pytest.mark.parametrize(
    ("error", "error_class"),
    [
        (httpx.ReadTimeout("slow"), aimlkit.APITimeoutError),
        (TimeoutError(), aimlkit.APITimeoutError),
        (httpx.PoolTimeout("busy"), aimlkit.APITimeoutError),
        (httpx.ConnectError("refused"), aimlkit.APIConnectionError),
        (httpx.RemoteProtocolError("cut"), aimlkit.APIConnectionError),
        (httpx.ProxyError("no"), aimlkit.APIConnectionError),
    ],
)
def test_send_with_retries_retries_connection_error(
    error: Exception, error_class: type[aimlkit.APIError]
) -> None:
    assert FlowRun(error, new_response()).reply is not None
    run = FlowRun(error, error, error)
    assert type(run.error) is error_class
    assert run.error.retries == 2
    assert run.error.__cause__ is error


@pytest.mark.parametrize(
    "error",
    [
        httpx.UnsupportedProtocol("x"),
        httpx.LocalProtocolError("x"),
        httpx.TooManyRedirects("x"),
        httpx.DecodingError("x"),
    ],
)
def test_send_with_retries_does_not_retry_permanent_error(error: Exception) -> None:
    run = FlowRun(error, new_response())
    assert run.error is not None
    assert run.error.retries == 0


def test_send_with_retries_does_not_catch_other_exceptions() -> None:
    with pytest.raises(ZeroDivisionError):
        FlowRun(ZeroDivisionError())


@pytest.mark.parametrize("max_retries", [0, 1, 7])
def test_send_with_retries_stops_after_max_retries(max_retries: int) -> None:
    run = FlowRun(*[new_response(b"", 500)] * 9, max_retries=max_retries)
    assert len(run.requests) == max_retries + 1
    assert run.error is not None
    assert run.error.retries == max_retries


@given(st.integers(0, 60), st.floats(0, 1, exclude_max=True))
def test_send_with_retries_doubles_the_backoff_up_to_a_maximum(failures: int, jitter: float) -> None:
    outcomes = [*[new_response(b"", 500)] * failures, new_response()]
    run = FlowRun(*outcomes, max_retries=60, timeout=math.inf, jitter=jitter)
    assert run.delays == [jitter * min(8.0, 0.5 * 2**number) for number in range(failures)]


def test_send_with_retries_draws_new_jitter_for_each_request() -> None:
    delays: set[float] = set()
    for _ in range(20):
        prepared = PreparedRequest(new_request(), stream=False, timeout=600, size_limits=SizeLimits())
        flow = send_with_retries(prepared, RetryPolicy(1))
        next(flow)
        effect = flow.send(new_response(b"", 500))
        assert isinstance(effect, Sleep)
        delays.add(effect.seconds)
    assert len(delays) == 20
    assert 0 <= min(delays) <= max(delays) < 0.5


def test_send_with_retries_waits_for_retry_after() -> None:
    assert FlowRun(new_response(b"", 429, retry_after="7"), new_response()).delays == [7]
    assert FlowRun(new_response(b"", 429, retry_after="75"), new_response()).delays == [75]
    assert FlowRun(new_response(b"", 429, retry_after="0"), new_response()).delays == [0.25]


def test_send_with_retries_fails_at_once_if_retry_after_is_over_two_minutes() -> None:
    run = FlowRun(new_response(b"", 429, retry_after="121"), new_response())
    assert isinstance(run.error, aimlkit.RateLimitError)
    assert run.delays == []


def test_send_with_retries_does_not_wait_past_the_deadline() -> None:
    """All attempts together may take three times ten seconds."""
    run = FlowRun(new_response(b"", 429, retry_after="75"), new_response(), timeout=10)
    assert isinstance(run.error, aimlkit.RateLimitError)
    assert run.delays == []


def test_send_with_retries_sets_a_deadline_for_each_attempt() -> None:
    run = FlowRun(new_response(b"", 503, retry_after="5"), new_response(), timeout=10)
    assert [request.deadline for request in run.requests] == [110, 115]
    assert FlowRun(new_response(), timeout=math.inf).requests[0].deadline == math.inf


def test_send_with_retries_gives_up_if_the_delay_exceeds_the_time_of_all_attempts() -> None:
    # Three attempts of one second each: a delay of three seconds would end after all of them.
    failed = new_response(b"", 503, retry_after="3")
    assert isinstance(FlowRun(failed, new_response(), timeout=1).error, aimlkit.InternalServerError)
    assert FlowRun(failed, new_response(), timeout=math.inf).reply is not None


def test_send_with_retries_logs_each_attempt(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "aimlkit")
    FlowRun(new_response(b"", 503), httpx.ConnectError("no"), new_response())
    assert [record.getMessage() for record in caplog.records] == [
        "POST /v1/chat/completions 503 in 0.000 s",
        "POST /v1/chat/completions: retry in 0.25 s",
        "POST /v1/chat/completions APIConnectionError in 0.000 s (retry 1)",
        "POST /v1/chat/completions: retry in 0.50 s",
        "POST /v1/chat/completions 200 in 0.000 s (retry 2)",
    ]


def test_logger_is_silent_by_default() -> None:
    assert any(isinstance(handler, logging.NullHandler) for handler in logger.handlers)


@pytest.mark.parametrize("outcome", [new_response(b"", 500), httpx.ConnectError("no")])
def test_send_with_retries_sends_the_key_with_each_attempt(outcome: httpx.Response | Exception) -> None:
    run = FlowRun(outcome, outcome, new_response())
    assert run.authorizations == [f"Bearer {API_KEY}"] * 3


@pytest.mark.parametrize("outcome", [new_response(b"", 400), httpx.ConnectError("no"), new_response(b"")])
def test_send_with_retries_removes_the_key_from_the_request_of_an_error(
    outcome: httpx.Response | Exception,
) -> None:
    error = FlowRun(outcome, max_retries=0).error
    assert error is not None
    assert API_KEY not in repr(error.request.headers.raw)
