# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseImageGenCallPartialImageEvent(Model):
    """A preliminary version of an image is available."""

    item_id: str
    """Identifies the output item to which the event belongs."""
    output_index: int
    """The position of the output item in the `output` of the response, from 0."""
    partial_image_b64: str
    """The preliminary image, base64-encoded."""
    partial_image_index: int
    """The index of the preliminary image, from 0."""
    sequence_number: int
    """The position of the event in the stream."""
    type: Literal["response.image_generation_call.partial_image"]
    background: str | None = UNSET
    """None: this service does not document it."""
    output_format: str | None = UNSET
    """None: this service does not document it."""
    quality: str | None = UNSET
    """None: this service does not document it."""
    size: str | None = UNSET
    """None: this service does not document it."""
