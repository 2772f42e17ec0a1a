# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_reasoning_item`."""

from aimlkit_api.models import ResponseReasoningItem
from aimlkit_api.models import ResponseReasoningSummary as Summary

__all__ = [
    "ResponseReasoningItem",
    "Summary",
]
