"""HTTP responses, ready to be sent over ASGI."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from aimlkit.mock.json_text import dump_json

Headers: TypeAlias = Sequence[tuple[bytes, bytes]]

SERVER_HEADER = (b"server", b"aimlkit-mock")

_SERVER_SENT_EVENT = re.compile(rb".*?(?:\n\n|\r\n\r\n)|.+", re.DOTALL)


@dataclass(frozen=True, slots=True)
class HTTPResponse:
    """A response to send."""

    status: int
    headers: Headers
    body: Sequence[bytes] | Iterable[bytes]  # one item if it is sent whole; one per event if it is a stream

    @property
    def is_stream(self) -> bool:
        """True if the body is generated while it is sent."""
        return not isinstance(self.body, Sequence)


def json_response(body: object, status: int = 200, headers: Headers = ()) -> HTTPResponse:
    """Return a response with a JSON body."""
    content = dump_json(body)
    return HTTPResponse(
        status,
        [
            SERVER_HEADER,
            (b"content-type", b"application/json"),
            (b"content-length", str(len(content)).encode()),
            *headers,
        ],
        (content,),
    )


def raw_response(content: bytes, status: int, headers: Headers) -> HTTPResponse:
    """Return a response with exactly this body; an event stream is sent event by event."""
    names = {name for name, _ in headers}
    defaults = [
        SERVER_HEADER,
        (b"content-type", b"application/json"),
        (b"content-length", str(len(content)).encode()),
    ]
    all_headers = [*(header for header in defaults if header[0] not in names), *headers]
    is_stream = dict(all_headers)[b"content-type"].startswith(b"text/event-stream")
    body = _SERVER_SENT_EVENT.findall(content) if is_stream else [content]
    return HTTPResponse(status, all_headers, body)


def event_stream_response(events: Iterable[bytes]) -> HTTPResponse:
    """Return a response that streams server-sent events."""
    headers = [
        SERVER_HEADER,
        (b"content-type", b"text/event-stream; charset=utf-8"),
        (b"cache-control", b"no-cache"),
    ]
    return HTTPResponse(200, headers, events)


def encode_headers(headers: Mapping[str, str]) -> Headers:
    """Return headers in the form of ASGI: pairs of bytes, with lower-case names."""
    return [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
