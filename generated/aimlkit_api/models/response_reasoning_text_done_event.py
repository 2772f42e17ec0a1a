# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseReasoningTextDoneEvent(Model):
    content_index: int
    item_id: str
    output_index: int
    sequence_number: int
    text: str
    type: Literal["response.reasoning_text.done"]
