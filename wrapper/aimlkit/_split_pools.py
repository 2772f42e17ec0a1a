"""Several small connection pools in place of a large one: a work-around for pools that slow down as they grow.

For each request, a pool of httpcore iterates over all of its requests, and several times over all of its connections; a
pool of httpcore2 iterates over its connections once. So the CPU time of a request grows with the number of concurrent
requests (encode/httpx#3215). `_httpcore` has the other work-arounds, and the versions that they are tested with.
"""

# pyright: reportPrivateUsage=false
# The attributes of a pool have no public equivalent.

from __future__ import annotations

import sys
import threading
from collections import deque
from copy import copy
from heapq import heappop, heappush
from typing import TYPE_CHECKING, Protocol, TypeVar, cast

import httpcore

from aimlkit._deadline import seconds_left

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
    from types import ModuleType, TracebackType

ClassT = TypeVar("ClassT")
PoolT = TypeVar("PoolT", httpcore.ConnectionPool, httpcore.AsyncConnectionPool)

#: The maximum number of connections of a small pool.
POOL_SIZE = 8

# The private attributes of a pool that are used here; older versions have others.
_POOL_ATTRIBUTES = ("_connections", "_requests", "_optional_thread_lock", "_max_connections", "_http2")


class Waiter:
    """A request that waits until another one ends."""

    def __init__(self, wake: Callable[[], None]) -> None:
        self.wake = wake
        self.position: int | None = None
        """The position of the pool that the request is assigned to; None while it waits."""


class Slots:
    """The number of requests of each small pool, and the requests that wait because all pools are full."""

    def __init__(self, max_requests: int) -> None:
        self._max_requests = max_requests
        self._counts: list[int] = []
        self._positions_with_room: list[int] = []  # A heap.
        self._waiters: deque[Waiter] = deque()

    def size(self, position: int) -> int:
        """Return the maximum number of concurrent requests of a pool."""
        return min(POOL_SIZE, self._max_requests - position * POOL_SIZE)

    def is_idle(self, position: int) -> bool:
        """Return whether a pool has no requests."""
        return self._counts[position] == 0

    def take(self) -> int | None:
        """Assign a request to the first pool with room, and return the position of the pool; None if all are full.

        Choosing the first one reuses the same few connections while there are few requests. If a new pool is needed, its
        position is the number of pools so far, and the caller creates it.
        """
        if not self._positions_with_room:
            if self.size(len(self._counts)) <= 0:
                return None
            self._positions_with_room.append(len(self._counts))
            self._counts.append(0)
        position = self._positions_with_room[0]
        self._counts[position] += 1
        if self._counts[position] == self.size(position):
            heappop(self._positions_with_room)
        return position

    def wait(self, wake: Callable[[], None]) -> Waiter:
        """Add a request to the queue; return its waiter. `wake` is called when a request that ends makes room for it."""
        waiter = Waiter(wake)
        self._waiters.append(waiter)
        return waiter

    def release(self, position: int) -> None:
        """End a request: assign the longest-waiting request to its pool, if there is one."""
        if self._waiters:
            waiter = self._waiters.popleft()
            waiter.position = position
            waiter.wake()
            return
        if self._counts[position] == self.size(position):
            heappush(self._positions_with_room, position)
        self._counts[position] -= 1

    def abandon(self, waiter: Waiter) -> None:
        """Remove a request from the queue; if it has been assigned to a pool meanwhile, make room there."""
        if waiter.position is None:
            self._waiters.remove(waiter)
        else:
            self.release(waiter.position)


class SplitPool:
    """Small pools in place of a `ConnectionPool`; threads may share it."""

    def __init__(self, pool: httpcore.ConnectionPool) -> None:
        self._original = pool
        self._pools: list[httpcore.ConnectionPool] = []
        self._slots = Slots(pool._max_connections)
        self._lock = threading.Lock()
        self._last_cleaned = 0

    @property
    def all_pools(self) -> Sequence[httpcore.ConnectionPool]:
        """The small pools, and the original one, whose settings they have."""
        return (self._original, *self._pools)

    @property
    def connections(self) -> list[httpcore.ConnectionInterface]:
        """The connections of all pools."""
        return [connection for pool in self._pools for connection in pool.connections]

    def handle_request(self, request: httpcore.Request) -> httpcore.Response:
        """Send a request. Raises PoolTimeout if no connection becomes available in time."""
        position = self._take(_pool_wait(request))
        try:
            self._close_expired_connections()
            response = self._pools[position].handle_request(request)
        except BaseException:
            self.release(position)
            raise
        response.stream = _SyncStream(cast("_SyncBody", response.stream), self, position)
        return response

    def release(self, position: int) -> None:
        """End a request of the pool at a position."""
        with self._lock:
            self._slots.release(position)

    def close(self) -> None:
        """Close all connections."""
        for pool in self._pools:
            pool.close()

    def __enter__(self) -> SplitPool:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None = None,
        exc_value: BaseException | None = None,
        traceback: TracebackType | None = None,
    ) -> None:
        self.close()

    def _take(self, timeout: float | None) -> int:
        """Wait up to `timeout` seconds for a pool with room; return its position. Raises PoolTimeout."""
        ended = threading.Event()
        with self._lock:
            position = self._slots.take()
            if position is not None:
                if position == len(self._pools):
                    self._pools.append(_small_pool(self._original, position, self._slots.size(position)))
                return position
            waiter = self._slots.wait(ended.set)
        try:
            ended.wait(seconds_left(timeout))
        except BaseException:
            with self._lock:
                self._slots.abandon(waiter)
            raise
        with self._lock:
            if waiter.position is None:
                self._slots.abandon(waiter)
                raise _pool_timeout(self._original)
        return waiter.position

    def _close_expired_connections(self) -> None:
        """Close the expired connections of one pool, if it is idle. Each request takes the next pool in turn."""
        self._last_cleaned = (self._last_cleaned + 1) % len(self._pools)
        pool = self._pools[self._last_cleaned]
        if pool._connections and self._slots.is_idle(self._last_cleaned):
            with pool._optional_thread_lock:
                expired = pool._assign_requests_to_connections()
            pool._close_connections(expired)


class AsyncSplitPool:
    """Small pools in place of an `AsyncConnectionPool`."""

    def __init__(self, pool: httpcore.AsyncConnectionPool) -> None:
        self._original = pool
        self._pools: list[httpcore.AsyncConnectionPool] = []
        self._slots = Slots(pool._max_connections)
        self._last_cleaned = 0

    @property
    def all_pools(self) -> Sequence[httpcore.AsyncConnectionPool]:
        """The small pools, and the original one, whose settings they have."""
        return (self._original, *self._pools)

    @property
    def connections(self) -> list[httpcore.AsyncConnectionInterface]:
        """The connections of all pools."""
        return [connection for pool in self._pools for connection in pool.connections]

    async def handle_async_request(self, request: httpcore.Request) -> httpcore.Response:
        """Send a request. Raises PoolTimeout if no connection becomes available in time."""
        position = await self._take(_pool_wait(request))
        try:
            await self._close_expired_connections()
            response = await self._pools[position].handle_async_request(request)
        except BaseException:
            self.release(position)
            raise
        response.stream = _AsyncStream(cast("_AsyncBody", response.stream), self, position)
        return response

    def release(self, position: int) -> None:
        """End a request of the pool at a position."""
        self._slots.release(position)

    async def aclose(self) -> None:
        """Close all connections."""
        for pool in self._pools:
            await pool.aclose()

    async def __aenter__(self) -> AsyncSplitPool:
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None = None,
        exc_value: BaseException | None = None,
        traceback: TracebackType | None = None,
    ) -> None:
        await self.aclose()

    async def _take(self, timeout: float | None) -> int:
        """Wait up to `timeout` seconds for a pool with room; return its position. Raises PoolTimeout."""
        from anyio import Event, fail_after  # noqa: PLC0415 - loaded with the first request

        position = self._slots.take()
        if position is not None:
            if position == len(self._pools):
                self._pools.append(_small_pool(self._original, position, self._slots.size(position)))
            return position
        ended = Event()
        waiter = self._slots.wait(ended.set)
        try:
            with fail_after(timeout):
                await ended.wait()
        except BaseException as error:
            self._slots.abandon(waiter)
            if isinstance(error, TimeoutError):
                raise _pool_timeout(self._original) from error
            raise
        return cast("int", waiter.position)

    async def _close_expired_connections(self) -> None:
        """Close the expired connections of one pool, if it is idle. Each request takes the next pool in turn."""
        self._last_cleaned = (self._last_cleaned + 1) % len(self._pools)
        pool = self._pools[self._last_cleaned]
        if pool._connections and self._slots.is_idle(self._last_cleaned):
            await pool._close_connections(pool._assign_requests_to_connections())


class _SyncBody(Protocol):
    """The body of a response of httpcore, which has a method that its type annotation lacks."""

    def __iter__(self) -> Iterator[bytes]: ...
    def close(self) -> None: ...


class _AsyncBody(Protocol):
    """The body of a response of httpcore to an async request."""

    def __aiter__(self) -> AsyncIterator[bytes]: ...
    async def aclose(self) -> None: ...


class _SyncStream:
    """The body of a response; closing it ends the request."""

    def __init__(self, stream: _SyncBody, pool: SplitPool, position: int) -> None:
        self._stream = stream
        self._pool: SplitPool | None = pool
        self._position = position

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._stream)

    def close(self) -> None:
        pool, self._pool = self._pool, None
        try:
            self._stream.close()
        finally:
            if pool is not None:
                pool.release(self._position)


class _AsyncStream:
    """The body of a response; closing it ends the request."""

    def __init__(self, stream: _AsyncBody, pool: AsyncSplitPool, position: int) -> None:
        self._stream = stream
        self._pool: AsyncSplitPool | None = pool
        self._position = position

    def __aiter__(self) -> AsyncIterator[bytes]:
        return aiter(self._stream)

    async def aclose(self) -> None:
        pool, self._pool = self._pool, None
        try:
            await self._stream.aclose()
        finally:
            if pool is not None:
                pool.release(self._position)


def split_pools(transports: Iterable[object]) -> None:
    """Replace each large connection pool in the transports of a new client with small ones.

    The pool is not part of the public API of httpx, so a transport without one, or with one of an older version, is left
    unchanged. So is a pool for HTTP/2, because one connection serves many requests.
    """
    for transport in transports:
        pool = pool_of(transport)
        if isinstance(pool, in_all_packages(httpcore.ConnectionPool)) and _can_be_split(pool):
            transport.__dict__["_pool"] = SplitPool(pool)
        elif isinstance(pool, in_all_packages(httpcore.AsyncConnectionPool)) and _can_be_split(pool):
            transport.__dict__["_pool"] = AsyncSplitPool(pool)


def pool_of(transport: object) -> object:
    """Return the connection pool of a transport of httpx or httpx2; None if it has none."""
    pool: object = getattr(transport, "_pool", None)
    return pool


def _can_be_split(pool: httpcore.ConnectionPool | httpcore.AsyncConnectionPool) -> bool:
    """Return whether a pool has the known attributes, is for many connections of HTTP/1.1, and is not in use."""
    if not all(hasattr(pool, name) for name in _POOL_ATTRIBUTES):
        return False
    is_in_use = bool(pool._connections or pool._requests)
    return not pool._http2 and pool._max_connections > POOL_SIZE and not is_in_use


def in_all_packages(cls: type[ClassT]) -> tuple[type[ClassT], ...]:
    """Return a class of httpcore, and that of the same name in httpcore2 if it is imported."""
    httpcore2 = sys.modules.get("httpcore2")
    return (cls,) if httpcore2 is None else (cls, getattr(httpcore2, cls.__name__))


def package_of(pool: object) -> ModuleType:
    """Return the package that defines the class of a pool: httpcore or httpcore2."""
    packages = {each.__module__.partition(".")[0] for each in type(pool).__mro__}
    return sys.modules["httpcore2" if "httpcore2" in packages else "httpcore"]


def _pool_wait(request: httpcore.Request) -> float | None:
    """Return the seconds that a request may wait for a connection; None for no limit."""
    timeouts = cast("Mapping[str, float | None]", vars(request)["extensions"].get("timeout", {}))
    return timeouts.get("pool")


def _small_pool(original: PoolT, position: int, size: int) -> PoolT:
    """Return an empty pool with the settings of `original`, up to `size` connections, and its share of the idle ones."""
    pool = copy(original)
    new_lock = type(original._optional_thread_lock)()
    pool.__dict__.update(_connections=[], _requests=[], _optional_thread_lock=new_lock)
    pool._max_connections = size
    keepalive_left = original._max_keepalive_connections - position * POOL_SIZE
    pool._max_keepalive_connections = min(size, max(0, keepalive_left))
    return pool


def _pool_timeout(pool: object) -> Exception:
    error: Exception = package_of(pool).PoolTimeout("all connections are in use")
    return error
