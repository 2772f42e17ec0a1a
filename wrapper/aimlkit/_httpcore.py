"""Work-arounds for httpcore, the connection layer of httpx, each with its reason and upstream issue.

`tests/wrapper/test_httpcore.py` shows each fault with bare httpx, and fails when a work-around is no longer
needed. Tested with httpx 0.28.1 and httpcore 1.0.9.
"""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING, Protocol, cast

import httpx

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    import httpcore


class DeadlineStream(httpx.SyncByteStream, httpx.AsyncByteStream):
    """The body of a response that has to arrive before a deadline; reading it raises httpx.ReadTimeout after that.

    httpx has no limit for a whole body (encode/httpx#1450): httpcore fixes the timeout of a read when the body
    begins, so a server that sends a byte now and then may take for ever. Over HTTP/1.1 a connection belongs to one
    response until that is closed, so this replaces the `read` of its network stream by one that waits until the
    deadline at most.
    """

    def __init__(self, response: httpx.Response, deadline: float) -> None:
        self._stream = response.stream
        self._deadline = deadline
        self._network_stream: _NetworkStream | None = None
        if response.http_version == "HTTP/1.1":
            self._network_stream = response.extensions.get("network_stream")
        if self._network_stream is not None:
            original_read = self._network_stream.read

            def read_until_deadline(max_bytes: int, timeout: float | None = None) -> object:
                return original_read(max_bytes, self._time_left(timeout))

            self._network_stream.read = read_until_deadline

    def shorten_deadline(self, seconds: float) -> bool:
        """Allow at most `seconds` from now; return whether a blocking read obeys that."""
        self._deadline = min(self._deadline, time.monotonic() + seconds)
        return self._network_stream is not None

    def __iter__(self) -> Iterator[bytes]:
        for data in cast("httpx.SyncByteStream", self._stream):
            self._time_left(None)
            yield data

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for data in cast("httpx.AsyncByteStream", self._stream):
            self._time_left(None)
            yield data

    def close(self) -> None:
        """Close the response, so that its connection can be used again."""
        self._restore_read()
        cast("httpx.SyncByteStream", self._stream).close()

    async def aclose(self) -> None:
        """Close the response, also if the task is being cancelled.

        On asyncio, a cancellation during httpcore's own `aclose()` leaves the connection in the pool as busy for
        ever (encode/httpcore#658), and closing it again does nothing (encode/httpcore#1115); trio has no such
        problem, because httpcore shields it there.
        """
        import asyncio  # noqa: PLC0415 - only for the async client

        self._restore_read()
        closing = cast("httpx.AsyncByteStream", self._stream).aclose()
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            await closing
            return
        task = asyncio.ensure_future(closing)
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError:
            await task
            raise

    def _restore_read(self) -> None:
        if self._network_stream is not None:
            self._network_stream.__dict__.pop("read", None)

    def _time_left(self, timeout: float | None) -> float | None:
        """Return the shorter of `timeout` and the seconds until the deadline; None if neither is limited."""
        seconds = self._deadline - time.monotonic()
        if seconds <= 0:
            raise httpx.ReadTimeout("the response takes too long")
        if seconds == math.inf:
            return timeout
        return min(seconds, math.inf if timeout is None else timeout)


async def close_leaked_connections(client: httpx.AsyncClient, url: httpx.URL) -> None:
    """Close the connections of `client` for `url` that are busy and belong to no request.

    httpcore leaves a connection in its pool as busy if the task is cancelled just before it sends its request
    (encode/httpcore#1093). Enough of them fill the pool, and every further request fails with a PoolTimeout. The
    pool is not a public part of httpx, so this does nothing for a transport that has none.
    """
    from anyio import CancelScope  # noqa: PLC0415 - loaded with the first request

    pool = _pool_of(client, url)
    if pool is None:
        return
    owned = [request.connection for request in pool._requests]  # pyright: ignore[reportPrivateUsage]  # no public equivalent
    leaked = [
        connection
        for connection in pool.connections
        if connection not in owned and not connection.is_idle() and not connection.is_closed()
    ]
    # All at once: while one is closed, another may be assigned to a request.
    for connection in leaked:
        pool._connections.remove(connection)  # pyright: ignore[reportPrivateUsage]  # no public equivalent
    with CancelScope(shield=True):
        for connection in leaked:
            await connection.aclose()


def _pool_of(client: httpx.AsyncClient, url: httpx.URL) -> httpcore.AsyncConnectionPool | None:
    import httpcore  # noqa: PLC0415 - httpx imports it with the first client

    transport = client._transport_for_url(url)  # pyright: ignore[reportPrivateUsage]  # no public equivalent
    pool = getattr(transport, "_pool", None)
    return pool if isinstance(pool, httpcore.AsyncConnectionPool) else None


class _NetworkStream(Protocol):
    """The network stream of a response: the `network_stream` extension of httpcore."""

    read: Callable[..., object]
