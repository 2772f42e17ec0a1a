"""Several small connection pools in place of a large one: a work-around for the cost of many requests at the same time.

With each request, a pool of httpcore looks at all of its connections, at each of them several times, and at all of
its requests; one of httpcore2 looks at each of them once. So a request costs more, the more of them there are
(encode/httpx#3215). `_httpcore` has the other work-arounds, and the versions that they are tested with.
"""

# pyright: reportPrivateUsage=false
# The parts of a pool have no public equivalent.

from __future__ import annotations

import sys
import threading
from collections import deque
from copy import copy
from heapq import heappop, heappush
from typing import TYPE_CHECKING, Any, TypeVar, cast

import httpcore

from aimlkit._deadline import seconds_left

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
    from types import ModuleType, TracebackType

PoolT = TypeVar("PoolT", httpcore.ConnectionPool, httpcore.AsyncConnectionPool)

#: The maximal number of connections of a small pool.
POOL_SIZE = 8

_LAYERS = ("httpcore", "httpcore2")

# The parts of a pool that belong to it alone; older versions have others.
_OWN_PARTS = ("_connections", "_requests", "_optional_thread_lock", "_max_connections", "_http2")


class Waiter:
    """A request that waits until another one ends."""

    def __init__(self, wake: Callable[[], None]) -> None:
        self.wake = wake
        self.position: int | None = None
        """The position of the pool that the request can be sent with; None until there is one."""


class Slots:
    """The number of requests of each small pool, and the requests that wait because all pools are full."""

    def __init__(self, max_requests: int) -> None:
        self._max_requests = max_requests
        self._counts: list[int] = []
        self._positions_with_room: list[int] = []  # A heap.
        self._waiters: deque[Waiter] = deque()

    def size(self, position: int) -> int:
        """Return the maximal number of requests of a pool."""
        return min(POOL_SIZE, self._max_requests - position * POOL_SIZE)

    def is_idle(self, position: int) -> bool:
        """Return whether a pool has no requests."""
        return self._counts[position] == 0

    def take(self) -> int | None:
        """Count a request for the first pool with room, and return its position; None if all are full.

        So few requests use few connections, again and again. A position that is new is that of a new pool.
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
        """Return a waiter, which the request that ends next gives its place to; then it calls `wake`."""
        waiter = Waiter(wake)
        self._waiters.append(waiter)
        return waiter

    def release(self, position: int) -> None:
        """Note that a request has ended."""
        if self._waiters:
            waiter = self._waiters.popleft()
            waiter.position = position
            waiter.wake()
            return
        if self._counts[position] == self.size(position):
            heappush(self._positions_with_room, position)
        self._counts[position] -= 1

    def abandon(self, waiter: Waiter) -> None:
        """Note that a request waits no longer."""
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
        self._cleaned = 0

    @property
    def all_pools(self) -> Sequence[httpcore.ConnectionPool]:
        """The small pools, and the one that they are made like."""
        return (self._original, *self._pools)

    @property
    def connections(self) -> list[httpcore.ConnectionInterface]:
        """The connections of all pools."""
        return [connection for pool in self._pools for connection in pool.connections]

    def handle_request(self, request: httpcore.Request) -> httpcore.Response:
        """Send a request. Raises PoolTimeout if all connections are in use for too long."""
        position = self._take(_pool_wait(request))
        try:
            self._close_expired_connections()
            response = self._pools[position].handle_request(request)
        except BaseException:
            self.release(position)
            raise
        response.stream = _SyncStream(response.stream, self, position)
        return response

    def release(self, position: int) -> None:
        """Note that a request has ended."""
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
        """Return the position of a pool with room, when there is one."""
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
        """Close those of one pool without requests; of the next one with the next request."""
        self._cleaned = (self._cleaned + 1) % len(self._pools)
        pool = self._pools[self._cleaned]
        if pool._connections and self._slots.is_idle(self._cleaned):
            with pool._optional_thread_lock:
                expired = pool._assign_requests_to_connections()
            pool._close_connections(expired)


class AsyncSplitPool:
    """Small pools in place of an `AsyncConnectionPool`."""

    def __init__(self, pool: httpcore.AsyncConnectionPool) -> None:
        self._original = pool
        self._pools: list[httpcore.AsyncConnectionPool] = []
        self._slots = Slots(pool._max_connections)
        self._cleaned = 0

    @property
    def all_pools(self) -> Sequence[httpcore.AsyncConnectionPool]:
        """The small pools, and the one that they are made like."""
        return (self._original, *self._pools)

    @property
    def connections(self) -> list[httpcore.AsyncConnectionInterface]:
        """The connections of all pools."""
        return [connection for pool in self._pools for connection in pool.connections]

    async def handle_async_request(self, request: httpcore.Request) -> httpcore.Response:
        """Send a request. Raises PoolTimeout if all connections are in use for too long."""
        position = await self._take(_pool_wait(request))
        try:
            await self._close_expired_connections()
            response = await self._pools[position].handle_async_request(request)
        except BaseException:
            self.release(position)
            raise
        response.stream = _AsyncStream(response.stream, self, position)
        return response

    def release(self, position: int) -> None:
        """Note that a request has ended."""
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
        """Return the position of a pool with room, when there is one."""
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
        """Close those of one pool without requests; of the next one with the next request."""
        self._cleaned = (self._cleaned + 1) % len(self._pools)
        pool = self._pools[self._cleaned]
        if pool._connections and self._slots.is_idle(self._cleaned):
            await pool._close_connections(pool._assign_requests_to_connections())


class _SyncStream:
    """The body of a response; when it is closed, its request has ended."""

    def __init__(self, stream: Any, pool: SplitPool, position: int) -> None:
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
    """The body of a response; when it is closed, its request has ended."""

    def __init__(self, stream: Any, pool: AsyncSplitPool, position: int) -> None:
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
    """Replace the large connection pools of the transports of a new client by small ones.

    The pool is not a public part of httpx, so this does nothing for a transport that has none, or one of an older
    version. With HTTP/2, a connection takes many requests, so there is no need.
    """
    for transport in transports:
        pool = getattr(transport, "_pool", None)
        if pool is None or not all(hasattr(pool, part) for part in _OWN_PARTS):
            continue
        if pool._http2 or pool._max_connections <= POOL_SIZE or pool._connections or pool._requests:
            continue
        if isinstance(pool, pool_classes(is_async=False)):
            transport.__dict__["_pool"] = SplitPool(pool)
        elif isinstance(pool, pool_classes(is_async=True)):
            transport.__dict__["_pool"] = AsyncSplitPool(pool)


def pool_classes(*, is_async: bool) -> tuple[type[Any], ...]:
    """Return the classes of pools, of httpcore and of httpcore2 if it is imported."""
    name = "AsyncConnectionPool" if is_async else "ConnectionPool"
    layers = filter(None, map(sys.modules.get, _LAYERS))
    return tuple(getattr(layer, name) for layer in layers)


def layer_of(pool: object) -> ModuleType:
    """Return httpcore or httpcore2: the module that a pool is of."""
    packages = {each.__module__.partition(".")[0] for each in type(pool).__mro__}
    return sys.modules["httpcore2" if "httpcore2" in packages else "httpcore"]


def _pool_wait(request: httpcore.Request) -> float | None:
    """Return the seconds that a request may wait for a connection; None for no limit."""
    timeouts = cast("Mapping[str, float | None]", vars(request)["extensions"].get("timeout", {}))
    return timeouts.get("pool")


def _small_pool(original: PoolT, position: int, size: int) -> PoolT:
    """Return an empty pool with the settings of `original`, `size` of its connections, and a part of the idle ones."""
    pool = copy(original)
    parts = vars(pool)
    parts.update(_connections=[], _requests=[], _optional_thread_lock=type(parts["_optional_thread_lock"])())
    pool._max_connections = size
    kept = original._max_keepalive_connections - position * POOL_SIZE
    pool._max_keepalive_connections = min(size, max(0, kept))
    return pool


def _pool_timeout(pool: object) -> Exception:
    error: Exception = layer_of(pool).PoolTimeout("all connections are in use")
    return error
