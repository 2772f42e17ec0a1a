"""Transports: they send requests over connections of httpx, blocking or awaiting."""

from __future__ import annotations

import os
import time
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from weakref import finalize

import httpx

from aimlkit._httpcore import DeadlineStream, close_leaked_connections
from aimlkit._replies import is_event_stream

if TYPE_CHECKING:
    from aimlkit._effects import SendRequest

HttpClientT = TypeVar("HttpClientT", bound=httpx.Client | httpx.AsyncClient)

DEFAULT_HTTPX_OPTIONS: dict[str, Any] = {
    "limits": httpx.Limits(max_connections=1000, max_keepalive_connections=100),
    "follow_redirects": True,
}


class DefaultHttpxClient(httpx.Client):
    """The httpx client that is used if no `http_client` is passed; takes the options of `httpx.Client`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**DEFAULT_HTTPX_OPTIONS | options)
        for transport in filter(None, (self._transport, *self._mounts.values())):
            # Close a client that is never closed before its sockets are collected, which would warn.
            finalize(self, transport.close)


class DefaultAsyncHttpxClient(httpx.AsyncClient):
    """`DefaultHttpxClient`, async; takes the options of `httpx.AsyncClient`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**DEFAULT_HTTPX_OPTIONS | options)


class Transport(ABC, Generic[HttpClientT]):
    """The httpx client of an API client and its copies: one that the user passed, or one per process.

    A forked process must not use the connections of its parent.
    """

    def __init__(self, http_client: HttpClientT | None) -> None:
        self._custom_client = http_client
        self._client_by_process: dict[int, HttpClientT] = {}

    @property
    def http_client(self) -> HttpClientT:
        """The httpx client of this process."""
        if self._custom_client is not None:
            return self._custom_client
        process = os.getpid()
        if process not in self._client_by_process:
            self._client_by_process.setdefault(process, self._default_client())
        return self._client_by_process[process]

    @abstractmethod
    def _default_client(self) -> HttpClientT: ...


class SyncTransport(Transport[httpx.Client]):
    """Sends requests, blocking."""

    def __init__(self, http_client: object) -> None:
        """Use `http_client`, or a default one if it is None. Raises TypeError if it is something else."""
        if not isinstance(http_client, httpx.Client | None):
            raise TypeError(f"http_client must be an httpx.Client; it is {http_client!r}")
        super().__init__(http_client)

    def _default_client(self) -> httpx.Client:
        return DefaultHttpxClient()

    def send(self, effect: SendRequest) -> httpx.Response:
        """Send a request and read the response; a stream of events is left unread if `effect.stream`.

        Until the head of the response has arrived, each wait has its own limit; only the body has the deadline.
        """
        response = self.http_client.send(effect.request, stream=True)
        try:
            response.stream = DeadlineStream(response, effect.deadline)
            if not (effect.stream and is_event_stream(response)):
                response.read()
        except BaseException:
            response.close()
            raise
        return response


class AsyncTransport(Transport[httpx.AsyncClient]):
    """Sends requests, awaiting; on asyncio or trio."""

    def __init__(self, http_client: object) -> None:
        """Use `http_client`, or a default one if it is None. Raises TypeError if it is something else."""
        if not isinstance(http_client, httpx.AsyncClient | None):
            raise TypeError(f"http_client must be an httpx.AsyncClient; it is {http_client!r}")
        super().__init__(http_client)

    def _default_client(self) -> httpx.AsyncClient:
        return DefaultAsyncHttpxClient()

    async def send(self, effect: SendRequest) -> httpx.Response:
        """Send a request as `SyncTransport.send` does; the deadline applies to the head as well."""
        from anyio import fail_after  # noqa: PLC0415 - loaded with the first request

        http_client = self.http_client
        try:
            with fail_after(effect.deadline - time.monotonic()):
                response = await http_client.send(effect.request, stream=True)
                try:
                    response.stream = DeadlineStream(response, effect.deadline)
                    if not (effect.stream and is_event_stream(response)):
                        await response.aread()
                except BaseException:
                    await response.aclose()
                    raise
        except BaseException:
            await close_leaked_connections(http_client, effect.request.url)
            raise
        return response

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        from anyio import sleep  # noqa: PLC0415

        await sleep(seconds)
