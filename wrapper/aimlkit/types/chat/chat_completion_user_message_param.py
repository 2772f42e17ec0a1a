# Generated from contract.json. Do not edit.
"""Types of `openai.types.chat.chat_completion_user_message_param`."""

from aimlkit_api.params import ChatCompletionUserMessageParam

__all__ = [
    "ChatCompletionUserMessageParam",
]
