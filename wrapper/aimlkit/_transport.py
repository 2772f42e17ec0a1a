"""Transports: send requests with a client of httpx or httpx2, blocking or awaiting.

Only this module and those that it uses (`_httpx2`, `_httpcore`, the default clients) distinguish the two families.
"""

from __future__ import annotations

import os
import time
from abc import ABC, abstractmethod
from contextlib import suppress
from typing import TYPE_CHECKING, Generic, TypeVar

import httpx

from aimlkit._body import (
    DEADLINE_MESSAGE,
    ResponseBody,
    begins_event_stream,
    has_event_stream_type,
    is_left_unread,
    replace_body,
)
from aimlkit._deadline import DeadlineScope
from aimlkit._default_clients import DefaultAsyncHttpxClient, DefaultHttpxClient
from aimlkit._event_loops import ClientsByEventLoop
from aimlkit._exceptions import AIMLAPIError, ResponseTooLargeError
from aimlkit._http_families import HTTPX, HttpFamily, family_of, is_async_client, is_sync_client
from aimlkit._open_streams import BLOCKING_STREAMS, OpenStreams, close_forgotten, warn_about_forgotten
from aimlkit._redirects import redirected_request

if TYPE_CHECKING:
    from collections.abc import Mapping

    import httpx2

    from aimlkit._effects import SendRequest

HttpClientT = TypeVar(
    "HttpClientT", bound="httpx.Client | httpx2.Client | httpx.AsyncClient | httpx2.AsyncClient"
)
DefaultClientT = TypeVar("DefaultClientT", bound=httpx.Client | httpx.AsyncClient)


class Transport(ABC, Generic[HttpClientT]):
    """The connections of an API client and its copies, which belong to the user's HTTP client or a default one."""

    def __init__(self, http_client: HttpClientT | None) -> None:
        self._custom_client = http_client
        self._is_closed = False
        self.family = HTTPX if http_client is None else family_of(http_client)
        """The family of the HTTP client, and of the exceptions."""

    @property
    def http_client(self) -> HttpClientT:
        """The HTTP client to send requests with. Raises AIMLAPIError if a default one cannot be created."""
        return self._default_client() if self._custom_client is None else self._custom_client

    @property
    def is_closed(self) -> bool:
        """True if the connections are closed for good."""
        return self._is_closed or (self._custom_client is not None and self._custom_client.is_closed)

    def build_request(
        self,
        method: str,
        url: httpx.URL,
        *,
        content: bytes | None,
        headers: Mapping[str, str],
        timeouts: Mapping[str, float | None],
    ) -> httpx.Request:
        """Build a request that includes the headers, cookies and query parameters of the HTTP client."""
        client = self.http_client
        extensions = {"timeout": {**timeouts}}
        # Parameters of the HTTP client would take the place of those of the URL.
        params = tuple(url.params.multi_items()) if client.params else None
        if isinstance(client, httpx.Client | httpx.AsyncClient):
            request = client.build_request(method, url, content=content, params=params, extensions=extensions)
            request.headers = _updated_headers(request.headers, headers)
            return request
        from aimlkit import _httpx2  # noqa: PLC0415 - only for a client of httpx2

        return _httpx2.build_request(
            client, method, url, content=content, params=params, headers=headers, extensions=extensions
        )

    @abstractmethod
    def _default_client(self) -> HttpClientT: ...


class SyncTransport(Transport["httpx.Client | httpx2.Client"]):
    """Sends requests, blocking."""

    def __init__(self, http_client: object) -> None:
        """Use `http_client`, or a default one if it is None. Raises TypeError if it is not an HTTP client."""
        if not (http_client is None or is_sync_client(http_client)):
            raise TypeError(f"http_client must be an httpx.Client or httpx2.Client; it is {http_client!r}")
        super().__init__(http_client)
        self._client_by_process: dict[int, httpx.Client] = {}
        self.open_streams = BLOCKING_STREAMS
        if http_client is not None:
            _install_deadlines(http_client)

    def _default_client(self) -> httpx.Client:
        """Return the client of this process: a forked one must not use the connections of its parent."""
        process_id = os.getpid()
        if process_id not in self._client_by_process:
            client = _create_client(DefaultHttpxClient)
            _install_deadlines(client)
            self._client_by_process.setdefault(process_id, client)
        return self._client_by_process[process_id]

    def send(self, effect: SendRequest) -> httpx.Response:
        """Send a request and read the response; a stream of events is left unread if `effect.stream`.

        Unless `effect.read_body`, every successful response is left unread. A body is a stream of events if its media
        type, or else its first bytes, show it: servers and proxies also send streams as JSON, as text and without a type.

        Redirects within the server are followed; any other redirect is returned like an error.
        """
        close_forgotten()
        with DeadlineScope(effect.deadline):
            request = effect.request
            redirects: list[httpx.Response] = []
            while True:
                response = self._send_once(request)
                try:
                    next_request = redirected_request(response, redirects, self.family)
                    if next_request is None:
                        response.history = redirects
                        body = prepare_body(response, effect, self.family)
                        if is_left_unread(response, read_body=effect.read_body):
                            return response
                        body.is_event_stream = expects_events(response, effect) and (
                            has_event_stream_type(response) or begins_event_stream(body.read_beginning())
                        )
                        if not body.is_event_stream:
                            body.limit_size(effect.size_limits.response)
                            response.read()
                        return response
                except BaseException:
                    response.close()
                    raise
                response.close()
                _drop_body(response)
                redirects.append(response)
                request = next_request

    def _send_once(self, request: httpx.Request) -> httpx.Response:
        """Send a request without following redirects; the body of the response is unread."""
        client = self.http_client
        if isinstance(client, httpx.Client):
            return client.send(request, stream=True, follow_redirects=False)
        from aimlkit import _httpx2  # noqa: PLC0415 - only for a client of httpx2

        return _httpx2.send(client, request)

    def close(self) -> None:
        """Close all connections, also those of streams that were dropped before they were closed."""
        self._is_closed = True
        try:
            close_forgotten()
        finally:  # A warning may be an exception.
            client = self._custom_client or self._client_by_process.get(os.getpid())
            if client is not None:
                client.close()


class AsyncTransport(Transport["httpx.AsyncClient | httpx2.AsyncClient"]):
    """Sends requests, awaiting; on asyncio or trio."""

    def __init__(self, http_client: object) -> None:
        """Use `http_client`, or a default one if it is None. Raises TypeError if it is not an async HTTP client."""
        if not (http_client is None or is_async_client(http_client)):
            raise TypeError(
                f"http_client must be an httpx.AsyncClient or httpx2.AsyncClient; it is {http_client!r}"
            )
        super().__init__(http_client)
        self._default_clients = ClientsByEventLoop(lambda: _create_client(DefaultAsyncHttpxClient))
        self.open_streams = OpenStreams()

    def _default_client(self) -> httpx.AsyncClient:
        return self._default_clients.current()

    async def send(self, effect: SendRequest) -> httpx.Response:
        """Send a request as `SyncTransport.send` does."""
        from anyio import move_on_after  # noqa: PLC0415 - loaded with the first request

        from aimlkit._httpcore import close_leaked_connections  # noqa: PLC0415

        await self._close_forgotten()
        http_client = self.http_client
        try:
            with move_on_after(effect.deadline - time.monotonic()):
                return await self._send(effect)
            raise self.family.error(httpx.ReadTimeout, DEADLINE_MESSAGE)
        except BaseException:
            await close_leaked_connections(http_client, effect.request.url)
            raise

    async def _send(self, effect: SendRequest) -> httpx.Response:
        request = effect.request
        redirects: list[httpx.Response] = []
        while True:
            response = await self._send_once(request)
            try:
                next_request = redirected_request(response, redirects, self.family)
                if next_request is None:
                    response.history = redirects
                    body = prepare_body(response, effect, self.family)
                    if is_left_unread(response, read_body=effect.read_body):
                        return response
                    body.is_event_stream = expects_events(response, effect) and (
                        has_event_stream_type(response)
                        or begins_event_stream(await body.read_beginning_async())
                    )
                    if not body.is_event_stream:
                        body.limit_size(effect.size_limits.response)
                        await response.aread()
                    return response
            except BaseException:
                await response.aclose()
                raise
            await response.aclose()
            _drop_body(response)
            redirects.append(response)
            request = next_request

    async def _send_once(self, request: httpx.Request) -> httpx.Response:
        client = self.http_client
        if isinstance(client, httpx.AsyncClient):
            return await client.send(request, stream=True, follow_redirects=False)
        from aimlkit import _httpx2  # noqa: PLC0415 - only for a client of httpx2

        return await _httpx2.send_async(client, request)

    async def aclose(self) -> None:
        """Close all connections, also those of streams that were dropped before they were closed.

        Those of other event loops are left to their loops.
        """
        self._is_closed = True
        try:
            await self._close_forgotten()
        finally:
            with suppress(
                RuntimeError
            ):  # The connections of the user's client may belong to a loop that is closed.
                await (self._custom_client or self._default_clients).aclose()

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


def _create_client(client_class: type[DefaultClientT]) -> DefaultClientT:
    """Return a new httpx client. Raises AIMLAPIError if the proxies or certificates of the environment are invalid."""
    try:
        return client_class()
    except (OSError, ValueError, ImportError, httpx.InvalidURL) as error:
        variables = "HTTP_PROXY, HTTPS_PROXY, ALL_PROXY, NO_PROXY, SSL_CERT_FILE and SSL_CERT_DIR"
        reason = str(error) or type(error).__name__
        raise AIMLAPIError(
            f"cannot set up connections ({reason}); check the variables {variables}"
        ) from error


def _updated_headers(headers: httpx.Headers, updates: Mapping[str, str]) -> httpx.Headers:
    """Return `headers` with `updates`, whose names are in lower case.

    The method `update` of httpx searches all headers for each one, which takes several times as long.
    """
    updated = {name.encode(): value.encode() for name, value in updates.items()}
    others = [(name, value) for name, value in headers.raw if name.lower() not in updated]
    return httpx.Headers([*others, *updated.items()])


def prepare_body(response: httpx.Response, effect: SendRequest, family: HttpFamily) -> ResponseBody:
    """Replace the body of `response` with a `ResponseBody`, and return that.

    Raises ResponseTooLargeError for headers that are too large, and DecodingError of `family` for a body that cannot be
    decoded.
    """
    effect.on_headers(response)
    limit = effect.size_limits.headers
    if sum(len(name) + len(value) for name, value in response.headers.raw) > limit:
        raise ResponseTooLargeError.of_part("headers", limit, response.request)
    return replace_body(response, effect.deadline, family)


def expects_events(response: httpx.Response, effect: SendRequest) -> bool:
    """Return whether a response may be a stream of events: one was requested, and the request succeeded."""
    return effect.stream and response.is_success


def _drop_body(response: httpx.Response) -> None:
    """Drop the body of a response that is closed: it refers to the request of httpcore, which has the API key."""
    response.stream = httpx.ByteStream(b"")


def _install_deadlines(http_client: httpx.Client | httpx2.Client) -> None:
    from aimlkit._httpcore import install_deadlines  # noqa: PLC0415 - httpcore is slow to import

    install_deadlines(http_client)
