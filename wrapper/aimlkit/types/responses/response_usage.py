# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_usage`."""

from aimlkit_api.models import ResponseInputTokensDetails as InputTokensDetails
from aimlkit_api.models import ResponseOutputTokensDetails as OutputTokensDetails
from aimlkit_api.models import ResponseUsage

__all__ = [
    "InputTokensDetails",
    "OutputTokensDetails",
    "ResponseUsage",
]
