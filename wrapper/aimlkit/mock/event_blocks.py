"""Server-sent events as blocks of bytes: each ends with an empty line."""

import re
from collections.abc import Iterator

_END = re.compile(rb"\r\n\r\n|\n\n|\r\r(?!\n)|\n\r\n|\r\n\n")


class EventSplitter:
    """A buffer that splits a stream of chunks into the blocks of its events, unchanged."""

    def __init__(self) -> None:
        self._pending = bytearray()

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """Yield the blocks that a chunk completes."""
        searched = max(0, len(self._pending) - 3)
        self._pending += chunk
        while match := _END.search(self._pending, searched):
            yield bytes(self._pending[: match.end()])
            del self._pending[: match.end()]
            searched = 0

    @property
    def incomplete_block(self) -> bytes:
        """The bytes after the last complete block."""
        return bytes(self._pending)


def split_events(content: bytes) -> list[bytes]:
    """Return the blocks of a whole stream; the last one may be incomplete."""
    splitter = EventSplitter()
    blocks = [*splitter.feed(content)]
    return [*blocks, splitter.incomplete_block] if splitter.incomplete_block else blocks


def event_block(event: str | None, data: str) -> bytes:
    """Return the block of an event, as most servers write it."""
    lines = [] if event is None else [f"event: {event}"]
    lines += [f"data: {line}" for line in data.split("\n")]
    return ("\n".join(lines) + "\n\n").encode("utf-8", "surrogatepass")


def parse_event(block: bytes) -> tuple[str | None, str | None]:
    """Return the name and the data of an event, each None if it has none. Raises ValueError if it is not UTF-8."""
    event: str | None = None
    data: list[str] = []
    for line in re.split("\r\n|\n|\r", block.decode().removeprefix("\ufeff")):
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if field == "event":
            event = value
        elif field == "data":
            data.append(value)
    return event, "\n".join(data) if data else None
