# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ..types import JsonValue, Unknown, by_tag

if TYPE_CHECKING:
    from collections.abc import Callable

    from .o3_mini_response_create_params import O3MiniResponseCreateParams
    from .o3_pro_response_create_params import O3ProResponseCreateParams

    ResponseCreateParams: TypeAlias = O3MiniResponseCreateParams | O3ProResponseCreateParams | Unknown
    """The body of a request to create a response."""

read: Callable[[JsonValue], ResponseCreateParams] = by_tag(
    "model", {"o3-mini": "O3MiniResponseCreateParams", "openai/o3-pro": "O3ProResponseCreateParams"}
)
"""The value as it is, its objects as models."""

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """The alias itself, for who needs it when the program runs. It loads the classes that it names."""
        if name != "ResponseCreateParams":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from .. import models

        return models.O3MiniResponseCreateParams | models.O3ProResponseCreateParams | Unknown
