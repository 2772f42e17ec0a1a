"""The body of a response: decoded, with a deadline and a maximal size."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING, cast

import httpx
from httpx._decoders import IdentityDecoder

from aimlkit._content_decoder import CHUNK_SIZE, ContentDecoder
from aimlkit._deadline import DeadlineScope
from aimlkit._exceptions import ResponseTooLargeError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

_TOO_LATE = "the response takes too long"


def replace_body(response: httpx.Response, deadline: float) -> ResponseBody:
    """Replace the body of `response` by a `ResponseBody` and return that.

    The headers stay as they were sent; httpx must not decode a second time. Raises httpx.DecodingError if the body
    cannot be decoded.
    """
    body = ResponseBody(response, deadline)
    response.stream = body
    response._decoder = IdentityDecoder()  # pyright: ignore[reportPrivateUsage]  # no public equivalent
    return body


class ResponseBody(httpx.SyncByteStream, httpx.AsyncByteStream):
    """The decoded body of a response that has to arrive before a deadline.

    Reading it raises httpx.ReadTimeout after the deadline, httpx.DecodingError for a body that is not encoded as its
    headers say, and ResponseTooLargeError for one that is larger than its maximal size, if there is one.
    """

    def __init__(self, response: httpx.Response, deadline: float) -> None:
        """Take over the body of `response`, whose `stream` the new object is to replace."""
        self._stream: httpx.SyncByteStream | httpx.AsyncByteStream | None = response.stream
        self._request = response.request
        self._deadline = deadline
        self._decoder = ContentDecoder(response.headers)
        self._max_size = math.inf
        self._size = 0
        self._buffer: bytearray | None = None

    def limit_size(self, max_size: float) -> None:
        """Allow at most `max_size` decoded bytes, which are then returned in large chunks.

        Without a maximal size, each chunk is returned as soon as it arrives. A list of small chunks would need many
        times the memory of their bytes.
        """
        self._max_size = max_size
        self._buffer = bytearray()

    def shorten_deadline(self, seconds: float) -> None:
        """Allow at most `seconds` from now."""
        self._deadline = min(self._deadline, time.monotonic() + seconds)

    def __iter__(self) -> Iterator[bytes]:
        received = iter(cast("httpx.SyncByteStream", self._stream))
        while True:
            with DeadlineScope(self._deadline):
                data = next(received, None)
            if data is None:
                break
            yield from self._decode(data)
        yield from self._end()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        from anyio import fail_after  # noqa: PLC0415 - loaded with the first request

        received = aiter(cast("httpx.AsyncByteStream", self._stream))
        while True:
            try:
                with fail_after(self._deadline - time.monotonic()):
                    data = await anext(received, None)
            except TimeoutError as error:
                raise httpx.ReadTimeout(_TOO_LATE) from error
            if data is None:
                break
            for chunk in self._decode(data):
                yield chunk
        for chunk in self._end():
            yield chunk

    def close(self) -> None:
        """Close the response, so that its connection can be used again."""
        stream, self._stream = self._stream, None
        if stream is not None:
            cast("httpx.SyncByteStream", stream).close()

    async def aclose(self) -> None:
        """Close the response, also if the task is being cancelled."""
        from aimlkit._httpcore import close_despite_cancellation  # noqa: PLC0415 - httpcore is slow to import

        stream, self._stream = self._stream, None
        if stream is not None:
            await close_despite_cancellation(cast("httpx.AsyncByteStream", stream))

    def _decode(self, data: bytes) -> Iterator[bytes]:
        if time.monotonic() >= self._deadline:
            raise httpx.ReadTimeout(_TOO_LATE)
        for chunk in self._decoder.feed(data):
            self._size += len(chunk)
            if self._size > self._max_size:
                raise ResponseTooLargeError.of_part("body", self._max_size, self._request)
            if self._buffer is None:
                yield chunk
            else:
                self._buffer += chunk
                if len(self._buffer) >= CHUNK_SIZE:
                    yield bytes(self._buffer)
                    self._buffer.clear()

    def _end(self) -> Iterator[bytes]:
        self._decoder.end()
        buffer, self._buffer = self._buffer, None
        if buffer:
            yield bytes(buffer)
