"""Streams of Chat Completions: the events of openai-python's `stream()` helper, and their accumulation."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Generic, Literal, TypeAlias, TypeVar

from attrs import define, field

from aimlkit._json import is_one_of
from aimlkit._models import (
    ChatCompletion,
    ParsedChatCompletion,
    ParsedChoice,
    ParsedFunctionToolCall,
    instance,
    instances,
    text_or_none,
)
from aimlkit.streaming._deltas import AccumulatedValue, accumulate, to_jsonable
from aimlkit.streaming._snapshot import LazySnapshot
from aimlkit.streaming._stream import AsyncStream, Stream
from aimlkit.streaming._text import TextBuffer, TextSnapshot
from aimlkit.streaming._tool_calls import ToolCall, ToolCalls
from aimlkit.structured import OutputFormat, OutputValidationError, parse_partial_json
from aimlkit_api.models import ChatCompletionChunk, ChatCompletionChunkChoice, ChoiceDelta
from aimlkit_api.operations import CREATE_CHAT_COMPLETION, VALUES
from aimlkit_api.types import Model, to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from aimlkit._event_source import EventSource
    from aimlkit._replies import StreamReply
    from aimlkit.tools import FunctionTool

OutputT = TypeVar("OutputT")


# --- the events ---


@define(eq=False)
class ChunkEvent(Generic[OutputT]):
    """A chunk has arrived."""

    chunk: ChatCompletionChunk
    _completion: LazySnapshot[ParsedChatCompletion[OutputT]] = field(repr=False)
    type: Literal["chunk"] = "chunk"

    @property
    def snapshot(self) -> ParsedChatCompletion[OutputT]:
        """The completion accumulated so far; assembled on each access."""
        return self._completion.take()


@define(eq=False)
class ContentDeltaEvent:
    """A choice has more content."""

    delta: str
    _text: TextSnapshot = field(repr=False)
    _is_json: bool = field(repr=False, default=False)
    type: Literal["content.delta"] = "content.delta"

    @property
    def snapshot(self) -> str:
        """The content so far."""
        return str(self._text)

    @property
    def parsed(self) -> object:
        """The complete part of the content as JSON; None if no output format was requested."""
        return parse_partial_json(self.snapshot) if self._is_json else None


@define(eq=False)
class ContentDoneEvent(Generic[OutputT]):
    """The content of a choice is complete."""

    _text: TextSnapshot = field(repr=False)
    _completion: LazySnapshot[ChatCompletion] = field(repr=False)
    _output_format: OutputFormat[OutputT] | None = field(repr=False, default=None)
    type: Literal["content.done"] = "content.done"

    @property
    def content(self) -> str:
        """The whole content."""
        return str(self._text)

    @property
    def parsed(self) -> OutputT | None:
        """The content as the requested type; None if it is empty or no type was requested. Raises OutputValidationError."""
        if self._output_format is None or not self.content:
            return None
        return self._output_format.parse(self.content, response=self._completion.take())


@define(eq=False)
class RefusalDeltaEvent:
    """A choice has more of a refusal."""

    delta: str
    _text: TextSnapshot = field(repr=False)
    type: Literal["refusal.delta"] = "refusal.delta"

    @property
    def snapshot(self) -> str:
        """The refusal so far."""
        return str(self._text)


@define(eq=False)
class RefusalDoneEvent:
    """The refusal of a choice is complete."""

    _text: TextSnapshot = field(repr=False)
    type: Literal["refusal.done"] = "refusal.done"

    @property
    def refusal(self) -> str:
        """The whole refusal."""
        return str(self._text)


@define(eq=False)
class FunctionToolCallArgumentsDeltaEvent:
    """A tool call has more of its arguments."""

    name: str
    index: int
    arguments_delta: str
    _text: TextSnapshot = field(repr=False)
    _is_json: bool = field(repr=False, default=False)
    type: Literal["tool_calls.function.arguments.delta"] = "tool_calls.function.arguments.delta"

    @property
    def arguments(self) -> str:
        """The arguments so far."""
        return str(self._text)

    @property
    def parsed_arguments(self) -> object:
        """The complete part of the arguments as JSON; None if the tool is unknown or not strict."""
        return parse_partial_json(self.arguments) if self._is_json else None


@define(eq=False)
class FunctionToolCallArgumentsDoneEvent:
    """The arguments of a tool call are complete."""

    name: str
    index: int
    _text: TextSnapshot = field(repr=False)
    _completion: LazySnapshot[ChatCompletion] = field(repr=False)
    _tool: FunctionTool | None = field(repr=False, default=None)
    type: Literal["tool_calls.function.arguments.done"] = "tool_calls.function.arguments.done"

    @property
    def arguments(self) -> str:
        """All arguments."""
        return str(self._text)

    @property
    def parsed_arguments(self) -> object:
        """The arguments as the types of the tool; None if it is unknown or not strict.

        Raises OutputValidationError.
        """
        if self._tool is None or not self.arguments:
            return None
        return self._tool.parse_arguments(self.arguments, response=self._completion.take())


ChatCompletionStreamEvent: TypeAlias = (
    ChunkEvent[OutputT]
    | ContentDeltaEvent
    | ContentDoneEvent[OutputT]
    | RefusalDeltaEvent
    | RefusalDoneEvent
    | FunctionToolCallArgumentsDeltaEvent
    | FunctionToolCallArgumentsDoneEvent
)


# --- the streams ---


class ChatCompletionStream(Stream[ChatCompletionStreamEvent[OutputT]]):
    """The events of `client.chat.completions.stream()`, and the completion accumulated from them."""

    def __init__(
        self,
        reply: StreamReply,
        source: EventSource[ChatCompletionStreamEvent[OutputT]],
        accumulator: ChatCompletionAccumulator[OutputT],
    ) -> None:
        super().__init__(reply, source, text_delta)
        self._accumulator = accumulator

    @property
    def current_completion_snapshot(self) -> ParsedChatCompletion[OutputT]:
        """The completion accumulated so far."""
        return self._with_details(self._accumulator.snapshot())

    def get_final_completion(self) -> ParsedChatCompletion[OutputT]:
        """Read to the end and return the completion. Raises the same exceptions as `parse()`."""
        self.until_done()
        with self._details_in_errors():
            final = self._accumulator.final(request_id=self.request_id, retries=self.retries)
        return self._with_details(final)


class AsyncChatCompletionStream(AsyncStream[ChatCompletionStreamEvent[OutputT]]):
    """`ChatCompletionStream`, for `async for` and `async with`."""

    def __init__(
        self,
        reply: StreamReply,
        source: EventSource[ChatCompletionStreamEvent[OutputT]],
        accumulator: ChatCompletionAccumulator[OutputT],
    ) -> None:
        super().__init__(reply, source, text_delta)
        self._accumulator = accumulator

    @property
    def current_completion_snapshot(self) -> ParsedChatCompletion[OutputT]:
        """The completion accumulated so far."""
        return self._with_details(self._accumulator.snapshot())

    async def get_final_completion(self) -> ParsedChatCompletion[OutputT]:
        """Read to the end and return the completion. Raises the same exceptions as `parse()`."""
        await self.until_done()
        with self._details_in_errors():
            final = self._accumulator.final(request_id=self.request_id, retries=self.retries)
        return self._with_details(final)


def text_delta(event: ChatCompletionStreamEvent[OutputT]) -> str | None:
    """Return the text that an event adds to the content."""
    return event.delta if event.type == "content.delta" else None


# --- the accumulator ---

# The reasons to finish a choice whose output is not complete.
_CUT_OFF_REASONS = VALUES.token_limit | VALUES.content_filter

if TYPE_CHECKING:
    #: Returns a completion with its output parsed; raises OutputValidationError.
    ParseCompletion: TypeAlias = Callable[
        [ChatCompletion, OutputFormat[OutputT] | None, Mapping[str, FunctionTool]],
        ParsedChatCompletion[OutputT],
    ]


class ChatCompletionAccumulator(Generic[OutputT]):
    """Accumulates chunks into a completion, and turns them into the events of the stream."""

    def __init__(
        self,
        output_format: OutputFormat[OutputT] | None,
        tools: Mapping[str, FunctionTool],
        *,
        parse: ParseCompletion[OutputT],
        require_complete: Callable[[ChatCompletion], None],
        on_complete: Callable[[ChatCompletion], None] | None = None,
    ) -> None:
        """Accumulate a stream; `output_format` parses its content, and `tools` parse the arguments of tool calls.

        `require_complete` raises an exception if a completion is cut off. `on_complete` is called with the
        completion at the end of the stream.
        """
        self._output_format = output_format
        self._tools = tools
        self._parse = parse
        self._require_complete = require_complete
        self._on_complete = on_complete
        self._fields = ChatCompletionChunk.from_dict({})
        self._choices: dict[int, _Choice[OutputT]] = {}

    def snapshot(self) -> ParsedChatCompletion[OutputT]:
        """Return the completion accumulated so far, with complete content and complete arguments parsed."""
        completion = self.partial_response()
        parsed = self._parse(completion, None, {})
        choices = [choice for _, choice in sorted(self._choices.items())]
        for choice, parsed_choice in zip(choices, parsed.choices, strict=True):
            choice.set_parsed(parsed_choice, completion)
        return parsed

    def final(self, *, request_id: str | None, retries: int) -> ParsedChatCompletion[OutputT]:
        """Return the completion at the end of the stream, parsed.

        Raises OutputValidationError, LengthFinishReasonError and ContentFilterFinishReasonError.
        """
        completion = self.partial_response(request_id=request_id, retries=retries)
        self._require_complete(completion)
        return self._parse(completion, self._output_format, self._tools)

    def partial_response(self, *, request_id: str | None = None, retries: int = 0) -> ChatCompletion:
        """Return the completion accumulated so far."""
        choices = [choice.to_dict() for _, choice in sorted(self._choices.items())]
        fields = {**self._fields.to_dict(), "object": "chat.completion", "choices": choices}
        return ChatCompletion.from_reply(fields, request_id=request_id, retries=retries)

    def add(self, event: ChatCompletionChunk) -> Iterator[ChatCompletionStreamEvent[OutputT]]:
        """Return the events of a chunk."""
        self._update_fields(event)
        yield ChunkEvent(event, LazySnapshot(self.snapshot))
        for delta in instances(event.choices, ChatCompletionChunkChoice):
            index = _index_of(delta.index)
            if index not in self._choices:
                self._choices[index] = _Choice(
                    index, self._output_format, self._tools, LazySnapshot(self.partial_response)
                )
            choice = self._choices[index]
            yield from choice.add(delta)
            if choice.finish_reason and not (
                self._is_parsed and is_one_of(choice.finish_reason, _CUT_OFF_REASONS)
            ):
                yield from choice.finish()

    def finish(self) -> Iterator[ChatCompletionStreamEvent[OutputT]]:
        """Return the events of the parts that are complete only because the stream has ended.

        Raises LengthFinishReasonError or ContentFilterFinishReasonError if output to be parsed is cut off: only now has
        all output arrived, and its cost.
        """
        completion = self.partial_response()
        if self._is_parsed:
            self._require_complete(completion)
        if self._on_complete and completion.failure is None:
            self._on_complete(completion)
        for choice in self._choices.values():
            yield from choice.finish()

    @property
    def failure(self) -> str | None:
        """Why the completion failed; None if it did not, or has not ended."""
        return self.partial_response().failure

    @property
    def _is_parsed(self) -> bool:
        return bool(self._output_format or self._tools)

    def _update_fields(self, chunk: ChatCompletionChunk) -> None:
        """Copy the fields of a chunk to the completion, such as its id, and the usage of the last one."""
        for name, value in chunk.__dict__.items():
            if value is not None and name not in CREATE_CHAT_COMPLETION.stream_padding:
                self._fields.__dict__[name] = value


@define
class _Choice(Generic[OutputT]):
    """A choice as accumulated so far."""

    index: int
    output_format: OutputFormat[OutputT] | None
    tools: Mapping[str, FunctionTool]
    completion: LazySnapshot[ChatCompletion]
    finish_reason: object = None
    role: str = "assistant"
    content: TextBuffer | None = None
    refusal: TextBuffer | None = None
    tool_calls: ToolCalls = field(factory=ToolCalls)
    logprobs: AccumulatedValue = None
    other_message_fields: dict[str, AccumulatedValue] = field(factory=dict)
    """Fields of the message that are not documented, by attribute name."""
    other_fields: dict[str, object] = field(factory=dict)
    """The latest values of fields of the choice that are not documented, by attribute name."""
    is_content_done: bool = False
    is_refusal_done: bool = False

    def to_dict(self) -> dict[str, object]:
        """Return the choice as JSON."""
        message = _json_of(ChoiceDelta, self.other_message_fields)
        message["role"] = self.role
        message.setdefault("content", None)
        if self.content is not None:
            message["content"] = str(self.content)
        if self.refusal is not None:
            message["refusal"] = str(self.refusal)
        if self.tool_calls.calls:
            message["tool_calls"] = self.tool_calls.to_list()
        choice = _json_of(ChatCompletionChunkChoice, self.other_fields)
        if self.logprobs is not None:
            choice["logprobs"] = to_jsonable(self.logprobs)
        return {**choice, "finish_reason": self.finish_reason, "index": self.index, "message": message}

    def add(self, choice: ChatCompletionChunkChoice) -> Iterator[ChatCompletionStreamEvent[OutputT]]:
        """Add a chunk's part of this choice; return its events."""
        delta = instance(choice.delta, ChoiceDelta)
        if delta:
            yield from self._add_message_fields(delta)
            yield from self._add_tool_calls(delta)
        self.finish_reason = choice.finish_reason or self.finish_reason
        for name, value in choice.__dict__.items():
            if value is None or name in ("delta", "finish_reason", "index"):
                continue
            if name == "logprobs":
                self.logprobs = accumulate(self.logprobs, to_json(value))
            else:
                self.other_fields[name] = value

    def finish(self, growing_call: ToolCall | None = None) -> Iterator[ChatCompletionStreamEvent[OutputT]]:
        """Return the events of all completed parts; each event is returned once.

        While a call grows, other calls are complete if their arguments are a whole object. If not, they may grow again,
        and are complete only at the end.
        """
        if self.content and not self.is_content_done:
            self.is_content_done = True
            output_format = None if self.refusal else self.output_format
            yield ContentDoneEvent(self.content.append(""), self.completion, output_format)
        if self.refusal and not self.is_refusal_done:
            self.is_refusal_done = True
            yield RefusalDoneEvent(self.refusal.append(""))
        for call in self.tool_calls.completed(growing_call):
            if call.is_function:
                text = call.arguments.append("")
                tool = self.tools.get(call.name)
                yield FunctionToolCallArgumentsDoneEvent(call.name, call.index, text, self.completion, tool)

    def set_parsed(self, choice: ParsedChoice[OutputT], completion: ChatCompletion) -> None:
        """Set the parsed values of the complete parts of `choice`, in a snapshot; None for those that do not match."""
        message = choice.message
        if self.is_content_done and self.output_format and self.content and not self.refusal:
            with suppress(OutputValidationError):
                parsed = self.output_format.parse(str(self.content), response=completion)
                message.__dict__["_parsed"] = parsed
        for call, parsed_call in zip(self.tool_calls.sorted(), message.tool_calls or (), strict=True):
            tool = self.tools.get(call.name)
            if tool and call.is_done and call.arguments and isinstance(parsed_call, ParsedFunctionToolCall):
                with suppress(OutputValidationError):
                    arguments = tool.parse_arguments(str(call.arguments), response=completion)
                    parsed_call.function.__dict__["_parsed_arguments"] = arguments

    def _add_message_fields(self, delta: ChoiceDelta) -> Iterator[ChatCompletionStreamEvent[OutputT]]:
        for name, value in delta.__dict__.items():
            if name == "content" and isinstance(value, str):
                if self.content is None:
                    self.content = TextBuffer()
                is_json = self.output_format is not None and not (delta.refusal or self.refusal)
                yield ContentDeltaEvent(value, self.content.append(value), is_json)
            elif name == "refusal" and isinstance(value, str):
                if self.refusal is None:
                    self.refusal = TextBuffer()
                yield RefusalDeltaEvent(value, self.refusal.append(value))
            elif name == "role":
                self.role = text_or_none(value) or self.role
            elif value is not None and name != "tool_calls":
                known = self.other_message_fields.get(name)
                self.other_message_fields[name] = accumulate(known, value)

    def _add_tool_calls(self, delta: ChoiceDelta) -> Iterator[ChatCompletionStreamEvent[OutputT]]:
        if not delta.tool_calls:
            return
        call = None
        for call, arguments in self.tool_calls.add(delta.tool_calls):
            if call.is_function:
                yield FunctionToolCallArgumentsDeltaEvent(
                    call.name, call.index, arguments, call.arguments.append(""), call.name in self.tools
                )
        if call is not None:
            yield from self.finish(growing_call=call)


def _json_of(cls: type[Model], attributes: Mapping[str, AccumulatedValue]) -> dict[str, object]:
    """Return the JSON of a model of `cls` that has these attributes, whose names in JSON may differ."""
    model = cls.from_dict({})
    model.__dict__ |= {name: to_jsonable(value) for name, value in attributes.items()}
    return model.to_dict()


def _index_of(value: object) -> int:
    """Return an index; 0 if a server does not send it, or something else."""
    return value if isinstance(value, int) and not isinstance(value, bool) else 0
