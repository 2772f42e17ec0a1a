# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseInstructionImage(Model):
    """A content part with an image."""

    detail: Literal["high", "low", "auto"] | str | None = UNSET
    """The resolution at which the model processes the image."""
    image_url: str | None = UNSET
    """The URL of the image, or a data URL that contains it."""
    type: Literal["input_image"]
