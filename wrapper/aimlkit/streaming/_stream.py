"""Streams: iterators of events over an open connection."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Generic, TypeVar

from aimlkit._body import ResponseBody, stream_closed_error
from aimlkit._exceptions import AIMLAPIError, APIError
from aimlkit._models import APIResponse
from aimlkit._open_streams import OpenResponse
from aimlkit._redaction import drop_network_frames
from aimlkit._spend import note_warning_on
from aimlkit._transport_errors import is_read_error, network_errors

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Generator, Iterator
    from typing import Self

    from aimlkit._event_source import EventSource
    from aimlkit._models import ChatCompletion, Response
    from aimlkit._replies import StreamReply

    ResponseT = TypeVar("ResponseT", bound=APIResponse)

EventT_co = TypeVar("EventT_co", covariant=True)

# Seconds to wait after the last event for the end of the body: only then can the connection be used again.
DRAIN_TIMEOUT = 0.1


class _BaseStream(Generic[EventT_co]):
    """The common base of blocking and async streams.

    No generator refers to a stream, so that it is in no reference cycle.
    """

    def __init__(
        self,
        reply: StreamReply,
        source: EventSource[EventT_co],
        text_delta: Callable[[EventT_co], str | None],
    ) -> None:
        """Iterate over the events of `source` in a reply; `text_delta` returns the text that an event adds."""
        self.response = reply.response
        self._source = source if reply.observe_stream is None else reply.observe_stream(source)
        self._text_delta = text_delta
        self._open_streams = reply.open_streams
        self._owner = reply.owner
        self._warn_about_unknown_spend = reply.warn_about_unknown_spend
        self._events: Iterator[EventT_co] = iter(())  # Those that the bytes so far complete.
        self._is_over = False

    @property
    def request_id(self) -> str | None:
        """The id under which the provider's support can find the request."""
        return self._source.request_id

    @property
    def client_request_id(self) -> str | None:
        """The id that the application gave the request; None unless the server returned it."""
        return self._source.client_request_id

    @property
    def cost_usd(self) -> float | None:
        """The cost of the response in US dollars; None until the server has stated it, in the last event."""
        return self._source.cost.usd

    @property
    def credits_used(self) -> float | None:
        """The cost of the response in the provider's credits; None until the server has stated it."""
        return self._source.cost.credits

    @property
    def retries(self) -> int:
        """The number of attempts that failed before this response."""
        return self._source.retries

    def _with_details(self, response: ResponseT) -> ResponseT:
        """Return an accumulated response with the details that are not in the events."""
        response.add_details(
            request_id=self.request_id,
            client_request_id=self.client_request_id,
            retries=self.retries,
            cost=self._source.cost,
        )
        return response

    def _add_details_to(self, error: AIMLAPIError) -> None:
        """Add these details to the response that an exception carries."""
        response: object = error.__dict__.get("response")
        if isinstance(response, APIResponse):
            self._with_details(response)

    @contextmanager
    def _details_in_errors(self) -> Generator[None]:
        """Add these details to the response of an exception that is raised in the `with` block."""
        try:
            yield
        except AIMLAPIError as error:
            self._add_details_to(error)
            raise

    def _warn(self, error: BaseException | None = None) -> None:
        """Warn after the end of the stream if its cost is unknown; the warning never replaces `error`."""
        with note_warning_on(error):
            self._warn_about_unknown_spend(self._source.partial_response)

    def _shorten_deadline(self) -> None:
        body = self.response.stream
        if isinstance(body, ResponseBody):
            body.shorten_deadline(DRAIN_TIMEOUT)


class Stream(_BaseStream[EventT_co]):
    """The events of a response as they arrive.

    It can be iterated over once, in one loop or several. The connection is closed at the end, and when the `with` block
    is left; if the stream is dropped before that, the next request of a client closes it, with a ResourceWarning.
    Raises APIStreamError for an error in the stream, and StreamCutError if it ends before its last event; both
    have the response accumulated so far as `partial`. A loop over the events sees those of a response that failed;
    everything else raises ResponseFailedError at the end of its stream.
    """

    def __init__(
        self,
        reply: StreamReply,
        source: EventSource[EventT_co],
        text_delta: Callable[[EventT_co], str | None],
    ) -> None:
        super().__init__(reply, source, text_delta)
        self._open_response: OpenResponse[Iterator[bytes]] = OpenResponse(
            reply.response, reply.response.iter_bytes()
        )
        self._open_streams.add(self, self._open_response)

    def __iter__(self) -> Iterator[EventT_co]:
        return self

    def __next__(self) -> EventT_co:
        if not self._is_over:
            try:
                while True:
                    for event in self._events:
                        return event
                    if not self._read():
                        break
            except APIError as error:
                self._end()
                self._warn(error)
                error.__traceback__ = None  # Its frames have the bytes that the server sent.
                raise
            except AIMLAPIError as error:  # The response is complete, and cannot be used.
                if self._source.done:
                    self._read()  # The cost may be in an event of its own.
                self._end()
                self._add_details_to(error)
                self._warn(error)
                drop_network_frames(error)
                raise
            except BaseException as error:
                failure = self._source.transport_failure(error) if is_read_error(error) else None
                self._end()
                try:
                    if failure is not None:
                        self._warn(failure)
                        raise failure from error
                finally:
                    del failure  # Its traceback refers to this frame.
                drop_network_frames(error)
                raise
            self._end()
            self._warn()
        raise StopIteration

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, error_type: type[BaseException] | None, error: BaseException | None, traceback: object
    ) -> None:
        self._close()
        self._warn(error)

    def close(self) -> None:
        """Close the connection. Events that have not been read are lost."""
        self._close()
        self._warn()

    def until_done(self) -> Self:
        """Read to the end. Raises ResponseFailedError if the response failed."""
        for _ in self:
            pass
        self._source.require_success()
        return self

    @property
    def text_stream(self) -> Iterator[str]:
        """The text of the response, in deltas. Raises ResponseFailedError at the end if the response failed."""
        for event in self:
            if text := self._text_delta(event):
                yield text
        self._source.require_success()

    def _read(self) -> bool:
        """Receive the bytes of further events; return False after the last event."""
        chunks = self._open_response.chunks
        if chunks is None:
            raise stream_closed_error(self.response)
        if self._source.done:
            self._drain(chunks)
            return False
        data = next(chunks, None)
        if data is None:
            self._source.end()
            return False
        self._events = self._source.feed(data)
        return True

    def _drain(self, chunks: Iterator[bytes]) -> None:
        """Read the end of the body if it arrives soon, so that the connection can be used again."""
        from aimlkit._httpcore import obeys_deadlines  # noqa: PLC0415 - httpcore is slow to import

        if obeys_deadlines(self.response):
            self._shorten_deadline()
            with suppress(*network_errors()):
                for data in chunks:
                    self._source.feed_after_end(data)

    def _end(self) -> None:
        self._is_over = True
        self._close()

    def _close(self) -> None:
        self._source.record_unknown_cost()
        self._open_streams.remove(self._open_response)
        self.response.close()
        self._open_response.chunks = None


class AsyncStream(_BaseStream[EventT_co]):
    """`Stream`, for `async for` and `async with`."""

    def __init__(
        self,
        reply: StreamReply,
        source: EventSource[EventT_co],
        text_delta: Callable[[EventT_co], str | None],
    ) -> None:
        super().__init__(reply, source, text_delta)
        self._open_response: OpenResponse[AsyncIterator[bytes]] = OpenResponse(
            reply.response, reply.response.aiter_bytes()
        )
        self._open_streams.add(self, self._open_response)

    def __aiter__(self) -> AsyncIterator[EventT_co]:
        return self

    async def __anext__(self) -> EventT_co:
        if not self._is_over:
            try:
                while True:
                    for event in self._events:
                        return event
                    if not await self._read():
                        break
            except APIError as error:
                await self._end()
                self._warn(error)
                error.__traceback__ = None
                raise
            except AIMLAPIError as error:
                if self._source.done:
                    await self._read()
                await self._end()
                self._add_details_to(error)
                self._warn(error)
                drop_network_frames(error)
                raise
            except BaseException as error:
                failure = self._source.transport_failure(error) if is_read_error(error) else None
                await self._end()
                try:
                    if failure is not None:
                        self._warn(failure)
                        raise failure from error
                finally:
                    del failure  # Its traceback refers to this frame.
                drop_network_frames(error)
                raise
            await self._end()
            self._warn()
        raise StopAsyncIteration

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, error_type: type[BaseException] | None, error: BaseException | None, traceback: object
    ) -> None:
        await self._close()
        self._warn(error)

    async def aclose(self) -> None:
        """Close the connection. Events that have not been read are lost."""
        await self._close()
        self._warn()

    async def close(self) -> None:
        """Close the connection: openai-python's name for `aclose()`."""
        await self.aclose()

    async def until_done(self) -> Self:
        """Read to the end. Raises ResponseFailedError if the response failed."""
        async for _ in self:
            pass
        self._source.require_success()
        return self

    @property
    async def text_stream(self) -> AsyncIterator[str]:
        """The text of the response, in deltas. Raises ResponseFailedError at the end if the response failed."""
        async for event in self:
            if text := self._text_delta(event):
                yield text
        self._source.require_success()

    async def _read(self) -> bool:
        chunks = self._open_response.chunks
        if chunks is None:
            raise stream_closed_error(self.response)
        if self._source.done:
            await self._drain(chunks)
            return False
        data = await anext(chunks, None)
        if data is None:
            self._source.end()
            return False
        self._events = self._source.feed(data)
        return True

    async def _drain(self, chunks: AsyncIterator[bytes]) -> None:
        from anyio import move_on_after  # noqa: PLC0415 - loaded with the first request

        with suppress(*network_errors()), move_on_after(DRAIN_TIMEOUT):
            async for data in chunks:
                self._source.feed_after_end(data)

    async def _end(self) -> None:
        self._is_over = True
        await self._close()

    async def _close(self) -> None:
        self._source.record_unknown_cost()
        self._open_streams.remove(self._open_response)
        await self.response.aclose()
        self._open_response.chunks = None


def complete_response(stream: Stream[object] | AsyncStream[object]) -> ChatCompletion | Response:
    """Return the response of a stream that has been read to its end. Raises ResponseFailedError if it failed."""
    source = stream._source  # pyright: ignore[reportPrivateUsage]  # users need no such method
    source.require_success()
    return source.partial_response()
