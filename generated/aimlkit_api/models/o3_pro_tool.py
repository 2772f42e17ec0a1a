# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ..types import JsonValue, Unknown, by_property

if TYPE_CHECKING:
    from collections.abc import Callable

    from .function_tool import FunctionTool
    from .mcp_tool import McpTool
    from .o3_pro_web_search_preview_tool import O3ProWebSearchPreviewTool

    O3ProTool: TypeAlias = FunctionTool | McpTool | O3ProWebSearchPreviewTool | Unknown
    """A tool that the model may call."""

read: Callable[[JsonValue], O3ProTool] = by_property(
    "type",
    {
        "function": "FunctionTool",
        "mcp": "McpTool",
        "web_search_preview": "O3ProWebSearchPreviewTool",
        "web_search_preview_2025_03_11": "O3ProWebSearchPreviewTool",
    },
)
"""Return a JSON value with the objects in it as models."""

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Return the alias, for code that needs it at run time. This loads the classes that it names."""
        if name != "O3ProTool":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from .. import models

        return models.FunctionTool | models.McpTool | models.O3ProWebSearchPreviewTool | Unknown
