# Generated from contract.json. Do not edit.
"""Types of `openai.types.chat.chat_completion_assistant_message_param`."""

from aimlkit_api.params import ChatCompletionAssistantMessageParam
from aimlkit_api.params import ChatCompletionContentPartTextParam as ContentArrayOfContentPart

__all__ = [
    "ChatCompletionAssistantMessageParam",
    "ContentArrayOfContentPart",
]
