"""The httpx clients of an async client: one per event loop, because a connection belongs to the loop that opened it."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from attrs import frozen

from aimlkit._exceptions import AIMLAPIError

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop
    from collections.abc import AsyncGenerator, Callable

    import httpx
    from trio.lowlevel import TrioToken


@frozen
class _LoopClient:
    """The httpx client of an event loop, which closes it when it ends."""

    process_id: int
    http_client: httpx.AsyncClient
    closing: AsyncGenerator[None]


class ClientsByEventLoop:
    """Creates an httpx client for each event loop that needs one; in a forked process, too."""

    def __init__(self, create_client: Callable[[], httpx.AsyncClient]) -> None:
        self._create_client = create_client
        self._clients: WeakKeyDictionary[object, _LoopClient] = WeakKeyDictionary()

    def current(self) -> httpx.AsyncClient:
        """Return the client of the running event loop. Raises AIMLAPIError if none is running."""
        event_loop = running_event_loop()
        client = self._clients.get(event_loop)
        if client is None or client.process_id != os.getpid() or client.http_client.is_closed:
            self._remove_ended_loops()
            client = self._clients[event_loop] = self._new_client()
        return client.http_client

    async def aclose(self) -> None:
        """Close the client of the running event loop, and forget those of other loops, which close them when they end."""
        client = self._clients.pop(running_event_loop(), None)
        self._clients.clear()
        if client is not None and client.process_id == os.getpid():
            await client.closing.aclose()

    def _new_client(self) -> _LoopClient:
        http_client = self._create_client()
        closing = _close_at_end_of_loop(http_client)
        # This runs the generator up to its `yield`: from then on, the event loop closes it at its own end.
        with suppress(StopIteration):
            anext(closing).__await__().send(None)
        return _LoopClient(os.getpid(), http_client, closing)

    def _remove_ended_loops(self) -> None:
        """Forget the clients of event loops that have ended: a client refers to its loop and would keep it alive."""
        for event_loop, client in [*self._clients.items()]:
            if client.http_client.is_closed or _is_closed(event_loop):
                self._clients.pop(event_loop, None)


async def _close_at_end_of_loop(http_client: httpx.AsyncClient) -> AsyncGenerator[None]:
    """Close the client when the event loop ends: asyncio and trio then close all async generators that are suspended."""
    try:
        yield
    finally:
        await http_client.aclose()


def running_event_loop() -> AbstractEventLoop | TrioToken:
    """Return the running event loop of asyncio or trio. Raises AIMLAPIError if there is none."""
    from asyncio import get_running_loop  # noqa: PLC0415 - slow to import, and only for the async client

    with suppress(RuntimeError):
        return get_running_loop()
    if "trio" in sys.modules:
        from trio.lowlevel import current_trio_token  # noqa: PLC0415

        with suppress(RuntimeError):
            return current_trio_token()
    raise AIMLAPIError("an async client needs a running event loop of asyncio or trio")


def _is_closed(event_loop: object) -> bool:
    from asyncio import AbstractEventLoop  # noqa: PLC0415

    return isinstance(event_loop, AbstractEventLoop) and event_loop.is_closed()
