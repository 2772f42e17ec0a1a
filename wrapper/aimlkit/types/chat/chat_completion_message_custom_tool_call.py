# Generated from contract.json. Do not edit.
"""Types of `openai.types.chat.chat_completion_message_custom_tool_call`."""

from aimlkit_api.models import ChatCompletionMessageCustomToolCall
from aimlkit_api.models import ChatCompletionToolCallCustom as Custom

__all__ = [
    "ChatCompletionMessageCustomToolCall",
    "Custom",
]
