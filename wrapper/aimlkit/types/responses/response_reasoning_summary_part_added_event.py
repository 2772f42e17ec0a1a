# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_reasoning_summary_part_added_event`."""

from aimlkit_api.models import ResponseReasoningSummary as Part
from aimlkit_api.models import ResponseReasoningSummaryPartAddedEvent

__all__ = [
    "Part",
    "ResponseReasoningSummaryPartAddedEvent",
]
