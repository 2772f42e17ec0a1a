"""The short way through the server: a plain request that came whole is answered on the spot.

Most of what uvicorn does for a request is for other requests: pieces, pauses, streams, clients that leave.
This protocol stands before uvicorn's. It answers what is plainly a request of an operation, and at the first
one that is anything else it hands the connection over for good, with all that is unanswered.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

import httptools
from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from aimlkit.mock.wire import Answer, Headers

LONGEST = 64 * 1024  # bytes of a body; a longer one is not worth the hurry

# The short way to an answer, from the body. None: it has to be the long way, and nothing has happened.
Short = Callable[[bytes], Answer | None]
# The short way of requests with these headers, if there is one.
Way = Callable[[Headers], Short | None]
Ways = Mapping[tuple[bytes, bytes], Way]  # by method and path


@dataclass(frozen=True, slots=True)
class Head:
    """What comes before a body: the bytes, and what follows from them."""

    raw: bytes
    length: int
    short: Short


class Shortcut(asyncio.Protocol):
    """A connection. uvicorn makes one for each, with these arguments."""

    def __init__(self, config: Config, server_state: ServerState, **others: Any) -> None:
        self._others = {"config": config, "server_state": server_state, **others}
        self._state = server_state
        self._idle = config.timeout_keep_alive
        self._ways: Ways = config.app.state.ways  # type: ignore[union-attr]
        self._transport: asyncio.Transport
        self._timer: asyncio.TimerHandle | None = None
        self._used = False
        self._head: Head | None = None
        self._unanswered = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._state.connections.add(self)  # type: ignore[arg-type]

    def connection_lost(self, error: Exception | None) -> None:
        self._leave()

    def shutdown(self) -> None:
        """uvicorn wants to stop."""
        self._transport.close()

    def pause_writing(self) -> None:  # who does not read is not read
        self._transport.pause_reading()

    def resume_writing(self) -> None:
        self._transport.resume_reading()

    def data_received(self, data: bytes) -> None:
        if self._unanswered:
            data = self._unanswered + data
        # Clients say the same before every body, or nearly so.
        head = self._head
        if head is None or not data.startswith(head.raw):
            head = self._head = read(data, self._ways)
        missing = len(head.raw) + head.length - len(data) if head else -1
        if missing > 0:
            self._unanswered = data
            return
        answer = head.short(data[len(head.raw) :]) if head and not missing else None
        if answer is None:
            self._hand_over(data)
            return
        self._unanswered = b""
        self._transport.write(written(answer, self._state.default_headers))
        self._used = True
        if self._timer is None:
            self._tick()

    def _hand_over(self, data: bytes) -> None:
        self._leave()
        successor = HttpToolsProtocol(**self._others)
        successor.connection_made(self._transport)
        self._transport.set_protocol(successor)
        successor.data_received(data)

    def _leave(self) -> None:
        self._state.connections.discard(self)
        if self._timer:
            self._timer.cancel()

    def _tick(self) -> None:
        """Close a connection that was not used since the last tick."""
        if not self._used:
            self._transport.close()
            return
        self._used = False
        self._timer = asyncio.get_running_loop().call_later(self._idle, self._tick)


def read(data: bytes, ways: Ways) -> Head | None:
    """The head of a request; None where it is not whole, or not a plain one."""
    raw, end, _ = data.partition(b"\r\n\r\n")
    if not end:
        return None
    raw += end
    request = _Request()
    parser = httptools.HttpRequestParser(request)
    try:
        parser.feed_data(raw)
    except (httptools.HttpParserError, httptools.HttpParserUpgrade):
        return None
    way = ways.get((parser.get_method(), request.url))
    headers = dict(request.headers)
    length = headers.get(b"content-length", b"")
    if way is None or len(headers) != len(request.headers) or not _UNUSUAL.isdisjoint(headers):
        return None
    if request.has_body or not length.isdigit() or not 0 < int(length) <= LONGEST:
        return None
    if parser.get_http_version() != "1.1" or not parser.should_keep_alive():
        return None
    short = way(request.headers)
    return Head(raw, int(length), short) if short else None


# Headers that change how the rest is read.
_UNUSUAL = {b"transfer-encoding", b"expect", b"upgrade"}


class _Request:
    """What the parser found."""

    def __init__(self) -> None:
        self.url = b""
        self.headers: list[tuple[bytes, bytes]] = []
        self.has_body = False

    def on_url(self, url: bytes) -> None:
        self.url += url

    def on_header(self, name: bytes, value: bytes) -> None:
        self.headers.append((name.lower(), value))

    def on_body(self, _: bytes) -> None:
        self.has_body = True


def written(answer: Answer, defaults: Headers) -> bytes:
    """A whole answer as it goes over the wire."""
    lines = [b"%b: %b\r\n" % header for header in (*defaults, *answer.headers)]
    return b"".join([b"HTTP/1.1 200 OK\r\n", *lines, b"\r\n", *answer.pieces])
