"""Bytes in and out: JSON bodies, server-sent events, and the faults that a script wants in them."""

import json
import re
from collections.abc import Awaitable, Callable, Iterable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from aimlkit.mock.errors import Refused

Json = Any
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Headers = Sequence[tuple[bytes, bytes]]

SERVER = (b"server", b"aimlkit-mock")
DEEPEST = 200  # levels of nesting in a body

_encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_EVENT = re.compile(rb".*?(?:\n\n|\r\n\r\n)|.+", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it goes out: in pieces, a whole body or the events of a stream."""

    status: int
    headers: Headers
    pieces: Iterable[bytes]


def answer(body: Json, status: int = 200, headers: Headers = ()) -> Answer:
    """An answer of JSON."""
    content = dump(body)
    length = str(len(content)).encode()
    head = [SERVER, (b"content-type", b"application/json"), (b"content-length", length), *headers]
    return Answer(status, head, (content,))


def exact(content: bytes, status: int, headers: Headers) -> Answer:
    """An answer of these bytes; those of a stream go out event by event."""
    names = {name for name, _ in headers}
    usual = [
        SERVER,
        (b"content-type", b"application/json"),
        (b"content-length", str(len(content)).encode()),
    ]
    head = [*(header for header in usual if header[0] not in names), *headers]
    streamed = dict(head)[b"content-type"].startswith(b"text/event-stream")
    return Answer(status, head, _EVENT.findall(content) if streamed else (content,))


def stream(pieces: Iterable[bytes], headers: Headers = ()) -> Answer:
    """An answer of server-sent events."""
    kind = (b"content-type", b"text/event-stream; charset=utf-8")
    return Answer(200, [SERVER, kind, (b"cache-control", b"no-cache"), *headers], pieces)


def chat_events(chunks: Iterable[Json]) -> Iterator[bytes]:
    """Chunks as the chat API sends them: data alone, and a mark at the end."""
    for chunk in chunks:
        yield b"data: " + dump(chunk) + b"\n\n"
    yield b"data: [DONE]\n\n"


def response_events(events: Iterable[Json]) -> Iterator[bytes]:
    """Events as the Responses API sends them: with their type, and no mark at the end."""
    for event in events:
        yield b"event: " + event["type"].encode() + b"\ndata: " + dump(event) + b"\n\n"


def dump(value: Json) -> bytes:
    """JSON, as small as it gets."""
    try:
        return orjson.dumps(value)
    except TypeError:  # an integer of more than 64 bits
        return _encoder.encode(value).encode()


async def read(receive: Receive, length: str, limit: int) -> bytes:
    """The request's body, of at most `limit` bytes."""
    too_large = Refused(413, f"the body is larger than {limit} bytes")
    if length.isdecimal() and int(length) > limit:
        raise too_large
    content = b""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Gone
        piece: bytes = message.get("body", b"")
        content += piece
        if len(content) > limit:
            raise too_large
        if not message.get("more_body"):
            return content


class Gone(Exception):
    """The client went away before its request was complete."""


def load(content: bytes) -> Json:
    """The JSON in a body; refused with 400 where it is none."""
    try:
        value = _decoder.decode(content.decode())
        if content.count(b"[") + content.count(b"{") > DEEPEST:
            _check_depth(value)
        if b"\\ud" in content.lower():  # half a surrogate pair is JSON, but no text that could be sent back
            dump(value)
    except (ValueError, RecursionError) as error:
        raise Refused(400, f"the body is not JSON: {error}") from error
    return value


def _check_depth(value: Json) -> None:
    """What is nested deeper than this could be read, but not always written."""
    level = [value]
    for _ in range(DEEPEST):
        inner = [v.values() if isinstance(v, dict) else v for v in level if isinstance(v, dict | list)]
        level = [child for children in inner for child in children]
    if level:
        raise ValueError(f"it is nested deeper than {DEEPEST} levels")


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is not a number in JSON")


def _finite(text: str) -> float:
    number = float(text)
    return _no_number(text) if number in (float("inf"), float("-inf")) else number


_decoder = json.JSONDecoder(parse_constant=_no_number, parse_float=_finite)
