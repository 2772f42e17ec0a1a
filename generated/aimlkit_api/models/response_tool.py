# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ..types import JsonValue, Unknown, by_property

if TYPE_CHECKING:
    from collections.abc import Callable

    from .code_interpreter_tool import CodeInterpreterTool
    from .computer_tool import ComputerTool
    from .image_generation_tool import ImageGenerationTool
    from .local_shell_tool import LocalShellTool
    from .response_function_tool import ResponseFunctionTool
    from .response_mcp_tool import ResponseMcpTool
    from .response_web_search_preview_tool import ResponseWebSearchPreviewTool

    ResponseTool: TypeAlias = (
        CodeInterpreterTool
        | ComputerTool
        | ImageGenerationTool
        | LocalShellTool
        | ResponseFunctionTool
        | ResponseMcpTool
        | ResponseWebSearchPreviewTool
        | Unknown
    )
    """A tool of the request."""

read: Callable[[JsonValue], ResponseTool] = by_property(
    "type",
    {
        "code_interpreter": "CodeInterpreterTool",
        "computer_use_preview": "ComputerTool",
        "image_generation": "ImageGenerationTool",
        "local_shell": "LocalShellTool",
        "function": "ResponseFunctionTool",
        "mcp": "ResponseMcpTool",
        "web_search_preview": "ResponseWebSearchPreviewTool",
        "web_search_preview_2025_03_11": "ResponseWebSearchPreviewTool",
    },
)
"""Return a JSON value with the objects in it as models."""

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Return the alias, for code that needs it at run time. This loads the classes that it names."""
        if name != "ResponseTool":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from .. import models

        return (
            models.CodeInterpreterTool
            | models.ComputerTool
            | models.ImageGenerationTool
            | models.LocalShellTool
            | models.ResponseFunctionTool
            | models.ResponseMcpTool
            | models.ResponseWebSearchPreviewTool
            | Unknown
        )
