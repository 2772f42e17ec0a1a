"""Plain streams over connections: typed events as they arrive, closed connections, and errors with partial responses."""

from __future__ import annotations

import asyncio
import gc
import json
import time
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest

import aimlkit
from aimlkit import AIMLAPI, AsyncAIMLAPI
from aimlkit.mock import MockResponse, MockServer
from aimlkit_api.models import ChatCompletionChunk, ResponseTextDeltaEvent
from tests.models import CHAT_OPERATION, RESPONSES_MODEL, require_cost
from tests.wrapper.any_client import AnyClient
from tests.wrapper.payloads import (
    CHAT_PARAMS,
    EVENT_STREAM,
    STREAM_HEAD,
    chat_chunk,
    encode_chunked,
    encode_events,
    http_response,
)
from tests.wrapper.raw_server import RawServer

Json = Any

TEXT_DELTA = {"type": "response.output_text.delta", "delta": "Hel"}


def connections(client: Json) -> list[Json]:
    """Return the open connections of a client, idle ones included."""
    return list(client.transport.http_client._transport._pool.connections)


def transport_of(content: bytes, content_type: str = EVENT_STREAM) -> httpx.MockTransport:
    """Return a transport that responds to each request with this stream."""
    headers = {"content-type": content_type}
    return httpx.MockTransport(lambda request: httpx.Response(200, content=content, headers=headers))


# --- events ---


def test_stream_returns_typed_chunks(any_client: AnyClient, aimlkit_mock: MockServer) -> None:
    text = any_client.create_chat_completion().text
    aimlkit_mock.reset()
    chunks = any_client.create_chat_completion(stream=True)
    assert all(isinstance(chunk, ChatCompletionChunk) for chunk in chunks)
    assert "".join(chunk.choices[0].delta.content or "" for chunk in chunks) == text
    assert aimlkit_mock.requests[0].body == {**CHAT_PARAMS, "stream": True}


def test_stream_returns_typed_response_events(any_client: AnyClient) -> None:
    events = any_client.create_response(stream=True)
    text = "".join(event.delta for event in events if event.type == "response.output_text.delta")
    assert events[-1].type == "response.completed"
    assert events[-1].response.output_text == text
    assert isinstance(events[6], ResponseTextDeltaEvent)


def test_stream_false_is_sent(any_client: AnyClient, aimlkit_mock: MockServer) -> None:
    assert any_client.create_chat_completion(stream=False).text
    assert aimlkit_mock.requests[0].body["stream"] is False


def test_stream_returns_events_as_soon_as_they_arrive() -> None:
    """No event waits for the bytes after it."""
    sent: list[int] = []

    class Body(httpx.SyncByteStream, httpx.AsyncByteStream):
        def __iter__(self) -> Iterator[bytes]:
            for number in range(3):
                sent.append(number)
                yield encode_events(chat_chunk(str(number)))
            yield encode_events("[DONE]")

        async def __aiter__(self) -> AsyncIterator[bytes]:
            for data in self:
                yield data

    transport = httpx.MockTransport(
        lambda request: httpx.Response(200, stream=Body(), headers={"content-type": EVENT_STREAM})
    )
    client = AIMLAPI(api_key="a", http_client=httpx.Client(transport=transport))
    for number, _ in enumerate(client.chat.completions.create(**CHAT_PARAMS, stream=True)):
        assert sent == list(range(number + 1))

    async def read_async() -> None:
        sent.clear()
        client = AsyncAIMLAPI(api_key="a", http_client=httpx.AsyncClient(transport=transport))
        number = 0
        async for _ in await client.chat.completions.create(**CHAT_PARAMS, stream=True):
            number += 1
            assert sent == list(range(number))

    asyncio.run(read_async())


def test_text_stream_of_plain_streams(client: AIMLAPI, aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(*[MockResponse(text="One two three")] * 2)
    chunks = client.chat.completions.create(**CHAT_PARAMS, stream=True)
    assert "".join(chunks.text_stream) == "One two three"
    events = client.responses.create(model=RESPONSES_MODEL, input="Hi", stream=True)
    assert list(events.text_stream) == ["One", " two", " three"]


@pytest.mark.parametrize("chunk_size", [1, 5, 1000])
@pytest.mark.parametrize(
    "before",
    [b"", b"\xef\xbb\xbf", b"\r\n\r\n", b": a comment\n\n", b"event: message\nid: 1\n", b"retry:1\n"],
)
@pytest.mark.parametrize(
    "content_type",
    [EVENT_STREAM, "application/json, text/event-stream", "application/json", "text/plain", "text/html", ""],
)
def test_stream_is_recognised_by_its_first_bytes(
    raw_client: AnyClient, raw_server: RawServer, content_type: str, before: bytes, chunk_size: int
) -> None:
    """Whatever media type a server or a proxy gives it."""
    events = before + encode_events(chat_chunk("a"), "[DONE]")
    head = STREAM_HEAD.replace(b"text/event-stream", content_type.encode())
    parts = [events[start : start + chunk_size] for start in range(0, len(events), chunk_size)]
    raw_server.enqueue(head, encode_chunked(*parts) + b"0\r\n\r\n")
    assert raw_client.count_chunks() == 1


def test_stream_with_another_media_type_is_read_as_it_arrives(raw_server: RawServer) -> None:
    """The server sends the rest only after the first event has been read."""
    head = STREAM_HEAD.replace(b"text/event-stream", b"application/json")
    raw_server.enqueue(head + encode_chunked(encode_events(chat_chunk("a"))), 30.0)
    with AIMLAPI(api_key="a", base_url=raw_server.base_url) as client:
        stream = client.chat.completions.create(**CHAT_PARAMS, stream=True)
        assert next(stream).choices[0].delta.content == "a"
        stream.close()


@pytest.mark.parametrize(
    "body",
    [b'{"id": "a"}', b'[1, "data: {}"]', b"<html>data: 1</html>", b"Bad gateway: 1", b"", b"   \n", b"data"],
)
@pytest.mark.parametrize(
    "content_type", ["application/json, text/event-stream", "application/json", "text/plain", ""]
)
def test_body_that_is_no_stream_is_an_error_of_the_call(
    raw_client: AnyClient, raw_server: RawServer, content_type: str, body: bytes
) -> None:
    raw_server.enqueue(http_response(body, content_type=content_type))
    with pytest.raises(aimlkit.APIResponseValidationError, match="expected a stream of events") as raised:
        raw_client.count_chunks()
    assert raised.value.response.content == body


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b'{"error": {"message": "Out of order."}}', "is another document: Out of order."),
        (b'  {"id": 1', "is another document"),
        (b"<html>", "is another document"),
    ],
)
def test_document_that_is_sent_as_a_stream_is_an_error_of_the_stream(
    raw_client: AnyClient, raw_server: RawServer, body: bytes, message: str
) -> None:
    raw_server.enqueue(http_response(body, content_type=EVENT_STREAM))
    with pytest.raises(aimlkit.APIStreamError, match=message):
        raw_client.count_chunks()


def test_stream_adds_its_cost_to_the_spend_once(raw_client: AnyClient, raw_server: RawServer) -> None:
    require_cost(CHAT_OPERATION)
    costs = [{"usage": {"usd_spent": usd}} for usd in (0.25, 0.25, 0.5)]
    events = encode_events(*[chat_chunk("a", meta=cost) for cost in costs], "[DONE]")
    raw_server.enqueue(http_response(events, content_type=EVENT_STREAM))
    clients = []

    def create(client: Json) -> Json:
        clients.append(client)
        return client.chat.completions.create

    raw_client.call(create, **CHAT_PARAMS, stream=True)
    assert clients[0].spend == 0.5


# --- closing ---


@pytest.mark.parametrize("exit_by", ["with", "raise", "close"])
def test_stream_closes_its_connection(client: AIMLAPI, aimlkit_mock: MockServer, exit_by: str) -> None:
    aimlkit_mock.enqueue(MockResponse(stall_after_events=3))
    stream = client.chat.completions.create(**CHAT_PARAMS, stream=True)
    if exit_by == "with":
        with stream:
            next(stream)
    elif exit_by == "raise":
        with pytest.raises(KeyError), stream:
            for _ in stream:
                raise KeyError
    else:
        stream.close()
    assert stream.response.is_closed
    assert connections(client) == []


@pytest.mark.parametrize("exit_by", ["with", "cancel", "aclose", "close"])
def test_async_stream_closes_its_connection(aimlkit_mock: MockServer, exit_by: str) -> None:
    aimlkit_mock.enqueue(MockResponse(stall_after_events=3))

    async def leave_early() -> None:
        async with AsyncAIMLAPI(api_key=aimlkit_mock.key, base_url=aimlkit_mock.base_url) as client:
            stream = await client.chat.completions.create(**CHAT_PARAMS, stream=True)
            if exit_by == "with":
                async with stream:
                    await anext(stream)
            elif exit_by == "aclose":
                await stream.aclose()
            elif exit_by == "close":
                await stream.close()
            else:
                first_event = asyncio.Event()

                async def read() -> None:
                    async for _ in stream:
                        first_event.set()

                task = asyncio.create_task(read())
                await first_event.wait()
                task.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await task
            assert stream.response.is_closed
            assert connections(client) == []

    asyncio.run(leave_early())


def test_stream_goes_on_after_a_loop_that_was_left(any_client: AnyClient) -> None:
    """A loop that is left does not end the stream, as in openai-python."""
    if any_client.is_async:

        async def read_in_two_loops() -> tuple[Json, list[Json]]:
            async with AsyncAIMLAPI(**any_client.client_options()) as client:
                stream = await client.chat.completions.create(**CHAT_PARAMS, stream=True)
                first = await anext(aiter(stream))
                return first, [chunk async for chunk in stream]

        first, others = asyncio.run(read_in_two_loops())
    else:
        with AIMLAPI(**any_client.client_options()) as client:
            stream = client.chat.completions.create(**CHAT_PARAMS, stream=True)
            first = next(iter(stream))
            others = list(stream)
    assert first.choices[0].delta.role == "assistant"
    assert others[0].choices[0].delta.content
    assert others[-1].choices[0].finish_reason == "stop"


# --- streams that are dropped ---

DROPPED = "a stream was dropped before the end"


@pytest.mark.parametrize("closed_by", ["request", "request of another client", "close"])
def test_stream_that_is_dropped_is_closed_later(
    client: AIMLAPI, aimlkit_mock: MockServer, closed_by: str
) -> None:
    aimlkit_mock.enqueue(MockResponse(stall_after_events=3))
    for _ in client.chat.completions.create(**CHAT_PARAMS, stream=True):
        break
    [connection] = connections(client)
    assert not connection.is_closed()
    with pytest.warns(ResourceWarning, match=DROPPED):
        if closed_by == "request":
            client.chat.completions.create(**CHAT_PARAMS)
        elif closed_by == "close":
            client.close()
        else:
            with AIMLAPI(api_key=aimlkit_mock.key, base_url=aimlkit_mock.base_url) as another_client:
                another_client.chat.completions.create(**CHAT_PARAMS)
    assert connection.is_closed()


def test_async_stream_that_is_dropped_is_closed_by_the_next_request(aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(MockResponse(stall_after_events=3))

    async def drop_stream() -> None:
        async with AsyncAIMLAPI(api_key=aimlkit_mock.key, base_url=aimlkit_mock.base_url) as client:
            async for _ in await client.chat.completions.create(**CHAT_PARAMS, stream=True):
                break
            [connection] = connections(client)
            assert not connection.is_closed()
            with pytest.warns(ResourceWarning, match=DROPPED):
                await client.chat.completions.create(**CHAT_PARAMS)
            assert connection.is_closed()

    asyncio.run(drop_stream())


def test_stream_that_is_dropped_warns_once(client: AIMLAPI) -> None:
    for _ in range(3):
        next(client.chat.completions.create(**CHAT_PARAMS, stream=True))
        with pytest.warns(ResourceWarning, match=DROPPED) as warned:
            client.chat.completions.create(**CHAT_PARAMS)
        assert len(warned) == 1
        client.chat.completions.create(**CHAT_PARAMS)


STREAM_CLOSED = "the stream was closed before it ended: read it to the end in its with block"
CLIENT_CLOSED = "the client was closed before the stream ended: keep it open until the stream is read"


def second_loop(stream: Json) -> Json:
    return [*stream]


@pytest.mark.parametrize(
    "read",
    [second_loop, lambda stream: stream.get_final_response(), lambda stream: [*stream.text_stream]],
    ids=["second loop", "final response", "text stream"],
)
def test_reading_a_stream_that_was_left_reports_that_it_is_closed(client: AIMLAPI, read: Json) -> None:
    with client.responses.stream(model=RESPONSES_MODEL, input="Hi") as stream:
        next(stream)
    with pytest.raises(aimlkit.StreamCutError, match=STREAM_CLOSED) as raised:
        read(stream)
    assert raised.value.partial
    gc.collect()


def test_stream_that_was_read_has_its_final_response_after_it_is_closed(client: AIMLAPI) -> None:
    with client.responses.stream(model=RESPONSES_MODEL, input="Hi") as stream:
        events = [*stream]
    assert stream.get_final_response().output_text
    assert [*stream] == []
    assert events


def test_reading_a_stream_of_a_closed_client_reports_the_cause(raw_server: RawServer) -> None:
    raw_server.enqueue(STREAM_HEAD + encode_chunked(encode_events(chat_chunk("Hel"))), 30.0)
    client = AIMLAPI(api_key="secret-key", base_url=raw_server.base_url)
    stream = client.chat.completions.create(**CHAT_PARAMS, stream=True)
    next(stream)
    client.close()
    with pytest.raises(aimlkit.StreamCutError, match=CLIENT_CLOSED) as raised:
        next(stream)
    assert raised.value.text == "Hel"


def test_reading_a_closed_async_stream_reports_the_cause(raw_server: RawServer) -> None:
    async def run() -> None:
        for _ in range(2):
            raw_server.enqueue(STREAM_HEAD + encode_chunked(encode_events(chat_chunk("Hel"))), 30.0)
        client = AsyncAIMLAPI(api_key="secret-key", base_url=raw_server.base_url)
        async with client.chat.completions.stream(**CHAT_PARAMS) as left:
            await anext(left)
        with pytest.raises(aimlkit.StreamCutError, match=STREAM_CLOSED):
            await left.get_final_completion()
        stream = await client.chat.completions.create(**CHAT_PARAMS, stream=True)
        await anext(stream)
        await client.close()
        with pytest.raises(aimlkit.StreamCutError, match=CLIENT_CLOSED) as raised:
            await anext(stream)
        assert raised.value.text == "Hel"

    asyncio.run(run())


# --- the end of the body ---


@pytest.mark.parametrize("delay", [0.0, 0.02])
def test_stream_frees_its_connection_for_the_next_request(
    raw_server: RawServer, raw_client: AnyClient, delay: float
) -> None:
    """The end of the body is read if it arrives soon after the last event."""
    stream = STREAM_HEAD + encode_chunked(encode_events(chat_chunk("a"), "[DONE]"))
    for _ in range(2):
        if delay:
            raw_server.enqueue(stream, delay, b"0\r\n\r\n")
        else:
            raw_server.enqueue(stream + b"0\r\n\r\n")
    raw_server.enqueue(http_response())
    if raw_client.is_async:

        async def send_three_requests() -> None:
            async with AsyncAIMLAPI(**raw_client.client_options()) as client:
                for _ in range(2):
                    chunks = await client.chat.completions.create(**CHAT_PARAMS, stream=True)
                    assert len([chunk async for chunk in chunks]) == 1
                assert (await client.chat.completions.create(**CHAT_PARAMS)).text == "Hello"

        asyncio.run(send_three_requests())
    else:
        with AIMLAPI(**raw_client.client_options()) as client:
            for _ in range(2):
                assert len(list(client.chat.completions.create(**CHAT_PARAMS, stream=True))) == 1
            assert client.chat.completions.create(**CHAT_PARAMS).text == "Hello"
    assert raw_server.connections == 1


@pytest.mark.parametrize(
    "actions_after_end", [[], [encode_chunked(b": x\n\n"), 0.01] * 200], ids=["silence", "comments"]
)
def test_stream_does_not_wait_for_the_end_of_the_body(
    raw_client: AnyClient, raw_server: RawServer, actions_after_end: list[Json]
) -> None:
    stream = STREAM_HEAD + encode_chunked(encode_events(chat_chunk("a"), "[DONE]"))
    raw_server.enqueue(stream, *actions_after_end, 30.0)
    started = time.monotonic()
    assert len(raw_client.create_chat_completion(stream=True)) == 1
    assert time.monotonic() - started < 1


def test_stream_ends_at_its_last_event(raw_client: AnyClient, raw_server: RawServer) -> None:
    raw_client.options["timeout"] = 30
    chunks = encode_events(chat_chunk("a"), "[DONE]", chat_chunk("b"))
    raw_server.enqueue(STREAM_HEAD + encode_chunked(chunks), 30.0)
    assert len(raw_client.create_chat_completion(stream=True)) == 1
    events = encode_events({"type": "response.completed"}, TEXT_DELTA)
    raw_server.enqueue(STREAM_HEAD + encode_chunked(events), 30.0)
    assert [event.type for event in raw_client.create_response(stream=True)] == ["response.completed"]


# --- errors ---


@pytest.mark.parametrize(
    "error",
    [
        {"error": {"message": "Out of order.", "code": "x"}},
        {"type": "error", "message": "Out of order.", "code": "x", "param": None, "sequence_number": 3},
        {"message": "Out of order.", "statusCode": 500, "code": "x"},
        {"id": "c1", "choices": [], "error": {"message": "Out of order.", "code": "x"}},
    ],
)
@pytest.mark.parametrize("event_format", ["data: {}\n\n", "event: error\ndata: {}\n\n"])
def test_stream_raises_for_an_error_event(
    raw_client: AnyClient, raw_server: RawServer, error: Json, event_format: str
) -> None:
    error_event = event_format.replace("{}", json.dumps(error)).encode()
    chunks = encode_events(chat_chunk("Hel"), chat_chunk("lo"))
    raw_server.enqueue(STREAM_HEAD + encode_chunked(chunks, error_event), 30.0)
    with pytest.raises(aimlkit.APIStreamError, match="Out of order") as raised:
        raw_client.create_chat_completion(stream=True)
    assert isinstance(raised.value.partial, aimlkit.ChatCompletion)
    assert raised.value.partial.text == "Hello"
    assert (raised.value.body, raised.value.code) == (error.get("error", error), "x")
    assert len(raw_client.events) == 2

    created = {"type": "response.created", "response": {"id": "r1", "output": []}}
    events = encode_events(created, TEXT_DELTA, {**TEXT_DELTA, "delta": "lo"})
    raw_server.enqueue(STREAM_HEAD + encode_chunked(events, error_event))
    with pytest.raises(aimlkit.APIStreamError, match="Out of order") as raised:
        raw_client.create_response(stream=True)
    assert isinstance(raised.value.partial, aimlkit.Response)
    assert (raised.value.partial.id, raised.value.partial.output_text) == ("r1", "Hello")


def test_stream_raises_for_an_event_of_type_error_with_any_data(
    raw_client: AnyClient, raw_server: RawServer
) -> None:
    raw_server.enqueue(STREAM_HEAD + encode_chunked(b'event: error\ndata: {"a": 1}\n\n'))
    with pytest.raises(aimlkit.APIStreamError, match="an error ended the stream"):
        raw_client.create_chat_completion(stream=True)


@pytest.mark.parametrize("end", ["close", "reset", "end of body"])
def test_stream_raises_if_cut(raw_client: AnyClient, raw_server: RawServer, end: str) -> None:
    stream = STREAM_HEAD + encode_chunked(encode_events(chat_chunk("Hel")), encode_events(chat_chunk("lo")))
    if end == "end of body":
        raw_server.enqueue(stream + b"0\r\n\r\n")
    else:
        raw_server.enqueue(stream, end)
    with pytest.raises(aimlkit.StreamCutError) as raised:
        raw_client.create_chat_completion(stream=True)
    assert isinstance(raised.value, aimlkit.APIConnectionError)
    if end != "reset":  # A reset may overtake the bytes that were sent before it.
        assert isinstance(raised.value.partial, aimlkit.ChatCompletion)
        assert raised.value.partial.text == "Hello"
        assert len(raw_client.events) == 2


def test_stream_raises_if_it_stalls(raw_client: AnyClient, raw_server: RawServer) -> None:
    raw_client.options["timeout"] = 0.3
    raw_server.enqueue(STREAM_HEAD + encode_chunked(encode_events(chat_chunk("Hello"))), 30.0)
    with pytest.raises(aimlkit.StreamTimeoutError) as raised:
        raw_client.create_chat_completion(stream=True)
    assert isinstance(raised.value, aimlkit.APITimeoutError)
    assert isinstance(raised.value.partial, aimlkit.ChatCompletion)
    assert raised.value.partial.text == "Hello"
    assert "secret-key" not in str(raised.value.request.headers.raw)


def test_stream_raises_if_it_is_slow(raw_client: AnyClient, raw_server: RawServer) -> None:
    """Each wait is within the timeout, and all of them together are not."""
    raw_client.options["timeout"] = 0.5
    slow_chunks: list[Json] = [encode_chunked(encode_events(chat_chunk("a"))), 0.1] * 100
    raw_server.enqueue(STREAM_HEAD, *slow_chunks)
    with pytest.raises(aimlkit.StreamTimeoutError):
        raw_client.create_chat_completion(stream=True)
    assert 2 <= len(raw_client.events) <= 7


def test_stream_raises_if_it_stalls_late(raw_client: AnyClient, raw_server: RawServer) -> None:
    """A wait may take no longer than what is left of the timeout of the whole attempt."""
    raw_client.options["timeout"] = 1
    raw_server.enqueue(STREAM_HEAD, 0.8, encode_chunked(encode_events(chat_chunk("a"))), 30.0)
    started = time.monotonic()
    with pytest.raises(aimlkit.StreamTimeoutError):
        raw_client.create_chat_completion(stream=True)
    assert time.monotonic() - started < 1.5


def test_connection_does_not_inherit_the_deadline_of_its_last_response(raw_server: RawServer) -> None:
    raw_server.enqueue(http_response())
    raw_server.enqueue(0.6, http_response())
    with AIMLAPI(api_key="a", base_url=raw_server.base_url, timeout=0.3, max_retries=0) as client:
        client.chat.completions.create(**CHAT_PARAMS)
        client.chat.completions.create(**CHAT_PARAMS, timeout=5)
    assert raw_server.connections == 1


@pytest.mark.parametrize(
    ("content_type", "body", "message"),
    [
        ("application/json", b'{"error": {"message": "No."}}', r"No\."),
        ("application/json", b'{"id": "c1", "choices": []}', "expected a stream of events"),
        ("text/html; charset=utf-8", b"<html>", "expected a stream of events"),
    ],
)
def test_stream_raises_if_the_response_is_not_a_stream(
    raw_client: AnyClient, raw_server: RawServer, content_type: str, body: bytes, message: str
) -> None:
    raw_server.enqueue(http_response(body, content_type=content_type))
    with pytest.raises(aimlkit.APIResponseValidationError, match=message):
        raw_client.create_chat_completion(stream=True)


def test_stream_raises_for_an_error_status(any_client: AnyClient, aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(MockResponse(status=404))
    with pytest.raises(aimlkit.NotFoundError):
        any_client.create_chat_completion(stream=True)


def test_stream_errors_have_the_request_id_and_the_retries(
    raw_client: AnyClient, raw_server: RawServer
) -> None:
    raw_client.options["max_retries"] = 1
    raw_server.enqueue(http_response(b"", 503, retry_after="0.001"))
    chunks = encode_events(chat_chunk("a"))
    raw_server.enqueue(http_response(chunks, content_type=EVENT_STREAM, x_request_id="r1"))
    with pytest.raises(aimlkit.StreamCutError) as raised:
        raw_client.create_chat_completion(stream=True)
    assert (raised.value.retries, raised.value.request_id) == (1, "r1")
