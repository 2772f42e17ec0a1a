# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import UNSET, ArrayOf, FieldReaders, JsonValue, Model

if TYPE_CHECKING:
    from .response_reasoning_summary import ResponseReasoningSummary


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseReasoningItem(Model):
    """An item of the request's instructions."""

    encrypted_content: str | None = UNSET
    """The reasoning in encrypted form, if the request includes "reasoning.encrypted_content". Pass the
    item back to continue a conversation that is not stored.
    """
    id: str
    """The ID of the item."""
    status: Literal["in_progress", "completed", "incomplete"] | str | None = UNSET
    """The progress of the item."""
    summary: list[ResponseReasoningSummary]
    """The parts of the reasoning's summary. Empty unless the request includes one."""
    type: Literal["reasoning"]
    content: JsonValue = UNSET
    """None: this service does not document it."""

    __field_readers__: ClassVar[FieldReaders] = {
        "summary": ArrayOf("ResponseReasoningSummary"),
    }
