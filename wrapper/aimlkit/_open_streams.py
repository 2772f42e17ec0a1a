"""Open streams, and those of them that were dropped before they were closed.

Closing a response takes a lock of httpcore. If the garbage collector does it, it may interrupt code of the same thread
that holds this lock, and wait for itself for ever (encode/httpcore#996). So a response that is open is never collected:
it is referred to here. When its stream is collected, it is put into a queue, which needs no lock, and the next request
closes it.
"""

from __future__ import annotations

import atexit
import os
import warnings
from collections import deque
from typing import TYPE_CHECKING, Generic, Protocol, TypeAlias, TypeVar
from weakref import WeakKeyDictionary, finalize, ref

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Sequence

    import httpx

ChunksT_co = TypeVar("ChunksT_co", bound="Iterator[bytes] | AsyncIterator[bytes]", covariant=True)
ItemT = TypeVar("ItemT")


class OpenResponse(Generic[ChunksT_co]):
    """A response whose body is being read, chunk by chunk."""

    def __init__(self, response: httpx.Response, chunks: ChunksT_co) -> None:
        self.response = response
        self.chunks: ChunksT_co | None = chunks
        """The rest of the body; None if the response is closed."""


#: An open response, blocking or async.
AnyOpenResponse: TypeAlias = "OpenResponse[Iterator[bytes]] | OpenResponse[AsyncIterator[bytes]]"


class OpenStreams:
    """The open responses of the streams of a client. Threads may share it; it takes no lock.

    A forked process leaves the responses of its parent alone.
    """

    def __init__(self) -> None:
        self._open: dict[tuple[int, int], tuple[AnyOpenResponse, ref[object]]] = {}
        self._forgotten: deque[tuple[int, int]] = deque()

    def add(self, stream: object, response: AnyOpenResponse) -> None:
        """Keep a reference to `response` until it is closed; `stream` is the object that reads it."""
        key = _key(response)
        forgotten = self._forgotten
        self._open[key] = response, ref(stream, lambda _: forgotten.append(key))

    def remove(self, response: AnyOpenResponse) -> None:
        """Forget a response, which has been closed."""
        self._open.pop(_key(response), None)

    def take_forgotten(self) -> list[AnyOpenResponse]:
        """Remove and return the responses of this process whose streams were dropped before they were closed."""
        keys = _take_all(self._forgotten)
        return [self._open.pop(key)[0] for key in keys if key[0] == os.getpid() and key in self._open]


#: The streams of all blocking clients: a client may be collected together with its streams.
BLOCKING_STREAMS = OpenStreams()


class Closeable(Protocol):
    """A client or a transport, of httpx or of httpx2."""

    def close(self) -> None: ...


# The clients of this process and of those that it was forked from, each with its process.
_clients: WeakKeyDictionary[Closeable, int] = WeakKeyDictionary()

# The transports of clients that were collected, each with its process.
_forgotten_transports: deque[tuple[int, Closeable]] = deque()


def close_when_collected(client: Closeable, transports: Sequence[Closeable]) -> None:
    """Have the next request close the connections of `client` once it is collected, before a socket warns."""
    process_id = os.getpid()
    _clients[client] = process_id
    entries = [(process_id, transport) for transport in transports]
    finalize(client, _forgotten_transports.extend, entries).atexit = False


def close_forgotten() -> None:
    """Close the streams and clients of this process that were dropped before they were closed."""
    _close_forgotten_transports()
    streams = BLOCKING_STREAMS.take_forgotten()
    for stream in streams:
        stream.response.close()
    warn_about_forgotten(len(streams))


def _close_forgotten_transports() -> None:
    for process_id, transport in _take_all(_forgotten_transports):
        if process_id == os.getpid():
            transport.close()


@atexit.register
def _close_all() -> None:
    _close_forgotten_transports()
    for client, process_id in [*_clients.items()]:
        if process_id == os.getpid():
            client.close()


def warn_about_forgotten(count: int) -> None:
    """Warn that `count` streams were dropped before they were closed, unless it is 0."""
    if count:
        subject = "a stream was" if count == 1 else f"{count} streams were"
        warnings.warn(
            f"{subject} dropped before the end; read streams to the end, or in a with statement",
            ResourceWarning,
            stacklevel=2,
        )


def _take_all(queue: deque[ItemT]) -> list[ItemT]:
    """Remove and return all items; other threads may add and remove some at the same time."""
    items: list[ItemT] = []
    while True:
        try:
            items.append(queue.popleft())
        except IndexError:
            return items


def _key(response: AnyOpenResponse) -> tuple[int, int]:
    return os.getpid(), id(response)
