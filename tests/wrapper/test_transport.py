"""The transports over real sockets: every fault ends in the right exception, and no connection leaks."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import json
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import trio
import trustme
from hypothesis import given
from hypothesis import strategies as st

import aimlkit
from aimlkit import AIMLAPI, AsyncAIMLAPI
from aimlkit._transport import _updated_headers
from tests.wrapper.any_client import AnyClient, busy_connections
from tests.wrapper.families import Family, new_http_client, over_both_families
from tests.wrapper.payloads import (
    CHAT_PARAMS,
    COMPLETION,
    EVENT_STREAM,
    STREAM_HEAD,
    chat_chunk,
    encode_chunked,
    encode_events,
    http_response,
)
from tests.wrapper.raw_server import Action, RawServer

Json = Any

BODY = json.dumps(COMPLETION).encode()
EVENTS = encode_events(chat_chunk("Hel"), chat_chunk("lo"), "[DONE]")
INVALID_RESPONSE = aimlkit.APIResponseValidationError


@pytest.mark.parametrize(
    "actions",
    [
        [http_response()],
        [b"HTTP/1.1 100 Continue\r\n\r\n" + http_response()],
        [b"HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n" + http_response()],
        [http_response(content_type="text/plain")],
        [http_response(content_type="application/json; charset=nonsense")],
        [http_response(gzip.compress(BODY), content_encoding="gzip")],
        [bytes([byte]) for byte in http_response()],
        [b"HTTP/1.1 200 OK\r\n\r\n" + BODY, "close"],
        [b"HTTP/1.0 200 OK\r\n\r\n" + BODY, "close"],
        [http_response(b"\xef\xbb\xbf" + BODY)],
        [http_response(status=201)],
    ],
)
def test_transport_reads_valid_responses(
    raw_client: AnyClient, raw_server: RawServer, actions: list[Action]
) -> None:
    raw_server.enqueue(*actions)
    assert raw_client.create_chat_completion().text == "Hello"


@pytest.mark.parametrize(
    ("actions", "error_class"),
    [
        (["close"], aimlkit.APIConnectionError),
        (["reset"], aimlkit.APIConnectionError),
        ([b"HTTP/1.1 20", "close"], aimlkit.APIConnectionError),
        ([b"HTTP/1.1 200 OK\r\ncontent-le", "reset"], aimlkit.APIConnectionError),
        ([b"nonsense\r\n\r\n"], aimlkit.APIConnectionError),
        ([b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\n"], aimlkit.APIConnectionError),
        ([b"HTTP/1.1 200 OK\r\nx: " + b"a" * 200_000], aimlkit.APIConnectionError),
        ([http_response(content_length="9999"), "close"], aimlkit.APIConnectionError),
        ([http_response(content_length="9999"), "reset"], aimlkit.APIConnectionError),
        ([http_response(content_length="20")], INVALID_RESPONSE),
        ([http_response(BODY[:40])], INVALID_RESPONSE),
        ([http_response(BODY[:40] + b"\xff\xfe\xfd")], INVALID_RESPONSE),
        ([http_response(b"not gzip", content_encoding="gzip")], aimlkit.APIError),
        ([http_response(gzip.compress(BODY)[:30], content_encoding="gzip")], aimlkit.APIError),
        ([http_response(b"<html>", content_type="text/html")], INVALID_RESPONSE),
        ([http_response(b"")], INVALID_RESPONSE),
        ([http_response({"error": {"message": "No."}})], INVALID_RESPONSE),
        ([http_response(encode_events(COMPLETION), content_type=EVENT_STREAM)], INVALID_RESPONSE),
        ([http_response(b"", 204)], INVALID_RESPONSE),
        ([http_response(b"<html>Bad Gateway", 502, "text/html")], aimlkit.InternalServerError),
        ([http_response(b"\xff\xfe", 400)], aimlkit.BadRequestError),
        ([http_response(b"", 302, location="http://[")], aimlkit.APIStatusError),
        ([http_response(b"", 302, location="ftp://a.test")], aimlkit.APIStatusError),
        ([http_response(b"", 307, location="http://a..b/")], aimlkit.APIStatusError),
        ([http_response(b"", 307, location="http://127.0.0.1:99999/")], aimlkit.APIStatusError),
        ([http_response(b"a", 502, "text/html; charset=utf-16")], aimlkit.InternalServerError),
        ([http_response({"object": "error", "message": "No.", "code": 503})], INVALID_RESPONSE),
        ([http_response(b"", 304)], aimlkit.APIStatusError),
        ([b"HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\n\r\n"], aimlkit.APIError),
    ],
)
def test_transport_raises_for_invalid_responses(
    raw_client: AnyClient, raw_server: RawServer, actions: list[Action], error_class: type[aimlkit.APIError]
) -> None:
    raw_server.enqueue(*actions)
    with pytest.raises(error_class) as raised:
        raw_client.create_chat_completion()
    assert raised.value.message
    assert "secret-key" not in str(raised.value.request.headers.raw)


@pytest.mark.parametrize("actions", [[], [b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{"]])
def test_transport_times_out_if_the_server_stalls(
    raw_client: AnyClient, raw_server: RawServer, actions: list[bytes]
) -> None:
    raw_client.options["timeout"] = 0.3
    raw_server.enqueue(*actions, 30.0)
    started = time.monotonic()
    with pytest.raises(aimlkit.APITimeoutError):
        raw_client.create_chat_completion()
    assert time.monotonic() - started < 2


def test_transport_times_out_if_a_body_arrives_too_slowly(
    raw_client: AnyClient, raw_server: RawServer
) -> None:
    raw_client.options["timeout"] = 0.5
    slow_body: list[Action] = [b" ", 0.1] * 100
    raw_server.enqueue(http_response(b"", content_length="1000"), *slow_body)
    started = time.monotonic()
    with pytest.raises(aimlkit.APITimeoutError):
        raw_client.create_chat_completion()
    assert time.monotonic() - started < 1.5


def test_transport_times_out_if_a_head_arrives_too_slowly(
    raw_client: AnyClient, raw_server: RawServer
) -> None:
    raw_client.options["timeout"] = 0.5
    head = b"HTTP/1.1 200 OK\r\nx: " + b"y" * 50
    raw_server.enqueue(*[action for byte in head for action in (bytes([byte]), 0.1)])
    started = time.monotonic()
    with pytest.raises(aimlkit.APITimeoutError):
        raw_client.create_chat_completion()
    assert time.monotonic() - started < 1.5


@pytest.mark.parametrize("host", ["127.0.0.1", "nowhere.invalid"])
def test_transport_raises_if_it_cannot_connect(raw_client: AnyClient, host: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        unused_port = server.getsockname()[1]
    raw_client.options["base_url"] = f"http://{host}:{unused_port}/v1"
    with pytest.raises(aimlkit.APIConnectionError, match=r"Connection error at \S+ \(.+\)\."):
        raw_client.create_chat_completion()


@pytest.fixture
def untrusted_url() -> Iterator[str]:
    """The base URL of a TLS server whose certificate is not trusted."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("localhost").configure_cert(context)
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection, contextlib.suppress(OSError):
                context.wrap_socket(connection, server_side=True).close()

    thread = threading.Thread(target=serve)
    thread.start()
    yield f"https://localhost:{listener.getsockname()[1]}/v1"
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join()


def test_transport_raises_if_the_certificate_is_not_trusted(
    raw_client: AnyClient, untrusted_url: str
) -> None:
    raw_client.options["base_url"] = untrusted_url
    with pytest.raises(aimlkit.APIConnectionError, match="certificate verify failed"):
        raw_client.create_chat_completion()


# --- retries ---


def test_transport_retries_connection_errors(raw_client: AnyClient, raw_server: RawServer) -> None:
    raw_client.options["max_retries"] = 2
    raw_server.enqueue("reset")
    raw_server.enqueue(http_response(content_length="9999"), "close")
    raw_server.enqueue(http_response())
    assert raw_client.create_chat_completion().retries == 2
    assert all(b"Bearer secret-key" in request for request in raw_server.requests)


@pytest.mark.parametrize("status", [408, 409, 429, 500, 502, 503, 504, 529])
@pytest.mark.parametrize("stream", [False, True])
def test_transport_retries_status(
    raw_client: AnyClient, raw_server: RawServer, status: int, stream: bool
) -> None:
    raw_client.options["max_retries"] = 1
    raw_server.enqueue(http_response(b"", status, retry_after="0.001"))
    raw_server.enqueue(http_response(EVENTS, content_type=EVENT_STREAM) if stream else http_response())
    assert raw_client.create_chat_completion(stream=stream)
    assert len(raw_server.requests) == 2
    assert all(b"Bearer secret-key" in request for request in raw_server.requests)


@pytest.mark.parametrize(
    "headers",
    [
        {"retry_after": "0.01"},
        {"retry_after_ms": "10"},
        {"retry_after": "Mon, 01 Jan 2024 00:00:00 GMT"},
        {"retry_after": "-1"},
    ],
)
def test_transport_retries_429_after_the_time_in_its_headers(
    raw_client: AnyClient, raw_server: RawServer, headers: dict[str, str]
) -> None:
    raw_client.options["max_retries"] = 1
    raw_server.enqueue(http_response(b"", 429, **headers))
    raw_server.enqueue(http_response())
    assert raw_client.create_chat_completion().retries == 1


def test_transport_obeys_x_should_retry(raw_client: AnyClient, raw_server: RawServer) -> None:
    raw_client.options["max_retries"] = 2
    raw_server.enqueue(http_response(b"", 503, x_should_retry="false"))
    with pytest.raises(aimlkit.InternalServerError):
        raw_client.create_chat_completion()
    raw_server.enqueue(http_response(b"", 418, x_should_retry="true", retry_after="0.001"))
    raw_server.enqueue(http_response())
    assert raw_client.create_chat_completion().retries == 1


@pytest.mark.parametrize("retry_after", ["3600", "Fri, 01 Jan 2100 00:00:00 GMT"])
def test_transport_raises_at_once_if_retry_after_is_long(
    raw_client: AnyClient, raw_server: RawServer, retry_after: str
) -> None:
    """The headers of the exception say when another attempt makes sense."""
    raw_client.options["max_retries"] = 2
    raw_server.enqueue(http_response(b"", 429, retry_after=retry_after))
    with pytest.raises(aimlkit.RateLimitError) as raised:
        raw_client.create_chat_completion()
    assert raised.value.response.headers["retry-after"] == retry_after
    assert len(raw_server.requests) == 1


# --- connections ---


@over_both_families
@pytest.mark.parametrize("stream", [False, True])
def test_transport_leaks_no_connection(raw_server: RawServer, stream: bool, family: Family) -> None:
    faults: list[list[Action]] = [
        ["close"],
        [http_response(b"<html>")],
        [http_response(b"", 500)],
        [STREAM_HEAD + b"x", "close"],
        [http_response(EVENTS, content_type=EVENT_STREAM)],
        [http_response()],
        [STREAM_HEAD + encode_chunked(b"data: x\n\n"), 30.0],
    ]
    for actions in faults:
        raw_server.enqueue(*actions)
    http_client = new_http_client(family, is_async=False)
    with AIMLAPI(api_key="a", base_url=raw_server.base_url, max_retries=0, http_client=http_client) as client:
        for _ in faults:
            with contextlib.suppress(aimlkit.APIError):
                result: Json = client.chat.completions.create(**CHAT_PARAMS, stream=stream, timeout=0.5)
                list(result) if stream else None
        assert not busy_connections(client)


@over_both_families
def test_async_transport_leaks_no_connection_if_cancelled_at_any_await(
    raw_server: RawServer, family: Family
) -> None:
    async def cancel_after(steps: int, pause: float) -> bool:
        """Cancel a request after some steps of the event loop; return whether it had finished."""
        raw_server.clear()
        raw_server.enqueue(
            STREAM_HEAD + encode_chunked(encode_events(chat_chunk("a"))),
            encode_chunked(encode_events(chat_chunk("b"), "[DONE]")) + b"0\r\n\r\n",
        )
        http_client = new_http_client(family, is_async=True)
        async with AsyncAIMLAPI(
            api_key="a", base_url=raw_server.base_url, max_retries=0, http_client=http_client
        ) as client:

            async def read() -> None:
                async for _ in await client.chat.completions.create(**CHAT_PARAMS, stream=True):
                    pass

            task = asyncio.create_task(read())
            for _ in range(steps):
                await asyncio.sleep(pause)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            assert not busy_connections(client)
            return not task.cancelled()

    assert not asyncio.run(cancel_after(0, 0))
    # Step by step while nothing is waited for, and then by time.
    for steps in range(1, 60):
        asyncio.run(cancel_after(steps, 0))
    for steps in range(1, 60):
        asyncio.run(cancel_after(steps, 0.0005))
    assert asyncio.run(cancel_after(600, 0.005))


@over_both_families
def test_async_transport_leaks_no_connection_if_the_deadline_passes_at_any_time(
    raw_server: RawServer, family: Family
) -> None:
    """The deadline passes while the request is sent, while its response is read, or while that is closed."""

    async def exceed(timeout: float) -> None:
        raw_server.clear()
        actions: list[bytes | float] = [b" ", 0.01]
        raw_server.enqueue(http_response(b"", content_length="99"), *actions * 30)
        http_client = new_http_client(family, is_async=True)
        async with AsyncAIMLAPI(
            api_key="a",
            base_url=raw_server.base_url,
            max_retries=0,
            timeout=timeout,
            http_client=http_client,
        ) as client:
            with pytest.raises(aimlkit.APIConnectionError):
                await client.chat.completions.create(**CHAT_PARAMS)
            assert not busy_connections(client)

    for step in range(1, 81):
        asyncio.run(exceed(step * 0.0005))


@over_both_families
@pytest.mark.parametrize("stream", [False, True])
def test_async_transport_works_with_trio(raw_server: RawServer, stream: bool, family: Family) -> None:
    success = http_response(EVENTS, content_type=EVENT_STREAM) if stream else http_response()
    for action in (success, success, http_response(b"", 500), success, 30.0):
        raw_server.enqueue(action)

    async def create_all() -> None:
        http_client = new_http_client(family, is_async=True)
        async with AsyncAIMLAPI(
            api_key="a", base_url=raw_server.base_url, max_retries=1, http_client=http_client
        ) as client:
            for _ in range(3):
                result: Json = await client.chat.completions.create(**CHAT_PARAMS, stream=stream)
                if stream:
                    texts = [chunk.choices[0].delta.content async for chunk in result]
                    assert "".join(texts) == "Hello"
                else:
                    assert result.text == "Hello"
            with pytest.raises(aimlkit.APITimeoutError):
                await client.with_options(max_retries=0).chat.completions.create(
                    **CHAT_PARAMS, stream=stream, timeout=0.2
                )
            assert not busy_connections(client)

    trio.run(create_all)


# --- headers ---

HEADER_NAMES = st.sampled_from(["a", "B", "b", "Accept", "accept", "X-A"])
HEADERS = st.lists(st.tuples(HEADER_NAMES, st.sampled_from(["1", "2"])))


@given(HEADERS, st.dictionaries(HEADER_NAMES.map(str.lower), st.sampled_from(["3", "4"])))
def test_updated_headers_are_those_that_httpx_returns(
    headers: list[tuple[str, str]], updates: dict[str, str]
) -> None:
    expected = httpx.Headers(headers)
    expected.update(updates)
    assert _updated_headers(httpx.Headers(headers), updates).raw == expected.raw
