"""Faults of streams over real sockets: each ends in the right exception, which has the text that arrived."""

from __future__ import annotations

import contextlib
import gzip
from typing import Any

import pytest

import aimlkit
from tests.wrapper.any_client import AnyClient
from tests.wrapper.payloads import (
    EVENT_STREAM,
    STREAM_HEAD,
    chat_chunk,
    encode_chunked,
    encode_events,
    http_response,
)
from tests.wrapper.raw_server import Action, RawServer

Json = Any

EVENTS = encode_events(chat_chunk("Hel"), chat_chunk("lo"), "[DONE]")
TWO_CHUNKS = encode_chunked(encode_events(chat_chunk("Hel")), encode_events(chat_chunk("lo")))


def text_of(chunks: list[Json]) -> str:
    """Return the text of chat chunks."""
    return "".join(chunk.choices[0].delta.content for chunk in chunks)


@pytest.mark.parametrize(
    "actions",
    [
        [STREAM_HEAD + encode_chunked(EVENTS) + b"0\r\n\r\n"],
        [http_response(EVENTS, content_type=EVENT_STREAM)],
        [http_response(gzip.compress(EVENTS), content_type=EVENT_STREAM, content_encoding="gzip")],
        [http_response(EVENTS.replace(b"\n", b"\r\n"), content_type=EVENT_STREAM)],
        [http_response(EVENTS.replace(b"\n", b"\r"), content_type=EVENT_STREAM)],
        [http_response(b"\xef\xbb\xbf: hello\n\n" + EVENTS, content_type=EVENT_STREAM)],
        [STREAM_HEAD, *[encode_chunked(bytes([byte])) for byte in EVENTS]],
        [http_response(EVENTS + encode_events(chat_chunk("!")) + b"\xff{", content_type=EVENT_STREAM)],
        [b"HTTP/1.1 200 OK\r\n\r\n" + EVENTS, "close"],
    ],
)
def test_stream_reads_valid_streams(
    raw_client: AnyClient, raw_server: RawServer, actions: list[Action]
) -> None:
    raw_server.enqueue(*actions)
    assert text_of(raw_client.create_chat_completion(stream=True)) == "Hello"


@pytest.mark.parametrize(
    ("actions", "error_class", "text"),
    [
        (["close"], aimlkit.APIConnectionError, None),
        ([STREAM_HEAD, "close"], aimlkit.StreamCutError, ""),
        ([STREAM_HEAD + b"0\r\n\r\n"], aimlkit.StreamCutError, ""),
        ([STREAM_HEAD + b"nonsense\r\n"], aimlkit.StreamCutError, ""),
        ([STREAM_HEAD + encode_chunked(EVENTS[:-30]), "reset"], aimlkit.StreamCutError, None),
        ([STREAM_HEAD + TWO_CHUNKS, "close"], aimlkit.StreamCutError, "Hello"),
        ([STREAM_HEAD + TWO_CHUNKS, 5.0], aimlkit.StreamTimeoutError, "Hello"),
        (
            [http_response(EVENTS.removesuffix(encode_events("[DONE]")), content_type=EVENT_STREAM)],
            aimlkit.StreamCutError,
            "Hello",
        ),
        ([http_response(EVENTS[:-9], content_type=EVENT_STREAM)], aimlkit.StreamCutError, "Hello"),
        ([http_response(EVENTS, content_type=EVENT_STREAM, content_encoding="gzip")], aimlkit.APIError, ""),
        (
            [http_response(gzip.compress(EVENTS)[:-20], content_type=EVENT_STREAM, content_encoding="gzip")],
            aimlkit.APIError,
            None,
        ),
        (
            [http_response(encode_events(chat_chunk("Hel"), '{"a": '), content_type=EVENT_STREAM)],
            aimlkit.APIStreamError,
            "Hel",
        ),
        (
            [http_response(encode_events(chat_chunk("Hel"), "[]"), content_type=EVENT_STREAM)],
            aimlkit.APIStreamError,
            "Hel",
        ),
        (
            [
                http_response(
                    encode_events(chat_chunk("Hel"), {"error": {"message": "No"}}), content_type=EVENT_STREAM
                )
            ],
            aimlkit.APIStreamError,
            "Hel",
        ),
        (
            [
                http_response(
                    encode_events(chat_chunk("Hel")) + b"event: error\ndata: {}\n\n",
                    content_type=EVENT_STREAM,
                )
            ],
            aimlkit.APIStreamError,
            "Hel",
        ),
        (
            [http_response(encode_events(chat_chunk("Hel"), {"statusCode": 500}), content_type=EVENT_STREAM)],
            aimlkit.APIStreamError,
            "Hel",
        ),
    ],
)
def test_stream_raises_for_faults(
    raw_client: AnyClient,
    raw_server: RawServer,
    actions: list[Action],
    error_class: type[aimlkit.APIError],
    text: str | None,
) -> None:
    raw_server.enqueue(*actions)
    with pytest.raises(error_class) as raised:
        raw_client.create_chat_completion(stream=True)
    if text is not None:
        partial: Json = raised.value.partial
        assert partial.text == text
        assert text_of(raw_client.events) == text


CREATED = {"type": "response.created", "response": {"id": "r1", "object": "response", "output": []}}
DELTA = {"type": "response.output_text.delta", "delta": "Hi", "item_id": "m1", "output_index": 0}
COMPLETED = {"type": "response.completed", "response": {"id": "r1", "object": "response", "output": []}}
UNKNOWN = {"type": "response.something.new", "what": [1]}


@pytest.mark.parametrize(
    ("events", "ending", "error_class"),
    [
        ([CREATED, DELTA, COMPLETED], ["[DONE]"], None),
        ([CREATED, DELTA, COMPLETED], [], None),
        ([CREATED, DELTA, COMPLETED], ["{", DELTA], None),
        ([CREATED, UNKNOWN, DELTA, COMPLETED], [], None),
        ([CREATED, DELTA], [], aimlkit.StreamCutError),
        ([CREATED, DELTA], ["{"], aimlkit.APIStreamError),
        ([CREATED, DELTA], [{"type": "error", "code": "x", "message": "No."}], aimlkit.APIStreamError),
        ([CREATED, DELTA], [{"type": "error", "error": {"message": "No."}}], aimlkit.APIStreamError),
    ],
)
def test_response_stream_ends_with_its_terminal_event(
    raw_client: AnyClient,
    raw_server: RawServer,
    events: list[Json],
    ending: list[Json],
    error_class: type[aimlkit.APIError] | None,
) -> None:
    raw_server.enqueue(http_response(encode_events(*events, *ending), content_type=EVENT_STREAM))
    with pytest.raises(error_class) if error_class else contextlib.nullcontext() as raised:
        raw_client.create_response(stream=True)
    assert [event.to_dict() for event in raw_client.events] == events
    if raised:
        partial: Json = raised.value.partial
        assert (partial.id, partial.output_text) == ("r1", "Hi")


def test_stream_reads_ten_megabytes_in_one_event(raw_client: AnyClient, raw_server: RawServer) -> None:
    raw_client.options["timeout"] = 60
    events = encode_events(chat_chunk("x" * 10_000_000), "[DONE]")
    raw_server.enqueue(http_response(events, content_type=EVENT_STREAM))
    [event] = raw_client.create_chat_completion(stream=True)
    assert len(event.choices[0].delta.content) == 10_000_000


@pytest.mark.parametrize(
    "raw_client", [(False, "httpx"), (True, "httpx")], ids=["sync", "async"], indirect=True
)
def test_stream_reads_many_small_events(raw_client: AnyClient, raw_server: RawServer) -> None:
    raw_client.options["timeout"] = 120
    many = encode_chunked(b"data: {}\n\n" * 2_000)
    raw_server.enqueue(STREAM_HEAD, *[many] * 10, encode_chunked(b"data: [DONE]\n\n") + b"0\r\n\r\n")
    assert raw_client.count_chunks() == 20_000


def test_stream_is_not_retried_once_it_has_begun(raw_client: AnyClient, raw_server: RawServer) -> None:
    raw_client.options["max_retries"] = 2
    raw_server.enqueue(STREAM_HEAD + encode_chunked(encode_events(chat_chunk("a"))), "close")
    raw_server.enqueue(http_response(EVENTS, content_type=EVENT_STREAM))
    with pytest.raises(aimlkit.StreamCutError):
        raw_client.create_chat_completion(stream=True)
    assert len(raw_server.requests) == 1
