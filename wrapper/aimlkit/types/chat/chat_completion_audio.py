# Generated from contract.json. Do not edit.
"""Types of `openai.types.chat.chat_completion_audio`."""

from aimlkit_api.models import ChatCompletionAudio

__all__ = [
    "ChatCompletionAudio",
]
