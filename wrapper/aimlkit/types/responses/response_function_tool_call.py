# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_function_tool_call`."""

from aimlkit_api.models import ResponseFunctionToolCall

__all__ = [
    "ResponseFunctionToolCall",
]
