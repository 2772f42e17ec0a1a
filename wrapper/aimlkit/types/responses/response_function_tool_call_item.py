# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_function_tool_call_item`."""

from aimlkit_api.models import ResponseFunctionToolCall as ResponseFunctionToolCallItem

__all__ = [
    "ResponseFunctionToolCallItem",
]
