"""A server over real sockets that sends exactly the bytes of a test."""

from __future__ import annotations

import contextlib
import socket
import threading

Action = bytes | float | str
"""Bytes to send; seconds to wait for the client to disconnect; "close"; "reset": close with a TCP reset."""


class RawServer:
    """Reads a request, then performs the actions that are next in its queue."""

    def __init__(self) -> None:
        self.requests: list[bytes] = []
        """The requests received: head, blank line, body."""
        self.connections = 0
        """The number of connections accepted."""
        self._queue: list[list[Action]] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.base_url = f"http://127.0.0.1:{self._listener.getsockname()[1]}/v1"
        self._stopped = False
        self._open: list[socket.socket] = []
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    def enqueue(self, *actions: Action) -> None:
        """Add the actions that follow one request."""
        self._queue.append(list(actions))

    def clear(self) -> None:
        """Remove all actions that have not begun."""
        self._queue.clear()

    def close(self) -> None:
        """Close all connections and wait for the threads."""
        self._stopped = True
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in self._open:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()

    def _accept(self) -> None:
        while not self._stopped:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            self._open.append(connection)
            thread = threading.Thread(target=self._serve, args=(connection,))
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            while self._read_request(connection) and self._queue:
                for action in self._queue.pop(0):
                    if not self._perform(action, connection):
                        return

    def _perform(self, action: Action, connection: socket.socket) -> bool:
        """Perform one action; return whether the connection stays open."""
        if action == "close":
            return False
        if action == "reset":
            linger_for_zero_seconds = (1).to_bytes(4, "little") + (0).to_bytes(4, "little")
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger_for_zero_seconds)
            return False
        if isinstance(action, bytes):
            connection.sendall(action)
            return True
        assert isinstance(action, int | float), action
        connection.settimeout(action)
        try:
            return bool(connection.recv(1))
        except TimeoutError:
            connection.settimeout(None)
            return True

    def _read_request(self, connection: socket.socket) -> bool:
        """Read a request to its end; return False if the client disconnects before that."""
        received = b""
        while b"\r\n\r\n" not in received:
            data = connection.recv(65536)
            if not data:
                return False
            received += data
        head, _, body = received.partition(b"\r\n\r\n")
        headers = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
        while len(body) < int(headers.get(b"content-length", b"0")):
            data = connection.recv(65536)
            if not data:
                return False
            body += data
        self.requests.append(head + b"\r\n\r\n" + body)
        return True
