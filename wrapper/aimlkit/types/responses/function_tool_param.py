# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.function_tool_param`."""

from aimlkit_api.params import FunctionToolParam

__all__ = [
    "FunctionToolParam",
]
