"""The HTTP protocol of the server: uvicorn's, with limits for the head of a request, and resets.

uvicorn closes a connection that is idle after a response. But it waits without a limit for the first request of a
connection, and for the rest of an incomplete head, which may have any size (Kludex/uvicorn#157).
"""

import asyncio
import socket
import struct
from typing import cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

#: The extension of ASGI that resets the connection of a request: a function without parameters.
RESET_EXTENSION = "aimlkit.reset"

HEAD_TIMEOUT = 10.0  # seconds
MAX_HEAD_BYTES = 64 * 1024


class HTTPProtocol(HttpToolsProtocol):
    """A connection that is closed if the head of a request arrives too late, or is too large."""

    head_timeout = HEAD_TIMEOUT

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as in uvicorn
        """Wait for the first request."""
        super().connection_made(transport)
        self._is_in_head = True
        self._head_bytes = 0
        self._head_timer = self.loop.call_later(self.head_timeout, self._close_unless_responding)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._head_timer.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Parse data; respond with status 400 if the head of the request is too large."""
        super().data_received(data)
        if self._is_in_head:
            self._head_bytes += len(data)
            if self._head_bytes > MAX_HEAD_BYTES and not self.transport.is_closing():
                self.send_400_response("the head of the request is too large")

    def on_message_begin(self) -> None:
        """Wait for the rest of the head."""
        super().on_message_begin()
        self.scope["extensions"] = {RESET_EXTENSION: {"reset": self._reset}}
        self._is_in_head = True
        self._head_bytes = 0
        self._head_timer.cancel()
        self._head_timer = self.loop.call_later(self.head_timeout, self._close_unless_responding)

    def on_headers_complete(self) -> None:
        """Stop waiting, because the head is complete."""
        self._is_in_head = False
        self._head_timer.cancel()
        super().on_headers_complete()

    def _reset(self) -> None:
        """Reset the connection: close it without the usual handshake, so that the client sees an error."""
        connected = cast("socket.socket", self.transport.get_extra_info("socket"))
        connected.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.transport.abort()

    def _close_unless_responding(self) -> None:
        """Close the connection, but not in the middle of the response to an earlier request."""
        cycle = cast("RequestResponseCycle | None", self.cycle)  # None before the first request
        if cycle is None or cycle.response_complete:
            self.transport.close()
