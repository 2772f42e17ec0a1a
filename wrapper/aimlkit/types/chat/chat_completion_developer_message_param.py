# Generated from contract.json. Do not edit.
"""Types of `openai.types.chat.chat_completion_developer_message_param`."""

from aimlkit_api.params import ChatCompletionDeveloperMessageParam

__all__ = [
    "ChatCompletionDeveloperMessageParam",
]
