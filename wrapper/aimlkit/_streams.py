"""Streamed answers: typed events, as they come."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import httpx

from aimlkit import _errors
from aimlkit._answers import cost_of
from aimlkit._flow import failure
from aimlkit._sse import Decoder
from aimlkit_api.types import reader_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from typing import Self

    from aimlkit._apis import Api
    from aimlkit._chat_events import ChatCompletionStreamEvent  # noqa: F401 - see ChatCompletionStream
    from aimlkit._client import Client
    from aimlkit._flow import Meter, Reply
    from aimlkit._parsed import ParsedChatCompletion, ParsedResponse

T = TypeVar("T")

#: Seconds to wait for the end of the body after that of the stream: its connection can be used again then.
_PATIENCE = 0.1

#: As much of the text is kept for an error to carry: memory is not to grow with the stream.
_KEPT = 100_000

_TEXT_EVENTS = ("content.delta", "response.output_text.delta")


class Events(Generic[T]):
    """The events of one stream, without a socket: bytes in, events out; or what `state` makes of them."""

    def __init__(self, api: Api, request: httpx.Request, meter: Meter, state: Any = None) -> None:
        self.done = False
        self.state = state
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
        if self.state is None:
            yield from self._typed(piece)
            return
        for event in self._typed(piece):
            yield from self.state.handle(event)
        if self.done and self._api.is_chat:
            yield from self.state.finish()

    def _typed(self, piece: bytes) -> Iterator[Any]:
        api, read, texts = self._api, self._read, self._texts
        for sse in self._decoder.feed(piece):
            if sse.data == api.operation.end:
                self.done = True
                return
            try:
                data = json.loads(sse.data)
            except (ValueError, RecursionError) as error:
                raise self._error(f"an event of the stream is no JSON ({error})", sse.data) from None
            if not isinstance(data, dict):
                raise self._error("an event of the stream is no JSON object", data)
            kind = data.get("type")
            if sse.type == "error" or kind == "error" or data.get("error") or "statusCode" in data:
                raise self._error(_errors.error_message(data) or "an error ended the stream", data)
            if text := api.text_of(data):
                texts.append(text)
                if len(texts) > _KEPT // 100:
                    texts[:] = ["".join(texts)[-_KEPT:]]
            if "choices" in data or "response" in data:
                self._last = data
            self.done = kind in api.ends
            if "meta" in data or self.done:
                # What the stream cost counts once, however often it says so.
                cost = max(cost_of(data) or cost_of(data.get("response")) or 0.0, self._counted)
                self._meter.add(cost - self._counted)
                self._counted = cost
            yield read(data)
            if self.done:
                return

    def end(self) -> None:
        """Raises StreamCutError where the bytes have ended and the stream has not."""
        if not self.done:
            message = "the stream ended before its end"
            raise self._with_partial(_errors.StreamCutError(message=message, request=self._request))

    def failed(self, error: Exception) -> _errors.APIError:
        """What an error of httpx in the midst of the stream means."""
        cause = failure(error, self._request)
        late = isinstance(cause, _errors.APITimeoutError)
        kind = _errors.StreamTimeoutError if late else _errors.StreamCutError
        message = f"the stream was cut: {cause.message}"
        return self._with_partial(kind(message=message, request=self._request))

    def text_in(self, event: Any) -> str | None:
        """What an event adds to the text."""
        if self.state is None:
            return self._api.text_of(event.to_dict())
        text: str | None = event.delta if event.type in _TEXT_EVENTS else None
        return text

    def _error(self, message: str, body: object) -> _errors.APIError:
        return self._with_partial(_errors.APIStreamError(message, self._request, body=body))

    def _with_partial(self, error: _errors.APIError) -> _errors.APIError:
        _errors.forget_key(self._request)
        state = self.state
        error.partial = state.snapshot if state else self._api.partial(self._last, "".join(self._texts))
        return error


class _Stream(Generic[T]):
    def __init__(self, response: httpx.Response, events: Events[T], retries: int) -> None:
        self.response = response
        self.retries = retries
        self.request_id = _errors.header_id(response)
        self._events = events
        self._body: Any = response.stream
        self._iterator: Any = self._run()

    def _run(self) -> Any:
        raise NotImplementedError


class Stream(_Stream[T]):
    """The events of an answer, as they come.

    Leaving a loop over it closes the connection, and so do `close()` and the end of a `with`. Raises
    APIStreamError for an error in the stream and StreamCutError where it ends before its end; both have what
    had arrived as `partial`.
    """

    def __iter__(self) -> Iterator[T]:
        # A generator of its own: it is closed when the loop over it is left, because nobody else knows it.
        with self:
            yield from self._iterator

    def __next__(self) -> T:
        event: T = next(self._iterator)
        return event

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
        return (text for event in self if (text := self._events.text_in(event)))

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


class AsyncStream(_Stream[T]):
    """`Stream`, for `async for` and `async with`."""

    async def __aiter__(self) -> AsyncIterator[T]:
        async with self:
            async for event in self._iterator:
                yield event

    async def __anext__(self) -> T:
        event: T = await anext(self._iterator)
        return event

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


class ChatCompletionStream(Stream["ChatCompletionStreamEvent[T]"], Generic[T]):
    """A chat stream with openai-python's events: texts and arguments as they grow, and what they say."""

    def get_final_completion(self) -> ParsedChatCompletion[T]:
        """The completion, read to its end. Raises as `ChatCompletions.parse()`."""
        completion: ParsedChatCompletion[T] = self.until_done()._events.state.final()
        return completion

    @property
    def current_completion_snapshot(self) -> ParsedChatCompletion[T]:
        """The completion as far as it has come."""
        snapshot: ParsedChatCompletion[T] = self._events.state.snapshot
        return snapshot


class AsyncChatCompletionStream(AsyncStream["ChatCompletionStreamEvent[T]"], Generic[T]):
    """`ChatCompletionStream`, async."""

    async def get_final_completion(self) -> ParsedChatCompletion[T]:
        """As `ChatCompletionStream.get_final_completion()`."""
        completion: ParsedChatCompletion[T] = (await self.until_done())._events.state.final()
        return completion

    @property
    def current_completion_snapshot(self) -> ParsedChatCompletion[T]:
        """The completion as far as it has come."""
        snapshot: ParsedChatCompletion[T] = self._events.state.snapshot
        return snapshot


class ResponseStream(Stream[Any], Generic[T]):
    """A stream of Responses with openai-python's events: snapshots of texts, and what they say."""

    def get_final_response(self) -> ParsedResponse[T]:
        """The response, read to its end."""
        response: ParsedResponse[T] = self.until_done()._events.state.final()
        return response


class AsyncResponseStream(AsyncStream[Any], Generic[T]):
    """`ResponseStream`, async."""

    async def get_final_response(self) -> ParsedResponse[T]:
        """As `ResponseStream.get_final_response()`."""
        response: ParsedResponse[T] = (await self.until_done())._events.state.final()
        return response


def stream_of(client: Client[Any], api: Api, reply: Reply, state: Any) -> Stream[Any] | AsyncStream[Any]:
    """The stream of an answer, for the client and the API; with a `state`, its events are the helpers'."""
    kinds: tuple[Any, Any] = (Stream, AsyncStream)
    if state is not None:
        chat = (ChatCompletionStream, AsyncChatCompletionStream)
        kinds = chat if api.is_chat else (ResponseStream, AsyncResponseStream)
    events: Events[Any] = Events(api, reply.response.request, client._connections.meter, state)
    made: Stream[Any] | AsyncStream[Any] = kinds[client.is_async](reply.response, events, reply.retries)
    return made
