# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_reasoning_summary_text_done_event`."""

from aimlkit_api.models import ResponseReasoningSummaryTextDoneEvent

__all__ = [
    "ResponseReasoningSummaryTextDoneEvent",
]
