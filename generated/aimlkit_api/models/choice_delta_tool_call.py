# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import UNSET, FieldReaders, Model

if TYPE_CHECKING:
    from .choice_delta_tool_call_custom import ChoiceDeltaToolCallCustom
    from .choice_delta_tool_call_function import ChoiceDeltaToolCallFunction


@define(slots=False, kw_only=True, eq=False, repr=False)
class ChoiceDeltaToolCall(Model):
    """An addition to a tool call while it is streamed."""

    custom: ChoiceDeltaToolCallCustom | None = UNSET
    """The addition to the call of a custom tool."""
    function: ChoiceDeltaToolCallFunction | None = UNSET
    """The addition to the function call."""
    id: str | None = UNSET
    """Identifies the tool call. Only its first delta has it."""
    index: int
    """The index of the tool call in the message's list of tool calls."""
    type: Literal["function", "custom"] | str | None = UNSET

    __field_readers__: ClassVar[FieldReaders] = {
        "custom": "ChoiceDeltaToolCallCustom",
        "function": "ChoiceDeltaToolCallFunction",
    }
