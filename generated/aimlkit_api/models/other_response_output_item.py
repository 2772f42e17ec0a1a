# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ..types import JsonValue, Unknown, by_property

if TYPE_CHECKING:
    from collections.abc import Callable

    from .response_code_interpreter_tool_call import ResponseCodeInterpreterToolCall
    from .response_computer_tool_call import ResponseComputerToolCall
    from .response_computer_tool_call_output import ResponseComputerToolCallOutput
    from .response_file_search_tool_call import ResponseFileSearchToolCall
    from .response_function_web_search import ResponseFunctionWebSearch
    from .response_image_generation_call import ResponseImageGenerationCall
    from .response_local_shell_call import ResponseLocalShellCall
    from .response_mcp_approval_request import ResponseMcpApprovalRequest
    from .response_mcp_call import ResponseMcpCall
    from .response_mcp_list_tools import ResponseMcpListTools
    from .response_reasoning_item import ResponseReasoningItem

    OtherResponseOutputItem: TypeAlias = (
        ResponseCodeInterpreterToolCall
        | ResponseComputerToolCall
        | ResponseComputerToolCallOutput
        | ResponseFileSearchToolCall
        | ResponseFunctionWebSearch
        | ResponseImageGenerationCall
        | ResponseLocalShellCall
        | ResponseMcpApprovalRequest
        | ResponseMcpCall
        | ResponseMcpListTools
        | ResponseReasoningItem
        | Unknown
    )
    """The members of `ResponseOutputItem` for which the client has no separate class."""

read: Callable[[JsonValue], OtherResponseOutputItem] = by_property(
    "type",
    {
        "code_interpreter_call": "ResponseCodeInterpreterToolCall",
        "computer_call": "ResponseComputerToolCall",
        "computer_call_output": "ResponseComputerToolCallOutput",
        "file_search_call": "ResponseFileSearchToolCall",
        "web_search_call": "ResponseFunctionWebSearch",
        "image_generation_call": "ResponseImageGenerationCall",
        "local_shell_call": "ResponseLocalShellCall",
        "mcp_approval_request": "ResponseMcpApprovalRequest",
        "mcp_call": "ResponseMcpCall",
        "mcp_list_tools": "ResponseMcpListTools",
        "reasoning": "ResponseReasoningItem",
    },
)
"""Return a JSON value with the objects in it as models."""

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Return the alias, for code that needs it at run time. This loads the classes that it names."""
        if name != "OtherResponseOutputItem":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from .. import models

        return (
            models.ResponseCodeInterpreterToolCall
            | models.ResponseComputerToolCall
            | models.ResponseComputerToolCallOutput
            | models.ResponseFileSearchToolCall
            | models.ResponseFunctionWebSearch
            | models.ResponseImageGenerationCall
            | models.ResponseLocalShellCall
            | models.ResponseMcpApprovalRequest
            | models.ResponseMcpCall
            | models.ResponseMcpListTools
            | models.ResponseReasoningItem
            | Unknown
        )
