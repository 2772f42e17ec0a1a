"""Send httpx requests with an httpx2 client, and convert its responses to httpx responses.

The flow works with requests and responses of httpx only. Exceptions are not converted: they are those of httpx2.
"""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, cast

import httpx
import httpx2

from aimlkit._redaction import redact_request

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator, Mapping


def build_request(
    client: httpx2.Client | httpx2.AsyncClient,
    method: str,
    url: httpx.URL,
    *,
    content: bytes | None,
    params: tuple[tuple[str, str], ...] | None,
    headers: Mapping[str, str],
    extensions: Mapping[str, object],
) -> httpx.Request:
    """Build a request that includes the headers, cookies and query parameters of `client`."""
    request = client.build_request(
        method,
        _httpx2_url(str(url)),
        content=content,
        params=params,
        headers=headers,
        extensions={**extensions},
    )
    return _to_httpx_request(request)


def send(client: httpx2.Client, request: httpx.Request) -> httpx.Response:
    """Send a request; return the response with its body unread. Raises the exceptions of httpx2."""
    sent_request = _to_httpx2_request(request)
    try:
        response = client.send(sent_request, stream=True, follow_redirects=False)
    finally:
        _take_headers(request, sent_request)
    body = _SyncBody(response)
    return _to_httpx_response(response, request, body)


async def send_async(client: httpx2.AsyncClient, request: httpx.Request) -> httpx.Response:
    """Send a request as `send` does."""
    sent_request = _to_httpx2_request(request)
    try:
        response = await client.send(sent_request, stream=True, follow_redirects=False)
    finally:
        _take_headers(request, sent_request)
    body = _AsyncBody(response)
    return _to_httpx_response(response, request, body)


class _Body:
    """The body of a response of httpx2."""

    def __init__(self, response: httpx2.Response) -> None:
        self._response = response
        self.owner: httpx.Response | None = None
        """The converted response that has this body; None once its elapsed time is set."""

    def _copy_elapsed(self) -> None:
        owner, self.owner = self.owner, None
        if owner is not None:
            with suppress(RuntimeError):  # The response of a transport for tests may have none.
                owner.elapsed = self._response.elapsed

    def _add_request_to(self, error: httpx2.RequestError) -> None:
        error.request = self._response.request


class _SyncBody(_Body, httpx.SyncByteStream):
    """The body of a response to a blocking client."""

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from cast("httpx2.SyncByteStream", self._response.stream)
        except httpx2.RequestError as error:
            self._add_request_to(error)
            raise

    def close(self) -> None:
        """Close the response."""
        self._response.close()
        self._copy_elapsed()


class _AsyncBody(_Body, httpx.AsyncByteStream):
    """The body of a response to an async client."""

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            async for chunk in cast("httpx2.AsyncByteStream", self._response.stream):
                yield chunk
        except httpx2.RequestError as error:
            self._add_request_to(error)
            raise

    async def aclose(self) -> None:
        """Close the response."""
        await self._response.aclose()
        self._copy_elapsed()


def _to_httpx_request(request: httpx2.Request) -> httpx.Request:
    return httpx.Request(
        request.method,
        _httpx_url(str(request.url)),
        headers=request.headers.raw,
        content=request.read(),
        extensions=request.extensions,
    )


def _take_headers(request: httpx.Request, sent_request: httpx2.Request) -> None:
    """Copy the headers that were sent, those of event hooks and `auth` as well, and redact the request that has been sent."""
    request.headers = httpx.Headers(sent_request.headers.raw)
    redact_request(sent_request)


def _to_httpx2_request(request: httpx.Request) -> httpx2.Request:
    return httpx2.Request(
        request.method,
        _httpx2_url(str(request.url)),
        headers=request.headers.raw,
        content=request.content,
        extensions=request.extensions,
    )


def _to_httpx_response(
    response: httpx2.Response, request: httpx.Request, body: _SyncBody | _AsyncBody
) -> httpx.Response:
    converted = httpx.Response(
        response.status_code,
        headers=response.headers.raw,
        stream=body,
        request=request,
        extensions=response.extensions,
    )
    converted.default_encoding = cast("str | Callable[[bytes], str]", response.default_encoding)
    body.owner = converted
    if response.is_stream_consumed:  # An event hook, or a transport for tests, has read the body.
        converted._content = response.content  # pyright: ignore[reportPrivateUsage]  # no public equivalent
    next_request, response.next_request = response.next_request, None
    if next_request is not None:
        converted.next_request = _to_httpx_request(next_request)
        redact_request(next_request)
    return converted


# Programs use few different URLs: those of the operations.
@lru_cache(maxsize=64)
def _httpx_url(url: str) -> httpx.URL:
    return httpx.URL(url)


@lru_cache(maxsize=64)
def _httpx2_url(url: str) -> httpx2.URL:
    return httpx2.URL(url)
