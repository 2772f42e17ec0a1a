"""The decoder of server-sent events, compared with the algorithm of the WHATWG HTML standard (section 9.2.6)."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aimlkit.streaming._sse import Decoder, EventTooLarge, ServerSentEvent


def decode(*chunks: bytes) -> list[ServerSentEvent]:
    """Return the events of a stream that arrives in these chunks."""
    decoder = Decoder()
    return [event for chunk in chunks for event in decoder.feed(chunk)]


def decode_by_byte(stream: bytes) -> list[ServerSentEvent]:
    """Return the events of a stream that arrives byte by byte."""
    return decode(*(bytes([byte]) for byte in stream))


def decode_as_specified(stream: bytes) -> list[ServerSentEvent]:
    """Return the events of a whole stream, by the steps of the standard."""
    text = stream.decode("utf-8", "replace").removeprefix("\ufeff")
    events, data, event_type, last_id = [], "", "", ""
    lines = re.split("\r\n|\n|\r", text)
    for line in lines[:-1]:  # The last one is incomplete.
        if line == "":
            if data:
                events.append(ServerSentEvent(data.removesuffix("\n"), event_type or "message", last_id))
            data, event_type = "", ""
            continue
        if line.startswith(":"):
            continue
        name, _, value = line.partition(":")
        value = value[1:] if value.startswith(" ") else value
        if name == "event":
            event_type = value
        elif name == "data":
            data += value + "\n"
        elif name == "id" and "\0" not in value:
            last_id = value
    return events


#: Bytes that are significant to a decoder, which random bytes rarely are.
TOKENS = st.sampled_from(
    [
        *(b"data", b"data:", b"data: ", b"event: ", b"event", b"id: ", b"retry: ", b":", b" ", b"12", b"{}"),
        *(b"\n", b"\r", b"\r\n", b"\n\n", b"\r\n\r\n", b"\r\r", b"\0"),
        *(b"\xef\xbb\xbf", b"\xef", b"a", "é€𝄞".encode(), b"\xff"),
    ]
)
STREAMS = st.lists(TOKENS, max_size=40).map(b"".join) | st.binary(max_size=80)


@given(STREAMS)
def test_decoder_follows_the_standard(stream: bytes) -> None:
    assert decode(stream) == decode_as_specified(stream)


@given(STREAMS, st.data())
def test_decoder_follows_the_standard_in_chunks_of_any_size(stream: bytes, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=8)))
    chunks = [stream[start:end] for start, end in zip([0, *cuts], [*cuts, len(stream)], strict=True)]
    assert decode(*chunks) == decode_as_specified(stream)


@given(STREAMS)
def test_decoder_follows_the_standard_byte_by_byte(stream: bytes) -> None:
    assert decode_by_byte(stream) == decode_as_specified(stream)


@pytest.mark.parametrize("line_end", [b"\n", b"\r", b"\r\n"])
def test_decoder_returns_an_event_with_its_blank_line(line_end: bytes) -> None:
    decoder = Decoder()
    assert list(decoder.feed(b"data: a" + line_end)) == []
    # A carriage return ends a line, whether a line feed follows or not.
    assert list(decoder.feed(line_end[:1])) == [ServerSentEvent("a")]
    assert list(decoder.feed(line_end[1:] + b"data: b" + line_end * 2)) == [ServerSentEvent("b")]


@pytest.mark.parametrize(
    ("stream", "events"),
    [
        pytest.param(b"data: a\ndata: b\n\n", [ServerSentEvent("a\nb")], id="two data lines"),
        pytest.param(
            b"data:a\n\ndata:  a\n\n", [ServerSentEvent("a"), ServerSentEvent(" a")], id="one space removed"
        ),
        pytest.param(
            b"data\n\ndata\ndata\n\ndata:", [ServerSentEvent(""), ServerSentEvent("\n")], id="no colon"
        ),
        pytest.param(b": a comment\n\ndata: a\n\n", [ServerSentEvent("a")], id="comment"),
        pytest.param(
            b"event: e\ndata: a\n\ndata: b\n\n",
            [ServerSentEvent("a", "e"), ServerSentEvent("b")],
            id="event type",
        ),
        pytest.param(b"event: e\n\ndata: b\n\n", [ServerSentEvent("b")], id="event type without data"),
        pytest.param(
            b"id: 1\ndata: a\n\nid: 2\0\ndata: b\n\nid\ndata: c\n\n",
            [ServerSentEvent("a", id="1"), ServerSentEvent("b", id="1"), ServerSentEvent("c")],
            id="id",
        ),
        pytest.param(b"\xef\xbb\xbfdata: a\n\n", [ServerSentEvent("a")], id="byte order mark"),
        pytest.param(b"\xef\xbb\xbf\xef\xbb\xbfdata: a\n\n", [], id="two byte order marks"),
        pytest.param(
            b"data: a\n\n\xef\xbb\xbfdata: b\n\n", [ServerSentEvent("a")], id="late byte order mark"
        ),
        pytest.param(b"data: \xff\n\n", [ServerSentEvent("\ufffd")], id="invalid UTF-8"),
        pytest.param(b"data: a\n\ndata: incomplete\n", [ServerSentEvent("a")], id="incomplete event"),
        pytest.param(b"unknown: x\ndata: a\n\n", [ServerSentEvent("a")], id="unknown field"),
    ],
)
def test_decoder_examples(stream: bytes, events: list[ServerSentEvent]) -> None:
    assert decode(stream) == events
    assert decode_by_byte(stream) == events


@pytest.mark.parametrize(
    ("value", "retry"),
    [(b"1000", 1000), (b"0", 0), (b"1e3", None), (b"-1", None), (b"", None), (b"9" * 99, None)],
)
def test_decoder_reads_the_reconnection_time(value: bytes, retry: int | None) -> None:
    decoder = Decoder()
    list(decoder.feed(b"retry: " + value + b"\n"))
    assert decoder.retry == retry


def test_decoder_reads_a_long_line_in_many_chunks_in_linear_time() -> None:
    decoder = Decoder()
    chunk = b"x" * 64
    assert list(decoder.feed(b"data: ")) == []
    for _ in range(200_000):  # 13 MB: this takes minutes if each chunk copies the earlier ones.
        assert not list(decoder.feed(chunk))
    [event] = decoder.feed(b"\n\n")
    assert len(event.data) == 200_000 * 64


@pytest.mark.parametrize("event", [b"data: %b\n\n" % (b"x" * 20), b"data: xxxxxxxxx\ndata:xxxxxxxxxx\n\n"])
def test_decoder_refuses_an_event_that_is_too_large_in_one_chunk(event: bytes) -> None:
    """It is complete, so nothing of it is left when the chunk has been read."""
    assert len([*Decoder(20).feed(event * 2)]) == 2
    with pytest.raises(EventTooLarge):
        list(Decoder(19).feed(event))
