"""The tool calls of a streamed message, and which of them a delta belongs to.

According to the documentation, each delta has the index of its call, and the first one the id and the name. Servers
deviate: they send the index 0 for all calls, or no index; the id in every delta, or in none; whole calls, or fragments of
several calls in turns. So a delta belongs to the call with its id or, if it has none, to the latest call with its index,
unless it can only be the beginning of another call.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from attrs import define, field

from aimlkit._json import json_object
from aimlkit._models import arguments_text, instances, text_or_none
from aimlkit.streaming._deltas import AccumulatedValue, accumulate, to_jsonable
from aimlkit.streaming._text import TextBuffer
from aimlkit_api.models import ChoiceDeltaToolCall, ChoiceDeltaToolCallCustom, ChoiceDeltaToolCallFunction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aimlkit_api.types import Model


@define(eq=False)
class ToolCall:
    """A tool call as accumulated so far."""

    index: int
    """Its index among the calls of the message; no other call has the same, whatever the server sends."""
    sent_index: int | None
    """The index of its first delta, as the server sent it."""
    id: str = ""
    name: str = ""
    is_function: bool = True
    """True if a function is called, and not a tool of another type."""
    arguments: TextBuffer = field(factory=TextBuffer)
    is_done: bool = False
    """True if the arguments are known to be complete."""
    may_resume: bool = False
    """True if another call grew before the arguments were complete, so that more of them may follow at any time."""
    _fields: AccumulatedValue = None
    """The fields of the call, without its index and its function."""
    _function: AccumulatedValue = None
    """The fields of the function, without its arguments."""

    def add(self, delta: ChoiceDeltaToolCall) -> str:
        """Add a delta; return the text that it adds to the arguments."""
        arguments = ""
        function = delta.function
        if isinstance(function, ChoiceDeltaToolCallFunction):
            arguments = arguments_text(function.arguments) or ""
            self.arguments.append(arguments)
            self._function = _with_fields(self._function, function, without="arguments")
        elif isinstance(delta.custom, ChoiceDeltaToolCallCustom) or delta.type not in (None, "", "function"):
            self.is_function = self._function is not None
        if delta.__dict__.keys() - {"index", "function"}:  # In most deltas there is nothing else.
            self.id = text_or_none(delta.id) or self.id
            self._fields = _with_fields(self._fields, delta, without="function")
        self.name = _name_in(delta) or self.name
        return arguments

    @property
    def has_complete_arguments(self) -> bool:
        """True if the arguments are a whole JSON object, to which nothing can be appended."""
        text = str(self.arguments).strip()
        if not (text.startswith("{") and text.endswith("}")):
            return False
        try:
            json.loads(text)
        except (ValueError, RecursionError):
            return False
        return True

    def to_dict(self) -> dict[str, object]:
        """Return the tool call as JSON."""
        call: dict[str, object] = {"type": "function", **(json_object(to_jsonable(self._fields)) or {})}
        call["index"] = self.index
        if self.is_function:
            function = json_object(to_jsonable(self._function)) or {}
            call["function"] = {"name": "", **function, "arguments": str(self.arguments)}
        return call


class ToolCalls:
    """The tool calls of a message, in the order of their beginning."""

    def __init__(self) -> None:
        self.calls: list[ToolCall] = []
        self._indices: set[int] = set()
        # The latest call of each id and index, of each id, and of each index.
        self._by_id_and_index: dict[tuple[str, int | None], ToolCall] = {}
        self._by_id: dict[str, ToolCall] = {}
        self._by_index: dict[int | None, ToolCall] = {}

    def add(self, deltas: object) -> Iterator[tuple[ToolCall, str]]:
        """Add the deltas of a chunk; return the call of each, and the text that it adds to the arguments."""
        parts = instances(deltas, ChoiceDeltaToolCall)
        for position, delta in enumerate(parts):
            index = delta.index if _is_int(delta.index) else None
            if index is None and len(parts) > 1:
                index = position
            call = self._call_of(delta, index)
            yield call, call.add(delta)
            self._by_id_and_index[call.id, index] = self._by_id[call.id] = call

    def completed(self, growing_call: ToolCall | None) -> Iterator[ToolCall]:
        """Return the calls that are newly known to be complete: without a call that still grows, all of them."""
        for call in self.calls:
            if call.is_done or call is growing_call or (growing_call and call.may_resume):
                continue
            call.is_done = growing_call is None or call.has_complete_arguments
            call.may_resume = not call.is_done
            if call.is_done:
                yield call

    def sorted(self) -> list[ToolCall]:
        """Return the tool calls by index."""
        return sorted(self.calls, key=lambda call: call.index)

    def to_list(self) -> list[dict[str, object]]:
        """Return the tool calls as JSON, by index."""
        return [call.to_dict() for call in self.sorted()]

    def _call_of(self, delta: ChoiceDeltaToolCall, index: int | None) -> ToolCall:
        """Return the call that a delta belongs to, which may be a new one."""
        call = None
        if call_id := text_or_none(delta.id):
            call = self._by_id_and_index.get((call_id, index)) or self._by_id.get(call_id)
        if call is None and index is None:
            call = self.calls[-1] if self.calls else None
        elif call is None:
            call = self._by_index.get(index)
        if call is None or _begins_another(call, delta, index):
            call = self._new_call(index)
        return call

    def _new_call(self, sent_index: int | None) -> ToolCall:
        is_free = sent_index is not None and sent_index not in self._indices
        index = sent_index if sent_index is not None and is_free else max(self._indices, default=-1) + 1
        call = ToolCall(index, sent_index)
        self.calls.append(call)
        self._indices.add(index)
        self._by_index[sent_index] = call
        return call


def _begins_another(call: ToolCall, delta: ChoiceDeltaToolCall, index: int | None) -> bool:
    """Return whether a delta that seems to belong to a call is the beginning of another one: it has a name.

    A delta with a name belongs to the call nevertheless if nothing contradicts it: some servers repeat the name.
    """
    name, call_id = _name_in(delta), text_or_none(delta.id)
    if not name:
        return False
    if call_id and call.id and call_id != call.id:
        return True
    if index is not None and call.sent_index is not None and index != call.sent_index:
        return True
    if call.name and name != call.name:
        return bool(call.arguments) or not (call_id and call_id == call.id)
    return _adds_arguments(delta) and call.has_complete_arguments


def _with_fields(value: AccumulatedValue, delta: Model, *, without: str) -> AccumulatedValue:
    """Return `value` with all fields of a delta added except for one."""
    if delta.__dict__.keys() == {without}:
        return {} if value is None else value
    fields = delta.to_dict()
    fields.pop(without, None)
    return accumulate(value, fields)


def _name_in(delta: ChoiceDeltaToolCall) -> str | None:
    """Return the name of the function, or other tool, in a delta."""
    for tool in (delta.function, delta.custom):
        if isinstance(tool, ChoiceDeltaToolCallFunction | ChoiceDeltaToolCallCustom):
            return text_or_none(tool.name)
    return None


def _adds_arguments(delta: ChoiceDeltaToolCall) -> bool:
    function = delta.function
    if not isinstance(function, ChoiceDeltaToolCallFunction):
        return False
    return bool((arguments_text(function.arguments) or "").strip())


def _is_int(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
