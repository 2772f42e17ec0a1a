"""What goes wrong on the wire, over real sockets: each ends in the right error or result; nothing leaks."""

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

import aimlkit
from aimlkit import AIMLAPI, AsyncAIMLAPI
from tests.wrapper.conftest import ASK, COMPLETION, HEAD, Both, Wire, answer, chunk, chunked, held, sse

Json = Any

BODY = json.dumps(COMPLETION).encode()
EVENTS = sse(chunk("Hel"), chunk("lo"), "[DONE]")
TEXT = "text/event-stream"


def sse_of(*texts: str) -> list[bytes]:
    """An event for each text."""
    return [sse(chunk(text)) for text in texts]


@pytest.mark.parametrize(
    "script",
    [
        [answer()],
        [b"HTTP/1.1 100 Continue\r\n\r\n" + answer()],
        [b"HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n" + answer()],
        [answer(kind="text/plain")],
        [answer(kind="application/json; charset=nonsense")],
        [answer(gzip.compress(BODY), content_encoding="gzip")],
        [bytes([byte]) for byte in answer()],
        [b"HTTP/1.1 200 OK\r\n\r\n" + BODY, "close"],
        [b"HTTP/1.0 200 OK\r\n\r\n" + BODY, "close"],
        [answer(b"\xef\xbb\xbf" + BODY)],
        [answer(status=201)],
    ],
)
def test_answers_that_are_good(raw: Both, wire: Wire, script: list[Json]) -> None:
    wire.scripts.append(script)
    assert raw.chat().text == "Hello"


VALIDATION = aimlkit.APIResponseValidationError


@pytest.mark.parametrize(
    ("script", "error"),
    [
        (["close"], aimlkit.APIConnectionError),
        (["reset"], aimlkit.APIConnectionError),
        ([b"HTTP/1.1 20", "close"], aimlkit.APIConnectionError),
        ([b"HTTP/1.1 200 OK\r\ncontent-le", "reset"], aimlkit.APIConnectionError),
        ([b"nonsense\r\n\r\n"], aimlkit.APIConnectionError),
        ([b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\n"], aimlkit.APIConnectionError),
        ([b"HTTP/1.1 200 OK\r\nx: " + b"a" * 200_000], aimlkit.APIConnectionError),
        ([answer(content_length="9999"), "close"], aimlkit.APIConnectionError),
        ([answer(content_length="9999"), "reset"], aimlkit.APIConnectionError),
        ([answer(content_length="20")], VALIDATION),
        ([answer(BODY[:40])], VALIDATION),
        ([answer(BODY[:40] + b"\xff\xfe\xfd")], VALIDATION),
        ([answer(b"not gzip", content_encoding="gzip")], aimlkit.APIError),
        ([answer(gzip.compress(BODY)[:30], content_encoding="gzip")], aimlkit.APIError),
        ([answer(b"<html>", kind="text/html")], VALIDATION),
        ([answer(b"")], VALIDATION),
        ([answer({"error": {"message": "No."}})], VALIDATION),
        ([answer(sse(COMPLETION), kind=TEXT)], VALIDATION),
        ([answer(b"", 204)], VALIDATION),
        ([answer(b"<html>Bad Gateway", 502, "text/html")], aimlkit.InternalServerError),
        ([answer(b"\xff\xfe", 400)], aimlkit.BadRequestError),
        ([answer(b"", 302, location="http://[")], aimlkit.APIConnectionError),
        ([answer(b"", 302, location="ftp://a.test")], aimlkit.APIConnectionError),
        ([answer(b"", 307, location="http://a..b/")], aimlkit.APIConnectionError),
        ([answer(b"", 307, location="http://127.0.0.1:99999/")], aimlkit.APIConnectionError),
        ([answer(b"a", 502, "text/html; charset=utf-16")], aimlkit.InternalServerError),
        ([answer({"object": "error", "message": "No.", "code": 503})], VALIDATION),
        ([answer(b"", 304)], aimlkit.APIStatusError),
        ([b"HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\n\r\n"], aimlkit.APIError),
    ],
)
def test_answers_that_are_not(
    raw: Both, wire: Wire, script: list[Json], error: type[aimlkit.APIError]
) -> None:
    wire.scripts.append(script)
    with pytest.raises(error) as raised:
        raw.chat()
    assert raised.value.message
    assert "secret-key" not in str(raised.value.request.headers.raw)


@pytest.mark.parametrize(
    "script",
    [
        [HEAD + chunked(EVENTS) + b"0\r\n\r\n"],
        [answer(EVENTS, kind=TEXT)],
        [answer(gzip.compress(EVENTS), kind=TEXT, content_encoding="gzip")],
        [answer(EVENTS.replace(b"\n", b"\r\n"), kind=TEXT)],
        [answer(EVENTS.replace(b"\n", b"\r"), kind=TEXT)],
        [answer(b"\xef\xbb\xbf: hello\n\n" + EVENTS, kind=TEXT)],
        [HEAD, *[chunked(bytes([byte])) for byte in EVENTS]],
        [answer(EVENTS + sse(chunk("!")) + b"\xff{", kind=TEXT)],
        [b"HTTP/1.1 200 OK\r\n\r\n" + EVENTS, "close"],
    ],
)
def test_streams_that_are_good(raw: Both, wire: Wire, script: list[Json]) -> None:
    wire.scripts.append(script)
    assert "".join(chunk.choices[0].delta.content for chunk in raw.chat(stream=True)) == "Hello"


@pytest.mark.parametrize(
    ("script", "error", "text"),
    [
        (["close"], aimlkit.APIConnectionError, None),
        ([HEAD, "close"], aimlkit.StreamCutError, ""),
        ([HEAD + b"0\r\n\r\n"], aimlkit.StreamCutError, ""),
        ([HEAD + b"nonsense\r\n"], aimlkit.StreamCutError, ""),
        ([HEAD + chunked(EVENTS[:-30]), "reset"], aimlkit.StreamCutError, None),
        ([HEAD + chunked(*sse_of("Hel", "lo")), "close"], aimlkit.StreamCutError, "Hello"),
        ([HEAD + chunked(*sse_of("Hel", "lo")), 5.0], aimlkit.StreamTimeoutError, "Hello"),
        ([answer(EVENTS.removesuffix(sse("[DONE]")), kind=TEXT)], aimlkit.StreamCutError, "Hello"),
        ([answer(EVENTS[:-9], kind=TEXT)], aimlkit.StreamCutError, "Hello"),
        ([answer(EVENTS, kind=TEXT, content_encoding="gzip")], aimlkit.APIError, ""),
        ([answer(gzip.compress(EVENTS)[:-20], kind=TEXT, content_encoding="gzip")], aimlkit.APIError, None),
        ([answer(sse(chunk("Hel"), '{"a": '), kind=TEXT)], aimlkit.APIStreamError, "Hel"),
        ([answer(sse(chunk("Hel"), "[]"), kind=TEXT)], aimlkit.APIStreamError, "Hel"),
        ([answer(sse(chunk("Hel"), {"error": {"message": "No"}}), kind=TEXT)], aimlkit.APIStreamError, "Hel"),
        (
            [answer(sse(chunk("Hel")) + b"event: error\ndata: {}\n\n", kind=TEXT)],
            aimlkit.APIStreamError,
            "Hel",
        ),
        ([answer(sse(chunk("Hel"), {"statusCode": 500}), kind=TEXT)], aimlkit.APIStreamError, "Hel"),
    ],
)
def test_streams_that_are_not(
    raw: Both, wire: Wire, script: list[Json], error: type[aimlkit.APIError], text: str | None
) -> None:
    """The error has all the text that came before it."""
    wire.scripts.append(script)
    with pytest.raises(error) as raised:
        raw.chat(stream=True)
    if text is not None:
        assert raised.value.partial.text == text
        assert "".join(chunk.choices[0].delta.content for chunk in raised.value.seen) == text  # type: ignore[attr-defined]


CREATED, DELTA = (
    {"type": "response.created", "response": {"id": "r1", "object": "response", "output": []}},
    {"type": "response.output_text.delta", "delta": "Hi", "item_id": "m1", "output_index": 0},
)
COMPLETED = {"type": "response.completed", "response": {"id": "r1", "object": "response", "output": []}}
NEW = {"type": "response.something.new", "what": [1]}


@pytest.mark.parametrize(
    ("events", "ending", "error"),
    [
        ([CREATED, DELTA, COMPLETED], ["[DONE]"], None),
        ([CREATED, DELTA, COMPLETED], [], None),
        ([CREATED, DELTA, COMPLETED], ["{", DELTA], None),
        ([CREATED, NEW, DELTA, COMPLETED], [], None),
        ([CREATED, DELTA], [], aimlkit.StreamCutError),
        ([CREATED, DELTA], ["{"], aimlkit.APIStreamError),
        ([CREATED, DELTA], [{"type": "error", "code": "x", "message": "No."}], aimlkit.APIStreamError),
        ([CREATED, DELTA], [{"type": "error", "error": {"message": "No."}}], aimlkit.APIStreamError),
    ],
)
def test_streams_of_responses(
    raw: Both, wire: Wire, events: list[Json], ending: list[Json], error: type[aimlkit.APIError] | None
) -> None:
    wire.scripts.append([answer(sse(*events, *ending), kind=TEXT)])
    with pytest.raises(error) if error else contextlib.nullcontext() as raised:
        assert [event.to_dict() for event in raw.respond(stream=True)] == events
    if raised:
        assert [event.to_dict() for event in raised.value.seen] == events  # type: ignore[attr-defined]
        assert (raised.value.partial.id, raised.value.partial.output_text) == ("r1", "Hi")


def test_ten_megabytes_in_one_event(raw: Both, wire: Wire) -> None:
    raw.options["timeout"] = 60
    wire.scripts.append([answer(sse(chunk("x" * 10_000_000), "[DONE]"), kind=TEXT)])
    [event] = raw.chat(stream=True)
    assert len(event.choices[0].delta.content) == 10_000_000


def test_a_million_tiny_events(raw: Both, wire: Wire) -> None:
    """They are counted and not kept, and what is kept for an error does not grow."""
    raw.options["timeout"] = 120
    wire.scripts.append(
        [HEAD, *[chunked(b"data: {}\n\n" * 100_000)] * 10, chunked(b"data: [DONE]\n\n") + b"0\r\n\r\n"]
    )
    assert raw.count() == 1_000_000


@pytest.mark.parametrize("script", [[], [b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{"]])
def test_a_server_that_stalls(raw: Both, wire: Wire, script: list[bytes]) -> None:
    raw.options["timeout"] = 0.3
    wire.scripts.append([*script, 30.0])
    began = time.monotonic()
    with pytest.raises(aimlkit.APITimeoutError):
        raw.chat()
    assert time.monotonic() - began < 2


def test_a_body_that_drips(raw: Both, wire: Wire) -> None:
    raw.options["timeout"] = 0.5
    wire.scripts.append(
        [answer(b"", content_length="1000"), *[step for _ in range(100) for step in (b" ", 0.1)]]
    )
    began = time.monotonic()
    with pytest.raises(aimlkit.APITimeoutError):
        raw.chat()
    assert time.monotonic() - began < 1.5


def test_a_head_that_drips(wire: Wire) -> None:
    """Tasks end it. A thread that waits cannot: each of its waits is short enough."""
    wire.scripts.append(
        [step for byte in b"HTTP/1.1 200 OK\r\nx: " + b"y" * 50 for step in (bytes([byte]), 0.1)]
    )

    async def ask() -> None:
        options = {"api_key": "a", "base_url": wire.base_url, "timeout": 0.5, "max_retries": 0}
        async with AsyncAIMLAPI(**options) as client:  # type: ignore[arg-type]
            began = time.monotonic()
            with pytest.raises(aimlkit.APITimeoutError):
                await client.chat.completions.create(**ASK)
            assert time.monotonic() - began < 1.5

    asyncio.run(ask())


def test_refused_and_unknown(raw: Both) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    for base_url in (f"http://127.0.0.1:{port}/v1", "http://nowhere.invalid/v1"):
        raw.options["base_url"] = base_url
        with pytest.raises(aimlkit.APIConnectionError, match=r"Connection error \(.+\)\."):
            raw.chat()


@pytest.fixture
def untrusted() -> Iterator[str]:
    """The address of a TLS server whose certificate nobody trusts."""
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


def test_tls(raw: Both, untrusted: str) -> None:
    raw.options["base_url"] = untrusted
    with pytest.raises(aimlkit.APIConnectionError, match="certificate verify failed"):
        raw.chat()


def test_reset_then_success(raw: Both, wire: Wire) -> None:
    raw.options["max_retries"] = 2
    wire.scripts.extend([["reset"], [answer(content_length="9999"), "close"], [answer()]])
    assert raw.chat().retries == 2


@pytest.mark.parametrize("status", [408, 409, 429, 500, 502, 503, 504, 529])
@pytest.mark.parametrize("stream", [False, True])
def test_an_error_then_success(raw: Both, wire: Wire, status: int, stream: bool) -> None:
    raw.options["max_retries"] = 1
    good = answer(EVENTS, kind=TEXT) if stream else answer()
    wire.scripts.extend([[answer(b"", status, retry_after="0.001")], [good]])
    assert raw.chat(stream=stream)
    assert len(wire.requests) == 2


@pytest.mark.parametrize(
    "headers",
    [
        {"retry_after": "0.01"},
        {"retry_after_ms": "10"},
        {"retry_after": "Mon, 01 Jan 2024 00:00:00 GMT"},
        {"retry_after": "-1"},
    ],
)
def test_429_says_when(raw: Both, wire: Wire, headers: dict[str, str]) -> None:
    raw.options["max_retries"] = 1
    wire.scripts.extend([[answer(b"", 429, **headers)], [answer()]])
    assert raw.chat().retries == 1


def test_an_error_that_says_the_key(raw: Both, wire: Wire) -> None:
    wire.scripts.append([answer({"message": "secret-key is no key"}, 401)])
    with pytest.raises(aimlkit.AuthenticationError) as raised:
        raw.chat()
    assert (raised.value.body, str(raised.value)) == (
        {"message": "*** is no key"},
        "Error code: 401 - *** is no key",
    )


def test_an_error_that_is_not_to_be_tried_again(raw: Both, wire: Wire) -> None:
    raw.options["max_retries"] = 2
    wire.scripts.append([answer(b"", 503, x_should_retry="false")])
    with pytest.raises(aimlkit.InternalServerError):
        raw.chat()
    wire.scripts.extend([[answer(b"", 418, x_should_retry="true", retry_after="0.001")], [answer()]])
    assert raw.chat().retries == 1


@pytest.mark.parametrize("retry_after", ["3600", "Fri, 01 Jan 2100 00:00:00 GMT"])
def test_429_says_much_later(raw: Both, wire: Wire, retry_after: str) -> None:
    """Nobody is kept waiting for an hour: the error is there at once, and its headers say when."""
    raw.options["max_retries"] = 2
    wire.scripts.append([answer(b"", 429, retry_after=retry_after)])
    with pytest.raises(aimlkit.RateLimitError) as raised:
        raw.chat()
    assert raised.value.response.headers["retry-after"] == retry_after
    assert len(wire.requests) == 1


def test_a_stream_is_not_tried_again_once_it_has_begun(raw: Both, wire: Wire) -> None:
    raw.options["max_retries"] = 2
    wire.scripts.extend([[HEAD + chunked(sse(chunk("a"))), "close"], [answer(EVENTS, kind=TEXT)]])
    with pytest.raises(aimlkit.StreamCutError):
        raw.chat(stream=True)
    assert len(wire.requests) == 1


@pytest.mark.parametrize("stream", [False, True])
def test_no_connection_leaks(wire: Wire, stream: bool) -> None:
    """After whatever went wrong, the pool is as empty as it was."""
    scripts: list[list[Json]] = [["close"], [answer(b"<html>")], [answer(b"", 500)], [HEAD + b"x", "close"]]
    scripts += [[answer(EVENTS, kind=TEXT)], [answer()], [HEAD + chunked(b"data: x\n\n"), 30.0]]
    wire.scripts.extend(scripts)
    with AIMLAPI(api_key="a", base_url=wire.base_url, max_retries=0) as made:
        client: Json = made
        for _ in scripts:
            try:
                answer_ = client.chat.completions.create(**ASK, stream=stream, timeout=0.5)
                list(answer_) if stream else None
            except aimlkit.APIError:
                pass
        assert not held(client)


def test_cancel_at_every_await(wire: Wire) -> None:
    """However far a request has got when its task is cancelled, its connection is let go of."""

    async def ask(steps: int, pause: float) -> bool:
        script = [HEAD + chunked(sse(chunk("a"))), chunked(sse(chunk("b"), "[DONE]")) + b"0\r\n\r\n"]
        wire.scripts[:] = [script]
        # Without TLS, whose settings take longer to read than all the rest.
        options: Json = {"max_retries": 0, "http_client": httpx.AsyncClient(verify=False)}
        async with AsyncAIMLAPI(api_key="a", base_url=wire.base_url, **options) as client:

            async def read() -> None:
                async for _ in await client.chat.completions.create(**ASK, stream=True):
                    pass

            task = asyncio.create_task(read())
            for _ in range(steps):
                await asyncio.sleep(pause)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            assert not held(client)
            return not task.cancelled()

    assert not asyncio.run(ask(0, 0))
    # Step by step as far as nothing is waited for, and then by time.
    for steps in range(1, 60):
        asyncio.run(ask(steps, 0))
    finished = [asyncio.run(ask(steps, 0.0005)) for steps in range(1, 60)]
    assert finished[-1]


@pytest.mark.parametrize("stream", [False, True])
def test_trio(wire: Wire, stream: bool) -> None:
    """Answers, streams to their end and left early, an error and a timeout, in another event loop."""
    good = [answer(EVENTS, kind=TEXT) if stream else answer()]
    wire.scripts.extend([good, good, [answer(b"", 500)], good, [30.0]])

    async def ask() -> None:
        options: Json = {"api_key": "a", "base_url": wire.base_url, "max_retries": 1}
        async with AsyncAIMLAPI(**options) as client:
            calls: Json = client.chat.completions
            for _ in range(3):
                told = await calls.create(**ASK, stream=stream)
                texts = [chunk.choices[0].delta.content async for chunk in told] if stream else [told.text]
                assert "".join(texts) == "Hello"
            with pytest.raises(aimlkit.APITimeoutError):
                once: Json = client.with_options(max_retries=0).chat.completions
                await once.create(**ASK, stream=stream, timeout=0.2)
            assert not held(client)

    trio.run(ask)
