# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import UNSET, FieldReaders, Model

if TYPE_CHECKING:
    from .response_reasoning_summary import ResponseReasoningSummary


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseReasoningSummaryPartDoneEvent(Model):
    """A part of a reasoning summary is complete."""

    item_id: str
    """Identifies the output item to which the event belongs."""
    output_index: int
    """The position of the output item in the `output` of the response, from 0."""
    part: ResponseReasoningSummary
    """The complete part."""
    sequence_number: int
    """The position of the event in the stream."""
    summary_index: int
    """The position of the summary part in the `summary` of the reasoning item, from 0."""
    type: Literal["response.reasoning_summary_part.done"]
    status: str | None = UNSET
    """None: this service does not document it."""

    __field_readers__: ClassVar[FieldReaders] = {
        "part": "ResponseReasoningSummary",
    }
