# Generated from contract.json. Do not edit.
"""Types of `openai.types.chat.chat_completion_content_part_text`."""

from aimlkit_api.models import ChatCompletionContentPartText

__all__ = [
    "ChatCompletionContentPartText",
]
