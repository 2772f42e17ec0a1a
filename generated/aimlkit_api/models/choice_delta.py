# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import UNSET, ArrayOf, FieldReaders, Model

if TYPE_CHECKING:
    from .choice_delta_tool_call import ChoiceDeltaToolCall


@define(slots=False, kw_only=True, eq=False, repr=False)
class ChoiceDelta(Model):
    """What a chunk adds to a message."""

    content: str | None = UNSET
    """The next piece of the text."""
    refusal: str | None = UNSET
    role: Literal["user", "assistant", "developer", "system", "tool"] | str | None = UNSET
    """Whose message it is; in the first chunk only."""
    tool_calls: list[ChoiceDeltaToolCall] | None = UNSET

    __field_readers__: ClassVar[FieldReaders] = {
        "tool_calls": ArrayOf("ChoiceDeltaToolCall"),
    }
