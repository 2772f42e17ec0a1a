# Generated from contract.json. Do not edit.
"""Types of `openai.types.chat.chat_completion_tool_choice_option_param`."""

from typing import Literal, TypeAlias

from aimlkit_api import params

__all__ = [
    "ChatCompletionToolChoiceOptionParam",
]

ChatCompletionToolChoiceOptionParam: TypeAlias = (
    params.ChatCompletionNamedToolChoiceParam | Literal["none", "auto", "required"]
)
