# Generated from contract.json. Do not edit.
"""Types of `openai.types.chat.chat_completion_token_logprob`."""

from aimlkit_api.models import TokenLogprob as ChatCompletionTokenLogprob
from aimlkit_api.models import TopLogprob

__all__ = [
    "ChatCompletionTokenLogprob",
    "TopLogprob",
]
