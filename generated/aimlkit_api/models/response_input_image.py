# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import UNSET, JsonValue, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseInputImage(Model):
    """A content part with an image."""

    detail: Literal["high", "low", "auto"] | None = UNSET
    """The resolution at which the model processes the image."""
    image_url: str | None = UNSET
    """The URL of the image, or a data URL that contains it."""
    type: Literal["input_image"]
    file_id: str | None = UNSET
    """None: this service does not document it."""
    prompt_cache_breakpoint: JsonValue = UNSET
    """None: this service does not document it."""
