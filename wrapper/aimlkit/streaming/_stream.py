"""Streams: iterators of events over an open connection."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

import httpx

from aimlkit._httpcore import DeadlineStream

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Callable, Generator, Iterator
    from typing import Self

    from aimlkit._exceptions import APIError

EventT = TypeVar("EventT")
EventT_co = TypeVar("EventT_co", covariant=True)

# Seconds to wait after the last event for the end of the body: only then can the connection be used again.
DRAIN_TIMEOUT = 0.1


class EventSource(Protocol[EventT_co]):
    """Events from bytes: an `EventReader`."""

    done: bool
    retries: int
    request_id: str | None

    def feed(self, data: bytes) -> Iterator[EventT_co]: ...
    def end(self) -> None: ...
    def transport_failure(self, error: Exception) -> APIError: ...


class _BaseStream(Generic[EventT]):
    """The common base of blocking and async streams."""

    def __init__(
        self,
        response: httpx.Response,
        source: EventSource[EventT],
        text_delta: Callable[[EventT], str | None],
        owner: object = None,
    ) -> None:
        """Iterate over the events of `source` in `response`.

        `text_delta` returns the text that an event adds. `owner` is kept alive as long as the stream: a client that
        is garbage-collected closes its connections.
        """
        self.response = response
        self._source = source
        self._text_delta = text_delta
        self._owner = owner

    @property
    def request_id(self) -> str | None:
        """The id under which the provider's support can find the request."""
        return self._source.request_id

    @property
    def retries(self) -> int:
        """The number of attempts that failed before this response."""
        return self._source.retries

    def _shorten_deadline(self) -> bool:
        body = self.response.stream
        return isinstance(body, DeadlineStream) and body.shorten_deadline(DRAIN_TIMEOUT)


class Stream(_BaseStream[EventT]):
    """The events of a response as they arrive.

    It can be iterated over once. The connection is closed when the loop or the `with` block is left.
    Raises APIStreamError for an error in the stream, and StreamCutError if it ends before its last event; both
    have the response accumulated so far as `partial`.
    """

    def __init__(
        self,
        response: httpx.Response,
        source: EventSource[EventT],
        text_delta: Callable[[EventT], str | None],
        owner: object = None,
    ) -> None:
        super().__init__(response, source, text_delta, owner)
        self._events = self._read()

    def __iter__(self) -> Iterator[EventT]:
        # A separate generator: Python closes it when the loop over it is left, and that closes the stream.
        with self:
            for event in self._events:  # noqa: UP028 - "yield from" would close self._events as well
                yield event

    def __next__(self) -> EventT:
        return next(self._events)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection. Events that have not been read are lost."""
        self.response.close()

    def until_done(self) -> Self:
        """Read to the end."""
        for _ in self:
            pass
        return self

    @property
    def text_stream(self) -> Iterator[str]:
        """The text of the response, in deltas."""
        for event in self:
            if text := self._text_delta(event):
                yield text

    def _read(self) -> Generator[EventT]:
        source, chunks = self._source, self.response.iter_bytes()
        try:
            for chunk in chunks:
                yield from source.feed(chunk)
                if source.done:
                    break
            source.end()
            with suppress(httpx.HTTPError):
                if self._shorten_deadline():
                    for _ in chunks:
                        pass
        except (httpx.HTTPError, httpx.StreamError) as error:
            raise source.transport_failure(error) from error
        finally:
            self.close()


class AsyncStream(_BaseStream[EventT]):
    """`Stream`, for `async for` and `async with`."""

    def __init__(
        self,
        response: httpx.Response,
        source: EventSource[EventT],
        text_delta: Callable[[EventT], str | None],
        owner: object = None,
    ) -> None:
        super().__init__(response, source, text_delta, owner)
        self._events = self._read()

    async def __aiter__(self) -> AsyncIterator[EventT]:
        async with self:
            async for event in self._events:
                yield event

    async def __anext__(self) -> EventT:
        return await anext(self._events)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close the connection. Events that have not been read are lost."""
        await self.response.aclose()

    async def close(self) -> None:
        """Close the connection: openai-python's name for `aclose()`."""
        await self.aclose()

    async def until_done(self) -> Self:
        """Read to the end."""
        async for _ in self:
            pass
        return self

    @property
    async def text_stream(self) -> AsyncIterator[str]:
        """The text of the response, in deltas."""
        async for event in self:
            if text := self._text_delta(event):
                yield text

    async def _read(self) -> AsyncGenerator[EventT]:
        from anyio import move_on_after  # noqa: PLC0415 - loaded with the first request

        source, chunks = self._source, self.response.aiter_bytes()
        try:
            async for chunk in chunks:
                for event in source.feed(chunk):
                    yield event
                if source.done:
                    break
            source.end()
            with suppress(httpx.HTTPError), move_on_after(DRAIN_TIMEOUT):
                async for _ in chunks:
                    pass
        except (httpx.HTTPError, httpx.StreamError) as error:
            raise source.transport_failure(error) from error
        finally:
            await self.aclose()
