# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import UNSET, ArrayOf, FieldReaders, Model

if TYPE_CHECKING:
    from .response_reasoning_summary import ResponseReasoningSummary


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseReasoningItemInput(Model):
    """The reasoning of an earlier response."""

    encrypted_content: str | None = UNSET
    """The reasoning in encrypted form, if the response included it."""
    id: str
    """The ID of the item."""
    status: Literal["in_progress", "completed", "incomplete"] | None = UNSET
    """The progress of the item."""
    summary: list[ResponseReasoningSummary]
    """The parts of the reasoning's summary."""
    type: Literal["reasoning"]

    __field_readers__: ClassVar[FieldReaders] = {
        "summary": ArrayOf("ResponseReasoningSummary"),
    }
