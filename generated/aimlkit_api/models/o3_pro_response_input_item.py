# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ..types import JsonValue, Unknown, by_keys, by_property

if TYPE_CHECKING:
    from collections.abc import Callable

    from .function_call_output import FunctionCallOutput
    from .item_reference import ItemReference
    from .mcp_approval_response import McpApprovalResponse
    from .mcp_list_tools_input import McpListToolsInput
    from .o3_pro_easy_input_message import O3ProEasyInputMessage
    from .o3_pro_response_function_web_search_input import O3ProResponseFunctionWebSearchInput
    from .o3_pro_response_input_message import O3ProResponseInputMessage
    from .response_function_tool_call_input import ResponseFunctionToolCallInput
    from .response_mcp_approval_request import ResponseMcpApprovalRequest
    from .response_mcp_call import ResponseMcpCall
    from .response_output_message_input import ResponseOutputMessageInput
    from .response_reasoning_item_input import ResponseReasoningItemInput

    O3ProResponseInputItem: TypeAlias = (
        FunctionCallOutput
        | ItemReference
        | McpApprovalResponse
        | McpListToolsInput
        | O3ProEasyInputMessage
        | O3ProResponseFunctionWebSearchInput
        | O3ProResponseInputMessage
        | ResponseFunctionToolCallInput
        | ResponseMcpApprovalRequest
        | ResponseMcpCall
        | ResponseOutputMessageInput
        | ResponseReasoningItemInput
        | Unknown
    )
    """An item of the model's input."""

read: Callable[[JsonValue], O3ProResponseInputItem] = by_property(
    "type",
    {
        "function_call_output": "FunctionCallOutput",
        "item_reference": "ItemReference",
        "mcp_approval_response": "McpApprovalResponse",
        "mcp_list_tools": "McpListToolsInput",
        "message": by_property(
            "role",
            {
                "user": "O3ProEasyInputMessage",
                "assistant": by_keys(
                    {("content", "id", "role", "type"): "ResponseOutputMessageInput"}, "O3ProEasyInputMessage"
                ),
                "system": "O3ProEasyInputMessage",
                "developer": "O3ProEasyInputMessage",
            },
            by_keys(
                {("content", "id", "role", "type"): "ResponseOutputMessageInput"}, "O3ProEasyInputMessage"
            ),
        ),
        "web_search_call": "O3ProResponseFunctionWebSearchInput",
        "function_call": "ResponseFunctionToolCallInput",
        "mcp_approval_request": "ResponseMcpApprovalRequest",
        "mcp_call": "ResponseMcpCall",
        "reasoning": "ResponseReasoningItemInput",
        None: by_property(
            "role",
            {
                "user": "O3ProEasyInputMessage",
                "assistant": "O3ProEasyInputMessage",
                "system": "O3ProEasyInputMessage",
                "developer": "O3ProEasyInputMessage",
                None: "ItemReference",
            },
        ),
    },
)
"""Return a JSON value with the objects in it as models."""

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Return the alias, for code that needs it at run time. This loads the classes that it names."""
        if name != "O3ProResponseInputItem":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from .. import models

        return (
            models.FunctionCallOutput
            | models.ItemReference
            | models.McpApprovalResponse
            | models.McpListToolsInput
            | models.O3ProEasyInputMessage
            | models.O3ProResponseFunctionWebSearchInput
            | models.O3ProResponseInputMessage
            | models.ResponseFunctionToolCallInput
            | models.ResponseMcpApprovalRequest
            | models.ResponseMcpCall
            | models.ResponseOutputMessageInput
            | models.ResponseReasoningItemInput
            | Unknown
        )
