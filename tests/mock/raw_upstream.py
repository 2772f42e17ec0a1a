"""An upstream that sends exactly the bytes that a test specifies, chunk by chunk."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

#: Responds to a request, whose bytes it gets, on a connection.
Respond = Callable[[bytes, socket.socket], None]


class RawUpstream:
    """A server on a free port. It closes each connection after its response."""

    def __init__(self, respond: Respond) -> None:
        self._respond = respond
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.requests: list[bytes] = []
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        # A connection of its own ends `accept`, which closing the socket does not.
        self._is_closed = True
        socket.create_connection(self._listener.getsockname()).close()
        self._thread.join()
        self._listener.close()

    _is_closed = False

    def _serve(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            with connection:
                if self._is_closed:
                    return
                request = _read_request(connection)
                self.requests.append(request)
                try:
                    self._respond(request, connection)
                except OSError:
                    continue  # the client has left


@contextmanager
def raw_upstream(respond: Respond) -> Iterator[RawUpstream]:
    """Run an upstream."""
    server = RawUpstream(respond)
    try:
        yield server
    finally:
        server.close()


def raw_head(content_type: str, *headers: str, status: str = "200 OK") -> bytes:
    """Return the head of a response that ends with its connection."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {content_type}", "Connection: close", *headers, "", ""]
    return "\r\n".join(lines).encode()


def _read_request(connection: socket.socket) -> bytes:
    data = b""
    while b"\r\n\r\n" not in data:
        received = connection.recv(65536)
        if not received:
            return data
        data += received
    head, _, body = data.partition(b"\r\n\r\n")
    lengths = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    length = int(lengths[0].split(b":")[1]) if lengths else 0
    while len(body) < length:
        body += connection.recv(65536)
    return head + b"\r\n\r\n" + body
