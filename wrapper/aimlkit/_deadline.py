"""The body of an answer: it has to be there in time, and its connection is let go of whatever happens."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING, Any

import httpx

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator


class Body(httpx.SyncByteStream, httpx.AsyncByteStream):
    """The body of an answer. Raises httpx.ReadTimeout where it is not there by the deadline."""

    def __init__(self, response: httpx.Response, deadline: float) -> None:
        self._stream: Any = response.stream
        self._deadline = deadline
        # httpcore fixes the longest wait for a piece when the body begins; here it grows shorter. Over
        # HTTP/1.1 a connection has one answer at a time: until `close()` it is this one's.
        is_ours = response.http_version == "HTTP/1.1"
        self._network = response.extensions.get("network_stream") if is_ours else None
        if self._network is not None:
            read = self._network.read
            self._network.read = lambda size, timeout=None: read(size, self._wait(timeout))

    def hurry(self, seconds: float) -> bool:
        """Allow so much time from now on, and no more; whether threads can hold to that here."""
        self._deadline = min(self._deadline, time.monotonic() + seconds)
        return self._network is not None

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._stream:
            self._wait()
            yield piece

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in self._stream:
            self._wait()
            yield piece

    def close(self) -> None:
        if self._network is not None:
            vars(self._network).pop("read", None)
        self._stream.close()

    async def aclose(self) -> None:
        """Let go of the connection, also when the task is cancelled just now. On trio httpcore does."""
        import asyncio  # noqa: PLC0415 - async clients have it

        closing = self._stream.aclose()
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            return await closing  # type: ignore[no-any-return] # None
        task = asyncio.ensure_future(closing)
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError:
            await task
            raise

    def _wait(self, timeout: float | None = None) -> float | None:
        """Seconds that the next wait may take."""
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise httpx.ReadTimeout("the answer takes too long")
        return timeout if left == math.inf else min(left, timeout or math.inf)
