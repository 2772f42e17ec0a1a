"""The API key is in no repr, log line, pickle, exception, traceback or redirected request."""

from __future__ import annotations

import asyncio
import copy
import gzip
import logging
import pickle
import signal
from operator import attrgetter
from typing import Any, TypedDict

import httpx
import pytest

import aimlkit
from aimlkit import AIMLAPI, AsyncAIMLAPI, SizeLimits, function_tool
from aimlkit._redaction import (
    EchoRedactor,
    SecretString,
    drop_tracebacks,
    exception_chain,
    redact_request,
    redact_response,
)
from aimlkit.mock import MockResponse, MockServer
from tests.models import CHAT_OPERATION, RESPONSES_MODEL, needs
from tests.wrapper.any_client import AnyClient
from tests.wrapper.families import MODULES, Family, new_http_client, over_both_families
from tests.wrapper.object_graph import find_secret
from tests.wrapper.payloads import (
    CHAT_PARAMS,
    EVENT_STREAM,
    STREAM_HEAD,
    chat_chunk,
    encode_chunked,
    encode_events,
    http_response,
)
from tests.wrapper.raw_server import Action, RawServer

Json = Any
KEY = "sk-secret-0123456789"


def assert_key_is_hidden(error: BaseException, key: str = KEY) -> None:
    """Raise AssertionError if anything that an exception refers to has the key, or its pickle."""
    assert not (path := find_secret(error, key)), " → ".join(path)
    assert key not in repr(error)
    assert key.encode() not in pickle.dumps(error)


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
    ("key", "text", "expected"),
    [
        ("sk-123456", "the key sk-123456 is invalid", "the key *** is invalid"),
        ("sk-12345", "the key sk-12345 is invalid", "the key sk-12345 is invalid"),
        ("sk/12345+6", "/login?key=sk%2F12345%2B6", "/login?key=***"),
        ("sk/12345+6", "/login?key=sk/12345%2B6", "/login?key=***"),
    ],
)
def test_echo_redactor_replaces_a_key_of_some_length(key: str, text: str, expected: str) -> None:
    redactor = EchoRedactor(key)
    assert redactor.redact(text) == expected
    assert redactor.redact_bytes(text.encode()) == expected.encode()


@pytest.mark.parametrize(("cause_index", "context_index"), [(0, 0), (1, 0), (1, 1), (2, 1)])
def test_exception_chain_ends_for_cycles(cause_index: int, context_index: int) -> None:
    errors = [ValueError(), KeyError(), ExceptionGroup("group", [OSError(), OSError()])]
    for error in errors:
        error.__cause__ = errors[cause_index]
        error.__context__ = errors[context_index]
    chain = list(exception_chain(errors[0]))
    assert chain[0] is errors[0]
    assert len(chain) == len({*map(id, chain)})
    assert errors[cause_index] in chain
    assert errors[context_index] in chain


def test_drop_tracebacks_removes_those_of_all_causes() -> None:
    def fail() -> None:
        try:
            raise ValueError("inner")
        except ValueError as inner:
            raise KeyError("outer") from inner

    with pytest.raises(KeyError) as raised:
        fail()
    error = raised.value
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
    for duplicate in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match=r"cannot be pickled or copied; use its copy\(\) method instead"):
            duplicate(client)


ECHO = f"The key {KEY} is invalid."
ESCAPED = "".join(f"\\u{ord(character):04x}" for character in ECHO)
FAILURES: dict[str, list[Action]] = {
    "status": [http_response({"message": "No."}, 401)],
    "status that may be retried": [http_response({"message": "No."}, 500, retry_after="0.001")],
    "echo in JSON": [http_response({"message": ECHO, "requestId": KEY}, 401)],
    "echo in nested JSON": [http_response({"error": {"message": ECHO, "code": KEY, "param": [KEY]}}, 400)],
    "echo in JSON escapes": [http_response(f'{{"message": "{ESCAPED}"}}'.encode(), 401)],
    "event with an echo in JSON escapes": [
        http_response(
            f'data: {{"error": {{"message": "{ESCAPED}"}}}}\n\n'.encode(), content_type=EVENT_STREAM
        )
    ],
    "echo in text": [http_response(ECHO.encode(), 403, "text/plain")],
    "echo in compressed text": [http_response(gzip.compress(ECHO.encode()), 403, content_encoding="gzip")],
    "echo in an error with status 200": [http_response({"error": {"message": ECHO}})],
    "echo in a body that is no JSON": [http_response(ECHO.encode())],
    "echo in headers": [http_response(b"", 429, x_echo=ECHO, x_request_id=KEY, set_cookie=f"key={KEY}")],
    "echo in the reason phrase": [f"HTTP/1.1 400 {KEY}\r\ncontent-length: 0\r\n\r\n".encode()],
    "redirect to another server": [http_response(b"", 307, location=f"http://localhost:1/?key={KEY}")],
    "invalid redirect": [http_response(b"", 307, location=f"http://[{KEY}/")],
    "redirect without end": [http_response(b"", 307, location="/v1/again")] * 25,
    "nonsense": [b"nonsense\r\n\r\n"],
    "end of the connection": ["close"],
    "reset": ["reset"],
    "end in the head": [b"HTTP/1.1 200 OK\r\ncontent-le", "reset"],
    "end in the body": [http_response(content_length="9999"), "close"],
    "stall": [http_response(content_length="9999"), 30.0],
    "stall in the head": [b"HTTP/1.1 200", 30.0],
    "invalid compression": [http_response(b"not gzip", content_encoding="gzip")],
    "too large": [http_response(b" " * 2000)],
    "event that is no JSON": [http_response(b"data: {\n\n", content_type=EVENT_STREAM)],
    "event with an echo": [
        http_response(encode_events({"error": {"message": ECHO}}), content_type=EVENT_STREAM)
    ],
    "event with an echo that is no JSON": [
        http_response(f"data: {ECHO}\n\n".encode(), content_type=EVENT_STREAM)
    ],
    "event with an echo that is no object": [
        http_response(f'data: ["{KEY}"]\n\n'.encode(), content_type=EVENT_STREAM)
    ],
    "stream that ends early": [http_response(encode_events(chat_chunk("a")), content_type=EVENT_STREAM)],
    "stream that breaks": [STREAM_HEAD + encode_chunked(encode_events(chat_chunk("a"))), "reset"],
    "stream that stalls": [STREAM_HEAD + encode_chunked(encode_events(chat_chunk("a"))), 30.0],
    "event that is too large": [STREAM_HEAD + encode_chunked(b"data: " + b"a" * 2000), 30.0],
}


@pytest.mark.parametrize(
    ("redirected", "max_retries"),
    [
        (False, 0),
        (True, 1),
        pytest.param(False, 1, marks=pytest.mark.long),
        pytest.param(True, 0, marks=pytest.mark.long),
    ],
)
@pytest.mark.parametrize("name", FAILURES)
def test_error_hides_the_key(
    raw_client: AnyClient,
    raw_server: RawServer,
    caplog: pytest.LogCaptureFixture,
    name: str,
    max_retries: int,
    redirected: bool,
) -> None:
    """Nothing that an exception refers to has the key, nor its pickle, nor a log line."""
    caplog.set_level(logging.DEBUG, "aimlkit")
    raw_client.options |= {
        "api_key": KEY,
        "max_retries": max_retries,
        "timeout": 0.2 if "stall" in name else 5,
        "size_limits": SizeLimits(response=1000, event=1000),
        "default_headers": {"x-api-key": KEY, "Cookie": KEY},
    }
    actions = FAILURES[name]
    for _ in range(max_retries + 1):
        if redirected:
            raw_server.enqueue(http_response(b"", 308, location="/v1/elsewhere"))
        for action in actions if name == "redirect without end" else [actions]:
            raw_server.enqueue(*(action if isinstance(action, list) else [action]))
    is_stream = "event" in name or "stream" in name
    with pytest.raises(aimlkit.APIError) as raised:
        raw_client.create_chat_completion(stream=is_stream)
    assert_key_is_hidden(raised.value)
    assert all(find_secret(record, KEY) == [] for record in caplog.records)


@pytest.mark.parametrize("failure", ["closed client", "event hook", "interrupt"])
def test_exception_of_any_class_hides_the_key(failure: str) -> None:
    """Exceptions that are not of this package reach the user with their tracebacks, which show the request."""

    def interrupt(request: httpx.Request) -> httpx.Response:
        raise KeyboardInterrupt

    def fail(request: httpx.Request) -> None:
        raise KeyError("hook")

    hooks: dict[str, list[Any]] = {"request": [fail]} if failure == "event hook" else {}
    http_client = httpx.Client(transport=httpx.MockTransport(interrupt), event_hooks=hooks)
    client = AIMLAPI(api_key=KEY, http_client=http_client)
    if failure == "closed client":
        client.close()
    with pytest.raises((KeyboardInterrupt, KeyError, aimlkit.AIMLAPIError)) as raised:
        client.chat.completions.create(**CHAT_PARAMS)
    assert_key_is_hidden(raised.value)


class Interrupt(BaseException):
    """Raised by a signal handler, as KeyboardInterrupt is."""


@over_both_families
@pytest.mark.parametrize("is_stream", [False, True])
def test_interrupt_hides_the_key(raw_server: RawServer, is_stream: bool, family: Family) -> None:
    """The variables of httpcore's frames have the headers, and the bytes that are sent."""

    def interrupt(signal_number: int, frame: object) -> None:
        raise Interrupt

    raw_server.enqueue(
        STREAM_HEAD + encode_chunked(encode_events(chat_chunk("a"))) if is_stream else b"", 30.0
    )
    http_client = new_http_client(family, is_async=False)
    client = AIMLAPI(api_key=KEY, base_url=raw_server.base_url, timeout=30, http_client=http_client)
    previous = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 0.3)
    try:
        with pytest.raises(Interrupt) as raised:
            if is_stream:
                client.chat.completions.create(**CHAT_PARAMS, stream=True).until_done()
            else:
                client.chat.completions.create(**CHAT_PARAMS)
    finally:
        # A test that is skipped ends before the timer does, which would end the process.
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)
    assert "aimlkit" in str(raised.traceback)
    assert_key_is_hidden(raised.value)


@needs(CHAT_OPERATION)
@over_both_families
@pytest.mark.parametrize("is_stream", [False, True])
def test_cancellation_hides_the_key(raw_server: RawServer, is_stream: bool, family: Family) -> None:
    raw_server.enqueue(
        STREAM_HEAD + encode_chunked(encode_events(chat_chunk("a"))) if is_stream else b"", 30.0
    )

    async def call(client: AsyncAIMLAPI) -> None:
        if is_stream:
            await (await client.chat.completions.create(**CHAT_PARAMS, stream=True)).until_done()
        else:
            await client.chat.completions.create(**CHAT_PARAMS)

    async def cancel() -> asyncio.CancelledError:
        http_client = new_http_client(family, is_async=True)
        async with AsyncAIMLAPI(
            api_key=KEY, base_url=raw_server.base_url, timeout=30, http_client=http_client
        ) as client:
            task = asyncio.create_task(call(client))
            while not raw_server.requests and not task.done():
                await asyncio.sleep(0.001)
            task.cancel()
            try:
                await task
            except asyncio.CancelledError as error:
                return error
        raise AssertionError("the call was not cancelled")

    assert_key_is_hidden(asyncio.run(cancel()))


def test_exception_that_the_caller_handles_is_not_changed(
    raw_client: AnyClient, raw_server: RawServer
) -> None:
    """It is the context of the exception of the call, but does not belong to it."""
    raw_server.enqueue("close")
    raw_client.options |= {"max_retries": 0}
    request = httpx.Request("GET", "http://127.0.0.1", headers={"authorization": "Bearer another"})
    try:
        raise httpx.ConnectError("no connection", request=request)
    except httpx.ConnectError as handled:
        with pytest.raises(aimlkit.APIConnectionError) as raised:
            raw_client.create_chat_completion()
        assert handled.__traceback__ is not None
    assert request.headers["authorization"] == "Bearer another"
    assert raised.value.__context__ is not None


@over_both_families
@pytest.mark.parametrize("is_async", [False, True])
def test_error_of_any_transport_hides_the_key(is_async: bool, family: Family) -> None:
    """Also if it is raised in a frame that has the headers in its variables, and its causes are a cycle."""
    module = MODULES[family]

    def fail(request: Json) -> httpx.Response:
        headers = dict(request.headers)
        error = module.ConnectError(f"no connection for {len(headers)} headers", request=request)
        error.__context__ = ExceptionGroup("all", [OSError(), error])
        raise error from error

    http_client = new_http_client(family, is_async=is_async, transport=module.MockTransport(fail))
    client = AnyClient(
        is_async=is_async, options={"api_key": KEY, "max_retries": 1, "http_client": http_client}
    )
    with pytest.raises(aimlkit.APIConnectionError) as raised:
        client.create_chat_completion()
    assert_key_is_hidden(raised.value)


class Forecast(TypedDict):
    """The weather in a city."""

    city: str


def get_weather(city: str) -> str:
    """Return the weather in a city."""
    return f"Rain in {city}."


def test_error_of_a_helper_hides_the_key(any_client: AnyClient, aimlkit_mock: MockServer) -> None:
    """The helpers raise exceptions about responses: a cut-off output, one of the wrong form, too many turns."""
    server_key = aimlkit_mock.key
    calls: list[tuple[MockResponse, Json, dict[str, Any], type[Exception]]] = [
        (
            MockResponse(text="No JSON."),
            "parse",
            {"response_format": Forecast},
            aimlkit.OutputValidationError,
        ),
        (MockResponse(), "parse", {"max_completion_tokens": 1}, aimlkit.LengthFinishReasonError),
        (
            MockResponse(),
            "run_tools",
            {"tools": [function_tool(get_weather)], "max_turns": 1},
            aimlkit.MaxTurnsError,
        ),
    ]
    for mock_response, method, params, error_class in calls:
        aimlkit_mock.enqueue(mock_response)
        messages = [{"role": "user", "content": "The weather?"}]
        call = attrgetter(f"chat.completions.{method}")
        with pytest.raises(error_class) as raised:
            any_client.call(call, **{**CHAT_PARAMS, "messages": messages, **params})
        assert_key_is_hidden(raised.value, server_key)


@pytest.mark.parametrize("stream", [False, True])
def test_response_hides_the_key(client: AIMLAPI, aimlkit_mock: MockServer, stream: bool) -> None:
    response: Json = client.chat.completions.create(**CHAT_PARAMS, stream=stream)
    if stream:
        assert [event for event in response if find_secret(event, aimlkit_mock.key)] == []
    assert find_secret(response, aimlkit_mock.key) == []
    raw = client.chat.completions.with_raw_response.create(**CHAT_PARAMS)
    assert find_secret(raw, aimlkit_mock.key) == []
    assert aimlkit_mock.key.encode() not in pickle.dumps(raw.http_response)


def test_client_has_the_key_in_secret_strings_only(client: AIMLAPI, aimlkit_mock: MockServer) -> None:
    client.chat.completions.create(**CHAT_PARAMS)
    list(client.responses.create(model=RESPONSES_MODEL, input="Hi", stream=True))
    assert find_secret(client, aimlkit_mock.key) == []


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
