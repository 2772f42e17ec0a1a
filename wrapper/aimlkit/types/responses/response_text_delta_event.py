# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_text_delta_event`."""

from aimlkit_api.models import ResponseTextDeltaEvent
from aimlkit_api.models import TokenLogprob as Logprob
from aimlkit_api.models import TopLogprob as LogprobTopLogprob

__all__ = [
    "Logprob",
    "LogprobTopLogprob",
    "ResponseTextDeltaEvent",
]
