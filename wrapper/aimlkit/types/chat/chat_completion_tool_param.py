# Generated from contract.json. Do not edit.
"""Types of `openai.types.chat.chat_completion_tool_param`."""

from aimlkit_api.params import ChatCompletionFunctionToolParam as ChatCompletionToolParam
from aimlkit_api.params import FunctionDefinitionParam as FunctionDefinition

__all__ = [
    "ChatCompletionToolParam",
    "FunctionDefinition",
]
