# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import UNSET, JsonValue, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseImageGenerationCall(Model):
    """An item of the request's instructions."""

    id: str
    """The ID of the tool call."""
    result: str | None
    """The image, base64-encoded."""
    status: Literal["in_progress", "completed", "failed", "generating"] | str
    """The progress of the tool call."""
    type: Literal["image_generation_call"]
    action: str | None = UNSET
    """None: this service does not document it."""
    background: str | None = UNSET
    """None: this service does not document it."""
    error: JsonValue = UNSET
    """None: this service does not document it."""
    output_format: str | None = UNSET
    """None: this service does not document it."""
    quality: str | None = UNSET
    """None: this service does not document it."""
    revised_prompt: str | None = UNSET
    """None: this service does not document it."""
    size: str | None = UNSET
    """None: this service does not document it."""
    svg_usage: JsonValue = UNSET
    """None: this service does not document it."""
