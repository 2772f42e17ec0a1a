# Generated from contract.json. Do not edit.
from __future__ import annotations

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ImageGenerationInputImageMask(Model):
    """A mask that marks the area of an image to edit."""

    file_id: str | None = UNSET
    """The ID of the file with the mask."""
    image_url: str | None = UNSET
    """The mask as a base64-encoded data URL."""
