# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseRefusalDoneEvent(Model):
    """A refusal is complete."""

    content_index: int
    """The position of the content part in the `content` of the output item, from 0."""
    item_id: str
    """Identifies the output item to which the event belongs."""
    output_index: int
    """The position of the output item in the `output` of the response, from 0."""
    refusal: str
    """The complete refusal."""
    sequence_number: int
    """The position of the event in the stream."""
    type: Literal["response.refusal.done"]
