"""Transports: they send requests over connections of httpx, blocking or awaiting."""

from __future__ import annotations

import os
import time
from abc import ABC, abstractmethod
from contextlib import suppress
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import httpx

from aimlkit._body import replace_body
from aimlkit._deadline import DeadlineScope
from aimlkit._exceptions import ResponseTooLargeError
from aimlkit._open_streams import (
    BLOCKING_STREAMS,
    OpenStreams,
    close_forgotten,
    close_when_collected,
    warn_about_forgotten,
)
from aimlkit._redirects import redirected_request
from aimlkit._replies import is_event_stream

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from aimlkit._effects import SendRequest

HttpClientT = TypeVar("HttpClientT", bound=httpx.Client | httpx.AsyncClient)

DEFAULT_LIMITS = httpx.Limits(max_connections=1000, max_keepalive_connections=100)


def _default_options() -> dict[str, Any]:
    """Return the options of a default client, which accepts no cookies: a server could set any number of them."""
    return {"limits": DEFAULT_LIMITS, "cookies": CookieJar(DefaultCookiePolicy(allowed_domains=[]))}


class DefaultHttpxClient(httpx.Client):
    """The httpx client that is used if no `http_client` is passed; takes the options of `httpx.Client`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**_default_options() | options)
        close_when_collected(self, [*filter(None, (self._transport, *self._mounts.values()))])


class DefaultAsyncHttpxClient(httpx.AsyncClient):
    """`DefaultHttpxClient`, async; takes the options of `httpx.AsyncClient`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**_default_options() | options)


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
        self.open_streams = BLOCKING_STREAMS
        if http_client is not None:
            _install_deadlines(http_client)

    def _default_client(self) -> httpx.Client:
        client = DefaultHttpxClient()
        _install_deadlines(client)
        return client

    def send(self, effect: SendRequest) -> httpx.Response:
        """Send a request and read the response; a stream of events is left unread if `effect.stream`.

        Redirects within the server are followed; any other redirect is returned like an error.
        """
        close_forgotten()
        with DeadlineScope(effect.deadline):
            request = effect.request
            redirects: list[httpx.Response] = []
            while True:
                response = self.http_client.send(request, stream=True, follow_redirects=False)
                try:
                    next_request = redirected_request(response, redirects)
                    if next_request is None:
                        response.history = redirects
                        if prepare_body(response, effect):
                            response.read()
                        return response
                except BaseException:
                    response.close()
                    raise
                response.close()
                _drop_body(response)
                redirects.append(response)
                request = next_request

    def close(self) -> None:
        """Close all connections, also those of streams that were dropped before they were closed."""
        try:
            close_forgotten()
        finally:  # A warning may be an exception.
            self.http_client.close()


class AsyncTransport(Transport[httpx.AsyncClient]):
    """Sends requests, awaiting; on asyncio or trio."""

    def __init__(self, http_client: object) -> None:
        """Use `http_client`, or a default one if it is None. Raises TypeError if it is something else."""
        if not isinstance(http_client, httpx.AsyncClient | None):
            raise TypeError(f"http_client must be an httpx.AsyncClient; it is {http_client!r}")
        super().__init__(http_client)
        self.open_streams: OpenStreams[AsyncIterator[bytes]] = OpenStreams()

    def _default_client(self) -> httpx.AsyncClient:
        return DefaultAsyncHttpxClient()

    async def send(self, effect: SendRequest) -> httpx.Response:
        """Send a request as `SyncTransport.send` does."""
        from anyio import fail_after  # noqa: PLC0415 - loaded with the first request

        from aimlkit._httpcore import close_leaked_connections  # noqa: PLC0415

        await self._close_forgotten()
        http_client = self.http_client
        try:
            with fail_after(effect.deadline - time.monotonic()):
                return await self._send(effect)
        except BaseException:
            await close_leaked_connections(http_client, effect.request.url)
            raise

    async def _send(self, effect: SendRequest) -> httpx.Response:
        request = effect.request
        redirects: list[httpx.Response] = []
        while True:
            response = await self.http_client.send(request, stream=True, follow_redirects=False)
            try:
                next_request = redirected_request(response, redirects)
                if next_request is None:
                    response.history = redirects
                    if prepare_body(response, effect):
                        await response.aread()
                    return response
            except BaseException:
                await response.aclose()
                raise
            await response.aclose()
            _drop_body(response)
            redirects.append(response)
            request = next_request

    async def aclose(self) -> None:
        """Close all connections, also those of streams that were dropped before they were closed."""
        try:
            await self._close_forgotten()
        finally:
            await self.http_client.aclose()

    async def _close_forgotten(self) -> None:
        streams = self.open_streams.take_forgotten()
        for stream in streams:
            with suppress(RuntimeError):  # The event loop of the stream may be another one, and closed.
                await stream.response.aclose()
        warn_about_forgotten(len(streams))

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        from anyio import sleep  # noqa: PLC0415

        await sleep(seconds)


def prepare_body(response: httpx.Response, effect: SendRequest) -> bool:
    """Replace the body of `response` by a `ResponseBody`; return whether to read it now.

    A stream of events stays unread if `effect.stream`. Raises ResponseTooLargeError for headers that are too large, and
    httpx.DecodingError for a body that cannot be decoded.
    """
    limits = effect.size_limits
    if sum(len(name) + len(value) for name, value in response.headers.raw) > limits.headers:
        raise ResponseTooLargeError.of_part("headers", limits.headers, response.request)
    body = replace_body(response, effect.deadline)
    if effect.stream and is_event_stream(response):
        return False
    body.limit_size(limits.response)
    return True


def _drop_body(response: httpx.Response) -> None:
    """Drop the body of a response that is closed: it refers to the request of httpcore, which has the API key."""
    response.stream = httpx.ByteStream(b"")


def _install_deadlines(http_client: httpx.Client) -> None:
    from aimlkit._httpcore import install_deadlines  # noqa: PLC0415 - httpcore is slow to import

    install_deadlines(http_client)
