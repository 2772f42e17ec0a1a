# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import FieldReaders, Model

if TYPE_CHECKING:
    from .response_reasoning_summary import ResponseReasoningSummary


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseReasoningSummaryPartDoneEvent(Model):
    item_id: str
    output_index: int
    part: ResponseReasoningSummary
    sequence_number: int
    summary_index: int
    type: Literal["response.reasoning_summary_part.done"]

    __field_readers__: ClassVar[FieldReaders] = {
        "part": "ResponseReasoningSummary",
    }
