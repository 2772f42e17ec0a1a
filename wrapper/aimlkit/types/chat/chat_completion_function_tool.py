# Generated from contract.json. Do not edit.
"""Types of `openai.types.chat.chat_completion_function_tool`."""

from aimlkit_api.models import ChatCompletionFunctionTool

__all__ = [
    "ChatCompletionFunctionTool",
]
