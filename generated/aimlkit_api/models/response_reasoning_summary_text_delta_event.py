# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseReasoningSummaryTextDeltaEvent(Model):
    """A fragment of a reasoning summary was generated."""

    delta: str
    """The fragment, to be appended to the summary part."""
    item_id: str
    """Identifies the output item to which the event belongs."""
    output_index: int
    """The position of the output item in the `output` of the response, from 0."""
    sequence_number: int
    """The position of the event in the stream."""
    summary_index: int
    """The position of the summary part in the `summary` of the reasoning item, from 0."""
    type: Literal["response.reasoning_summary_text.delta"]
