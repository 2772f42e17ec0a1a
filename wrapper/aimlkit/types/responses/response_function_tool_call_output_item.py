# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_function_tool_call_output_item`."""

from aimlkit_api.models import ResponseFunctionCallOutput as ResponseFunctionToolCallOutputItem

__all__ = [
    "ResponseFunctionToolCallOutputItem",
]
