# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_reasoning_summary_text_delta_event`."""

from aimlkit_api.models import ResponseReasoningSummaryTextDeltaEvent

__all__ = [
    "ResponseReasoningSummaryTextDeltaEvent",
]
