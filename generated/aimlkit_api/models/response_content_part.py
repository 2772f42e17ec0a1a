# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ..types import JsonValue, Unknown, by_property

if TYPE_CHECKING:
    from collections.abc import Callable

    from .response_output_refusal import ResponseOutputRefusal
    from .response_output_text import ResponseOutputText
    from .response_reasoning_text_part import ResponseReasoningTextPart

    ResponseContentPart: TypeAlias = (
        ResponseOutputRefusal | ResponseOutputText | ResponseReasoningTextPart | Unknown
    )
    """A content part of an output item."""

read: Callable[[JsonValue], ResponseContentPart] = by_property(
    "type",
    {
        "refusal": "ResponseOutputRefusal",
        "output_text": "ResponseOutputText",
        "reasoning_text": "ResponseReasoningTextPart",
    },
)
"""Return a JSON value with the objects in it as models."""

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Return the alias, for code that needs it at run time. This loads the classes that it names."""
        if name != "ResponseContentPart":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from .. import models

        return (
            models.ResponseOutputRefusal
            | models.ResponseOutputText
            | models.ResponseReasoningTextPart
            | Unknown
        )
