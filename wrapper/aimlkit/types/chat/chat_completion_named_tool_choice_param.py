# Generated from contract.json. Do not edit.
"""Types of `openai.types.chat.chat_completion_named_tool_choice_param`."""

from aimlkit_api.params import ChatCompletionNamedFunctionParam as Function
from aimlkit_api.params import ChatCompletionNamedToolChoiceParam

__all__ = [
    "ChatCompletionNamedToolChoiceParam",
    "Function",
]
