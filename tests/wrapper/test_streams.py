"""Streams: typed events as they come, closed however they are left, and what had arrived where they fail."""

from __future__ import annotations

import asyncio
import gc
import json
import time
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

import aimlkit
from aimlkit import AIMLAPI, AsyncAIMLAPI
from aimlkit._calls import CHAT, RESPONSES
from aimlkit._flow import Meter
from aimlkit._streams import Events
from aimlkit.mock import MockResponse, MockServer
from aimlkit_api.models import ChatCompletionChunk, ResponseTextDeltaEvent
from aimlkit_api.types import Unknown
from tests.wrapper.conftest import ASK, HEAD, Both, Wire, answer, chunk, chunked, sse

Json = Any
DELTA = {"type": "response.output_text.delta", "delta": "Hel"}
REQUEST = httpx.Request("POST", "https://api.test")


def feed(api: Json, *pieces: bytes) -> list[Json]:
    events: Events[Json] = Events(api, REQUEST, Meter())
    found = [event for piece in pieces for event in events.feed(piece)]
    events.end()
    return found


def test_chunks(both: Both, aimlkit_mock: MockServer) -> None:
    whole = both.chat().text
    aimlkit_mock.reset()
    chunks = both.chat(stream=True)
    assert all(isinstance(chunk, ChatCompletionChunk) for chunk in chunks)
    assert "".join(chunk.choices[0].delta.content or "" for chunk in chunks) == whole
    assert aimlkit_mock.requests[0].body == {**ASK, "stream": True}


def test_events(both: Both) -> None:
    events = both.respond(stream=True)
    text = "".join(event.delta for event in events if event.type == "response.output_text.delta")
    assert events[-1].type == "response.completed"
    assert events[-1].response.output_text == text
    assert isinstance(events[6], ResponseTextDeltaEvent)


def test_stream_false_is_said(both: Both, aimlkit_mock: MockServer) -> None:
    assert both.chat(stream=False).text
    assert aimlkit_mock.requests[0].body["stream"] is False


@pytest.mark.parametrize("field", ["next", "with", "break", "raise", "close", "forget"])
def test_leaving_early_closes_the_connection(client: AIMLAPI, aimlkit_mock: MockServer, field: str) -> None:
    aimlkit_mock.enqueue(MockResponse(stall_after_events=3))
    stream = client.chat.completions.create(**ASK, stream=True)
    if field == "next":
        next(stream)
        assert not stream.response.is_closed
        for _ in stream:
            break
    elif field == "with":
        with stream:
            next(stream)
    elif field == "break":
        for _ in stream:
            break
    elif field == "raise":
        with pytest.raises(KeyError):
            for _ in stream:
                raise KeyError
    elif field == "close":
        stream.close()
    else:
        iterator = iter(stream)
        next(iterator)
        del iterator
    assert stream.response.is_closed
    assert connections(client) == []


def connections(client: Json) -> list[Json]:
    return list(client._http()._transport._pool.connections)


@pytest.mark.parametrize("how", ["break", "with", "cancel", "close"])
def test_leaving_early_closes_the_connection_async(aimlkit_mock: MockServer, how: str) -> None:
    aimlkit_mock.enqueue(MockResponse(stall_after_events=3))

    async def ask() -> None:
        async with AsyncAIMLAPI(api_key=aimlkit_mock.key, base_url=aimlkit_mock.base_url) as client:
            stream = await client.chat.completions.create(**ASK, stream=True)
            if how == "break":
                async for _ in stream:
                    break
            elif how == "with":
                async with stream:
                    await anext(stream)
            elif how == "close":
                await stream.close()
            else:
                first = asyncio.Event()

                async def read() -> None:
                    async for _ in stream:
                        first.set()

                task = asyncio.create_task(read())
                await first.wait()
                task.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await task
            for _ in range(20):  # what a broken loop leaves is closed by the event loop, soon
                await asyncio.sleep(0)
            assert stream.response.is_closed
            assert connections(client) == []

    asyncio.run(ask())


@pytest.mark.parametrize("pause", [0.0, 0.02])
def test_the_connection_is_used_again(wire: Wire, raw: Both, pause: float) -> None:
    """The end of the body is read where it comes at once: the connection is free for the next request."""
    body = HEAD + chunked(sse(chunk("a"), "[DONE]"))
    script = [body, pause, b"0\r\n\r\n"] if pause else [body + b"0\r\n\r\n"]
    wire.scripts.extend([script, [*script], [answer()]])
    if raw.is_async:

        async def ask() -> None:
            async with AsyncAIMLAPI(**raw.options) as client:
                for _ in range(2):
                    assert (
                        len([c async for c in await client.chat.completions.create(**ASK, stream=True)]) == 1
                    )
                assert (await client.chat.completions.create(**ASK)).text == "Hello"

        asyncio.run(ask())
    else:
        with AIMLAPI(**raw.options) as client:
            for _ in range(2):
                assert len(list(client.chat.completions.create(**ASK, stream=True))) == 1
            assert client.chat.completions.create(**ASK).text == "Hello"
    assert wire.connections == 1


@pytest.mark.parametrize("flood", [[], [chunked(b": x\n\n"), 0.01] * 200])
def test_the_end_of_the_body_is_not_waited_for(raw: Both, wire: Wire, flood: list[Json]) -> None:
    wire.scripts.append([HEAD + chunked(sse(chunk("a"), "[DONE]")), *flood, 30.0])
    began = time.monotonic()
    assert len(raw.chat(stream=True)) == 1
    assert time.monotonic() - began < 1


def test_nothing_is_waited_for_after_the_end(raw: Both, wire: Wire) -> None:
    raw.options["timeout"] = 30
    wire.scripts.append([HEAD + chunked(sse(chunk("a"), "[DONE]", chunk("b"))), 30.0])
    assert len(raw.chat(stream=True)) == 1
    wire.scripts.append([HEAD + chunked(sse({"type": "response.completed"}, DELTA)), 30.0])
    assert [event.type for event in raw.respond(stream=True)] == ["response.completed"]


@pytest.mark.parametrize(
    "error",
    [
        {"error": {"message": "Out of order.", "code": "x"}},
        {"type": "error", "message": "Out of order.", "code": "x", "param": None, "sequence_number": 3},
        {"message": "Out of order.", "statusCode": 500, "code": "x"},
        {"id": "c1", "choices": [], "error": {"message": "Out of order.", "code": "x"}},
    ],
)
@pytest.mark.parametrize("form", ["data: {}\n\n", "event: error\ndata: {}\n\n"])
def test_an_error_event(raw: Both, wire: Wire, error: Json, form: str) -> None:
    event = form.replace("{}", json.dumps(error)).encode()
    wire.scripts.append([HEAD + chunked(sse(chunk("Hel"), chunk("lo")), event), 30.0])
    with pytest.raises(aimlkit.APIStreamError, match="Out of order") as raised:
        raw.chat(stream=True)
    assert raised.value.partial.text == "Hello"
    assert (raised.value.body, raised.value.code) == (error, "x")
    assert len(vars(raised.value)["seen"]) == 2
    created = {"type": "response.created", "response": {"id": "r1", "output": []}}
    wire.scripts.append([HEAD + chunked(sse(created, DELTA, {**DELTA, "delta": "lo"}), event)])
    with pytest.raises(aimlkit.APIStreamError, match="Out of order") as raised:
        raw.respond(stream=True)
    assert (raised.value.partial.id, raised.value.partial.output_text) == ("r1", "Hello")


def test_an_event_of_type_error_whatever_it_holds(raw: Both, wire: Wire) -> None:
    wire.scripts.append([HEAD + chunked(b'event: error\ndata: {"a": 1}\n\n')])
    with pytest.raises(aimlkit.APIStreamError, match="an error ended the stream"):
        raw.chat(stream=True)


@pytest.mark.parametrize("ending", ["close", "reset", "whole"])
def test_a_stream_that_is_cut(raw: Both, wire: Wire, ending: str) -> None:
    body = HEAD + chunked(sse(chunk("Hel")), sse(chunk("lo")))
    wire.scripts.append([body + b"0\r\n\r\n"] if ending == "whole" else [body, ending])
    with pytest.raises(aimlkit.StreamCutError) as raised:
        raw.chat(stream=True)
    assert isinstance(raised.value, aimlkit.APIConnectionError)
    if ending != "reset":  # a reset may overtake what was sent before it
        assert raised.value.partial.text == "Hello"
        assert len(vars(raised.value)["seen"]) == 2


def test_a_stream_that_stalls(raw: Both, wire: Wire) -> None:
    raw.options["timeout"] = 0.3
    wire.scripts.append([HEAD + chunked(sse(chunk("Hello"))), 30.0])
    with pytest.raises(aimlkit.StreamTimeoutError) as raised:
        raw.chat(stream=True)
    assert isinstance(raised.value, aimlkit.APITimeoutError)
    assert raised.value.partial.text == "Hello"
    assert "secret-key" not in str(raised.value.request.headers.raw)


def test_a_stream_that_drips(raw: Both, wire: Wire) -> None:
    """Each wait is short, and all together are too long."""
    raw.options["timeout"] = 0.5
    wire.scripts.append([HEAD, *[step for _ in range(100) for step in (chunked(sse(chunk("a"))), 0.1)]])
    with pytest.raises(aimlkit.StreamTimeoutError) as raised:
        raw.chat(stream=True)
    assert 2 <= len(vars(raised.value)["seen"]) <= 7


@pytest.mark.parametrize("data", ["{", "nothing", "", "[]", "null", "5", '"a"', "[" * 100_000, "\ufeff{}"])
def test_an_event_that_is_no_object(data: str) -> None:
    with pytest.raises(aimlkit.APIStreamError, match="no JSON") as raised:
        feed(CHAT, sse(chunk("Hello"), data))
    assert raised.value.partial is not None
    assert raised.value.partial.to_dict()["choices"][0]["message"]["content"] == "Hello"


def test_unknown_events_are_kept() -> None:
    [new, end] = feed(
        RESPONSES, sse({"type": "response.new.thing", "a": [1]}, {"type": "response.completed"})
    )
    assert isinstance(new, Unknown)
    assert new.to_dict() == {"type": "response.new.thing", "a": [1]}
    assert end.response is None


@pytest.mark.parametrize("kind", ["response.completed", "response.failed", "response.incomplete"])
def test_the_ends_of_a_response(kind: str) -> None:
    assert feed(RESPONSES, sse(DELTA, {"type": kind}, DELTA))[-1].type == kind


def test_done_ends_a_response_too() -> None:
    assert len(feed(RESPONSES, sse(DELTA, "[DONE]", DELTA))) == 1


VALUES: st.SearchStrategy[Json] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "type",
                    "delta",
                    "choices",
                    "content",
                    "index",
                    "error",
                    "message",
                    "response",
                    "meta",
                    "usage",
                    "id",
                ]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)
TYPED = st.builds(
    lambda kind, value: {**value, "type": kind} if isinstance(value, dict) else value,
    st.sampled_from(["error", "response.completed", "response.output_text.delta", "response.created", None]),
    VALUES,
)


@pytest.mark.parametrize("api", [CHAT, RESPONSES])
@given(st.lists(VALUES | TYPED, max_size=5), st.sampled_from([sse("[DONE]"), b""]))
def test_no_event_raises_anything_else(api: Json, values: list[Json], end: bytes) -> None:
    try:
        feed(api, sse(*values) + end)
    except aimlkit.APIError as error:
        assert error.partial is not None
        repr(error.partial), error.partial.cost_usd


@pytest.mark.parametrize("api", [CHAT, RESPONSES])
@given(st.binary(max_size=60))
def test_no_bytes_raise_anything_else(api: Json, content: bytes) -> None:
    try:
        assert feed(api, content) == []
    except aimlkit.APIError as error:
        assert error.partial is not None


def test_no_more_is_kept_of_a_stream_than_some_text() -> None:
    events: Events[Json] = Events(CHAT, REQUEST, Meter())
    piece = sse(chunk("x" * 10))
    for _ in range(30_000):
        list(events.feed(piece))
    assert sum(map(len, events._texts)) < 150_000
    with pytest.raises(aimlkit.StreamCutError) as raised:
        events.end()
    assert isinstance(raised.value.partial, aimlkit.ChatCompletion)
    assert len(raised.value.partial.text or "") >= 90_000


@pytest.mark.parametrize(("kind", "works"), [("text/event-stream", True), ("text/plain", True), ("", True)])
def test_the_type_of_a_stream(kind: str, works: bool) -> None:
    transport = httpx.MockTransport(
        lambda request: httpx.Response(200, content=sse(chunk("a"), "[DONE]"), headers={"content-type": kind})
    )
    client = AIMLAPI(api_key="a", http_client=httpx.Client(transport=transport))
    assert len(list(client.chat.completions.create(**ASK, stream=True))) == 1


@pytest.mark.parametrize(
    ("kind", "body", "said"),
    [
        ("application/json", b'{"error": {"message": "No."}}', "No."),
        ("application/json", b'{"id": "c1", "choices": []}', "a stream of events was asked for"),
        ("text/html; charset=utf-8", b"<html>", "a stream of events was asked for"),
    ],
)
def test_what_is_no_stream(raw: Both, wire: Wire, kind: str, body: bytes, said: str) -> None:
    wire.scripts.append([answer(body, kind=kind)])
    with pytest.raises(aimlkit.APIResponseValidationError, match=said):
        raw.chat(stream=True)


def test_an_error_instead_of_a_stream(both: Both, aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(MockResponse(status=404))
    with pytest.raises(aimlkit.NotFoundError):
        both.chat(stream=True)


def test_a_closed_stream_says_so(client: AIMLAPI) -> None:
    stream = client.chat.completions.create(**ASK, stream=True)
    stream.close()
    with pytest.raises(aimlkit.StreamCutError, match="closed"):
        next(stream)
    gc.collect()


def test_events_come_at_once() -> None:
    """An event is there before the bytes after it are."""
    pulled: list[int] = []

    class Body(httpx.SyncByteStream, httpx.AsyncByteStream):
        def __iter__(self) -> Iterator[bytes]:
            for number in range(3):
                pulled.append(number)
                yield sse(chunk(str(number)))
            yield sse("[DONE]")

        async def __aiter__(self) -> AsyncIterator[bytes]:
            for piece in self:
                yield piece

    transport = httpx.MockTransport(
        lambda request: httpx.Response(200, stream=Body(), headers={"content-type": "text/event-stream"})
    )
    client = AIMLAPI(api_key="a", http_client=httpx.Client(transport=transport))
    for number, _ in enumerate(client.chat.completions.create(**ASK, stream=True)):
        assert pulled == list(range(number + 1))

    async def ask() -> None:
        pulled.clear()
        client = AsyncAIMLAPI(api_key="a", http_client=httpx.AsyncClient(transport=transport))
        number = 0
        async for _ in await client.chat.completions.create(**ASK, stream=True):
            number += 1
            assert pulled == list(range(number))

    asyncio.run(ask())


def test_what_was_left_is_no_whole_answer(client: AIMLAPI, aimlkit_mock: MockServer) -> None:
    """The connection is closed then, and that is said."""
    aimlkit_mock.enqueue(MockResponse(text=" ".join(["word"] * 20_000)))
    calls: Json = client.chat.completions
    with calls.stream(**ASK) as stream:
        for _ in stream:
            break
        with pytest.raises(aimlkit.StreamCutError) as raised:
            stream.get_final_completion()
    assert raised.value.partial is not None


def test_what_a_stream_cost_counts_once(raw: Both, wire: Wire) -> None:
    meta = [{"usage": {"usd_spent": usd}} for usd in (0.25, 0.25, 0.5)]
    wire.scripts.append(
        [answer(sse(*[chunk("a", meta=each) for each in meta], "[DONE]"), kind="text/event-stream")]
    )
    spent = []

    def calls(client: Json) -> Json:
        spent.append(client)
        return client.chat.completions.create

    raw.call(calls, **ASK, stream=True)
    assert spent[0].spend == 0.5


def test_a_stream_knows_its_request_and_its_retries(raw: Both, wire: Wire) -> None:
    raw.options["max_retries"] = 1
    good = answer(sse(chunk("a")), kind="text/event-stream", x_request_id="r1")
    wire.scripts.extend([[answer(b"", 503, retry_after="0.001")], [good]])
    with pytest.raises(aimlkit.StreamCutError) as raised:
        raw.chat(stream=True)
    assert (raised.value.retries, raised.value.request_id) == (1, "r1")


def test_a_stream_that_stalls_late(raw: Both, wire: Wire) -> None:
    """The limit is for all of it, and no more of it is given to a wait than is left."""
    raw.options["timeout"] = 1
    wire.scripts.append([HEAD, 0.8, chunked(sse(chunk("a"))), 30.0])
    began = time.monotonic()
    with pytest.raises(aimlkit.StreamTimeoutError):
        raw.chat(stream=True)
    assert time.monotonic() - began < 1.5


def test_a_connection_forgets_the_time_of_its_last_answer(wire: Wire) -> None:
    wire.scripts.extend([[answer()], [0.6, answer()]])
    with AIMLAPI(api_key="a", base_url=wire.base_url, timeout=0.3, max_retries=0) as client:
        client.chat.completions.create(**ASK)
        client.chat.completions.create(**ASK, timeout=5)
    assert wire.connections == 1
