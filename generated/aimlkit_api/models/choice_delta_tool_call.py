# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import UNSET, FieldReaders, Model

if TYPE_CHECKING:
    from .choice_delta_tool_call_function import ChoiceDeltaToolCallFunction


@define(slots=False, kw_only=True, eq=False, repr=False)
class ChoiceDeltaToolCall(Model):
    """What a chunk adds to a tool call."""

    function: ChoiceDeltaToolCallFunction | None = UNSET
    id: str | None = UNSET
    index: int
    """Which tool call it belongs to."""
    type: Literal["function"] | None = UNSET

    __field_readers__: ClassVar[FieldReaders] = {
        "function": "ChoiceDeltaToolCallFunction",
    }
