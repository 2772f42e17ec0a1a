# Generated from contract.json. Do not edit.
"""Types of `openai.types.chat.chat_completion_message_tool_call_param`."""

from aimlkit_api.params import (
    ChatCompletionMessageFunctionToolCallParam as ChatCompletionMessageToolCallParam,
)
from aimlkit_api.params import ChatCompletionToolCallFunctionParam as Function

__all__ = [
    "ChatCompletionMessageToolCallParam",
    "Function",
]
