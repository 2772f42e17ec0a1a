# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import Model


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
