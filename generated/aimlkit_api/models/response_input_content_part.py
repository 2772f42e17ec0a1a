# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ..types import JsonValue, Unknown, by_property

if TYPE_CHECKING:
    from collections.abc import Callable

    from .response_input_file import ResponseInputFile
    from .response_input_image import ResponseInputImage
    from .response_input_text import ResponseInputText

    ResponseInputContentPart: TypeAlias = ResponseInputFile | ResponseInputImage | ResponseInputText | Unknown
    """A content part of an input message."""

read: Callable[[JsonValue], ResponseInputContentPart] = by_property(
    "type",
    {
        "input_file": "ResponseInputFile",
        "input_image": "ResponseInputImage",
        "input_text": "ResponseInputText",
    },
)
"""Return a JSON value with the objects in it as models."""

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Return the alias, for code that needs it at run time. This loads the classes that it names."""
        if name != "ResponseInputContentPart":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from .. import models

        return models.ResponseInputFile | models.ResponseInputImage | models.ResponseInputText | Unknown
