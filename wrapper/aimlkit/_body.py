"""The body of a response: decoded, with a deadline and a maximum size."""

from __future__ import annotations

import math
import re
import time
from typing import TYPE_CHECKING, Protocol, cast

import httpx
from httpx._decoders import IdentityDecoder

from aimlkit._content_decoder import CHUNK_SIZE, ContentDecoder
from aimlkit._deadline import DeadlineScope
from aimlkit._exceptions import ResponseTooLargeError
from aimlkit._http_families import HTTPX

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from aimlkit._http_families import HttpFamily

DEADLINE_MESSAGE = "the response takes too long"

# Bytes that show the format of a body that has no line break.
_LONG_BEGINNING = 64


# The fields of an event (WHATWG HTML, "Server-sent events"), or a comment, after an optional byte order mark.
_FIRST_LINE = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:data|event|id|retry)?\s*:")


class BodyObserver(Protocol):
    """Receives the bytes of a body while a program reads them."""

    def feed(self, data: bytes) -> None:
        """Process decoded bytes."""
        ...

    def end(self) -> None:
        """Handle the end of the body."""
        ...


def replace_body(response: httpx.Response, deadline: float, family: HttpFamily = HTTPX) -> ResponseBody:
    """Replace the body of `response` by a `ResponseBody` and return that.

    The headers stay as they were sent; httpx must not decode a second time. Raises DecodingError of `family` if the body
    cannot be decoded.
    """
    body = ResponseBody(response, deadline, family)
    response.stream = body
    response._decoder = IdentityDecoder()  # pyright: ignore[reportPrivateUsage]  # no public equivalent
    return body


class ResponseBody(httpx.SyncByteStream, httpx.AsyncByteStream):
    """The decoded body of a response that has to arrive before a deadline.

    Reading it raises ReadTimeout after the deadline, DecodingError for a body that is not encoded as its headers state,
    both of the family of the client, and ResponseTooLargeError for one that is larger than its maximum size, if there
    is one.
    """

    def __init__(self, response: httpx.Response, deadline: float, family: HttpFamily = HTTPX) -> None:
        """Take over the body of `response`; the caller then replaces `response.stream` by this object."""
        self._stream: httpx.SyncByteStream | httpx.AsyncByteStream | None = response.stream
        self._request = response.request
        self._deadline = deadline
        self.family = family
        """The family of the exceptions."""
        self._decoder = ContentDecoder(response.headers, family)
        self._max_size = math.inf
        self._size = 0
        self._max_line = math.inf
        self._line_size = 0
        self._observer: BodyObserver | None = None
        self._buffer: bytearray | None = None
        self.is_event_stream = False
        """True if the body is a stream of events, which is read event by event."""
        self._received: Iterator[bytes] | AsyncIterator[bytes] | None = None
        self._beginning = b""

    def read_beginning(self) -> bytes:
        """Receive and return the first bytes of the body: a line, or enough to recognise its format. They stay a part of it."""
        received = self._start()
        while not _is_enough(self._beginning):
            with DeadlineScope(self._deadline):
                data = next(received, None)
            if data is None:
                break
            self._beginning += b"".join(self._decode(data))
        return self._beginning

    async def read_beginning_async(self) -> bytes:
        """Receive and return the first bytes of the body as `read_beginning` does."""
        received = self._start_async()
        while not _is_enough(self._beginning):
            data = await self._receive(received)
            if data is None:
                break
            self._beginning += b"".join(self._decode(data))
        return self._beginning

    def limit_size(self, max_size: float) -> None:
        """Allow at most `max_size` decoded bytes, which are then returned in large chunks.

        Without a maximum size, each chunk is returned as soon as it arrives. A list of small chunks would need many
        times the memory of their bytes.
        """
        self._max_size = max_size
        self._size = 0  # The beginning, if it has been read, is counted when it is returned.
        self._buffer = bytearray()

    def limit_stream(self, *, max_size: float, max_line: float, observer: BodyObserver) -> None:
        """Allow at most `max_size` decoded bytes, and `max_line` of them without a line break.

        Each chunk is returned as soon as it arrives, after it has been passed to `observer`.
        """
        self._max_size = max_size
        self._max_line = max_line
        self._observer = observer

    def shorten_deadline(self, seconds: float) -> None:
        """Move the deadline to at most `seconds` from now."""
        self._deadline = min(self._deadline, time.monotonic() + seconds)

    def __iter__(self) -> Iterator[bytes]:
        received = self._start()
        yield from self._take_beginning()
        while True:
            with DeadlineScope(self._deadline):
                data = next(received, None)
            if data is None:
                break
            yield from self._decode(data)
        yield from self._end()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        received = self._start_async()
        for chunk in self._take_beginning():
            yield chunk
        while True:
            data = await self._receive(received)
            if data is None:
                break
            for chunk in self._decode(data):
                yield chunk
        for chunk in self._end():
            yield chunk

    def close(self) -> None:
        """Close the response, so that its connection can be used again."""
        stream, self._stream, self._received = self._stream, None, None
        if stream is not None:
            cast("httpx.SyncByteStream", stream).close()

    async def aclose(self) -> None:
        """Close the response, also if the task is being cancelled."""
        from aimlkit._httpcore import close_despite_cancellation  # noqa: PLC0415 - httpcore is slow to import

        stream, self._stream, self._received = self._stream, None, None
        if stream is not None:
            await close_despite_cancellation(cast("httpx.AsyncByteStream", stream))

    def _start(self) -> Iterator[bytes]:
        if self._received is None:
            self._received = iter(cast("httpx.SyncByteStream", self._stream))
        return cast("Iterator[bytes]", self._received)

    def _start_async(self) -> AsyncIterator[bytes]:
        if self._received is None:
            self._received = aiter(cast("httpx.AsyncByteStream", self._stream))
        return cast("AsyncIterator[bytes]", self._received)

    async def _receive(self, received: AsyncIterator[bytes]) -> bytes | None:
        """Return the next bytes that arrive; None at the end."""
        from anyio import fail_after  # noqa: PLC0415 - loaded with the first request

        try:
            with fail_after(self._deadline - time.monotonic()):
                return await anext(received, None)
        except TimeoutError as error:
            raise self.family.error(httpx.ReadTimeout, DEADLINE_MESSAGE) from error

    def _take_beginning(self) -> Iterator[bytes]:
        beginning, self._beginning = self._beginning, b""
        if beginning:
            yield from self._limited(beginning)

    def _decode(self, data: bytes) -> Iterator[bytes]:
        if time.monotonic() >= self._deadline:
            raise self.family.error(httpx.ReadTimeout, DEADLINE_MESSAGE)
        for chunk in self._decoder.feed(data):
            yield from self._limited(chunk)

    def _limited(self, chunk: bytes) -> Iterator[bytes]:
        """Return a chunk if there is no maximum size, otherwise all chunks so far once they are large."""
        self._size += len(chunk)
        if self._size > self._max_size:
            raise ResponseTooLargeError.of_part("body", self._max_size, self._request)
        if self._observer is not None:
            self._check_line(chunk)
            self._observer.feed(chunk)
        if self._buffer is None:
            yield chunk
            return
        self._buffer += chunk
        if len(self._buffer) >= CHUNK_SIZE:
            yield bytes(self._buffer)
            self._buffer.clear()

    def _check_line(self, chunk: bytes) -> None:
        """Raise ResponseTooLargeError if a line, which `iter_lines()` collects, is too long."""
        line_break = max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
        self._line_size = len(chunk) - line_break - 1 + (self._line_size if line_break < 0 else 0)
        if self._line_size > self._max_line:
            raise ResponseTooLargeError.of_part("current line", self._max_line, self._request)

    def _end(self) -> Iterator[bytes]:
        self._decoder.end()
        if self._observer is not None:
            self._observer.end()
        buffer, self._buffer = self._buffer, None
        if buffer:
            yield bytes(buffer)


def _is_enough(beginning: bytes) -> bool:
    """Return whether the format of a body can be recognised by its first bytes."""
    text = beginning.lstrip()
    return len(text) >= _LONG_BEGINNING or b"\n" in text or b"\r" in text or len(beginning) >= CHUNK_SIZE


def is_event_stream(response: httpx.Response) -> bool:
    """Return whether the body of a response has been recognised as a stream of events."""
    return isinstance(response.stream, ResponseBody) and response.stream.is_event_stream


def is_left_unread(response: httpx.Response, *, read_body: bool) -> bool:
    """Return whether the program reads the body of a response itself; the body of an error is always read here."""
    return not read_body and response.is_success


def stream_closed_error(response: httpx.Response) -> Exception:
    """Return the exception for reading a response after it was closed."""
    family = response.stream.family if isinstance(response.stream, ResponseBody) else HTTPX
    return family.error(httpx.StreamClosed)


def has_event_stream_type(response: httpx.Response) -> bool:
    """Return whether the only media type in the headers of a response is that of a stream of events."""
    content_type: str = response.headers.get("content-type", "")
    return content_type.partition(";")[0].strip().lower() == "text/event-stream"


def begins_event_stream(beginning: bytes) -> bool:
    """Return whether a body that begins with these bytes is a stream of events: a field or a comment comes first."""
    return _FIRST_LINE.match(beginning) is not None
