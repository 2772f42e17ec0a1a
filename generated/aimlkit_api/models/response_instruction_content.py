# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ..types import JsonValue, Unknown, by_tag

if TYPE_CHECKING:
    from collections.abc import Callable

    from .response_input_file import ResponseInputFile
    from .response_input_text import ResponseInputText
    from .response_instruction_image import ResponseInstructionImage

    ResponseInstructionContent: TypeAlias = (
        ResponseInputFile | ResponseInputText | ResponseInstructionImage | Unknown
    )
    """A content part of an instruction."""

read: Callable[[JsonValue], ResponseInstructionContent] = by_tag(
    "type",
    {
        "input_file": "ResponseInputFile",
        "input_text": "ResponseInputText",
        "input_image": "ResponseInstructionImage",
    },
)
"""The value as it is, its objects as models."""

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """The alias itself, for who needs it when the program runs. It loads the classes that it names."""
        if name != "ResponseInstructionContent":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from .. import models

        return models.ResponseInputFile | models.ResponseInputText | models.ResponseInstructionImage | Unknown
