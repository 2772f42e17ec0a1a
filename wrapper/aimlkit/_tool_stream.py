"""Streams of `run_tools`: the events of all turns, and the results of the tool calls between them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Generic, Literal, TypeAlias, TypeVar, cast

from attrs import frozen

from aimlkit._drivers import perform, perform_async
from aimlkit._effects import ReadStream, RunTools
from aimlkit._models import APIResponse, ChatCompletionToolRun, ResponseToolRun
from aimlkit.streaming._stream import complete_response

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from typing import Self

    from aimlkit._effects import Effect, Flow
    from aimlkit._tool_loop import ToolLoop
    from aimlkit._transport import AsyncTransport, SyncTransport
    from aimlkit.streaming import AsyncStream, Stream
    from aimlkit.streaming.chat_completions import ChatCompletionStreamEvent
    from aimlkit.streaming.responses import ResponseStreamEvent
    from aimlkit_api.params import ChatCompletionMessageParam, ResponseInputItemParam
    from aimlkit_api.types import Model

RunT_co = TypeVar("RunT_co", bound=APIResponse, covariant=True)
EventT_co = TypeVar("EventT_co", covariant=True)

_NO_FINAL_RESPONSE = "the run of tools was closed, or failed, before its final response"


@frozen
class ToolResultEvent:
    """The result of a tool call, which the next request sends to the model."""

    call_id: str
    name: str
    arguments: str
    """JSON, as the model wrote it."""
    result: str
    """The result as it is sent to the model."""
    type: Literal["tool.result"] = "tool.result"


#: An event of `client.chat.completions.run_tools(stream=True)`.
ChatCompletionToolStreamEvent: TypeAlias = "ChatCompletionStreamEvent[None] | ToolResultEvent"
#: An event of `client.responses.run_tools(stream=True)`.
ResponseToolStreamEvent: TypeAlias = "ResponseStreamEvent[None] | ToolResultEvent"


class _BaseToolStream(Generic[RunT_co, EventT_co]):
    """The common base: the flow of a run, and the effect that it has yielded last."""

    def __init__(
        self, flow: Flow[RunT_co], loop: ToolLoop[RunT_co], on_complete: Callable[[RunT_co], None] | None
    ) -> None:
        self._flow = flow
        self._loop = loop
        self._on_complete = on_complete
        self._effect: Effect | None = None
        self._tool_events: Iterator[ToolResultEvent] = iter(())
        self._tool_results: list[str] | None = None
        self._final: RunT_co | None = None
        self._was_closed_early = False

    @property
    def total_cost_usd(self) -> float | None:
        """The cost of all complete responses so far in US dollars; None if the cost of one of them is unknown."""
        return self._loop.total_cost_usd

    def _resume(self, resume: Callable[[], Effect]) -> None:
        """Continue the flow to its next effect or its end, by calling `resume`. Raises the exceptions of the flow."""
        self._effect = None
        self._tool_results = None
        try:
            self._effect = resume()
        except StopIteration as end:
            final: RunT_co = end.value
            self._final = final
            if self._on_complete is not None:
                self._on_complete(final)

    def _set_tool_results(self, effect: RunTools, results: list[str]) -> None:
        self._tool_results = results
        self._tool_events = iter(
            [
                ToolResultEvent(call.call_id, call.name, call.arguments, result)
                for call, result in zip(effect.calls, results, strict=True)
            ]
        )

    def _end_flow(self) -> None:
        """End the flow. Events cannot be read any more."""
        self._was_closed_early = self._was_closed_early or self._effect is not None
        self._effect = None
        self._flow.close()

    def _require_not_closed_early(self) -> None:
        """Raise RuntimeError if the run was closed before its end."""
        if self._was_closed_early:
            raise RuntimeError(_NO_FINAL_RESPONSE)

    def _require_final(self) -> RunT_co:
        if self._final is None:
            raise RuntimeError(_NO_FINAL_RESPONSE)
        return self._final


class ToolStream(_BaseToolStream[RunT_co, EventT_co]):
    """The events of all turns of a run, as they arrive. Iterating over it sends the requests and runs the tools.

    The first request is sent when the stream is created. Use it in a `with` statement. Raises the exceptions of
    `run_tools()`.
    """

    def __init__(
        self,
        flow: Flow[RunT_co],
        loop: ToolLoop[RunT_co],
        transport: SyncTransport,
        on_complete: Callable[[RunT_co], None] | None = None,
    ) -> None:
        super().__init__(flow, loop, on_complete)
        self._transport = transport
        self._resume(partial(next, flow))
        while self._effect is not None and self._stream is None:
            self._step(self._effect)

    def __iter__(self) -> Iterator[EventT_co]:
        return self

    def __next__(self) -> EventT_co:
        while self._effect is not None:
            for result in self._tool_events:
                return cast("EventT_co", result)
            try:
                for event in self._stream or ():
                    return event
            except BaseException as error:
                self._resume(partial(self._flow.throw, error))
            else:
                self._step(self._effect)
        self._require_not_closed_early()
        raise StopIteration

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection and end the run. Events that have not been read are lost."""
        stream = self._stream
        self._end_flow()
        if stream is not None:
            stream.close()

    def until_done(self) -> Self:
        """Read to the end of the run; return the stream."""
        for _ in self:
            pass
        return self

    @property
    def _stream(self) -> Stream[EventT_co] | None:
        return (
            cast("Stream[EventT_co]", self._effect.stream) if isinstance(self._effect, ReadStream) else None
        )

    def _step(self, effect: Effect) -> None:
        """Perform an effect and continue the flow; after tools, only once the events of their results have been read."""
        try:
            result: object = self._tool_results
            if isinstance(effect, ReadStream):
                result = complete_response(effect.stream)
            elif result is None:
                result = perform(effect, self._transport)
                if isinstance(effect, RunTools):
                    self._set_tool_results(effect, cast("list[str]", result))
                    return
        except BaseException as error:
            self._resume(partial(self._flow.throw, error))
        else:
            self._resume(partial(self._flow.send, result))

    def _read_final(self) -> RunT_co:
        return self.until_done()._require_final()


class AsyncToolStream(_BaseToolStream[RunT_co, EventT_co]):
    """`ToolStream` of the async client, for `async for` and `async with`. The tools of a turn run concurrently."""

    def __init__(
        self,
        flow: Flow[RunT_co],
        loop: ToolLoop[RunT_co],
        transport: AsyncTransport,
        on_complete: Callable[[RunT_co], None] | None = None,
    ) -> None:
        super().__init__(flow, loop, on_complete)
        self._transport = transport

    async def start(self) -> Self:
        """Send the first request; return the stream."""
        self._resume(partial(next, self._flow))
        while self._effect is not None and self._stream is None:
            await self._step(self._effect)
        return self

    def __aiter__(self) -> AsyncIterator[EventT_co]:
        return self

    async def __anext__(self) -> EventT_co:
        while self._effect is not None:
            for result in self._tool_events:
                return cast("EventT_co", result)
            try:
                if self._stream is not None:
                    async for event in self._stream:
                        return event
            except BaseException as error:
                self._resume(partial(self._flow.throw, error))
            else:
                await self._step(self._effect)
        self._require_not_closed_early()
        raise StopAsyncIteration

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close the connection and end the run. Events that have not been read are lost."""
        stream = self._stream
        self._end_flow()
        if stream is not None:
            await stream.aclose()

    async def close(self) -> None:
        """End the run: openai-python's name for `aclose()`."""
        await self.aclose()

    async def until_done(self) -> Self:
        """Read to the end of the run; return the stream."""
        async for _ in self:
            pass
        return self

    @property
    def _stream(self) -> AsyncStream[EventT_co] | None:
        return (
            cast("AsyncStream[EventT_co]", self._effect.stream)
            if isinstance(self._effect, ReadStream)
            else None
        )

    async def _step(self, effect: Effect) -> None:
        try:
            result: object = self._tool_results
            if isinstance(effect, ReadStream):
                result = complete_response(effect.stream)
            elif result is None:
                result = await perform_async(effect, self._transport)
                if isinstance(effect, RunTools):
                    self._set_tool_results(effect, cast("list[str]", result))
                    return
        except BaseException as error:
            self._resume(partial(self._flow.throw, error))
        else:
            self._resume(partial(self._flow.send, result))

    async def _read_final(self) -> RunT_co:
        return (await self.until_done())._require_final()


# --- Chat Completions ---


class ChatCompletionToolStream(ToolStream[ChatCompletionToolRun, ChatCompletionToolStreamEvent]):
    """The events of `client.chat.completions.run_tools(stream=True)`."""

    @property
    def messages(self) -> list[ChatCompletionMessageParam | Model]:
        """The messages of all turns that are complete so far."""
        return self._loop.history

    @property
    def text_stream(self) -> Iterator[str]:
        """The text deltas of all turns."""
        return (event.delta for event in self if event.type == "content.delta")

    def get_final_completion(self) -> ChatCompletionToolRun:
        """Read to the end of the run and return the last completion, with the messages of all turns."""
        return self._read_final()


class AsyncChatCompletionToolStream(AsyncToolStream[ChatCompletionToolRun, ChatCompletionToolStreamEvent]):
    """`ChatCompletionToolStream` of the async client."""

    @property
    def messages(self) -> list[ChatCompletionMessageParam | Model]:
        """The messages of all turns that are complete so far."""
        return self._loop.history

    @property
    async def text_stream(self) -> AsyncIterator[str]:
        """The text deltas of all turns."""
        async for event in self:
            if event.type == "content.delta":
                yield event.delta

    async def get_final_completion(self) -> ChatCompletionToolRun:
        """Read to the end of the run and return the last completion, with the messages of all turns."""
        return await self._read_final()


# --- Responses ---


class ResponseToolStream(ToolStream[ResponseToolRun, ResponseToolStreamEvent]):
    """The events of `client.responses.run_tools(stream=True)`."""

    @property
    def input(self) -> list[ResponseInputItemParam | Model]:
        """The input and output items of all turns that are complete so far."""
        return self._loop.history

    @property
    def text_stream(self) -> Iterator[str]:
        """The text deltas of all turns."""
        return (event.delta for event in self if event.type == "response.output_text.delta")

    def get_final_response(self) -> ResponseToolRun:
        """Read to the end of the run and return the last response, with the items of all turns."""
        return self._read_final()


class AsyncResponseToolStream(AsyncToolStream[ResponseToolRun, ResponseToolStreamEvent]):
    """`ResponseToolStream` of the async client."""

    @property
    def input(self) -> list[ResponseInputItemParam | Model]:
        """The input and output items of all turns that are complete so far."""
        return self._loop.history

    @property
    async def text_stream(self) -> AsyncIterator[str]:
        """The text deltas of all turns."""
        async for event in self:
            if event.type == "response.output_text.delta":
                yield event.delta

    async def get_final_response(self) -> ResponseToolRun:
        """Read to the end of the run and return the last response, with the items of all turns."""
        return await self._read_final()
