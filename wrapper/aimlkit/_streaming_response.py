"""Responses of `with_streaming_response`, whose bodies are read only when the program reads them."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections import deque
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Generic, TypeVar, cast, get_origin, overload

from aimlkit._cost import cost_in_headers
from aimlkit._exceptions import (
    AIMLAPIError,
    APIConnectionError,
    APIError,
    client_request_id_in_headers,
    request_id_in_headers,
)
from aimlkit._open_streams import OpenResponse
from aimlkit._redaction import drop_network_frames, redact_error
from aimlkit._spend import note_warning_on
from aimlkit._transport_errors import is_read_error, is_stream_closed, to_api_error

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Iterator
    from datetime import timedelta

    import httpx

    from aimlkit._body import ResponseBody
    from aimlkit._event_source import EventSource
    from aimlkit._models import AnyResponse
    from aimlkit._open_streams import AnyOpenResponse
    from aimlkit._raw import RawResponse
    from aimlkit._replies import StreamReply
    from aimlkit._size_limits import SizeLimits
    from aimlkit.streaming import AsyncStream, Stream

ParsedT = TypeVar("ParsedT")
StreamT = TypeVar("StreamT", bound="Stream[object] | AsyncStream[object]")
TargetT = TypeVar("TargetT")

_ALREADY_READ = "a part of the body has been read already: use either read(), parse() or one of the iterators"


class UnreadBody(ABC, Generic[ParsedT]):
    """The body of a response that the program reads. Parses it, and adds its cost to the spend of the client."""

    is_read_to_parse: bool
    """True if the whole body is read before `parse`."""
    stream: Stream[object] | AsyncStream[object] | None = None
    """The stream that `parse` has returned, if any; it then reads the body and records the cost."""

    def __init__(self, reply: StreamReply, max_size: float) -> None:
        """Create the body of a reply; `max_size` is the maximum number of bytes that the program may iterate over."""
        self.max_size = max_size
        self._reply = reply

    @abstractmethod
    def parse(self, target: type[object] | None) -> ParsedT:
        """Return the result of the method, or the body as another type."""

    @abstractmethod
    def feed(self, data: bytes) -> None:
        """Process bytes that an iterator yields to the program."""

    @abstractmethod
    def end(self) -> None:
        """Handle the end of the body, after the program has iterated over all of it."""

    @abstractmethod
    def complete(self, content: bytes) -> None:
        """Process the whole body, after it has been read at once."""

    @abstractmethod
    def settle(self) -> None:
        """Record the cost when the response is closed; it is unknown if nothing that was read states it."""

    def partial_response(self) -> AnyResponse | None:
        """Return the response accumulated so far; None if there is none."""
        return None


class UnreadObject(UnreadBody[ParsedT]):
    """A body that is one JSON object. Its cost is known once all of it has been read."""

    is_read_to_parse = True

    def __init__(
        self, reply: StreamReply, size_limits: SizeLimits, read: Callable[[], RawResponse[ParsedT]]
    ) -> None:
        """Create a body; `read` returns the response after its body has been read, and records its cost."""
        super().__init__(reply, size_limits.response)
        self._read = read
        self._raw: RawResponse[ParsedT] | None = None
        self._collected = bytearray()

    def parse(self, target: type[object] | None) -> ParsedT:
        """Return the response, or its body as another type."""
        raw = self._raw or self._read()
        return raw.parse() if target is None else cast("ParsedT", raw.parse(to=target))

    def feed(self, data: bytes) -> None:
        """Collect the bytes."""
        self._collected += data

    def end(self) -> None:
        """Make the collected bytes the body of the response, as if it had been read at once."""
        content, self._collected = bytes(self._collected), bytearray()
        self._reply.response._content = content  # pyright: ignore[reportPrivateUsage]  # no public equivalent
        self.complete(content)

    def complete(self, content: bytes) -> None:
        """Record the cost."""
        self._raw = self._read()

    def settle(self) -> None:
        """Record the cost in the headers if the body has not been read."""
        if self._raw is None:
            self._reply.spend.add(cost_in_headers(self._reply.response.headers).usd)


class UnreadEvents(UnreadBody[StreamT]):
    """A body that is a stream of events. Its cost is known once the event that states it has been read."""

    is_read_to_parse = False

    def __init__(
        self,
        reply: StreamReply,
        open_stream: Callable[[], StreamT],
        create_reader: Callable[[], EventSource[object]],
    ) -> None:
        """Create a body.

        `open_stream` returns the stream for `parse`; the reader of `create_reader` records the cost if the program reads
        the bytes instead.
        """
        super().__init__(reply, math.inf)
        self._open_stream = open_stream
        self._create_reader = create_reader
        self._reader: EventSource[object] | None = None
        self._is_readable = True

    def parse(self, target: type[object] | None) -> StreamT:
        """Return the stream. Raises TypeError for another type, and AIMLAPIError if the body has been read."""
        from aimlkit.streaming import AsyncStream, Stream  # noqa: PLC0415 - only for streams

        if target is not None and (get_origin(target) or target) not in (Stream, AsyncStream):
            raise TypeError("a stream cannot be parsed as another type: iterate over parse()")
        if self.stream is None:
            if self._reply.response.is_stream_consumed:
                raise AIMLAPIError(_ALREADY_READ)
            self.stream = self._open_stream()
        return cast("StreamT", self.stream)

    def feed(self, data: bytes) -> None:
        """Look for the cost in the events."""
        reader = self._cost_reader()
        try:
            if reader.done:
                reader.feed_after_end(data)
            elif self._is_readable:
                deque(reader.feed(data), maxlen=0)
        except APIError:  # The program reads bytes, whatever they are.
            self._is_readable = False

    def end(self) -> None:
        """Look for the cost in a body that is not a stream of events after all."""
        with suppress(APIError):
            self._cost_reader().end()

    def complete(self, content: bytes) -> None:
        """Look for the cost in all events."""
        self.feed(content)
        self.end()

    def settle(self) -> None:
        """Note that the cost is unknown if no event has stated it."""
        if self.stream is None:
            self._cost_reader().record_unknown_cost()

    def partial_response(self) -> AnyResponse | None:
        """Return the response accumulated from the events so far; None if `parse` was called."""
        return self._cost_reader().partial_response() if self.stream is None else None

    def _cost_reader(self) -> EventSource[object]:
        if self._reader is None:
            self._reader = self._create_reader()
        return self._reader


class _BaseStreamingResponse(Generic[ParsedT]):
    """The common base of the blocking and the async response."""

    _open_response: AnyOpenResponse

    def __init__(self, reply: StreamReply, body: UnreadBody[ParsedT], size_limits: SizeLimits) -> None:
        """Create the response of `reply`, whose headers have been redacted."""
        self.http_response = reply.response
        self.request_id = request_id_in_headers(reply.response)
        self.client_request_id = client_request_id_in_headers(reply.response)
        self.retries_taken = reply.retries
        self._reply = reply
        self._body = body
        self._size_limits = size_limits
        self._is_settled = False

    def __repr__(self) -> str:
        return f"<{type(self).__name__} [{self.status_code}]>"

    @property
    def http_request(self) -> httpx.Request:
        """The request that led to the response, without the API key."""
        return self.http_response.request

    @property
    def method(self) -> str:
        """The method of the request."""
        return self.http_request.method

    @property
    def url(self) -> httpx.URL:
        """The URL of the request."""
        return self.http_response.url

    @property
    def status_code(self) -> int:
        """The status code of the response."""
        return self.http_response.status_code

    @property
    def headers(self) -> httpx.Headers:
        """The headers of the response."""
        return self.http_response.headers

    @property
    def http_version(self) -> str:
        """The HTTP version, such as `HTTP/1.1`."""
        return self.http_response.http_version

    @property
    def elapsed(self) -> timedelta:
        """The time from the request to the end of the response. Raises RuntimeError before it is closed."""
        return self.http_response.elapsed

    @property
    def is_closed(self) -> bool:
        """True if the body has been read to its end, or the response has been closed."""
        return self.http_response.is_closed

    def _is_read(self) -> bool:
        """Return whether the body is in memory, so that it can be read any number of times."""
        return hasattr(self.http_response, "_content")

    def _prepare_read(self) -> None:
        """Limit the size of a body that is read at once. Raises AIMLAPIError if a part of it has been read."""
        self._received_body().limit_size(self._size_limits.response)

    def _prepare_iteration(self) -> None:
        """Limit the size of a body that is iterated over. Raises AIMLAPIError if a part of it has been read."""
        if not self._is_read():
            self._received_body().limit_stream(
                max_size=self._body.max_size, max_line=self._size_limits.event, observer=self._body
            )

    def _received_body(self) -> ResponseBody:
        if self.http_response.is_stream_consumed or self._body.stream is not None:
            raise AIMLAPIError(_ALREADY_READ)
        return cast("ResponseBody", self.http_response.stream)

    def _parse(self, target: type[TargetT] | None) -> ParsedT | TargetT:
        parsed = self._body.parse(target)
        if self._body.stream is not None:  # From now on, the stream tracks the connection.
            self._reply.open_streams.remove(self._open_response)
        return parsed

    @contextmanager
    def _reading(self) -> Generator[None]:
        """Convert the exceptions of httpx, raised while the body is read, to those of this package."""
        try:
            yield
        except APIError as error:
            error.__traceback__ = None  # Its frames refer to the bytes that the server sent.
            raise self._completed(error) from None
        except BaseException as error:
            if is_read_error(error):
                redact_error(error)
                raise self._completed(self._read_error(error)) from error
            drop_network_frames(error)
            raise

    def _read_error(self, error: Exception) -> APIError:
        """Return the exception of this package for an exception of httpx."""
        api_error = to_api_error(error, self.http_request)
        message = None
        if self._reply.is_client_closed():
            message = "the client was closed before the response was read: keep it open until then"
        elif is_stream_closed(error):
            message = "the response was closed before it was read: read it in its with block"
        return (
            api_error if message is None else APIConnectionError(message=message, request=self.http_request)
        )

    def _completed(self, error: APIError) -> APIError:
        """Return `error` with the details of the response."""
        redact_error(error)
        error.add_cost(cost_in_headers(self.headers), is_charged=True)
        error.retries = self.retries_taken
        error.request_id = error.request_id or self.request_id
        error.client_request_id = self.client_request_id or error.client_request_id
        return error

    def _settle(self) -> None:
        """Stop tracking the response, which is about to be closed, and record its cost."""
        self._reply.open_streams.remove(self._open_response)
        if not self._is_settled:
            self._is_settled = True
            self._body.settle()


class StreamingResponse(_BaseStreamingResponse[ParsedT]):
    """A response of `with_streaming_response`. Its methods read the body, inside of the `with` statement."""

    def __init__(self, reply: StreamReply, body: UnreadBody[ParsedT], size_limits: SizeLimits) -> None:
        super().__init__(reply, body, size_limits)
        self._open_response = OpenResponse(reply.response, reply.response.iter_bytes())
        reply.open_streams.add(self, self._open_response)

    @overload
    def parse(self) -> ParsedT: ...

    @overload
    def parse(self, *, to: type[TargetT]) -> TargetT: ...

    def parse(self, *, to: type[TargetT] | None = None) -> ParsedT | TargetT:
        """Read the body, and return it as `RawResponse.parse` does. A stream is returned unread.

        Raises APIError if the body cannot be read, AIMLAPIError if a part of it has been read already, and the
        exceptions of `RawResponse.parse`.
        """
        if self._body.is_read_to_parse:
            self.read()
        return self._parse(to)

    def read(self) -> bytes:
        """Read and return the body.

        Like all methods that read, it raises APIError if the body cannot be read, and AIMLAPIError if a part of it has
        been read already.
        """
        if not self._is_read():
            self._prepare_read()
            with self._reading():
                self.http_response.read()
            self._body.complete(self.http_response.content)
        return self.http_response.content

    def text(self) -> str:
        """Read and return the body as text."""
        self.read()
        return self.http_response.text

    def json(self) -> object:
        """Read and return the body as JSON. Raises ValueError if it is not JSON."""
        self.read()
        return cast("object", self.http_response.json())

    def iter_bytes(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """Yield the body in chunks as they arrive, or in chunks of `chunk_size` bytes."""
        self._prepare_iteration()
        with self._reading():
            yield from self.http_response.iter_bytes(chunk_size)

    def iter_text(self, chunk_size: int | None = None) -> Iterator[str]:
        """Yield the text of the body in chunks as they arrive, or in chunks of `chunk_size` characters."""
        self._prepare_iteration()
        with self._reading():
            yield from self.http_response.iter_text(chunk_size)

    def iter_lines(self) -> Iterator[str]:
        """Yield the lines of the body as they arrive, without line endings."""
        self._prepare_iteration()
        with self._reading():
            yield from self.http_response.iter_lines()

    def close(self) -> None:
        """Close the response; the rest of its body is lost. The end of the `with` statement calls this."""
        self._settle()
        stream = self._body.stream
        if stream is not None:
            cast("Stream[object]", stream).close()
        self.http_response.close()
        self._reply.warn_about_unknown_spend(self._body.partial_response)


class AsyncStreamingResponse(_BaseStreamingResponse[ParsedT]):
    """`StreamingResponse` of the async client. Await its methods, and use `async for` for its iterators."""

    def __init__(self, reply: StreamReply, body: UnreadBody[ParsedT], size_limits: SizeLimits) -> None:
        super().__init__(reply, body, size_limits)
        self._open_response = OpenResponse(reply.response, reply.response.aiter_bytes())
        reply.open_streams.add(self, self._open_response)

    @overload
    async def parse(self) -> ParsedT: ...

    @overload
    async def parse(self, *, to: type[TargetT]) -> TargetT: ...

    async def parse(self, *, to: type[TargetT] | None = None) -> ParsedT | TargetT:
        """Read the body, and return it as `RawResponse.parse` does. A stream is returned unread.

        Raises APIError if the body cannot be read, AIMLAPIError if a part of it has been read already, and the
        exceptions of `RawResponse.parse`.
        """
        if self._body.is_read_to_parse:
            await self.read()
        return self._parse(to)

    async def read(self) -> bytes:
        """Read and return the body.

        Like all methods that read, it raises APIError if the body cannot be read, and AIMLAPIError if a part of it has
        been read already.
        """
        if not self._is_read():
            self._prepare_read()
            with self._reading():
                await self.http_response.aread()
            self._body.complete(self.http_response.content)
        return self.http_response.content

    async def text(self) -> str:
        """Read and return the body as text."""
        await self.read()
        return self.http_response.text

    async def json(self) -> object:
        """Read and return the body as JSON. Raises ValueError if it is not JSON."""
        await self.read()
        return cast("object", self.http_response.json())

    async def iter_bytes(self, chunk_size: int | None = None) -> AsyncIterator[bytes]:
        """Yield the body in chunks as they arrive, or in chunks of `chunk_size` bytes."""
        self._prepare_iteration()
        with self._reading():
            async for chunk in self.http_response.aiter_bytes(chunk_size):
                yield chunk

    async def iter_text(self, chunk_size: int | None = None) -> AsyncIterator[str]:
        """Yield the text of the body in chunks as they arrive, or in chunks of `chunk_size` characters."""
        self._prepare_iteration()
        with self._reading():
            async for chunk in self.http_response.aiter_text(chunk_size):
                yield chunk

    async def iter_lines(self) -> AsyncIterator[str]:
        """Yield the lines of the body as they arrive, without line endings."""
        self._prepare_iteration()
        with self._reading():
            async for line in self.http_response.aiter_lines():
                yield line

    async def close(self) -> None:
        """Close the response; the rest of its body is lost. The end of the `async with` statement calls this."""
        self._settle()
        stream = self._body.stream
        if stream is not None:
            await cast("AsyncStream[object]", stream).aclose()
        await self.http_response.aclose()
        self._reply.warn_about_unknown_spend(self._body.partial_response)


class StreamingResponseManager(Generic[ParsedT]):
    """Sends the request at the beginning of a `with` statement, and closes the response at its end."""

    def __init__(self, send: Callable[[], StreamingResponse[ParsedT]]) -> None:
        """Create a manager for the response that `send` returns."""
        self._send = send
        self._response: StreamingResponse[ParsedT] | None = None

    def __enter__(self) -> StreamingResponse[ParsedT]:
        self._response = self._send()
        return self._response

    def __exit__(self, error_type: object, error: BaseException | None, traceback: object) -> None:
        if self._response is not None:
            with note_warning_on(error):
                self._response.close()


class AsyncStreamingResponseManager(Generic[ParsedT]):
    """`StreamingResponseManager`, for `async with`."""

    def __init__(self, send: Callable[[], Awaitable[AsyncStreamingResponse[ParsedT]]]) -> None:
        """Create a manager for the response that `send` returns."""
        self._send = send
        self._response: AsyncStreamingResponse[ParsedT] | None = None

    async def __aenter__(self) -> AsyncStreamingResponse[ParsedT]:
        self._response = await self._send()
        return self._response

    async def __aexit__(self, error_type: object, error: BaseException | None, traceback: object) -> None:
        if self._response is not None:
            with note_warning_on(error):
                await self._response.close()
