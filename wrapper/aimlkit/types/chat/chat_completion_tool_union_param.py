# Generated from contract.json. Do not edit.
"""Types of `openai.types.chat.chat_completion_tool_union_param`."""

from aimlkit_api.params import ChatCompletionFunctionToolParam as ChatCompletionToolUnionParam

__all__ = [
    "ChatCompletionToolUnionParam",
]
