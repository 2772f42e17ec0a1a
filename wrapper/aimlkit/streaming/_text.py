"""Text that grows while a stream arrives."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_MAX_RECENT_CHARACTERS = 100_000


class TextBuffer:
    """A growing text. Appending costs the same however long the text is; it is joined when it is read."""

    def __init__(self) -> None:
        self._deltas: list[str] = []

    def __str__(self) -> str:
        return "".join(self._deltas)

    def __bool__(self) -> bool:
        return bool(self._deltas)

    def append(self, delta: str) -> TextSnapshot:
        """Append `delta`; return the text so far."""
        if delta:
            self._deltas.append(delta)
        return TextSnapshot(self._deltas, len(self._deltas))

    def replace(self, text: str) -> None:
        """Set the whole text."""
        self._deltas = [text]


class TextSnapshot:
    """A text as it was at some point of a stream; `str()` joins it."""

    __slots__ = ("_deltas", "_length")

    def __init__(self, deltas: list[str], length: int) -> None:
        self._deltas = deltas
        self._length = length

    def __str__(self) -> str:
        return "".join(self._deltas[: self._length])

    def __repr__(self) -> str:
        return repr(str(self))

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        """Pickle the text of the snapshot, not that of the stream."""
        return TextSnapshot, ([str(self)], 1)


class RecentText:
    """The end of a growing text, in bounded memory: its last 100,000 characters or a few more."""

    def __init__(self) -> None:
        self._deltas: list[str] = []

    def __str__(self) -> str:
        return "".join(self._deltas)[-_MAX_RECENT_CHARACTERS:]

    def append(self, delta: str) -> None:
        """Append `delta`; forget the start of the text if it is too long."""
        self._deltas.append(delta)
        if len(self._deltas) > _MAX_RECENT_CHARACTERS // 100:
            self._deltas = [str(self)]
