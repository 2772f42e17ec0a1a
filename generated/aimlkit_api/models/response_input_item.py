# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ..types import JsonValue, Unknown, by_keys, by_property

if TYPE_CHECKING:
    from collections.abc import Callable

    from .easy_input_message import EasyInputMessage
    from .function_call_output import FunctionCallOutput
    from .item_reference import ItemReference
    from .mcp_approval_response import McpApprovalResponse
    from .mcp_list_tools_input import McpListToolsInput
    from .response_function_tool_call_input import ResponseFunctionToolCallInput
    from .response_input_message import ResponseInputMessage
    from .response_mcp_approval_request import ResponseMcpApprovalRequest
    from .response_mcp_call import ResponseMcpCall
    from .response_output_message_input import ResponseOutputMessageInput
    from .response_reasoning_item_input import ResponseReasoningItemInput

    ResponseInputItem: TypeAlias = (
        EasyInputMessage
        | FunctionCallOutput
        | ItemReference
        | McpApprovalResponse
        | McpListToolsInput
        | ResponseFunctionToolCallInput
        | ResponseInputMessage
        | ResponseMcpApprovalRequest
        | ResponseMcpCall
        | ResponseOutputMessageInput
        | ResponseReasoningItemInput
        | Unknown
    )
    """An item of the model's input."""

read: Callable[[JsonValue], ResponseInputItem] = by_property(
    "type",
    {
        "message": by_property(
            "role",
            {
                "user": "EasyInputMessage",
                "assistant": by_keys(
                    {("content", "id", "role", "type"): "ResponseOutputMessageInput"}, "EasyInputMessage"
                ),
                "system": "EasyInputMessage",
                "developer": "EasyInputMessage",
            },
            by_keys({("content", "id", "role", "type"): "ResponseOutputMessageInput"}, "EasyInputMessage"),
        ),
        "function_call_output": "FunctionCallOutput",
        "item_reference": "ItemReference",
        "mcp_approval_response": "McpApprovalResponse",
        "mcp_list_tools": "McpListToolsInput",
        "function_call": "ResponseFunctionToolCallInput",
        "mcp_approval_request": "ResponseMcpApprovalRequest",
        "mcp_call": "ResponseMcpCall",
        "reasoning": "ResponseReasoningItemInput",
        None: by_property(
            "role",
            {
                "user": "EasyInputMessage",
                "assistant": "EasyInputMessage",
                "system": "EasyInputMessage",
                "developer": "EasyInputMessage",
                None: "ItemReference",
            },
        ),
    },
)
"""Return a JSON value with the objects in it as models."""

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Return the alias, for code that needs it at run time. This loads the classes that it names."""
        if name != "ResponseInputItem":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from .. import models

        return (
            models.EasyInputMessage
            | models.FunctionCallOutput
            | models.ItemReference
            | models.McpApprovalResponse
            | models.McpListToolsInput
            | models.ResponseFunctionToolCallInput
            | models.ResponseInputMessage
            | models.ResponseMcpApprovalRequest
            | models.ResponseMcpCall
            | models.ResponseOutputMessageInput
            | models.ResponseReasoningItemInput
            | Unknown
        )
