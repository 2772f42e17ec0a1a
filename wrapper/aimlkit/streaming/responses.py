"""Streams of Responses: the events of openai-python's `stream()` helper, and their accumulation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from aimlkit._exceptions import AIMLAPIError
from aimlkit._models import ParsedResponse, Response, derive, is_answer_phase, text_or_none
from aimlkit.streaming._output_items import OutputItem, OutputItems
from aimlkit.streaming._snapshot import LazySnapshot
from aimlkit.streaming._stream import AsyncStream, Stream
from aimlkit.streaming._text import TextSnapshot
from aimlkit_api import models
from aimlkit_api.operations import CREATE_RESPONSE
from aimlkit_api.types import Model

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from aimlkit._event_source import EventSource
    from aimlkit._replies import StreamReply
    from aimlkit.structured import OutputFormat
    from aimlkit.tools import FunctionTool
    from aimlkit_api.models import OtherResponseStreamEvent
    from aimlkit_api.operations import Accumulation

OutputT = TypeVar("OutputT")


# --- the events ---


class ResponseTextDeltaEvent(models.ResponseTextDeltaEvent):
    """A message of the response has more text."""

    _text: TextSnapshot

    @property
    def snapshot(self) -> str:
        """The text of the part so far."""
        return str(self._text)


class ResponseFunctionCallArgumentsDeltaEvent(models.ResponseFunctionCallArgumentsDeltaEvent):
    """A function call of the response has more of its arguments."""

    _text: TextSnapshot

    @property
    def snapshot(self) -> str:
        """The arguments so far."""
        return str(self._text)


class ResponseTextDoneEvent(models.ResponseTextDoneEvent, Generic[OutputT]):
    """A text part of the response is complete."""

    _output_format: OutputFormat[OutputT] | None
    _response: LazySnapshot[Response]

    @property
    def parsed(self) -> OutputT | None:
        """The text as the requested type; None if it is empty or no type was requested. Raises OutputValidationError."""
        text = text_or_none(self.text)
        if self._output_format is None or not text:
            return None
        return self._output_format.parse(text, response=self._response.take())


class ResponseCompletedEvent(models.ResponseCompletedEvent, Generic[OutputT]):
    """The response is complete.

    If its output does not match the requested type, `response` is unparsed, and `get_final_response()`
    raises the OutputValidationError.
    """

    response: ParsedResponse[OutputT]  # pyright: ignore[reportIncompatibleVariableOverride]  # narrower; only read


if TYPE_CHECKING:
    #: An event of `client.responses.stream()`.
    ResponseStreamEvent: TypeAlias = (
        ResponseTextDeltaEvent
        | ResponseFunctionCallArgumentsDeltaEvent
        | ResponseTextDoneEvent[OutputT]
        | ResponseCompletedEvent[OutputT]
        | OtherResponseStreamEvent
    )
else:

    def __getattr__(name: str) -> object:
        """Return the union of the events, which imports all their modules, when it is used at run time."""
        if name != "ResponseStreamEvent":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        own = ResponseTextDeltaEvent | ResponseFunctionCallArgumentsDeltaEvent
        return (
            own
            | ResponseTextDoneEvent[OutputT]
            | ResponseCompletedEvent[OutputT]
            | models.OtherResponseStreamEvent
        )


# --- the streams ---


class ResponseStream(Stream["ResponseStreamEvent[OutputT]"], Generic[OutputT]):
    """The events of `client.responses.stream()`, and the response accumulated from them."""

    def __init__(
        self,
        reply: StreamReply,
        source: EventSource[ResponseStreamEvent[OutputT]],
        accumulator: ResponseAccumulator[OutputT],
    ) -> None:
        super().__init__(reply, source, text_delta)
        self._accumulator = accumulator

    @property
    def current_response_snapshot(self) -> Response:
        """The response accumulated so far."""
        return self._with_details(self._accumulator.partial_response())

    def get_final_response(self) -> ParsedResponse[OutputT]:
        """Read to the end and return the response. Raises the same exceptions as `parse()`."""
        self.until_done()
        with self._details_in_errors():
            final = self._accumulator.final(request_id=self.request_id, retries=self.retries)
        return self._with_details(final)


class AsyncResponseStream(AsyncStream["ResponseStreamEvent[OutputT]"], Generic[OutputT]):
    """`ResponseStream`, for `async for` and `async with`."""

    def __init__(
        self,
        reply: StreamReply,
        source: EventSource[ResponseStreamEvent[OutputT]],
        accumulator: ResponseAccumulator[OutputT],
    ) -> None:
        super().__init__(reply, source, text_delta)
        self._accumulator = accumulator

    @property
    def current_response_snapshot(self) -> Response:
        """The response accumulated so far."""
        return self._with_details(self._accumulator.partial_response())

    async def get_final_response(self) -> ParsedResponse[OutputT]:
        """Read to the end and return the response. Raises the same exceptions as `parse()`."""
        await self.until_done()
        with self._details_in_errors():
            final = self._accumulator.final(request_id=self.request_id, retries=self.retries)
        return self._with_details(final)


def text_delta(event: ResponseStreamEvent[OutputT]) -> str | None:
    """Return the text that an event adds to the text of the response."""
    return event.delta if event.type == "response.output_text.delta" else None


# --- the accumulator ---

_ACCUMULATION_BY_DELTA_EVENT = CREATE_RESPONSE.accumulations
_ACCUMULATION_BY_DONE_EVENT = {
    accumulation.done_event: accumulation
    for accumulation in _ACCUMULATION_BY_DELTA_EVENT.values()
    if accumulation.done_event
}


if TYPE_CHECKING:
    #: Returns a response with its output parsed; raises OutputValidationError.
    ParseResponse: TypeAlias = Callable[
        [Response, OutputFormat[OutputT] | None, Mapping[str, FunctionTool]], ParsedResponse[OutputT]
    ]


class ResponseAccumulator(Generic[OutputT]):
    """Accumulates stream events into a response, and returns them with the helper's additions."""

    def __init__(
        self,
        output_format: OutputFormat[OutputT] | None,
        tools: Mapping[str, FunctionTool],
        *,
        parse: ParseResponse[OutputT],
        on_complete: Callable[[Response], None] | None = None,
    ) -> None:
        """Accumulate a stream; `output_format` parses its text, and `tools` parse the arguments of function calls.

        `on_complete` is called with the response at the end of the stream.
        """
        self._output_format = output_format
        self._tools = tools
        self._parse = parse
        self._on_complete = on_complete
        self._response: Model | None = None
        self._items = OutputItems()

    def final(self, *, request_id: str | None, retries: int) -> ParsedResponse[OutputT]:
        """Return the response that the stream ended with, parsed. Raises the exceptions of `Endpoint.parse_output`."""
        response = self.partial_response(request_id=request_id, retries=retries)
        return self._parse(response, self._output_format, self._tools)

    def partial_response(self, *, request_id: str | None = None, retries: int = 0) -> Response:
        """Return the response accumulated so far: the latest one in an event, with the output items since."""
        fields = self._response.to_dict() if self._response else {}
        if not fields.get("output") or not isinstance(fields["output"], list):
            fields["output"] = self._items.to_list()
        return Response.from_reply(fields, request_id=request_id, retries=retries)

    def add(self, event: models.ResponseStreamEvent) -> Iterable[ResponseStreamEvent[OutputT]]:
        """Return the event, as a class with more properties if the helper has one."""
        fields = event.__dict__
        event_type = fields.get("type")
        text = None
        is_answer = True
        if not isinstance(event_type, str):
            pass
        elif event_type in _ACCUMULATION_BY_DELTA_EVENT:
            text = self._grow(_ACCUMULATION_BY_DELTA_EVENT[event_type], fields)
        elif event_type in _ACCUMULATION_BY_DONE_EVENT:
            item = self._replace(_ACCUMULATION_BY_DONE_EVENT[event_type], fields)
            is_answer = item is None or is_answer_phase(item.fields.get("phase"))
        elif isinstance(fields.get("item"), Model):
            is_done = isinstance(event, models.ResponseOutputItemDoneEvent)
            set_item = self._items.complete if is_done else self._items.announce
            set_item(fields["item"].to_dict(), fields.get("output_index"))
        elif isinstance(fields.get("response"), Model):
            self._response = fields["response"]
        return (self._extended(event, text, self._output_format if is_answer else None),)

    def finish(self) -> Iterable[ResponseStreamEvent[OutputT]]:
        """Return nothing: the end of a stream completes no further events."""
        if self._on_complete and self.failure is None:
            self._on_complete(self.partial_response())
        return ()

    @property
    def failure(self) -> str | None:
        """Why the response failed; None if it did not, or has not ended."""
        return self.partial_response().failure

    def _extended(
        self,
        event: models.ResponseStreamEvent,
        text: TextSnapshot | None,
        output_format: OutputFormat[OutputT] | None,
    ) -> ResponseStreamEvent[OutputT]:
        match event:
            case models.ResponseTextDeltaEvent():
                return derive(ResponseTextDeltaEvent, event, _text=text or TextSnapshot([], 0))
            case models.ResponseFunctionCallArgumentsDeltaEvent():
                return derive(
                    ResponseFunctionCallArgumentsDeltaEvent, event, _text=text or TextSnapshot([], 0)
                )
            case models.ResponseTextDoneEvent():
                return derive(
                    ResponseTextDoneEvent[OutputT],
                    event,
                    _output_format=output_format,
                    _response=LazySnapshot(self.partial_response),
                )
            case models.ResponseCompletedEvent():
                return derive(ResponseCompletedEvent[OutputT], event, response=self._parsed_leniently())
            case _:
                return event

    def _parsed_leniently(self) -> ParsedResponse[OutputT]:
        try:
            return self.final(request_id=None, retries=0)
        except AIMLAPIError:  # Output that does not match its type, or is cut off.
            return self._parse(self.partial_response(), None, {})

    def _grow(self, accumulation: Accumulation, fields: Mapping[str, object]) -> TextSnapshot | None:
        """Add the delta of an event; return the text so far."""
        delta = fields.get("delta")
        text = self._items.item_of(accumulation, fields).text(accumulation, fields)
        return text.append(delta) if isinstance(delta, str) else None

    def _replace(self, accumulation: Accumulation, fields: Mapping[str, object]) -> OutputItem | None:
        """Set the text to that of a done event; return its item, if the event has a text."""
        whole = fields.get(accumulation.field)
        if not isinstance(whole, str):
            return None
        item = self._items.item_of(accumulation, fields)
        item.text(accumulation, fields).replace(whole)
        return item
