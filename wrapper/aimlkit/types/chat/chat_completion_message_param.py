# Generated from contract.json. Do not edit.
"""Types of `openai.types.chat.chat_completion_message_param`."""

from aimlkit_api.params import ChatCompletionMessageParam

__all__ = [
    "ChatCompletionMessageParam",
]
