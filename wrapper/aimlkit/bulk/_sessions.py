"""The sessions and event loops of bulk runs that are not made by an async client."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import evolve

from aimlkit._default_aiohttp_client import DefaultAioHttpClient
from aimlkit._transport import AsyncTransport

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Coroutine

    from aimlkit._session import AsyncSession, SyncSession

ResultT = TypeVar("ResultT")


def run_in_new_loop(coroutine: Coroutine[Any, Any, ResultT]) -> ResultT:
    """Run a coroutine in an event loop of its own: that of uvloop if `aimlkit[bulk]` is installed, which is faster."""
    loop_factory: Callable[[], asyncio.AbstractEventLoop] | None = None
    if find_spec("uvloop"):
        import uvloop  # noqa: PLC0415 - optional

        loop_factory = uvloop.new_event_loop
    with asyncio.Runner(loop_factory=loop_factory) as runner:
        return runner.run(coroutine)


@asynccontextmanager
async def async_session(session: SyncSession) -> AsyncGenerator[AsyncSession]:
    """Open a session with the options and the spend of that of a blocking client, and connections of its own.

    They are those of aiohttp if the extra `aimlkit[bulk]` or `aimlkit[aiohttp]` is installed, which take less CPU time.
    """
    transport = AsyncTransport(DefaultAioHttpClient() if find_spec("httpx_aiohttp") else None)
    try:
        yield cast("AsyncSession", evolve(cast("Any", session), transport=transport))
    finally:
        await transport.aclose()
