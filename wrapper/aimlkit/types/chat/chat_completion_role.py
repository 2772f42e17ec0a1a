# Generated from contract.json. Do not edit.
"""Types of `openai.types.chat.chat_completion_role`."""

from typing import Literal, TypeAlias

__all__ = [
    "ChatCompletionRole",
]

ChatCompletionRole: TypeAlias = Literal["assistant", "developer", "system", "tool", "user"]
