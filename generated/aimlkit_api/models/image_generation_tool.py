# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import UNSET, FieldReaders, JsonValue, Model

if TYPE_CHECKING:
    from .image_generation_input_image_mask import ImageGenerationInputImageMask


@define(slots=False, kw_only=True, eq=False, repr=False)
class ImageGenerationTool(Model):
    """A tool with which the model generates images."""

    background: Literal["transparent", "opaque", "auto"] | str | None = UNSET
    """The background of the image."""
    input_image_mask: ImageGenerationInputImageMask | None = UNSET
    """The mask of an image to edit."""
    model: Literal["gpt-image-1"] | None = UNSET
    """The model that generates the image."""
    moderation: Literal["auto", "low"] | str | None = UNSET
    """The strictness of the content moderation."""
    output_compression: int | None = UNSET
    """The compression level of the image, from 0 to 100."""
    output_format: Literal["png", "webp", "jpeg"] | str | None = UNSET
    """The file format of the image."""
    partial_images: int | None = UNSET
    """The number of partial images to stream."""
    quality: Literal["low", "medium", "high", "auto"] | str | None = UNSET
    """The quality of the image."""
    size: Literal["1024x1024", "1024x1536", "1536x1024", "auto"] | str | None = UNSET
    """The size of the image, in pixels."""
    type: Literal["image_generation"]
    action: str | None = UNSET
    """None: this service does not document it."""
    complexity: str | None = UNSET
    """None: this service does not document it."""
    frame_count: int | None = UNSET
    """None: this service does not document it."""
    frame_duration_ms: int | None = UNSET
    """None: this service does not document it."""
    input_fidelity: str | None = UNSET
    """None: this service does not document it."""
    svg: JsonValue = UNSET
    """None: this service does not document it."""

    __field_readers__: ClassVar[FieldReaders] = {
        "input_image_mask": "ImageGenerationInputImageMask",
    }
