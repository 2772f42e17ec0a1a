"""A server over real sockets whose responses do not end until the client leaves."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator

ResponseBytes = Callable[[], Iterator[bytes]]
"""Returns the bytes of a response, piece by piece; without an end, if it is a generator that has none."""


class FloodServer:
    """Sends the same response to every request, for the duration of a `with` block."""

    def __init__(self, response: ResponseBytes) -> None:
        self._response = response
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.base_url = f"http://127.0.0.1:{self._listener.getsockname()[1]}/v1"
        self._connections: list[socket.socket] = []
        self._threads = [threading.Thread(target=self._accept)]

    def __enter__(self) -> FloodServer:
        self._threads[0].start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in self._connections:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self._connections.append(connection)
            thread = threading.Thread(target=self._serve, args=(connection,))
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            received = b""
            while b"\r\n\r\n" not in received:
                received += connection.recv(65536)
            for data in self._response():
                connection.sendall(data)
