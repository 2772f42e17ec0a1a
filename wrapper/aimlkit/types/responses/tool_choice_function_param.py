# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.tool_choice_function_param`."""

from aimlkit_api.params import ToolChoiceFunctionParam

__all__ = [
    "ToolChoiceFunctionParam",
]
