# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import UNSET, FieldReaders, Model

if TYPE_CHECKING:
    from .image_generation_input_image_mask import ImageGenerationInputImageMask


@define(slots=False, kw_only=True, eq=False, repr=False)
class ImageGenerationTool(Model):
    background: Literal["transparent", "opaque", "auto"] | str | None = UNSET
    input_image_mask: ImageGenerationInputImageMask | None = UNSET
    model: Literal["gpt-image-1"] | None = UNSET
    moderation: Literal["auto", "low"] | str | None = UNSET
    output_compression: int | None = UNSET
    output_format: Literal["png", "webp", "jpeg"] | str | None = UNSET
    partial_images: int | None = UNSET
    quality: Literal["low", "medium", "high", "auto"] | str | None = UNSET
    size: Literal["1024x1024", "1024x1536", "1536x1024", "auto"] | str | None = UNSET
    type: Literal["image_generation"]

    __field_readers__: ClassVar[FieldReaders] = {
        "input_image_mask": "ImageGenerationInputImageMask",
    }
