# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_function_tool_call_param`."""

from aimlkit_api.params import ResponseFunctionToolCallInputParam as ResponseFunctionToolCallParam

__all__ = [
    "ResponseFunctionToolCallParam",
]
