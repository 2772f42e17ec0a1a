# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.image_detail`."""

from typing import Literal, TypeAlias

__all__ = [
    "ImageDetail",
]

ImageDetail: TypeAlias = Literal["high", "low", "auto"]
