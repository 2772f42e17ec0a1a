# Generated from contract.json. Do not edit.
"""Types of `openai.types.chat.chat_completion_function_tool_param`."""

from aimlkit_api.params import ChatCompletionFunctionToolParam

__all__ = [
    "ChatCompletionFunctionToolParam",
]
