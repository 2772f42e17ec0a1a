# Generated from contract.json. Do not edit.
from __future__ import annotations

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ImageGenerationInputImageMask(Model):
    file_id: str | None = UNSET
    image_url: str | None = UNSET
