# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseWebSearchCallCompletedEvent(Model):
    item_id: str
    output_index: int
    sequence_number: int
    type: Literal["response.web_search_call.completed"]
