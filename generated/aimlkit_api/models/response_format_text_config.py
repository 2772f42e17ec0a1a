# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ..types import JsonValue, Unknown, by_property

if TYPE_CHECKING:
    from collections.abc import Callable

    from .response_format_json_object import ResponseFormatJSONObject
    from .response_format_text import ResponseFormatText
    from .response_format_text_json_schema_config import ResponseFormatTextJSONSchemaConfig

    ResponseFormatTextConfig: TypeAlias = (
        ResponseFormatJSONObject | ResponseFormatText | ResponseFormatTextJSONSchemaConfig | Unknown
    )
    """The output format of a response."""

read: Callable[[JsonValue], ResponseFormatTextConfig] = by_property(
    "type",
    {
        "json_object": "ResponseFormatJSONObject",
        "text": "ResponseFormatText",
        "json_schema": "ResponseFormatTextJSONSchemaConfig",
    },
)
"""Return a JSON value with the objects in it as models."""

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Return the alias, for code that needs it at run time. This loads the classes that it names."""
        if name != "ResponseFormatTextConfig":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from .. import models

        return (
            models.ResponseFormatJSONObject
            | models.ResponseFormatText
            | models.ResponseFormatTextJSONSchemaConfig
            | Unknown
        )
