"""Responses that are cached with their ETags, so that the server sends them again only if they have changed."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import TYPE_CHECKING

from attrs import frozen

from aimlkit._size_limits import MEGABYTE
from aimlkit_api.headers import CLIENT_REQUEST_ID, ETAG, IF_NONE_MATCH

if TYPE_CHECKING:
    import httpx

#: The maximum number of cached responses, and of bytes in all of them.
MAX_RESPONSES = 64
MAX_BYTES = 32 * MEGABYTE

#: Headers that describe how a body was sent. The cached body is decoded.
_TRANSFER_HEADERS = ("content-encoding", "content-length", "transfer-encoding", "connection")


#: Headers that may differ between two requests for the same response.
_CHANGING_HEADERS = (IF_NONE_MATCH, CLIENT_REQUEST_ID)


@frozen
class CachedResponse:
    """A response with status 200 and an ETag."""

    etag: str
    headers: tuple[tuple[str, str], ...]
    content: bytes

    def for_reply(self, not_modified: httpx.Response) -> httpx.Response:
        """Return the cached response, updated with the headers of `not_modified`, a response with status 304."""
        from httpx import Response  # noqa: PLC0415 - slow to import

        headers = {**dict(self.headers), **dict(_lasting_headers(not_modified))}
        response = Response(
            200,
            headers=headers,
            content=self.content,
            request=not_modified.request,
            extensions=not_modified.extensions,
            history=not_modified.history,
        )
        # A transport for tests may return a response that has been read already.
        with suppress(RuntimeError):
            response.elapsed = not_modified.elapsed
        return response


class ResponseCache:
    """The cached responses of a client and its copies, the most recent ones; threads may share it.

    A response is cached for a request with the same URL and headers only, so never for another API key. There is no
    lock: another thread could hold it at the moment of a fork. Each operation on the dictionary is atomic, and a
    response that is lost between two of them is merely sent again.
    """

    def __init__(self) -> None:
        self._responses: dict[bytes, CachedResponse] = {}

    def slot(self, request: httpx.Request) -> Slot:
        """Return the slot of a request that is about to be sent, and make the request conditional if it is filled.

        A request that the caller made conditional has no slot: the caller gets its 304 response.
        """
        if not _is_cacheable(request):
            return EMPTY_SLOT
        key = _key(request)
        cached = self._responses.get(key)
        if cached is not None:
            request.headers[IF_NONE_MATCH] = cached.etag
        return Slot(self, key, cached)

    def store(self, key: bytes, response: CachedResponse) -> None:
        """Store a response; drop the oldest ones beyond the limits."""
        self._responses.pop(key, None)
        self._responses[key] = response
        items = [*self._responses.items()]
        count, size = len(items), sum(len(each.content) for _, each in items)
        for oldest, each in items:
            if count <= MAX_RESPONSES and size <= MAX_BYTES:
                break
            self._responses.pop(oldest, None)
            count, size = count - 1, size - len(each.content)


@frozen
class Slot:
    """The place of the response to one request, which the request alone determines."""

    _cache: ResponseCache | None
    _key: bytes | None
    cached: CachedResponse | None
    """The cached response; None if there is none."""

    def fill(self, response: httpx.Response) -> None:
        """Store a response, unless it has no ETag, must not be stored or is too large."""
        if self._cache is None or self._key is None:
            return
        etag = response.headers.get(ETAG, "")
        directives = response.headers.get("cache-control", "").lower()
        if not etag or response.status_code != 200 or response.history or "no-store" in directives:
            return
        if etag.isascii() and etag.isprintable() and len(response.content) <= MAX_BYTES:
            headers = tuple(_lasting_headers(response))
            self._cache.store(self._key, CachedResponse(etag, headers, response.content))


#: The slot of a response that is not cached.
EMPTY_SLOT = Slot(None, None, None)


def _is_cacheable(request: httpx.Request) -> bool:
    return bool(ETAG and IF_NONE_MATCH) and request.method == "GET" and IF_NONE_MATCH not in request.headers


def _key(request: httpx.Request) -> bytes:
    """Return a digest of everything in a request but its ETag, so that the cache has no copy of the API key."""
    headers = sorted(
        (name.lower(), value)
        for name, value in request.headers.raw
        if name.decode().lower() not in _CHANGING_HEADERS
    )
    digest = hashlib.sha256()
    for part in (str(request.url).encode(), *(part for header in headers for part in header)):
        digest.update(hashlib.sha256(part).digest())
    return digest.digest()


def _lasting_headers(response: httpx.Response) -> list[tuple[str, str]]:
    return [
        (name, value) for name, value in response.headers.items() if name.lower() not in _TRANSFER_HEADERS
    ]
