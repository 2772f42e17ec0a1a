"""Work-arounds for httpcore and httpcore2, the connection layers of httpx and httpx2.

Each has its reason and upstream issue. `tests/wrapper/test_httpcore.py` shows each fault with bare httpx, and fails when a
work-around is no longer needed. Tested with httpx 0.28.1, httpcore 1.0.9, httpx2 2.16.2 and httpcore2 2.16.2.

The pools of both packages have the same private attributes. Type annotations name the classes of httpcore only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpcore
import httpx

from aimlkit._deadline import seconds_left
from aimlkit._split_pools import AsyncSplitPool, SplitPool, in_all_packages, package_of, pool_of

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable
    from types import ModuleType
    from typing import TypeAlias

    import httpx2

    AnySyncClient: TypeAlias = httpx.Client | httpx2.Client
    AnyAsyncClient: TypeAlias = httpx.AsyncClient | httpx2.AsyncClient


class DeadlineBackend(httpcore.NetworkBackend):
    """Connects with another backend; no operation of its connections lasts beyond the deadline of the thread.

    httpx has a limit for each wait, and none for a whole response (encode/httpx#1450): a server that sends a byte now
    and then could block a thread for ever, in the head of a response as well as in its body.
    """

    def __init__(self, backend: httpcore.NetworkBackend, package: ModuleType = httpcore) -> None:
        """Connect with `backend`; `package` is httpcore or httpcore2, whose exceptions are raised."""
        self._backend = backend
        self._package = package

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to a host."""
        stream = self._backend.connect_tcp(host, port, seconds_left(timeout), local_address, socket_options)
        return DeadlineStream(stream, self._package)

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to a socket of this machine."""
        stream = self._backend.connect_unix_socket(path, seconds_left(timeout), socket_options)
        return DeadlineStream(stream, self._package)

    def sleep(self, seconds: float) -> None:
        """Wait."""
        self._backend.sleep(seconds)


class DeadlineStream(httpcore.NetworkStream):
    """A connection of a `DeadlineBackend`."""

    def __init__(self, stream: httpcore.NetworkStream, package: ModuleType = httpcore) -> None:
        self._stream = stream
        self._package = package

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read; raise ReadTimeout at the deadline."""
        left = seconds_left(timeout)
        if left == 0:
            raise self._package.ReadTimeout("the response takes too long")
        return self._stream.read(max_bytes, left)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write; raise WriteTimeout at the deadline."""
        left = seconds_left(timeout)
        if left == 0:
            raise self._package.WriteTimeout("sending the request takes too long")
        self._stream.write(buffer, left)

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """Return the connection with TLS."""
        stream = self._stream.start_tls(ssl_context, server_hostname, seconds_left(timeout))
        return DeadlineStream(stream, self._package)

    def get_extra_info(self, info: str) -> object:
        """Return a detail of the connection."""
        return self._stream.get_extra_info(info)


def install_deadlines(client: AnySyncClient) -> None:
    """Make the connections of `client` obey the deadline of the thread, with its proxies, if it has any.

    The backend is not a public part of httpx, so this does nothing for a transport that has none.
    """
    for pool in _sync_pools_of(client):
        backend = pool._network_backend  # pyright: ignore[reportPrivateUsage]  # no public equivalent
        if not isinstance(backend, DeadlineBackend):
            pool._network_backend = DeadlineBackend(backend, package_of(pool))  # pyright: ignore[reportPrivateUsage]  # no public equivalent


def obeys_deadlines(response: httpx.Response) -> bool:
    """Return whether `response` comes from a connection that obeys the deadline of the thread."""
    return isinstance(response.extensions.get("network_stream"), DeadlineStream)


async def close_despite_cancellation(stream: httpx.AsyncByteStream) -> None:
    """Close the body of a response, also if the task is being cancelled.

    On asyncio, a cancellation during httpcore's own `aclose()` leaves the connection in the pool as busy for ever
    (encode/httpcore#658), and closing it again does nothing (encode/httpcore#1115); trio has no such problem, because
    httpcore shields it there. Nor has httpcore2. Cancel scopes of anyio cancel a task again whenever it waits, so they
    are shielded, too.
    """
    import asyncio  # noqa: PLC0415 - slow to import, and only for the async client

    from anyio import CancelScope  # noqa: PLC0415 - loaded with the first request

    closing = stream.aclose()
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        await closing
        return
    task = asyncio.ensure_future(closing)
    with CancelScope(shield=True):
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError:
            await task
            raise


async def close_leaked_connections(client: AnyAsyncClient, url: httpx.URL) -> None:
    """Close the connections of `client` for `url` that are busy and belong to no request.

    httpcore leaves a connection in its pool as busy if the task is cancelled just before it sends its request
    (encode/httpcore#1093). Enough of them fill the pool, and every further request fails with a PoolTimeout. The
    pool is not a public part of httpx, so this does nothing for a transport that has none; httpcore2 has no such fault.
    """
    if not isinstance(client, httpx.AsyncClient):
        return
    from anyio import CancelScope  # noqa: PLC0415 - loaded with the first request

    leaked: list[httpcore.AsyncConnectionInterface] = []
    for pool in _async_pools_of(client, url):
        # All at once: while one is closed, another may be assigned to a request.
        leaked += _take_leaked_connections(pool)
    with CancelScope(shield=True):
        for connection in leaked:
            await connection.aclose()


def _take_leaked_connections(pool: httpcore.AsyncConnectionPool) -> list[httpcore.AsyncConnectionInterface]:
    """Remove from a pool the connections that are busy and belong to no request, and return them."""
    owned = [request.connection for request in pool._requests]  # pyright: ignore[reportPrivateUsage]  # no public equivalent
    leaked = [
        connection
        for connection in pool.connections
        if connection not in owned and not connection.is_idle() and not connection.is_closed()
    ]
    for connection in leaked:
        pool._connections.remove(connection)  # pyright: ignore[reportPrivateUsage]  # no public equivalent
    return leaked


def sync_transports_of(client: AnySyncClient) -> list[httpx.BaseTransport | httpx2.BaseTransport]:
    """Return the transports of a client: its own, and those of its proxies."""
    transports = (client._transport, *client._mounts.values())  # pyright: ignore[reportPrivateUsage]  # no public equivalent
    return [transport for transport in transports if transport is not None]


def async_transports_of(
    client: AnyAsyncClient,
) -> list[httpx.AsyncBaseTransport | httpx2.AsyncBaseTransport]:
    """Return the transports of an async client: its own, and those of its proxies."""
    transports = (client._transport, *client._mounts.values())  # pyright: ignore[reportPrivateUsage]  # no public equivalent
    return [transport for transport in transports if transport is not None]


def _sync_pools_of(client: AnySyncClient) -> list[httpcore.ConnectionPool]:
    """Return all connection pools of a client."""
    return [
        pool
        for transport in sync_transports_of(client)
        for pool in _pools_of(transport)
        if isinstance(pool, in_all_packages(httpcore.ConnectionPool))
    ]


def _async_pools_of(client: httpx.AsyncClient, url: httpx.URL) -> list[httpcore.AsyncConnectionPool]:
    """Return the pools of httpcore, not httpcore2, that send the requests of a client for `url`."""
    transport = client._transport_for_url(url)  # pyright: ignore[reportPrivateUsage]  # no public equivalent
    return [pool for pool in _pools_of(transport) if isinstance(pool, httpcore.AsyncConnectionPool)]


def _pools_of(transport: object) -> list[object]:
    pool = pool_of(transport)
    return [*pool.all_pools] if isinstance(pool, SplitPool | AsyncSplitPool) else [pool]
