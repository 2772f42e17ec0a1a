# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ..types import JsonValue, Unknown, by_keys, by_property

if TYPE_CHECKING:
    from collections.abc import Callable

    from .item_reference import ItemReference
    from .mcp_approval_response import McpApprovalResponse
    from .response_code_interpreter_tool_call import ResponseCodeInterpreterToolCall
    from .response_computer_tool_call import ResponseComputerToolCall
    from .response_computer_tool_call_output import ResponseComputerToolCallOutput
    from .response_file_search_tool_call import ResponseFileSearchToolCall
    from .response_function_call_output import ResponseFunctionCallOutput
    from .response_function_web_search import ResponseFunctionWebSearch
    from .response_image_generation_call import ResponseImageGenerationCall
    from .response_instruction_easy_message import ResponseInstructionEasyMessage
    from .response_instruction_message import ResponseInstructionMessage
    from .response_instruction_output_message import ResponseInstructionOutputMessage
    from .response_local_shell_call import ResponseLocalShellCall
    from .response_local_shell_call_output import ResponseLocalShellCallOutput
    from .response_mcp_approval_request import ResponseMcpApprovalRequest
    from .response_mcp_call import ResponseMcpCall
    from .response_mcp_list_tools import ResponseMcpListTools
    from .response_reasoning_item import ResponseReasoningItem

    OtherResponseInstruction: TypeAlias = (
        ItemReference
        | McpApprovalResponse
        | ResponseCodeInterpreterToolCall
        | ResponseComputerToolCall
        | ResponseComputerToolCallOutput
        | ResponseFileSearchToolCall
        | ResponseFunctionCallOutput
        | ResponseFunctionWebSearch
        | ResponseImageGenerationCall
        | ResponseInstructionEasyMessage
        | ResponseInstructionMessage
        | ResponseInstructionOutputMessage
        | ResponseLocalShellCall
        | ResponseLocalShellCallOutput
        | ResponseMcpApprovalRequest
        | ResponseMcpCall
        | ResponseMcpListTools
        | ResponseReasoningItem
        | Unknown
    )
    """The members of `ResponseInstruction` for which the client has no separate class."""

read: Callable[[JsonValue], OtherResponseInstruction] = by_property(
    "type",
    {
        "item_reference": "ItemReference",
        "mcp_approval_response": "McpApprovalResponse",
        "code_interpreter_call": "ResponseCodeInterpreterToolCall",
        "computer_call": "ResponseComputerToolCall",
        "computer_call_output": "ResponseComputerToolCallOutput",
        "file_search_call": "ResponseFileSearchToolCall",
        "function_call_output": "ResponseFunctionCallOutput",
        "web_search_call": "ResponseFunctionWebSearch",
        "image_generation_call": "ResponseImageGenerationCall",
        "message": by_property(
            "role", {"assistant": "ResponseInstructionOutputMessage"}, "ResponseInstructionEasyMessage"
        ),
        "local_shell_call": "ResponseLocalShellCall",
        "local_shell_call_output": "ResponseLocalShellCallOutput",
        "mcp_approval_request": "ResponseMcpApprovalRequest",
        "mcp_call": "ResponseMcpCall",
        "mcp_list_tools": "ResponseMcpListTools",
        "reasoning": "ResponseReasoningItem",
        None: by_keys({("content", "role"): "ResponseInstructionEasyMessage", ("id",): "ItemReference"}),
    },
)
"""Return a JSON value with the objects in it as models."""

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Return the alias, for code that needs it at run time. This loads the classes that it names."""
        if name != "OtherResponseInstruction":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from .. import models

        return (
            models.ItemReference
            | models.McpApprovalResponse
            | models.ResponseCodeInterpreterToolCall
            | models.ResponseComputerToolCall
            | models.ResponseComputerToolCallOutput
            | models.ResponseFileSearchToolCall
            | models.ResponseFunctionCallOutput
            | models.ResponseFunctionWebSearch
            | models.ResponseImageGenerationCall
            | models.ResponseInstructionEasyMessage
            | models.ResponseInstructionMessage
            | models.ResponseInstructionOutputMessage
            | models.ResponseLocalShellCall
            | models.ResponseLocalShellCallOutput
            | models.ResponseMcpApprovalRequest
            | models.ResponseMcpCall
            | models.ResponseMcpListTools
            | models.ResponseReasoningItem
            | Unknown
        )
