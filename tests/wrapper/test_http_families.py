"""Clients, timeouts and URLs of httpx and httpx2: both families work, and causes are exceptions of the client's family."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from typing import Any

import httpx
import httpx2
import pytest

import aimlkit
from aimlkit import AIMLAPI, AsyncAIMLAPI
from aimlkit.mock import MockServer
from tests.models import CHAT_OPERATION, needs
from tests.wrapper.any_client import AnyClient
from tests.wrapper.families import MODULES, Family, new_http_client, over_both_families
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

KEY = "secret-key"


# --- the cause of an exception ---


@pytest.mark.parametrize(
    ("actions", "cause"),
    [
        (["close"], "RemoteProtocolError"),
        (["reset"], "ReadError"),
        ([30.0], "ReadTimeout"),
        ([http_response(b"", content_length="99"), *[b" ", 0.1] * 30], "ReadTimeout"),
        ([http_response(content_length="9999"), "close"], "RemoteProtocolError"),
        ([http_response(b"not gzip", content_encoding="gzip")], "DecodingError"),
        ([http_response(b"x", content_encoding="br")], "DecodingError"),
    ],
    ids=["close", "reset", "stalled", "slow body", "cut body", "invalid gzip", "brotli"],
)
def test_cause_of_an_exception_is_of_the_family_of_the_client(
    raw_client: AnyClient, raw_server: RawServer, actions: list[Action], cause: str
) -> None:
    raw_client.options["timeout"] = 0.5
    raw_server.enqueue(*actions)
    with pytest.raises(aimlkit.APIError) as raised:
        raw_client.create_chat_completion()
    assert type(raised.value.__cause__) is getattr(MODULES[raw_client.family], cause)
    assert isinstance(raised.value.request, httpx.Request)


@pytest.mark.parametrize(("end", "cause"), [("close", "RemoteProtocolError"), (30.0, "ReadTimeout")])
def test_cause_of_a_cut_stream_is_of_the_family_of_the_client(
    raw_client: AnyClient, raw_server: RawServer, end: Action, cause: str
) -> None:
    raw_client.options["timeout"] = 0.5
    raw_server.enqueue(STREAM_HEAD + encode_chunked(encode_events(chat_chunk("a"))), end)
    with pytest.raises(aimlkit.StreamCutError) as raised:
        raw_client.create_chat_completion(stream=True)
    error: Json = raised.value.__cause__
    module = MODULES[raw_client.family]
    assert type(error) is getattr(module, cause)
    if cause != "ReadTimeout":  # That may be the deadline of the attempt.
        assert isinstance(error.request, module.Request)


def test_connection_that_is_refused_is_retried(raw_client: AnyClient, raw_server: RawServer) -> None:
    raw_client.options |= {"max_retries": 1, "base_url": "http://127.0.0.1:1/v1"}
    with pytest.raises(aimlkit.APIConnectionError) as raised:
        raw_client.create_chat_completion()
    assert type(raised.value.__cause__) is MODULES[raw_client.family].ConnectError
    assert raised.value.retries == 1


def test_too_many_redirects_are_not_retried(raw_client: AnyClient, raw_server: RawServer) -> None:
    raw_client.options["max_retries"] = 2
    for _ in range(30):
        raw_server.enqueue(http_response(b"", 307, location="/v1/again"))
    with pytest.raises(aimlkit.APIConnectionError, match="more than 20 redirects") as raised:
        raw_client.create_chat_completion()
    assert type(raised.value.__cause__) is MODULES[raw_client.family].TooManyRedirects
    assert raised.value.retries == 0
    assert KEY.encode() in raw_server.requests[-1]


@over_both_families
def test_closed_stream_cannot_be_read(raw_server: RawServer, family: Family) -> None:
    raw_server.enqueue(STREAM_HEAD + encode_chunked(encode_events(chat_chunk("a"))), 30.0)
    http_client = new_http_client(family, is_async=False)
    with AIMLAPI(api_key=KEY, base_url=raw_server.base_url, http_client=http_client) as client:
        stream = client.chat.completions.create(**CHAT_PARAMS, stream=True)
        stream.close()
        with pytest.raises(aimlkit.StreamCutError) as raised:
            list(stream)
    assert type(raised.value.__cause__) is MODULES[family].StreamClosed
    assert str(raised.value).startswith("the stream was closed before it ended")


# --- client settings and event hooks ---


@over_both_families
def test_headers_cookies_and_parameters_of_the_http_client_are_sent(
    raw_server: RawServer, family: Family
) -> None:
    raw_server.enqueue(http_response())
    http_client = MODULES[family].Client(headers={"x-a": "b"}, cookies={"c": "d"}, params={"e": "f"})
    with AIMLAPI(api_key=KEY, base_url=raw_server.base_url, http_client=http_client) as client:
        client.chat.completions.create(**CHAT_PARAMS)
    [request] = raw_server.requests
    for text in (b"\r\nx-a: b\r\n", b"\r\nCookie: c=d\r\n", b"e=f"):
        assert text in request


@over_both_families
def test_parameters_of_the_http_client_are_sent_with_those_of_the_client_and_of_the_call(
    raw_server: RawServer, family: Family
) -> None:
    raw_server.enqueue(http_response())
    http_client = MODULES[family].Client(params={"a": "1", "b": "1", "c": "1"})
    options: Json = {"api_key": KEY, "base_url": raw_server.base_url, "http_client": http_client}
    with AIMLAPI(**options, default_query={"b": "2", "c": "2"}) as client:
        client.chat.completions.create(**CHAT_PARAMS, extra_query={"c": "3", "d": ["4", "5"]})
    [request] = raw_server.requests
    query = httpx.URL(request.split()[1].decode()).params
    assert query.multi_items() == [("a", "1"), ("b", "2"), ("c", "3"), ("d[]", "4"), ("d[]", "5")]


@over_both_families
def test_mock_transport_may_redirect(family: Family) -> None:
    module = MODULES[family]

    def handle(request: Json) -> Json:
        if request.url.path == "/elsewhere":
            return module.Response(200, json={"id": "c1", "choices": []})
        return module.Response(307, headers={"location": "/elsewhere"})

    http_client = module.Client(transport=module.MockTransport(handle))
    with AIMLAPI(api_key=KEY, base_url="http://server/v1", http_client=http_client, max_retries=0) as client:
        assert client.chat.completions.create(**CHAT_PARAMS).id == "c1"


@over_both_families
def test_raw_response_has_the_headers_that_an_event_hook_adds(raw_server: RawServer, family: Family) -> None:
    def add_headers(request: Json) -> None:
        request.headers.update({"x-trace": "1", "authorization": "Bearer another-secret-key"})

    raw_server.enqueue(http_response())
    http_client = new_http_client(family, is_async=False, event_hooks={"request": [add_headers]})
    with AIMLAPI(api_key=KEY, base_url=raw_server.base_url, http_client=http_client) as client:
        raw = client.chat.completions.with_raw_response.create(**CHAT_PARAMS)
    assert b"another-secret-key" in raw_server.requests[-1]
    assert raw.http_request.headers["x-trace"] == "1"
    assert raw.http_request.headers["authorization"] == "***"


@over_both_families
@pytest.mark.parametrize("stream", [False, True])
def test_event_hook_may_read_a_response(raw_server: RawServer, family: Family, stream: bool) -> None:
    bodies: list[bytes] = []
    events = encode_events(chat_chunk("Hello"), "[DONE]")
    raw_server.enqueue(http_response(events, content_type=EVENT_STREAM) if stream else http_response())
    hooks = {"response": [lambda response: bodies.append(response.read())]}
    http_client = new_http_client(family, is_async=False, event_hooks=hooks)
    with AIMLAPI(api_key=KEY, base_url=raw_server.base_url, http_client=http_client) as client:
        response: Json = client.chat.completions.create(**CHAT_PARAMS, stream=stream)
        text = "".join(response.text_stream) if stream else response.text
    assert text == "Hello"
    assert b"Hello" in bodies[0]


@over_both_families
def test_copies_of_a_request_have_no_key_when_it_has_been_sent(raw_server: RawServer, family: Family) -> None:
    """Check the request of a redirect, too."""
    seen: list[Json] = []
    raw_server.enqueue(http_response(b"", 307, location="/v1/again"))
    raw_server.enqueue(http_response(b"", 400))
    http_client = new_http_client(family, is_async=False, event_hooks={"request": [seen.append]})
    send = http_client.send

    def send_and_record(request: Json, **options: Any) -> Json:
        response = send(request, **options)
        seen.append(response.next_request)
        return response

    http_client.send = send_and_record
    client = AIMLAPI(api_key=KEY, base_url=raw_server.base_url, http_client=http_client)
    with client, pytest.raises(aimlkit.BadRequestError):
        client.chat.completions.create(**CHAT_PARAMS)
    requests = [request for request in seen if request is not None]
    assert len(requests) == 3
    assert {type(request) for request in requests} == {MODULES[family].Request}
    assert all(KEY not in str(request.headers.raw) for request in requests)
    assert all(KEY.encode() in request for request in raw_server.requests)


@over_both_families
def test_raw_response_has_the_attributes_of_httpx(raw_server: RawServer, family: Family) -> None:
    raw_server.enqueue(b"HTTP/1.1 200 Fine\r\nx-a: b\r\nx-a: c\r\ncontent-length: 2\r\n\r\n{}")
    http_client = new_http_client(family, is_async=False)
    with AIMLAPI(api_key=KEY, base_url=raw_server.base_url, http_client=http_client) as client:
        raw = client.chat.completions.with_raw_response.create(**CHAT_PARAMS)
    response = raw.http_response
    assert isinstance(response, httpx.Response)
    assert (response.reason_phrase, response.http_version) == ("Fine", "HTTP/1.1")
    assert response.headers.get_list("x-a") == ["b", "c"]
    assert response.elapsed.total_seconds() > 0


@over_both_families
@pytest.mark.parametrize("timeout_family", ["httpx", "httpx2"])
def test_timeout_of_either_family_is_sent_with_a_request(
    raw_server: RawServer, family: Family, timeout_family: Family
) -> None:
    seen: list[Json] = []
    timeout = MODULES[timeout_family].Timeout(30, connect=3)
    http_client = new_http_client(family, is_async=False, event_hooks={"request": [seen.append]})
    options: dict[str, Any] = {"api_key": KEY, "base_url": raw_server.base_url, "http_client": http_client}
    with AIMLAPI(**options, timeout=timeout) as client:
        assert client.timeout is timeout
        for arguments in ({}, {"timeout": MODULES[timeout_family].Timeout(20, pool=2)}):
            raw_server.enqueue(http_response())
            client.chat.completions.create(**CHAT_PARAMS, **arguments)
    assert [request.extensions["timeout"] for request in seen] == [
        {"connect": 3, "read": 30, "write": 30, "pool": 30},
        {"connect": 20, "read": 20, "write": 20, "pool": 2},
    ]


@over_both_families
def test_invalid_timeout_of_either_family_is_rejected(family: Family) -> None:
    with pytest.raises(ValueError, match="timeout must be a positive number of seconds"):
        AIMLAPI(api_key=KEY, timeout=MODULES[family].Timeout(-1))


# --- packages that are not used, or not installed ---


def run_program(program: str) -> str:
    """Return the output of a new process."""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


CALL_WITH_HTTPX = """
import sys, json, httpx
from aimlkit import AIMLAPI
body = json.loads(sys.argv[1]) if len(sys.argv) > 1 else {"choices": [{"index": 0, "message": {"content": "Hi"}}]}
transport = httpx.MockTransport(lambda request: httpx.Response(200, json=body))
client = AIMLAPI(api_key="a", http_client=httpx.Client(transport=transport))
client.chat.completions.create(model="any model", messages=[])
AIMLAPI(api_key="a").transport.http_client
"""


@needs(CHAT_OPERATION)
def test_httpx2_is_imported_only_if_the_program_uses_it() -> None:
    loaded = 'print([name for name in ("httpx2", "httpcore2", "aiohttp") if name in sys.modules])'
    assert run_program(CALL_WITH_HTTPX + loaded) == "[]\n"


@needs(CHAT_OPERATION)
def test_client_works_without_httpx2_and_aiohttp() -> None:
    program = """
import sys
for name in ("httpx2", "httpcore2", "aiohttp", "httpx_aiohttp"):
    sys.modules[name] = None
import aimlkit
from aimlkit import *
from tests.models import CHAT_OPERATION, needs
for each in (DefaultHttpx2Client, DefaultAsyncHttpx2Client, DefaultAioHttpClient):
    try:
        each(timeout=3)
    except aimlkit.MissingPackageError as error:
        print(error)
"""
    assert run_program(program + CALL_WITH_HTTPX).splitlines() == [
        "DefaultHttpx2Client needs httpx2: pip install 'aimlkit[httpx2]'",
        "DefaultAsyncHttpx2Client needs httpx2: pip install 'aimlkit[httpx2]'",
        "DefaultAioHttpClient needs httpx-aiohttp: pip install 'aimlkit[aiohttp]'",
    ]


@needs(CHAT_OPERATION)
def test_client_works_if_httpx2_takes_the_place_of_httpx() -> None:
    """`alias_httpx` of httpx2 makes `import httpx` import httpx2."""
    assert run_program(f"import httpx2\nhttpx2.alias_httpx()\n{CALL_WITH_HTTPX}") == ""


# --- default clients ---


DEFAULT_CLIENTS: list[Json] = [
    aimlkit.DefaultHttpxClient,
    aimlkit.DefaultHttpx2Client,
    aimlkit.DefaultAsyncHttpxClient,
    aimlkit.DefaultAsyncHttpx2Client,
    aimlkit.DefaultAioHttpClient,
]


def cookie_after_a_response(raw_server: RawServer, http_client: Json) -> bytes | None:
    """Return the cookies of a request that follows a response with the cookie `a=b`."""
    for _ in range(2):
        raw_server.enqueue(http_response(set_cookie="a=b"))
    options: Json = {"api_key": KEY, "base_url": raw_server.base_url, "http_client": http_client}

    async def create_two() -> None:
        async with AsyncAIMLAPI(**options) as client:
            for _ in range(2):
                await client.chat.completions.create(**CHAT_PARAMS)

    if isinstance(http_client, httpx.Client | httpx2.Client):
        with AIMLAPI(**options) as client:
            for _ in range(2):
                client.chat.completions.create(**CHAT_PARAMS)
    else:
        asyncio.run(create_two())
    head = raw_server.requests[-1].partition(b"\r\n\r\n")[0]
    lines = [line.partition(b": ") for line in head.split(b"\r\n")]
    return next((value for name, _, value in lines if name.lower() == b"cookie"), None)


@pytest.mark.parametrize("http_client_class", DEFAULT_CLIENTS)
def test_default_clients_accept_no_cookies(raw_server: RawServer, http_client_class: Json) -> None:
    assert cookie_after_a_response(raw_server, http_client_class()) is None


@pytest.mark.parametrize("http_client_class", DEFAULT_CLIENTS)
def test_default_clients_with_cookies_accept_others(raw_server: RawServer, http_client_class: Json) -> None:
    cookies = cookie_after_a_response(raw_server, http_client_class(cookies={"c": "d"}))
    assert cookies is not None
    assert sorted(cookies.split(b"; ")) == [b"a=b", b"c=d"]


@pytest.mark.parametrize("stream", [False, True])
def test_aiohttp_client_sends_requests(aimlkit_mock: MockServer, stream: bool) -> None:
    async def create() -> Json:
        http_client = aimlkit.DefaultAioHttpClient(timeout=30)
        async with AsyncAIMLAPI(
            api_key=aimlkit_mock.key, base_url=aimlkit_mock.base_url, http_client=http_client
        ) as client:
            response: Json = await client.chat.completions.create(**CHAT_PARAMS, stream=stream)
            return [chunk async for chunk in response] if stream else response.text

    assert asyncio.run(create())


@pytest.mark.parametrize(
    ("actions", "error_class"),
    [
        (["close"], aimlkit.APIConnectionError),
        ([http_response(b"", 400)], aimlkit.BadRequestError),
        ([http_response(b"", content_length="99"), *[b" ", 0.1] * 30], aimlkit.APITimeoutError),
        ([30.0], aimlkit.APITimeoutError),
    ],
    ids=["close", "status", "slow body", "stalled"],
)
def test_aiohttp_client_raises_the_exceptions_of_this_package(
    raw_server: RawServer, actions: list[Action], error_class: type[aimlkit.APIError]
) -> None:
    raw_server.enqueue(*actions)
    http_client = aimlkit.DefaultAioHttpClient()
    options = {"api_key": KEY, "base_url": raw_server.base_url, "max_retries": 0, "timeout": 0.5}
    client = AnyClient(is_async=True, options={**options, "http_client": http_client})
    with pytest.raises(error_class) as raised:
        client.create_chat_completion()
    assert KEY not in str(raised.value.request.headers.raw)


def test_httpx2_is_the_family_of_its_subclasses() -> None:
    class Client(httpx2.Client):
        pass

    with Client() as http_client:
        assert AIMLAPI(api_key=KEY, http_client=http_client).transport.family.module is httpx2
