# Generated from contract.json. Do not edit.
"""Types of `openai.types.chat.chat_completion_chunk`."""

from aimlkit_api.models import ChatCompletionChunk as ChatCompletionChunk
from aimlkit_api.models import ChatCompletionChunkChoice as Choice
from aimlkit_api.models import ChoiceDelta as ChoiceDelta
from aimlkit_api.models import ChoiceDeltaToolCall as ChoiceDeltaToolCall
from aimlkit_api.models import ChoiceDeltaToolCallFunction as ChoiceDeltaToolCallFunction
from aimlkit_api.models import ChoiceLogprobs as ChoiceLogprobs

__all__ = [
    "ChatCompletionChunk",
    "Choice",
    "ChoiceDelta",
    "ChoiceDeltaToolCall",
    "ChoiceDeltaToolCallFunction",
    "ChoiceLogprobs",
]
