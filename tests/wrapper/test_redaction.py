"""The API key is in no repr, log line, pickle, exception, traceback or redirected request."""

from __future__ import annotations

import copy
import logging
import pickle
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import httpx
import pytest

import aimlkit
from aimlkit import AIMLAPI, AsyncAIMLAPI
from aimlkit._redaction import (
    SecretString,
    drop_tracebacks,
    redact_content,
    redact_request,
    redact_response,
)
from aimlkit.mock import MockServer
from tests.conftest import ROOT
from tests.wrapper.any_client import AnyClient
from tests.wrapper.payloads import CHAT_PARAMS, http_response
from tests.wrapper.raw_server import RawServer

Json = Any
KEY = "sk-secret-0123456789"


def frames_of_the_package(error: BaseException) -> Iterator[FrameType]:
    """Yield the frames in the tracebacks of an exception and its causes, except for the tests that caught it."""
    cause: BaseException | None = error
    while cause is not None:
        for frame, _ in traceback.walk_tb(cause.__traceback__):
            if cause is not error or not Path(frame.f_code.co_filename).is_relative_to(ROOT / "tests"):
                yield frame
        cause = cause.__cause__ or cause.__context__


def assert_key_is_hidden(error: BaseException, key: str = KEY) -> None:
    """Raise AssertionError if the key is in the text of an exception or in a variable of its tracebacks."""
    assert key not in str(error)
    assert key not in repr(error)
    for frame in frames_of_the_package(error):
        for name, value in frame.f_locals.items():
            assert key not in repr(value), f"{frame.f_code.co_qualname}: {name}"


# --- the functions ---


def test_secret_string_hides_itself() -> None:
    secret = SecretString(KEY)
    assert secret == KEY
    assert KEY not in repr(secret)
    assert KEY not in repr([secret])
    for duplicate in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="cannot be pickled or copied"):
            duplicate(secret)


@pytest.mark.parametrize("name", ["Authorization", "Proxy-Authorization", "X-Api-Key", "Api-Key", "Cookie"])
def test_redact_request_replaces_secret_headers(name: str) -> None:
    request = httpx.Request("GET", "http://a.test", headers={name: KEY, "X-A": "b"})
    redact_request(request)
    assert request.headers[name] == "***"
    assert request.headers["x-a"] == "b"
    assert KEY.encode() not in b"".join(value for _, value in request.headers.raw)


def test_redact_response_replaces_headers_of_redirects() -> None:
    def respond_with_redirect(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/end":
            return httpx.Response(200)
        return httpx.Response(307, headers={"location": "/end"})

    transport = httpx.MockTransport(respond_with_redirect)
    with httpx.Client(transport=transport, follow_redirects=True) as http_client:
        response = http_client.get("http://a.test", headers={"Authorization": f"Bearer {KEY}"})
    redact_response(response)
    requests = [response.request, *(earlier.request for earlier in response.history)]
    assert [request.headers["authorization"] for request in requests] == ["***", "***"]


@pytest.mark.parametrize(
    ("key", "expected"), [(KEY, b"*** is wrong"), ("short", b"short is wrong"), ("", b" is wrong")]
)
def test_redact_content_replaces_a_key_of_some_length(key: str, expected: bytes) -> None:
    request = httpx.Request("GET", "http://a.test", headers={"Authorization": f"Bearer {key}"})
    assert redact_content(f"{key} is wrong".encode(), request) == expected


def test_drop_tracebacks_removes_those_of_all_causes() -> None:
    try:
        try:
            raise ValueError("inner")
        except ValueError as inner:
            raise KeyError("outer") from inner
    except KeyError as outer:
        error: BaseException = outer
    drop_tracebacks(error)
    cause = error.__cause__
    assert cause is not None
    assert (error.__traceback__, cause.__traceback__) == (None, None)


# --- the client ---


def test_client_repr_hides_the_key() -> None:
    for client in (AIMLAPI(api_key=KEY), AsyncAIMLAPI(api_key=KEY)):
        for shown in (
            repr(client),
            str(client),
            repr(vars(client)),
            repr(client.api_key),
            repr(client._session._headers),
        ):
            assert KEY not in shown


def test_client_cannot_be_pickled_or_copied(client: AIMLAPI) -> None:
    for duplicate in (pickle.dumps, copy.deepcopy):
        with pytest.raises(TypeError, match="cannot be pickled"):
            duplicate(client)


def fail_with_headers(request: httpx.Request) -> httpx.Response:
    """Fail in a frame that has the headers in its variables."""
    headers = dict(request.headers)
    raise httpx.ConnectError(f"no connection for {len(headers)} headers")


@pytest.fixture(params=["rejected", "unreachable", "failing transport"])
def failing_options(request: pytest.FixtureRequest, aimlkit_mock: MockServer) -> dict[str, Any]:
    """Options of a client whose requests fail."""
    match request.param:
        case "rejected":
            return {"base_url": aimlkit_mock.base_url}
        case "unreachable":
            return {"base_url": "http://127.0.0.1:9"}
        case _:
            return {"transport": httpx.MockTransport(fail_with_headers)}


@pytest.fixture(params=["sync", "async"])
def failing_client(request: pytest.FixtureRequest, failing_options: dict[str, Any]) -> AnyClient:
    """The sync and the async client, whose requests fail."""
    options = {"api_key": KEY, "max_retries": 0, **failing_options}
    is_async = request.param == "async"
    if transport := options.pop("transport", None):
        options["http_client"] = (httpx.AsyncClient if is_async else httpx.Client)(transport=transport)
    return AnyClient(is_async=is_async, options=options)


def test_api_error_hides_the_key(failing_client: AnyClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "aimlkit")
    with pytest.raises(aimlkit.APIError) as raised:
        failing_client.create_chat_completion()
    assert_key_is_hidden(raised.value)
    assert KEY not in caplog.text
    assert KEY not in str(pickle.dumps(raised.value))
    assert KEY not in repr(raised.value.request.headers.raw)


def test_stream_error_hides_the_key(raw_client: AnyClient, raw_server: RawServer) -> None:
    raw_client.options["api_key"] = KEY
    raw_server.enqueue(http_response(b"data: {\n\n", content_type="text/event-stream"))
    with pytest.raises(aimlkit.APIStreamError) as raised:
        raw_client.create_chat_completion(stream=True)
    assert KEY not in str(pickle.dumps(raised.value))
    assert KEY not in repr(raised.value.request.headers.raw)


@pytest.mark.parametrize(
    ("options", "params"),
    [
        ({"api_key": f"{KEY}\u200b"}, {}),
        ({"max_retries": -1}, {}),
        ({"base_url": "nowhere"}, {}),
        ({"default_headers": {"User-Agent": "é"}}, {}),
        ({}, {"extra_headers": {"User-Agent": "é"}}),
        ({}, {"extra_headers": {"User-Agent": "a\n"}}),
        ({}, {"extra_headers": {"User-Agent": 5}}),
        ({}, {"unknown": 1}),
        ({}, {"seed": object()}),
        ({}, {"timeout": -1}),
        ({"max_spend_usd": 0}, {}),
    ],
)
def test_error_before_sending_hides_the_key(
    aimlkit_mock: MockServer, options: dict[str, Any], params: dict[str, Any]
) -> None:
    with pytest.raises((aimlkit.AIMLAPIError, TypeError, ValueError)) as raised:
        AIMLAPI(**{"api_key": KEY, "base_url": aimlkit_mock.base_url, **options}).chat.completions.create(
            **CHAT_PARAMS, **params
        )
    assert_key_is_hidden(raised.value)
    assert list(frames_of_the_package(raised.value))
    assert aimlkit_mock.requests == []


def test_error_body_that_echoes_the_key_is_redacted(raw_client: AnyClient, raw_server: RawServer) -> None:
    raw_server.enqueue(http_response({"message": "secret-key is not a key"}, 401))
    with pytest.raises(aimlkit.AuthenticationError) as raised:
        raw_client.create_chat_completion()
    assert raised.value.body == {"message": "*** is not a key"}
    assert str(raised.value) == "Error code: 401 - *** is not a key"


def test_open_stream_hides_the_key(client: AIMLAPI, aimlkit_mock: MockServer) -> None:
    with client.chat.completions.create(**CHAT_PARAMS, stream=True) as stream:
        assert aimlkit_mock.key not in str(stream.response.request.headers.raw)


def test_raw_response_hides_the_key(client: AIMLAPI) -> None:
    raw = client.chat.completions.with_raw_response.create(**CHAT_PARAMS)
    assert raw.http_response.request.headers["authorization"] == "***"
