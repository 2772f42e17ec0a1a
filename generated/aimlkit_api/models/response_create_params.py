# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ..types import JsonValue, Unknown, by_property

if TYPE_CHECKING:
    from collections.abc import Callable

    from .o3_mini_response_create_params import O3MiniResponseCreateParams
    from .o3_pro_response_create_params import O3ProResponseCreateParams

    ResponseCreateParams: TypeAlias = O3MiniResponseCreateParams | O3ProResponseCreateParams | Unknown
    """The body of a request to create a response."""

read: Callable[[JsonValue], ResponseCreateParams] = by_property(
    "model", {"o3-mini": "O3MiniResponseCreateParams", "openai/o3-pro": "O3ProResponseCreateParams"}
)
"""Return a JSON value with the objects in it as models."""

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Return the alias, for code that needs it at run time. This loads the classes that it names."""
        if name != "ResponseCreateParams":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from .. import models

        return models.O3MiniResponseCreateParams | models.O3ProResponseCreateParams | Unknown
