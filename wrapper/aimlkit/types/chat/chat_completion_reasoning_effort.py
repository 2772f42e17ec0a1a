# Generated from contract.json. Do not edit.
"""Types of `openai.types.chat.chat_completion_reasoning_effort`."""

from typing import Literal, TypeAlias

__all__ = [
    "ChatCompletionReasoningEffort",
]

ChatCompletionReasoningEffort: TypeAlias = Literal["low", "medium", "high"]
