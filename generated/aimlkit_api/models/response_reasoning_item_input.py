# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import UNSET, ArrayOf, FieldReaders, Model

if TYPE_CHECKING:
    from .response_reasoning_summary import ResponseReasoningSummary


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseReasoningItemInput(Model):
    encrypted_content: str | None = UNSET
    id: str
    status: Literal["in_progress", "completed", "incomplete"] | None = UNSET
    summary: list[ResponseReasoningSummary]
    type: Literal["reasoning"]

    __field_readers__: ClassVar[FieldReaders] = {
        "summary": ArrayOf("ResponseReasoningSummary"),
    }
