# Generated from contract.json. Do not edit.
"""Types of `openai.types.chat.chat_completion`."""

from aimlkit._models import ChatCompletion
from aimlkit_api.models import ChatCompletionChoice as Choice
from aimlkit_api.models import ChoiceLogprobs

__all__ = [
    "ChatCompletion",
    "Choice",
    "ChoiceLogprobs",
]
