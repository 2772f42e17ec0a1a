# Generated from contract.json. Do not edit.
"""Types of `openai.types.chat.create_chat_completion_request_message_param`."""

from aimlkit_api.params import ChatCompletionMessageParam as CreateChatCompletionRequestMessageParam

__all__ = [
    "CreateChatCompletionRequestMessageParam",
]
