"""The sessions and event loops of bulk runs that are not made by an async client."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, TypeVar, cast

import httpx
from attrs import evolve

from aimlkit._default_aiohttp_client import DefaultAioHttpClient
from aimlkit._transport import AsyncTransport

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Coroutine

    from aimlkit._session import AsyncSession, SyncSession

ResultT = TypeVar("ResultT")


class BulkHttpClient(DefaultAioHttpClient):
    """`DefaultAioHttpClient` without what no bulk run uses, which takes a fifth of the CPU time of a request.

    It has no cookies, no authentication of its own and no hooks, and its headers are merged only once. It follows no
    redirects by itself. Its requests are the same. Tested with httpx 0.28 and httpx-aiohttp 0.2.
    """

    def __init__(self) -> None:
        super().__init__()
        self._own_headers = dict(self.headers)

    def build_request(
        self,
        method: str,
        url: httpx.URL | str,
        *,
        content: Any = None,
        headers: Any = None,
        extensions: Any = None,
        **others: Any,
    ) -> httpx.Request:
        """Return a request with the headers of the client and `headers`, whose names are in lower case."""
        merged = {**self._own_headers, **headers}
        return httpx.Request(method, url, content=content, headers=merged, extensions=extensions)

    async def send(self, request: httpx.Request, **options: Any) -> httpx.Response:
        """Send a request to its server or its proxy; the body of the response is unread."""
        try:
            response = await self._transport_for_url(request.url).handle_async_request(request)
        except httpx.RequestError as error:
            error.request = request
            raise
        if response.has_redirect_location:
            response.next_request = self._build_redirect_request(request, response)
        return response


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
    transport = AsyncTransport(BulkHttpClient() if find_spec("httpx_aiohttp") else None)
    try:
        yield evolve(cast("AsyncSession", session), transport=transport)
    finally:
        await transport.aclose()
