"""Server-sent events out of bytes, as the WHATWG text says (HTML, section 9.2.6)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_BOM = b"\xef\xbb\xbf"
_LINE_END = re.compile(rb"\r\n|\n|\r")


class Event(NamedTuple):
    """An event: its data, its type, and the id that was the last one to be sent."""

    data: str
    type: str = "message"
    id: str = ""


class Decoder:
    """Bytes in, as they come, and events out, each as soon as the blank line after it is there.

    `retry` is the server's wish for the time before a new connection, in milliseconds.
    """

    def __init__(self) -> None:
        self.retry: int | None = None
        self._rest: list[bytes] = []  # the pieces of a line that is not complete
        self._started = False
        self._after_cr = False  # a LF at the start of the next piece belongs to the same end of a line
        self._data: list[bytes] = []
        self._type = ""
        self._id = ""

    def feed(self, piece: bytes) -> Iterator[Event]:
        """The events that `piece` completes."""
        if not self._started:
            piece = self._with_rest(piece)
            if len(piece) < len(_BOM) and _BOM.startswith(piece):
                self._rest.append(piece)
                return
            self._started = True
            piece = piece.removeprefix(_BOM)
        if self._after_cr and piece:
            self._after_cr = False
            piece = piece.removeprefix(b"\n")
        if b"\n" not in piece and b"\r" not in piece:
            self._rest.append(piece)  # joined once, however many pieces a line comes in
            return
        piece = self._with_rest(piece)
        if b"\r" in piece:
            self._after_cr = piece.endswith(b"\r")
            yield from self._lines(_LINE_END.split(piece))
            return
        *events, rest = piece.split(b"\n\n")
        for event in events:
            # Almost every event is like this, and so the work of a line is done for few.
            if event.startswith(b"data: ") and b"\n" not in event and not self._data and not self._type:
                yield Event(event[6:].decode("utf-8", "replace"), "message", self._id)
            else:
                yield from self._lines([*event.split(b"\n"), b"", b""])
        if rest:
            yield from self._lines(rest.split(b"\n"))

    def _with_rest(self, piece: bytes) -> bytes:
        if self._rest:
            piece = b"".join([*self._rest, piece])
            self._rest.clear()
        return piece

    def _lines(self, lines: list[bytes]) -> Iterator[Event]:
        """The events that these lines complete. The last one is not complete itself."""
        for line in lines[:-1]:
            if line.startswith(b"data: "):
                self._data.append(line[6:])
            elif line:
                self._field(*line.partition(b":")[::2])
            else:
                if self._data:
                    yield Event(
                        b"\n".join(self._data).decode("utf-8", "replace"), self._type or "message", self._id
                    )
                self._data.clear()
                self._type = ""
        if lines[-1]:
            self._rest.append(lines[-1])

    def _field(self, name: bytes, value: bytes) -> None:
        value = value.removeprefix(b" ")
        if name == b"event":
            self._type = value.decode("utf-8", "replace")
        elif name == b"data":
            self._data.append(value)
        elif name == b"id" and b"\0" not in value:
            self._id = value.decode("utf-8", "replace")
        elif name == b"retry" and value.isdigit() and len(value) < 20:
            self.retry = int(value)
