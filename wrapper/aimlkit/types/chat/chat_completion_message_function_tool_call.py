# Generated from contract.json. Do not edit.
"""Types of `openai.types.chat.chat_completion_message_function_tool_call`."""

from aimlkit_api.models import ChatCompletionMessageFunctionToolCall
from aimlkit_api.models import ChatCompletionToolCallFunction as Function

__all__ = [
    "ChatCompletionMessageFunctionToolCall",
    "Function",
]
