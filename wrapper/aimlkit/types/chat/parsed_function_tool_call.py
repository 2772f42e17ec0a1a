# Generated from contract.json. Do not edit.
"""Types of `openai.types.chat.parsed_function_tool_call`."""

from aimlkit._models import ParsedFunction, ParsedFunctionToolCall

__all__ = [
    "ParsedFunction",
    "ParsedFunctionToolCall",
]
