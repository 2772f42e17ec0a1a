# Generated from contract.json. Do not edit.
"""Types of `openai.types.chat.chat_completion_stream_options_param`."""

from aimlkit_api.params import ChatCompletionStreamSettingsParam as ChatCompletionStreamOptionsParam

__all__ = [
    "ChatCompletionStreamOptionsParam",
]
