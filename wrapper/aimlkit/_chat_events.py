"""A chat stream as openai-python's events. Texts are kept in pieces: a stream costs what its length is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, ClassVar, Generic, Literal, TypeAlias, TypeVar

from attrs import define, field

from aimlkit._answers import ChatCompletion, dig, models_in
from aimlkit._parsed import AtEnd, Output, ParsedChatCompletion, Tools, check_whole, parse_completion
from aimlkit._schemas import partly
from aimlkit_api.models import ChatCompletionChunk
from aimlkit_api.types import Model

T = TypeVar("T")
Json: TypeAlias = dict[str, Any]
Reader: TypeAlias = Callable[[str], T] | None


@define(eq=False)
class ChunkEvent(Generic[T]):
    """A chunk has come. Its snapshot is the completion as far as it has come by now, made anew each time."""

    type: ClassVar[Literal["chunk"]] = "chunk"
    chunk: ChatCompletionChunk
    _state: ChatStreamState[T] = field(repr=False)

    @property
    def snapshot(self) -> ParsedChatCompletion[T]:
        return self._state.snapshot


@define(eq=False)
class _Read(Generic[T]):
    """A text as far as it had come, and what is read of it."""

    _pieces: list[str] = field(repr=False)
    _count: int = field(repr=False)
    _reader: Reader[T] = field(repr=False)

    @property
    def snapshot(self) -> str:
        """All that has come of it, this included."""
        return "".join(self._pieces[: self._count])

    @property
    def parsed(self) -> T | None:
        """What it says, where that was asked for. Raises Mismatch once it is whole, and not that."""
        return self._reader(self.snapshot) if self._reader else None


@define(eq=False)
class ContentDeltaEvent(_Read[Any]):
    type: ClassVar[Literal["content.delta"]] = "content.delta"
    delta: str


class ContentDoneEvent(_Read[T]):
    type: ClassVar[Literal["content.done"]] = "content.done"
    content = _Read.snapshot


@define(eq=False)
class RefusalDeltaEvent(_Read[Any]):
    type: ClassVar[Literal["refusal.delta"]] = "refusal.delta"
    delta: str


class RefusalDoneEvent(_Read[Any]):
    type: ClassVar[Literal["refusal.done"]] = "refusal.done"
    refusal = _Read.snapshot


@define(eq=False)
class _Arguments(_Read[Any]):
    name: str
    index: int
    arguments = _Read.snapshot
    parsed_arguments = _Read.parsed


@define(eq=False)
class FunctionToolCallArgumentsDeltaEvent(_Arguments):
    type: ClassVar[Literal["tool_calls.function.arguments.delta"]] = "tool_calls.function.arguments.delta"
    arguments_delta: str


class FunctionToolCallArgumentsDoneEvent(_Arguments):
    type: ClassVar[Literal["tool_calls.function.arguments.done"]] = "tool_calls.function.arguments.done"


_TextEvent: TypeAlias = ContentDeltaEvent | ContentDoneEvent[T] | RefusalDeltaEvent | RefusalDoneEvent
_CallEvent: TypeAlias = FunctionToolCallArgumentsDeltaEvent | FunctionToolCallArgumentsDoneEvent
ChatCompletionStreamEvent: TypeAlias = ChunkEvent[T] | _TextEvent[T] | _CallEvent

_DELTA: dict[Any, Any] = {"content": ContentDeltaEvent, "refusal": RefusalDeltaEvent}
_DONE: dict[Any, Any] = {"content": ContentDoneEvent, "refusal": RefusalDoneEvent}


@define
class _Choice:
    """A choice as far as it has come. Its texts are the message's, by name, and arguments, by their call."""

    finish_reason: Any = None
    calls: dict[int, Json] = field(factory=dict)
    names: dict[int, str] = field(factory=dict)
    texts: dict[str | int, list[str]] = field(factory=dict)
    done: set[str | int] = field(factory=set)

    def to_dict(self, index: int) -> Json:
        texts: dict[Any, str] = {key: "".join(pieces) for key, pieces in self.texts.items()}
        calls = [
            {**call, "function": {"name": self.names[number], "arguments": texts.pop(number)}}
            for number, call in sorted(self.calls.items())
        ]
        message = {"role": "assistant", "content": None, **texts, **({"tool_calls": calls} if calls else {})}
        return {"finish_reason": self.finish_reason, "index": index, "message": message}


@define(eq=False)
class ChatStreamState(Generic[T]):
    """What has come of a chat stream. `output` is what its texts are to be, `tools` what its calls call."""

    _output: Output[T]
    _tools: Tools
    _at_end: AtEnd = None
    _said: Model = field(init=False, factory=lambda: ChatCompletionChunk.from_dict({}))
    _choices: dict[int, _Choice] = field(init=False, factory=dict)

    @property
    def snapshot(self) -> ParsedChatCompletion[T]:
        """The completion as far as it has come, with nothing read of it; made anew each time."""
        return parse_completion(self._completion(), None, {}, whole=False)

    def final(self) -> ParsedChatCompletion[T]:
        """The completion, once all has come. Raises as `parse_completion`."""
        return parse_completion(self._completion(), self._output, self._tools)

    def handle(self, chunk: ChatCompletionChunk) -> list[ChatCompletionStreamEvent[T]]:
        """What a chunk means. Raises as `check_whole` when a choice that was to be read ends."""
        vars(self._said).update({name: value for name, value in vars(chunk).items() if value is not None})
        events: list[Any] = [ChunkEvent(chunk, self)]
        for piece in models_in(chunk, "choices"):
            index = piece.index if type(piece.index) is int else 0
            choice = self._choices.get(index) or self._choices.setdefault(index, _Choice())
            if isinstance(piece.delta, Model):
                events += self._delta(choice, piece.delta)
            choice.finish_reason = piece.finish_reason or choice.finish_reason
            if piece.finish_reason and (self._output or self._tools):
                check_whole(self._completion())
            if choice.finish_reason:
                events += self._done(choice)
        return events

    def finish(self) -> list[ChatCompletionStreamEvent[T]]:
        """What is complete because the stream has ended, though no chunk said so."""
        if self._at_end:
            self._at_end(self.snapshot)
        return [event for choice in self._choices.values() for event in self._done(choice)]

    def _delta(self, choice: _Choice, delta: Any) -> Iterator[Any]:
        """Adds what is new of a message, and says what that means."""
        read = self._output and not (delta.refusal or choice.texts.get("refusal"))
        for name, value in vars(delta).items():
            if isinstance(value, str) and name not in ("role", "tool_calls"):
                pieces = choice.texts.setdefault(name, [])
                pieces += filter(None, [value])
                if name in _DELTA:
                    yield _DELTA[name](pieces, len(pieces), partly if read else None, value)
        number = None
        for part in models_in(delta, "tool_calls"):
            number = part.index if type(part.index) is int else 0
            call = choice.calls.setdefault(number, {"type": "function"})
            call |= {name: value for name, value in (("id", part.id), ("type", part.type)) if value}
            name = choice.names[number] = str(dig(part, "function", "name") or choice.names.get(number, ""))
            said = dig(part, "function", "arguments")
            pieces = choice.texts.setdefault(number, [])
            pieces.append(said if isinstance(said, str) else "")
            reader = partly if name in self._tools else None
            yield FunctionToolCallArgumentsDeltaEvent(pieces, len(pieces), reader, name, number, pieces[-1])
        if number is not None:
            yield from self._done(choice, number)

    def _done(self, choice: _Choice, growing: int | None = None) -> Iterator[Any]:
        """What is complete now: the texts, and all calls but the one that grows. Nothing is said twice."""
        for key, pieces in choice.texts.items():
            if key == growing or key in choice.done or not (pieces or key in choice.calls):
                continue
            choice.done.add(key)
            if isinstance(key, int):
                name = choice.names[key]
                reader = self._tools[name].read if name in self._tools else None
                yield FunctionToolCallArgumentsDoneEvent(pieces, len(pieces), reader, name, key)
            elif key in _DONE:
                reader = self._output.read if self._output and not choice.texts.get("refusal") else None
                yield _DONE[key](pieces, len(pieces), reader)

    def _completion(self) -> ChatCompletion:
        choices = [choice.to_dict(index) for index, choice in sorted(self._choices.items())]
        said = {**self._said.to_dict(), "object": "chat.completion", "choices": choices}
        return ChatCompletion.from_dict(said)
