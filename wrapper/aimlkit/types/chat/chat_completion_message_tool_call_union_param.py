# Generated from contract.json. Do not edit.
"""Types of `openai.types.chat.chat_completion_message_tool_call_union_param`."""

from aimlkit_api.params import (
    ChatCompletionMessageFunctionToolCallParam as ChatCompletionMessageToolCallUnionParam,
)

__all__ = [
    "ChatCompletionMessageToolCallUnionParam",
]
