# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ..types import JsonValue, Unknown, by_property

if TYPE_CHECKING:
    from collections.abc import Callable

    from .response_format_json_object import ResponseFormatJSONObject
    from .response_format_json_schema import ResponseFormatJSONSchema
    from .response_format_text import ResponseFormatText

    ChatCompletionResponseFormat: TypeAlias = (
        ResponseFormatJSONObject | ResponseFormatJSONSchema | ResponseFormatText | Unknown
    )
    """The output format of a completion."""

read: Callable[[JsonValue], ChatCompletionResponseFormat] = by_property(
    "type",
    {
        "json_object": "ResponseFormatJSONObject",
        "json_schema": "ResponseFormatJSONSchema",
        "text": "ResponseFormatText",
    },
)
"""Return a JSON value with the objects in it as models."""

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Return the alias, for code that needs it at run time. This loads the classes that it names."""
        if name != "ChatCompletionResponseFormat":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from .. import models

        return (
            models.ResponseFormatJSONObject
            | models.ResponseFormatJSONSchema
            | models.ResponseFormatText
            | Unknown
        )
