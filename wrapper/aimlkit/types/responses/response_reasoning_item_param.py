# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_reasoning_item_param`."""

from aimlkit_api.params import ResponseReasoningItemInputParam as ResponseReasoningItemParam
from aimlkit_api.params import ResponseReasoningSummaryParam as Summary

__all__ = [
    "ResponseReasoningItemParam",
    "Summary",
]
