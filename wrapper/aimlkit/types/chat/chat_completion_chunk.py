# Generated from contract.json. Do not edit.
"""Types of `openai.types.chat.chat_completion_chunk`."""

from aimlkit_api.models import (
    ChatCompletionChunk,
    ChoiceDelta,
    ChoiceDeltaToolCall,
    ChoiceDeltaToolCallFunction,
    ChoiceLogprobs,
)
from aimlkit_api.models import ChatCompletionChunkChoice as Choice

__all__ = [
    "ChatCompletionChunk",
    "Choice",
    "ChoiceDelta",
    "ChoiceDeltaToolCall",
    "ChoiceDeltaToolCallFunction",
    "ChoiceLogprobs",
]
