"""The decoder of server-sent events, held against the WHATWG text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aimlkit._sse import Decoder, Event


def decode(*pieces: bytes) -> list[Event]:
    decoder = Decoder()
    return [event for piece in pieces for event in decoder.feed(piece)]


def as_specified(stream: bytes) -> list[Event]:
    """What the text says, step by step, of a whole stream."""
    text = stream.decode("utf-8", "replace").removeprefix("\ufeff")
    events, data, kind, last_id = [], "", "", ""
    lines = re.split("\r\n|\n|\r", text)
    for line in lines[:-1]:  # the last one has no end
        if line == "":
            if data:
                events.append(Event(data.removesuffix("\n"), kind or "message", last_id))
            data, kind = "", ""
            continue
        if line.startswith(":"):
            continue
        name, _, value = line.partition(":")
        value = value[1:] if value.startswith(" ") else value
        if name == "event":
            kind = value
        elif name == "data":
            data += value + "\n"
        elif name == "id" and "\0" not in value:
            last_id = value
    return events


#: Bytes that mean something to a decoder, far more often than by chance.
WORDS = st.sampled_from(
    [
        *(b"data", b"data:", b"data: ", b"event: ", b"event", b"id: ", b"retry: ", b":", b" ", b"12", b"{}"),
        *(b"\n", b"\r", b"\r\n", b"\n\n", b"\r\n\r\n", b"\r\r", b"\0"),
        *(b"\xef\xbb\xbf", b"\xef", b"a", "é€𝄞".encode(), b"\xff"),
    ]
)
STREAMS = st.lists(WORDS, max_size=40).map(b"".join) | st.binary(max_size=80)


@given(STREAMS)
def test_a_stream_gives_what_the_text_says(stream: bytes) -> None:
    assert decode(stream) == as_specified(stream)


@given(STREAMS, st.data())
def test_however_it_is_split(stream: bytes, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=8)))
    pieces = [stream[a:b] for a, b in zip([0, *cuts], [*cuts, len(stream)], strict=True)]
    assert decode(*pieces) == as_specified(stream)


@given(STREAMS)
def test_byte_by_byte(stream: bytes) -> None:
    assert decode(*(bytes([byte]) for byte in stream)) == as_specified(stream)


@pytest.mark.parametrize("end", [b"\n", b"\r", b"\r\n"])
def test_an_event_comes_with_its_blank_line(end: bytes) -> None:
    decoder = Decoder()
    assert list(decoder.feed(b"data: a" + end)) == []
    # A CR ends a line whatever comes next.
    assert list(decoder.feed(end[:1])) == [Event("a")]
    assert list(decoder.feed(end[1:] + b"data: b" + end + end)) == [Event("b")]


@pytest.mark.parametrize(
    ("stream", "events"),
    [
        (b"data: a\ndata: b\n\n", [Event("a\nb")]),
        (b"data:a\n\ndata:  a\n\n", [Event("a"), Event(" a")]),
        (b"data\n\ndata\ndata\n\ndata:", [Event(""), Event("\n")]),
        (b": a comment\n\ndata: a\n\n", [Event("a")]),
        (b"event: e\ndata: a\n\ndata: b\n\n", [Event("a", "e"), Event("b")]),
        (b"event: e\n\ndata: b\n\n", [Event("b")]),
        (
            b"id: 1\ndata: a\n\nid: 2\0\ndata: b\n\nid\ndata: c\n\n",
            [Event("a", id="1"), Event("b", id="1"), Event("c")],
        ),
        (b"\xef\xbb\xbfdata: a\n\n", [Event("a")]),
        (b"\xef\xbb\xbf\xef\xbb\xbfdata: a\n\n", []),
        (b"data: a\n\n\xef\xbb\xbfdata: b\n\n", [Event("a")]),
        (b"data: \xff\n\n", [Event("\ufffd")]),
        (b"data: a\n\ndata: unfinished\n", [Event("a")]),
        (b"unknown: x\ndata: a\n\n", [Event("a")]),
    ],
)
def test_the_examples(stream: bytes, events: list[Event]) -> None:
    assert decode(stream) == events
    assert decode(*(bytes([byte]) for byte in stream)) == events


@pytest.mark.parametrize(
    ("value", "retry"),
    [(b"1000", 1000), (b"0", 0), (b"1e3", None), (b"-1", None), (b"", None), (b"9" * 99, None)],
)
def test_retry(value: bytes, retry: int | None) -> None:
    decoder = Decoder()
    list(decoder.feed(b"retry: " + value + b"\n"))
    assert decoder.retry == retry


def test_a_long_line_in_many_pieces_costs_what_its_length_is() -> None:
    decoder = Decoder()
    piece = b"x" * 64
    assert list(decoder.feed(b"data: ")) == []
    for _ in range(200_000):  # 13 MB: minutes, if each piece copied what had come before
        assert not list(decoder.feed(piece))
    [event] = decoder.feed(b"\n\n")
    assert len(event.data) == 200_000 * 64
