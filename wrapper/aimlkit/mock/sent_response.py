"""The response to a request as it was sent: its status, its headers, and the chunks of its body with their times."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from aimlkit.mock.event_blocks import EventSplitter
from aimlkit.mock.exchanges import is_event_stream
from aimlkit.mock.http_response import Headers

MAX_BODY = 1024 * 1024  # bytes of a body that are recorded
CHUNK_OVERHEAD = 150  # bytes of memory that a chunk takes in addition to its content


@dataclass(slots=True)
class SentResponse:
    """A response, of whose body at most MAX_BODY bytes are recorded."""

    status: int
    headers: Headers
    chunks: list[tuple[float, bytes]] = field(default_factory=list[tuple[float, bytes]])  # with their seconds
    size: int = 0  # bytes of memory
    is_complete: bool = False  # the end of the body was sent
    is_shortened: bool = False  # a part of the body is not recorded

    def add(self, seconds: float, chunk: bytes) -> int:
        """Record a chunk, sent so many seconds after the request; return the bytes of memory that this takes."""
        if not chunk or self.is_shortened:
            return 0
        added = len(chunk) + CHUNK_OVERHEAD
        if self.size + added > MAX_BODY:
            self.is_shortened = True
            return 0
        self.chunks.append((seconds, chunk))
        self.size += added
        return added

    @property
    def body(self) -> bytes:
        """The recorded part of the body."""
        return b"".join(chunk for _, chunk in self.chunks)

    @property
    def is_stream(self) -> bool:
        """True if the body consists of server-sent events."""
        return is_event_stream(self.headers)

    def event_blocks(self) -> Iterator[tuple[float, bytes]]:
        """Yield the blocks of the events, each with the seconds at which its end was sent."""
        splitter = EventSplitter()
        seconds = 0.0
        for seconds, chunk in self.chunks:
            for block in splitter.feed(chunk):
                yield seconds, block
        if splitter.incomplete_block:
            yield seconds, splitter.incomplete_block
