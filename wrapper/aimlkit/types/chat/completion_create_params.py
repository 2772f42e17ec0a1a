# Generated from contract.json. Do not edit.
"""Types of `openai.types.chat.completion_create_params`."""

from aimlkit_api.params import ChatCompletionCreateParams as CompletionCreateParams
from aimlkit_api.params import ChatCompletionCreateParams as CompletionCreateParamsBase
from aimlkit_api.params import ChatCompletionCreateParams as CompletionCreateParamsNonStreaming
from aimlkit_api.params import ChatCompletionCreateParams as CompletionCreateParamsStreaming
from aimlkit_api.params import ChatCompletionResponseFormatParam as ResponseFormat

__all__ = [
    "CompletionCreateParams",
    "CompletionCreateParamsBase",
    "CompletionCreateParamsNonStreaming",
    "CompletionCreateParamsStreaming",
    "ResponseFormat",
]
