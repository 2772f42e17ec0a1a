"""Server-sent events out of bytes, as the WHATWG text says (HTML, section 9.2.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_BOM = b"\xef\xbb\xbf"


class Event(NamedTuple):
    """An event: its data, its type, and the id that was the last one to be sent."""

    data: str
    type: str = "message"
    id: str = ""


class Decoder:
    """Bytes in, as they come, and events out, each as soon as the blank line after it is there."""

    def __init__(self) -> None:
        self.retry: int | None = None  # milliseconds that the server wishes before a new connection
        self._rest: list[bytes] = []  # the pieces of a line that is not complete: joined once, when it is
        self._started = False
        self._after_cr = False  # a LF at the start of the next piece belongs to the same end of a line
        self._data: list[bytes] = []
        self._type = ""
        self._id = ""

    def feed(self, piece: bytes) -> Iterator[Event]:
        """The events that `piece` completes."""
        if not self._started:
            piece = b"".join([*self._rest, piece])
            self._started = len(piece) >= len(_BOM) or not _BOM.startswith(piece)
            self._rest = [] if self._started else [piece]
            piece = piece.removeprefix(_BOM) if self._started else b""
        if self._after_cr and piece:
            self._after_cr = False
            piece = piece.removeprefix(b"\n")
        if b"\r" in piece:
            self._after_cr = piece.endswith(b"\r")
            piece = piece.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        if b"\n" not in piece:
            self._rest += [piece] if piece else []
            return
        *lines, rest = b"".join([*self._rest, piece]).split(b"\n")
        self._rest = [rest] if rest else []
        for line in lines:
            if line.startswith(b"data: "):  # almost every line is
                self._data.append(line[6:])
            elif line:
                self._field(*line.partition(b":")[::2])
            else:
                data, kind, self._data, self._type = self._data, self._type, [], ""
                if data:
                    yield Event(b"\n".join(data).decode("utf-8", "replace"), kind or "message", self._id)

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
