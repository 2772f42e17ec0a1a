# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import UNSET, ArrayOf, FieldReaders, JsonValue, Model

if TYPE_CHECKING:
    from .choice_delta_tool_call import ChoiceDeltaToolCall


@define(slots=False, kw_only=True, eq=False, repr=False)
class ChoiceDelta(Model):
    """An addition to a message while it is streamed."""

    content: str | None = UNSET
    """The next fragment of the text."""
    refusal: str | None = UNSET
    """The next fragment of the refusal."""
    role: Literal["user", "assistant", "developer", "system", "tool"] | str | None = UNSET
    """The role of the author, in the first delta of a choice only."""
    tool_calls: list[ChoiceDeltaToolCall] | None = UNSET
    """The additions to the tool calls."""
    audio: JsonValue = UNSET
    """None: this service does not document it."""
    function_call: JsonValue = UNSET
    """None: this service does not document it."""

    __field_readers__: ClassVar[FieldReaders] = {
        "tool_calls": ArrayOf("ChoiceDeltaToolCall"),
    }
