# Generated from contract.json. Do not edit.
"""Types of `openai.types.chat.chat_completion_message_tool_call`."""

from typing import TypeAlias

from aimlkit_api import models
from aimlkit_api.models import ChatCompletionMessageFunctionToolCall as ChatCompletionMessageToolCall
from aimlkit_api.models import ChatCompletionToolCallFunction as Function
from aimlkit_api.types import Unknown

__all__ = [
    "ChatCompletionMessageToolCall",
    "ChatCompletionMessageToolCallUnion",
    "Function",
]

ChatCompletionMessageToolCallUnion: TypeAlias = (
    models.ChatCompletionMessageCustomToolCall | models.ChatCompletionMessageFunctionToolCall | Unknown
)
