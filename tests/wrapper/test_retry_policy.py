"""`RetryPolicy`: which errors are retried, and after which delay."""

from __future__ import annotations

import email.utils
import math

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aimlkit import APIError, APIResponseValidationError, APIStatusError
from aimlkit._retry_policy import RetryPolicy, retry_after_seconds
from aimlkit._transport_errors import to_api_error
from tests.wrapper.flows import new_request, new_response

NOW = 1_700_000_000


def status_error(status: int, **headers: str) -> APIError:
    return APIStatusError.from_response(new_response(b"", status, **headers), "")


@pytest.mark.parametrize("status", [408, 409, 429, 500, 502, 503, 504, 599])
def test_retry_policy_retries_status(status: int) -> None:
    policy = RetryPolicy(max_retries=2, jitter=lambda: 0.5)
    assert policy.delay(status_error(status), 0) == 0.25


@pytest.mark.parametrize("status", [300, 400, 401, 403, 404, 422, 451])
def test_retry_policy_gives_up_on_status(status: int) -> None:
    assert RetryPolicy(max_retries=2).delay(status_error(status), 0) is None


@pytest.mark.parametrize(
    ("status", "header", "delay"), [(503, "false", None), (418, "true", 0.25), (418, "nonsense", None)]
)
def test_retry_policy_obeys_x_should_retry(status: int, header: str, delay: float | None) -> None:
    policy = RetryPolicy(max_retries=2, jitter=lambda: 0.5)
    assert policy.delay(status_error(status, x_should_retry=header), 0) == delay


@pytest.mark.parametrize(
    ("error", "is_retried"),
    [
        (httpx.ReadTimeout("x"), True),
        (httpx.ConnectError("x"), True),
        (TimeoutError(), True),
        (httpx.UnsupportedProtocol("x"), False),
        (httpx.LocalProtocolError("x"), False),
        (httpx.TooManyRedirects("x"), False),
        (httpx.DecodingError("x"), False),
        (httpx.InvalidURL("x"), False),
    ],
)
def test_retry_policy_retries_connection_error(error: Exception, is_retried: bool) -> None:
    delay = RetryPolicy(max_retries=2).delay(to_api_error(error, new_request()), 0)
    assert (delay is not None) is is_retried


def test_retry_policy_gives_up_on_an_invalid_response() -> None:
    error = APIResponseValidationError("invalid", response=new_response(), body=None)
    assert RetryPolicy(max_retries=2).delay(error, 0) is None


@pytest.mark.parametrize("max_retries", [0, 1, 5])
def test_retry_policy_gives_up_after_max_retries(max_retries: int) -> None:
    policy = RetryPolicy(max_retries)
    delays = [policy.delay(status_error(500), attempt) for attempt in range(max_retries + 2)]
    assert [delay is not None for delay in delays] == [True] * max_retries + [False, False]


@given(st.integers(0, 5000), st.floats(0, 1))
def test_retry_policy_backoff_is_exponential_with_full_jitter_and_a_maximum(
    attempt: int, jitter: float
) -> None:
    policy = RetryPolicy(max_retries=10_000, jitter=lambda: jitter)
    assert policy.delay(status_error(500), attempt) == jitter * min(8.0, 0.5 * 2.0 ** min(attempt, 100))


@pytest.mark.parametrize(
    ("retry_after", "delay"), [("7", 7), ("75", 75), ("120", 120), ("121", None), ("0", 0.25), ("soon", 0.25)]
)
def test_retry_policy_delay_is_retry_after_up_to_a_minute(retry_after: str, delay: float | None) -> None:
    policy = RetryPolicy(max_retries=2, jitter=lambda: 0.5)
    assert policy.delay(status_error(429, retry_after=retry_after), 0) == delay


def http_date(seconds: float) -> str:
    return email.utils.formatdate(NOW + seconds, usegmt=True)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 0),
        ({"retry-after": "3"}, 3),
        ({"retry-after": "0.5"}, 0.5),
        ({"retry-after": "0"}, 0),
        ({"retry-after": "-5"}, 0),
        ({"retry-after-ms": "250"}, 0.25),
        ({"retry-after-ms": "250", "retry-after": "9"}, 0.25),
        ({"retry-after-ms": "soon", "retry-after": "9"}, 9),
        ({"retry-after": http_date(30)}, 30),
        ({"retry-after": http_date(-30)}, 0),
        ({"retry-after": "Tue, 14 Nov 2023 23:13:50 +0100"}, 30),
        ({"retry-after": "Tuesday, 14-Nov-23 22:13:50 GMT"}, 30),
        ({"retry-after": "inf"}, math.inf),
        ({"retry-after": "1e999"}, math.inf),
        ({"retry-after": "nan"}, 0),
        ({"retry-after": "soon"}, 0),
        ({"retry-after": ""}, 0),
    ],
)
def test_retry_after_seconds(headers: dict[str, str], seconds: float) -> None:
    assert retry_after_seconds(httpx.Headers(headers), NOW) == seconds


@given(st.text(st.characters(codec="latin-1"), max_size=40))
def test_retry_after_seconds_never_raises(value: str) -> None:
    assert retry_after_seconds({"retry-after": value}, 0.0) >= 0
