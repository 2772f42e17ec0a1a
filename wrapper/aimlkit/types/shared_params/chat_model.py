# Generated from contract.json. Do not edit.
"""Types of `openai.types.shared_params.chat_model`."""

from typing import Literal, TypeAlias

__all__ = [
    "ChatModel",
]

ChatModel: TypeAlias = Literal["o3-mini"] | str
