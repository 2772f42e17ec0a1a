"""An HTTP server on real sockets, with a behaviour for each path that tests set."""

import contextlib
import json
import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Self

from attrs import field, frozen


@frozen
class Exchange:
    """One request, and the connection for its response."""

    path: str
    headers: Mapping[str, str]
    connection: socket.socket
    server: "Server"

    def send(self, content: bytes) -> None:
        self.connection.sendall(content)

    def head(self, status: int = 200, **headers: object) -> None:
        """Send the head of a response. `content_length=3` is `content-length: 3`."""
        lines = [f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items()]
        self.send(f"HTTP/1.1 {status} \r\nconnection: close\r\n{''.join(lines)}\r\n".encode("latin-1"))

    def respond(self, content: bytes, status: int = 200, **headers: object) -> None:
        self.head(status, content_length=len(content), **headers)
        self.send(content)

    def stall(self) -> None:
        """Send nothing more until the test is over."""
        self.server.stopping.wait()


Behaviour = Callable[[Exchange], None]


def serve(content: bytes, status: int = 200, **headers: object) -> Behaviour:
    """Return a behaviour that always sends this response."""
    return lambda exchange: exchange.respond(content, status, **headers)


def in_turn(*behaviours: Behaviour) -> Behaviour:
    """Return a behaviour that uses the first of `behaviours` for the first request, and so on."""
    waiting = list(behaviours)

    def behaviour(exchange: Exchange) -> None:
        waiting.pop(0)(exchange)

    return behaviour


@frozen
class Server:
    """A server on a free port, running while it is entered as a context manager."""

    tls: ssl.SSLContext | None = None
    routes: dict[str, Behaviour] = field(factory=dict)
    requests: list[Exchange] = field(factory=list)
    stopping: threading.Event = field(factory=threading.Event)
    _listener: socket.socket = field(factory=lambda: socket.create_server(("127.0.0.1", 0)))
    _threads: list[threading.Thread] = field(factory=list)

    @property
    def port(self) -> int:
        port: int = self._listener.getsockname()[1]
        return port

    @property
    def address(self) -> str:
        return f"{'https' if self.tls else 'http'}://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stopping.set()
        self._listener.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        self._listener.close()

    def _start(self, target: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=target, args=arguments)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                self._start(self._converse, self._listener.accept()[0])

    def _converse(self, connection: socket.socket) -> None:
        # An OSError means that the client closed the connection or rejected the certificate.
        with connection, contextlib.suppress(OSError):
            connection.settimeout(20)
            if self.tls:
                with self.tls.wrap_socket(connection, server_side=True) as secured:
                    self._handle(secured)
            else:
                self._handle(connection)

    def _handle(self, connection: socket.socket) -> None:
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            chunk = connection.recv(65536)
            if not chunk:
                return
            head += chunk
            if not head.startswith(b"GET /"):
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                return
        first, *lines = head.decode("latin-1").strip().split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
        exchange = Exchange(first.split(" ")[1], headers, connection, self)
        self.requests.append(exchange)
        self.routes.get(exchange.path, serve(b"nothing here", 404))(exchange)


def document(*operations: str, title: str = "A document") -> bytes:
    """Return a small OpenAPI document with `operations`."""
    paths: dict[str, dict[str, object]] = {}
    for operation in operations or ("POST /v1/chat/completions",):
        method, _, path = operation.partition(" ")
        paths.setdefault(path, {})[method.lower()] = {"responses": {"200": {"description": title}}}
    return json.dumps({"openapi": "3.0.0", "info": {"title": title, "version": "1"}, "paths": paths}).encode()
