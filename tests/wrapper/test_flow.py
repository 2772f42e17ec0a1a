"""Retries, time, errors and money, without a socket: the flow is told what came, and says what to do."""

from __future__ import annotations

import email.utils
import json
import logging
import math
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

import aimlkit
from aimlkit import _flow
from aimlkit._calls import CHAT
from aimlkit._flow import Attempt, Call, Reply, flow, retry_after
from tests.wrapper.conftest import COMPLETION

Json = Any


class Clock:
    """A clock that goes when it is told."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def request() -> httpx.Request:
    headers = {"Authorization": "Bearer secret-key"}
    return httpx.Request("POST", "https://api.test/v1/chat/completions", headers=headers)


def ok(content: bytes | None = None, status: int = 200, **headers: str) -> httpx.Response:
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    body = json.dumps(COMPLETION).encode() if content is None else content
    return httpx.Response(
        status, content=body, headers={"content-type": "application/json", **names}, request=request()
    )


class Run:
    """A flow, and what it did: the pauses it made, and what came out of it."""

    def __init__(
        self,
        *outcomes: httpx.Response | Exception,
        retries: int = 2,
        wait: float | None = 600,
        chance: float = 0.5,
    ) -> None:
        self.clock = Clock()
        self.pauses: list[float] = []
        self.attempts: list[Attempt] = []
        waits = dict.fromkeys(("connect", "read", "write", "pool"), wait)
        call = Call(request(), False, waits, retries)
        self.reply: Reply | None = None
        self.error: aimlkit.APIError | None = None
        self.left = list(outcomes)
        steps = flow(call, self.clock, lambda: chance)
        outcome = None
        try:
            while True:
                step = steps.send(outcome)
                if isinstance(step, float):
                    self.pauses.append(step)
                    self.clock.now += step
                    outcome = None
                else:
                    self.attempts.append(step)
                    outcome = self.left.pop(0)
        except StopIteration as done:
            self.reply = done.value
        except aimlkit.APIError as error:
            self.error = error


def test_an_answer() -> None:
    run = Run(ok())
    assert run.reply is not None
    assert (run.reply.data, run.reply.retries, run.pauses) == (COMPLETION, 0, [])


@pytest.mark.parametrize("status", [408, 409, 429, 500, 502, 503, 504, 599])
def test_a_status_that_is_tried_again(status: int) -> None:
    run = Run(ok(b"", status), ok(b"", status), ok())
    assert run.reply is not None
    assert run.reply.retries == 2
    assert run.pauses == [0.25, 0.5]  # half of half a second, half of a second


@pytest.mark.parametrize("status", [300, 304, 400, 401, 403, 404, 422, 451])
def test_a_status_that_is_not(status: int) -> None:
    run = Run(ok(b"", status), ok())
    assert isinstance(run.error, aimlkit.APIStatusError)
    assert (run.error.status_code, run.error.retries, run.pauses) == (status, 0, [])


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (httpx.ReadTimeout("slow"), aimlkit.APITimeoutError),
        (TimeoutError(), aimlkit.APITimeoutError),
        (httpx.PoolTimeout("busy"), aimlkit.APITimeoutError),
        (httpx.ConnectError("refused"), aimlkit.APIConnectionError),
        (httpx.RemoteProtocolError("cut"), aimlkit.APIConnectionError),
        (httpx.ProxyError("no"), aimlkit.APIConnectionError),
    ],
)
def test_errors_of_the_connection_are_tried_again(error: Exception, kind: type[aimlkit.APIError]) -> None:
    assert Run(error, ok()).reply is not None
    run = Run(error, error, error)
    assert type(run.error) is kind
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
def test_errors_that_stay_are_not(error: Exception) -> None:
    run = Run(error, ok())
    assert run.error is not None
    assert run.error.retries == 0


def test_max_retries() -> None:
    assert len(Run(*[ok(b"", 500)] * 9, retries=0).attempts) == 1
    assert len(Run(*[ok(b"", 500)] * 9, retries=7).attempts) == 8


@given(st.integers(0, 60), st.floats(0, 1, exclude_max=True))
def test_the_jitter_is_full_and_has_a_cap(failures: int, chance: float) -> None:
    run = Run(*[ok(b"", 500)] * failures, ok(), retries=60, wait=None, chance=chance)
    assert run.pauses == [chance * min(8.0, 0.5 * 2**number) for number in range(failures)]


def test_chance_is_asked_each_time() -> None:
    def pauses() -> Iterator[float]:
        call = Call(request(), False, {"read": None}, 1)
        for _ in range(20):
            steps = flow(call)
            next(steps)
            step = steps.send(ok(b"", 500))
            assert isinstance(step, float)
            yield step

    found = set(pauses())
    assert len(found) == 20
    assert 0 <= min(found) <= max(found) < 0.5


def date(seconds: float) -> str:
    return email.utils.formatdate(1_700_000_000 + seconds, usegmt=True)


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
        ({"retry-after": date(30)}, 30),
        ({"retry-after": date(-30)}, 0),
        ({"retry-after": "Tue, 14 Nov 2023 23:13:50 +0100"}, 30),
        ({"retry-after": "Tuesday, 14-Nov-23 22:13:50 GMT"}, 30),
        ({"retry-after": "inf"}, math.inf),
        ({"retry-after": "1e999"}, math.inf),
        ({"retry-after": "nan"}, 0),
        ({"retry-after": "soon"}, 0),
        ({"retry-after": ""}, 0),
    ],
)
def test_each_form_of_retry_after(headers: dict[str, str], seconds: float) -> None:
    assert retry_after(httpx.Headers(headers), 1_700_000_000) == seconds


@given(st.text(st.characters(codec="latin-1"), max_size=40))
def test_no_retry_after_raises(value: str) -> None:
    assert retry_after({"retry-after": value}, 0.0) >= 0


def test_retry_after_is_waited_for_up_to_a_minute() -> None:
    assert Run(ok(b"", 429, retry_after="7"), ok()).pauses == [7]
    assert Run(ok(b"", 429, retry_after="60"), ok()).pauses == [60]
    assert isinstance(Run(ok(b"", 429, retry_after="61"), ok()).error, aimlkit.RateLimitError)
    assert Run(ok(b"", 429, retry_after="0"), ok()).pauses == [0.25]


def test_time_for_an_attempt_and_for_all() -> None:
    run = Run(ok(b"", 503, retry_after="5"), ok(), wait=10)
    assert [attempt.deadline for attempt in run.attempts] == [110, 115]
    # Two retries of one second each: a pause of three would be too long.
    run = Run(ok(b"", 503, retry_after="3"), ok(), wait=1)
    assert isinstance(run.error, aimlkit.InternalServerError)
    assert Run(ok(b"", 503, retry_after="3"), ok(), wait=None).reply is not None
    assert Run(ok(), wait=None).attempts[0].deadline == math.inf


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, aimlkit.BadRequestError),
        (401, aimlkit.AuthenticationError),
        (403, aimlkit.PermissionDeniedError),
        (404, aimlkit.NotFoundError),
        (409, aimlkit.ConflictError),
        (418, aimlkit.APIStatusError),
        (422, aimlkit.UnprocessableEntityError),
        (429, aimlkit.RateLimitError),
        (500, aimlkit.InternalServerError),
        (529, aimlkit.InternalServerError),
    ],
)
def test_errors_by_status(status: int, kind: type[aimlkit.APIStatusError]) -> None:
    body = {"message": "No.", "path": "/v1", "requestId": "r1", "statusCode": str(status), "timestamp": "t"}
    error = Run(ok(json.dumps(body).encode(), status), retries=0).error
    assert type(error) is kind
    assert error.message == str(error) == f"Error code: {status} - No."
    assert (error.status_code, error.request_id, error.body) == (status, "r1", body)
    assert error.response.status_code == status


@pytest.mark.parametrize(
    ("message", "is_it"),
    [
        ("You've run out of credits. Please top up your balance.", True),
        ("Insufficient funds", True),
        ("Your key may not do this", False),
        (None, False),
    ],
)
def test_out_of_credits(message: str | None, is_it: bool) -> None:
    error = Run(ok(json.dumps({"message": message}).encode(), 403)).error
    assert isinstance(error, aimlkit.PermissionDeniedError)
    assert isinstance(error, aimlkit.OutOfCreditsError) is is_it


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b'{"error": {"message": "No.", "code": 7, "type": "t", "param": "p"}}', "No."),
        (b'{"error": "No."}', "No."),
        (b'{"detail": "No."}', "No."),
        (b"No.", "No."),
        (b"<html><body>Bad gateway</body></html>", "Status (the body has 37 bytes of text/html)"),
        (b"", "Status (the body has 0 bytes of text/html)"),
        (b"[1]", "Status (the body has 3 bytes of text/html)"),
        (b'{"message": ["a"]}', "Status (the body has 18 bytes of text/html)"),
        (b"\xff" * 3000, "Status (the body has 3,000 bytes of text/html)"),
    ],
)
def test_what_an_error_says(body: bytes, message: str) -> None:
    response = httpx.Response(
        400,
        content=body,
        headers={"content-type": "text/html"},
        request=request(),
        extensions={"reason_phrase": b"Status"},
    )
    error = Run(response).error
    assert isinstance(error, aimlkit.BadRequestError)
    assert str(error) == f"Error code: 400 - {message}"
    if b"code" in body:
        assert (error.code, error.type, error.param) == ("7", "t", "p")


@pytest.mark.parametrize("name", ["x-request-id", "cf-ray"])
def test_the_request_id_of_the_headers(name: str) -> None:
    error = Run(ok(b"", 400, **{name: "r7"})).error
    assert error is not None
    assert error.request_id == "r7"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            b"<html>",
            "a JSON object was asked for, and the answer is OK (the body has 6 bytes of application/json)",
        ),
        (b"", "a JSON object was asked for"),
        (b"[]", "a JSON object was asked for"),
        (b"null", "a JSON object was asked for"),
        (b'{"a": ', "a JSON object was asked for"),
        (b"\xff\xfe", "a JSON object was asked for"),
        (b"[" * 100_000, "a JSON object was asked for"),
        (b'{"error": {"message": "Out of order."}}', "an error, though its status is 200: Out of order."),
        (b'{"message": "No.", "statusCode": 500}', "an error, though its status is 200: No."),
        (b'{"error": {}, "statusCode": 1}', "no reason given"),
    ],
)
def test_what_is_no_answer_though_all_is_well(content: bytes, said: str) -> None:
    error = Run(ok(content)).error
    assert isinstance(error, aimlkit.APIResponseValidationError)
    assert said in error.message
    assert (error.status_code, error.retries) == (200, 0)


@given(
    st.binary(max_size=60), st.integers(200, 599), st.sampled_from(["application/json", "text/html", "x", ""])
)
def test_no_bytes_raise_anything_else(content: bytes, status: int, kind: str) -> None:
    response = httpx.Response(status, content=content, headers={"content-type": kind}, request=request())
    run = Run(response, retries=0)
    assert run.reply is not None or isinstance(run.error, aimlkit.APIError)


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(
                    ["error", "message", "statusCode", "choices", "meta", "usage", "usd_spent", "requestId"]
                ),
                inner,
            )
        ),
    )
)
def test_no_json_raises_anything_else(value: Json) -> None:
    run = Run(ok(json.dumps(value).encode()), retries=0)
    if run.reply is not None:
        completion = CHAT.answer.from_dict(run.reply.data)
        assert completion.cost_usd is None or completion.cost_usd >= 0
        assert completion.tool_calls is not None
        assert isinstance(completion, aimlkit.ChatCompletion)
        assert isinstance(completion.text, str | None)
    else:
        assert isinstance(run.error, aimlkit.APIError)


def test_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "aimlkit")
    Run(ok(b"", 503), httpx.ConnectError("no"), ok())
    assert [record.getMessage() for record in caplog.records] == [
        "POST /v1/chat/completions 503 in 0.000 s",
        "POST /v1/chat/completions: again in 0.25 s",
        "POST /v1/chat/completions APIConnectionError in 0.000 s (retry 1)",
        "POST /v1/chat/completions: again in 0.50 s",
        "POST /v1/chat/completions 200 in 0.000 s (retry 2)",
    ]


def test_the_log_is_quiet_by_default() -> None:
    assert any(isinstance(handler, logging.NullHandler) for handler in _flow.log.handlers)


def test_an_error_holds_no_key() -> None:
    for outcome in (ok(b"", 400), httpx.ConnectError("no"), ok(b"")):
        error = Run(outcome, retries=0).error
        assert error is not None
        assert "secret-key" not in repr(error.request.headers.raw)
