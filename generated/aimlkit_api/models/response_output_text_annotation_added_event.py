# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import UNSET, JsonValue, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseOutputTextAnnotationAddedEvent(Model):
    annotation: JsonValue = UNSET
    annotation_index: int
    content_index: int
    item_id: str
    output_index: int
    sequence_number: int
    type: Literal["response.output_text.annotation.added"]
