"""The sessions and event loops of bulk runs that are not made by an async client."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, TypeVar, cast

from attrs import evolve

from aimlkit._default_aiohttp_client import DefaultAioHttpClient
from aimlkit._transport import AsyncTransport

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Coroutine

    from aimlkit._session import AsyncSession, SyncSession

ResultT = TypeVar("ResultT")


def run_in_new_loop(coroutine: Coroutine[object, None, ResultT]) -> ResultT:
    """Run a coroutine in a new event loop; with `aimlkit[bulk]`, it is one of uvloop, which is faster."""
    loop_factory: Callable[[], asyncio.AbstractEventLoop] | None = None
    if find_spec("uvloop"):
        import uvloop  # noqa: PLC0415 - optional

        loop_factory = uvloop.new_event_loop
    with asyncio.Runner(loop_factory=loop_factory) as runner:
        return runner.run(coroutine)


@asynccontextmanager
async def async_session(session: SyncSession) -> AsyncGenerator[AsyncSession]:
    """Open an async session with the options and the spend of a blocking one, and connections of its own.

    These are connections of aiohttp, which take less CPU time, if `aimlkit[bulk]` or `aimlkit[aiohttp]` is installed.
    """
    transport = AsyncTransport(DefaultAioHttpClient() if find_spec("httpx_aiohttp") else None)
    try:
        yield evolve(cast("AsyncSession", session), transport=transport)
    finally:
        await transport.aclose()
