# Generated from contract.json. Do not edit.
"""Types of `openai.types.chat.chat_completion_content_part_text_param`."""

from aimlkit_api.params import ChatCompletionContentPartTextParam

__all__ = [
    "ChatCompletionContentPartTextParam",
]
