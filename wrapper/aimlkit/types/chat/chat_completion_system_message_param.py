# Generated from contract.json. Do not edit.
"""Types of `openai.types.chat.chat_completion_system_message_param`."""

from aimlkit_api.params import ChatCompletionSystemMessageParam

__all__ = [
    "ChatCompletionSystemMessageParam",
]
