# Generated from contract.json. Do not edit.
"""Types of `openai.types.chat.parsed_chat_completion`."""

from aimlkit._models import ParsedChatCompletion, ParsedChoice
from aimlkit._models import ParsedMessage as ParsedChatCompletionMessage

__all__ = [
    "ParsedChatCompletion",
    "ParsedChatCompletionMessage",
    "ParsedChoice",
]
