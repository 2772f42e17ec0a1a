# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_reasoning_text_done_event`."""

from aimlkit_api.models import ResponseReasoningTextDoneEvent

__all__ = [
    "ResponseReasoningTextDoneEvent",
]
