# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseReasoningSummaryTextDeltaEvent(Model):
    delta: str
    item_id: str
    output_index: int
    sequence_number: int
    summary_index: int
    type: Literal["response.reasoning_summary_text.delta"]
