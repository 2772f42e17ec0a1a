# Generated from contract.json. Do not edit.
"""Types of `openai.types.chat.chat_completion_tool_message_param`."""

from aimlkit_api.params import ChatCompletionToolMessageParam

__all__ = [
    "ChatCompletionToolMessageParam",
]
