# Generated from contract.json. Do not edit.
"""Types of `openai.types.chat.chat_completion_message_function_tool_call_param`."""

from aimlkit_api.params import ChatCompletionMessageFunctionToolCallParam
from aimlkit_api.params import ChatCompletionToolCallFunctionParam as Function

__all__ = [
    "ChatCompletionMessageFunctionToolCallParam",
    "Function",
]
