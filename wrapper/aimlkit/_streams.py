"""Streamed answers: typed events, as they come."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

import httpx

from aimlkit import _errors
from aimlkit._answers import cost_of
from aimlkit._flow import failure
from aimlkit._sse import Decoder, Event
from aimlkit_api.types import reader_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from typing import Self

    from aimlkit._calls import Api
    from aimlkit._flow import Meter

T = TypeVar("T")
A = TypeVar("A")

_PATIENCE = 0.1  # seconds for the body to end after the stream: its connection can be used again then
_KEPT = 100_000  # characters of the text, for an error to carry: memory is not to grow with the stream


class Events(Generic[T]):
    """The events of one stream, without a socket: bytes in, events out; or what `state` makes of them."""

    def __init__(self, api: Api, request: httpx.Request, meter: Meter, state: Any = None) -> None:
        self.done = False
        self.state = state
        self.retries = 0
        self.request_id: str | None = None
        self._api = api
        self._request = request
        self._meter = meter
        self._decoder = Decoder()
        self._read = reader_of(api.operation.event or "Unknown")
        self._texts: list[str] = []
        self._last: dict[str, Any] = {}
        self._counted = 0.0

    def feed(self, piece: bytes) -> Iterator[T]:
        """The events that `piece` completes. Raises APIStreamError at one that is an error."""
        for sse in self._decoder.feed(piece):
            if sse.data == self._api.operation.end:
                self.done = True
            else:
                data = self._data(sse)
                self._note(data)
                event = self._read(data)
                if self.state is None:
                    yield event
                else:
                    yield from self.state.handle(event)
            if self.done:
                if self.state is not None:
                    yield from self.state.finish()
                return

    def _data(self, sse: Event) -> dict[str, Any]:
        try:
            data = json.loads(sse.data)
        except (ValueError, RecursionError) as error:
            raise self._error(f"an event of the stream is no JSON ({error})", sse.data) from None
        if not isinstance(data, dict):
            raise self._error("an event of the stream is no JSON object", data)
        if sse.type == "error" or data.get("type") == "error" or data.get("error") or "statusCode" in data:
            raise self._error(_errors.error_message(data) or "an error ended the stream", data)
        return data

    def _note(self, data: dict[str, Any]) -> None:
        """Keep of an event what an error would tell, and count what it cost."""
        if text := self._api.text_of(data):
            self._texts.append(text)
            if len(self._texts) > _KEPT // 100:
                self._texts = ["".join(self._texts)[-_KEPT:]]
        if "choices" in data or "response" in data:
            self._last = data
        self.done = data.get("type") in self._api.ends
        if "meta" in data or self.done:
            # What the stream cost counts once, however often it says so.
            cost = max(cost_of(data) or cost_of(data.get("response")) or 0.0, self._counted)
            self._meter.add(cost - self._counted)
            self._counted = cost

    def end(self) -> None:
        """Raises StreamCutError where the bytes have ended and the stream has not."""
        if not self.done:
            said = "the stream ended before its end"
            raise self._with_partial(_errors.StreamCutError(message=said, request=self._request))

    def failed(self, error: Exception) -> _errors.APIError:
        """What an error of httpx in the midst of the stream means."""
        cause = failure(error, self._request)
        late = isinstance(cause, _errors.APITimeoutError)
        kind = _errors.StreamTimeoutError if late else _errors.StreamCutError
        return self._with_partial(kind(message=f"the stream was cut: {cause}", request=self._request))

    def text_in(self, event: Any) -> str | None:
        """What an event adds to the text."""
        is_text = getattr(event, "type", None) == "content.delta"  # of the helpers
        return event.delta if is_text else self._api.text_of(event)

    def _error(self, message: str, body: object) -> _errors.APIError:
        return self._with_partial(_errors.APIStreamError(message, self._request, body=body))

    def _with_partial(self, error: _errors.APIError) -> _errors.APIError:
        _errors.forget_key(self._request)
        error.retries, error.request_id = self.retries, error.request_id or self.request_id
        state = self.state
        error.partial = state.snapshot if state else self._api.partial(self._last, "".join(self._texts))
        return error


class _Stream:
    _run: Any

    def __init__(self, response: httpx.Response, events: Events[Any], retries: int) -> None:
        self.response = response
        self.retries = retries
        self.request_id = _errors.header_id(response)
        events.retries, events.request_id = retries, self.request_id
        self._events = events
        self._body: Any = response.stream
        self._iterator: Any = self._run()


class Stream(_Stream, Generic[T]):
    """The events of an answer, as they come. The connection closes with the loop over them, or the `with`.

    Raises APIStreamError for an error in the stream, and StreamCutError where it ends before its end. Both
    have what had arrived as `partial`.
    """

    def __iter__(self) -> Iterator[T]:
        # A generator of its own: it is closed when the loop over it is left, because nobody else knows it.
        with self:
            for event in self._iterator:  # noqa: UP028 - that would end it, too, and hide that there is more
                yield event

    def __next__(self) -> T:
        return cast("T", next(self._iterator))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connection. What has not been read is lost."""
        self.response.close()

    def until_done(self) -> Self:
        """Read to the end."""
        for _ in self:
            pass
        return self

    @property
    def text_stream(self) -> Iterator[str]:
        """The text alone, in pieces."""
        return filter(None, map(self._events.text_in, self))

    def _run(self) -> Iterator[T]:
        events, pieces = self._events, self.response.iter_bytes()
        try:
            for piece in pieces:
                yield from events.feed(piece)
                if events.done:
                    break
            events.end()
            with suppress(httpx.HTTPError):
                if self._body.hurry(_PATIENCE):
                    for _ in pieces:
                        pass
        except (httpx.HTTPError, httpx.StreamError) as error:
            raise events.failed(error) from error
        finally:
            self.close()


class AsyncStream(_Stream, Generic[T]):
    """`Stream`, for `async for` and `async with`."""

    async def __aiter__(self) -> AsyncIterator[T]:
        async with self:
            async for event in self._iterator:
                yield event

    async def __anext__(self) -> T:
        return cast("T", await anext(self._iterator))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Let go of the connection. What has not been read is lost."""
        await self.response.aclose()

    async def until_done(self) -> Self:
        """Read to the end."""
        async for _ in self:
            pass
        return self

    @property
    async def text_stream(self) -> AsyncIterator[str]:
        """The text alone, in pieces."""
        async for event in self:
            if text := self._events.text_in(event):
                yield text

    async def _run(self) -> AsyncIterator[T]:
        from anyio import move_on_after  # noqa: PLC0415 - httpx loads it, too, when it is first asked

        events, pieces = self._events, self.response.aiter_bytes()
        try:
            async for piece in pieces:
                for event in events.feed(piece):
                    yield event
                if events.done:
                    break
            events.end()
            with suppress(httpx.HTTPError), move_on_after(_PATIENCE):
                async for _ in pieces:
                    pass
        except (httpx.HTTPError, httpx.StreamError) as error:
            raise events.failed(error) from error
        finally:
            await self.close()


class _Growing(Generic[A]):
    """What the helpers' streams have beside their events, which are openai-python's."""

    _events: Events[Any]

    @property
    def current_completion_snapshot(self) -> A:
        """The answer as far as it has come."""
        return cast("A", self._events.state.snapshot)

    def _final(self) -> A:
        final: Any = self._events.state.final()
        final._retries, final._request_id = self._events.retries, self._events.request_id
        return cast("A", final)


class HelperStream(Stream[T], _Growing[A], Generic[T, A]):
    """A stream whose events have the texts and arguments as they grow, and what they say once whole."""

    def get_final_completion(self) -> A:
        """The answer, read to its end. Raises as `parse()`."""
        return self.until_done()._final()

    get_final_response = get_final_completion


class AsyncHelperStream(AsyncStream[T], _Growing[A], Generic[T, A]):
    """`HelperStream`, async."""

    async def get_final_completion(self) -> A:
        """The answer, read to its end. Raises as `parse()`."""
        return (await self.until_done())._final()

    get_final_response = get_final_completion
