"""Server-sent events: from bytes to events, as the WHATWG HTML standard specifies (section 9.2.6); free of I/O."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class ServerSentEvent(NamedTuple):
    """An event: its data, its type, and the last id that the stream has set."""

    data: str
    type: str = "message"
    id: str = ""


class EventTooLarge(ValueError):
    """An event is larger than the decoder allows."""


class Decoder:
    """Decodes the bytes of a stream, in chunks of any size, into events.

    An event is available as soon as the blank line that ends it has arrived. `retry` is the reconnection time in
    milliseconds that the stream has set, if any.
    """

    def __init__(self, max_event_size: float = math.inf) -> None:
        """Allow events of at most `max_event_size` bytes."""
        self.retry: int | None = None
        self._max_event_size = max_event_size
        self._incomplete_line = bytearray()
        self._started = False
        self._after_carriage_return = False  # A line feed at the start of the next chunk ends the same line.
        self._data: bytearray | None = None  # The data of the current event; None if it has no line so far.
        self._type = ""
        self._id = ""

    def feed(self, chunk: bytes) -> Iterator[ServerSentEvent]:
        """Return the events that `chunk` completes. Raises EventTooLarge."""
        if not self._started:
            chunk = self._strip_byte_order_mark(chunk)
        if self._after_carriage_return and chunk:
            self._after_carriage_return = False
            chunk = chunk.removeprefix(b"\n")
        if b"\r" in chunk:
            self._after_carriage_return = chunk.endswith(b"\r")
            chunk = chunk.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        if b"\n" in chunk:
            *lines, rest = (bytes(self._incomplete_line) + chunk).split(b"\n")
            self._incomplete_line = bytearray(rest)
            for line in lines:
                if line.startswith(b"data: "):  # Almost all lines are of this form.
                    self._add_data(line[6:])
                elif line:
                    self._field(*line.partition(b":")[::2])
                else:
                    data, event_type = self._data, self._type
                    self._data, self._type = None, ""
                    if data is not None:
                        yield ServerSentEvent(
                            data.decode("utf-8", "replace"), event_type or "message", self._id
                        )
        else:
            self._incomplete_line += chunk
        if len(self._incomplete_line) + len(self._data or b"") > self._max_event_size:
            raise self._too_large()

    def _add_data(self, line: bytes) -> None:
        if self._data is None:
            self._data = bytearray(line)
        else:
            self._data += b"\n" + line
        if len(self._data) > self._max_event_size:
            raise self._too_large()

    def _too_large(self) -> EventTooLarge:
        return EventTooLarge(f"an event is larger than {self._max_event_size:,.0f} bytes")

    def _strip_byte_order_mark(self, chunk: bytes) -> bytes:
        """Return the start of the stream without the mark; empty until it is clear whether there is one."""
        start = bytes(self._incomplete_line) + chunk
        self._started = len(start) >= len(_BYTE_ORDER_MARK) or not _BYTE_ORDER_MARK.startswith(start)
        self._incomplete_line = bytearray() if self._started else bytearray(start)
        return start.removeprefix(_BYTE_ORDER_MARK) if self._started else b""

    def _field(self, name: bytes, value: bytes) -> None:
        value = value.removeprefix(b" ")
        if name == b"event":
            self._type = value.decode("utf-8", "replace")
        elif name == b"data":
            self._add_data(value)
        elif name == b"id" and b"\0" not in value:
            self._id = value.decode("utf-8", "replace")
        elif name == b"retry" and value.isdigit() and len(value) < 20:
            self.retry = int(value)
