# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_text_done_event`."""

from aimlkit_api.models import ResponseTextDoneEvent
from aimlkit_api.models import TokenLogprob as Logprob
from aimlkit_api.models import TopLogprob as LogprobTopLogprob

__all__ = [
    "Logprob",
    "LogprobTopLogprob",
    "ResponseTextDoneEvent",
]
