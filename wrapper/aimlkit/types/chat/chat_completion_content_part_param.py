# Generated from contract.json. Do not edit.
"""Types of `openai.types.chat.chat_completion_content_part_param`."""

from typing import TypeAlias

from aimlkit_api import params

__all__ = [
    "ChatCompletionContentPartParam",
]

ChatCompletionContentPartParam: TypeAlias = (
    params.ChatCompletionContentPartTextParam | params.ResponseOutputRefusalParam
)
