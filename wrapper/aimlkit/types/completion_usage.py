# Generated from contract.json. Do not edit.
"""Types of `openai.types.completion_usage`."""

from aimlkit_api.models import CompletionTokensDetails as CompletionTokensDetails
from aimlkit_api.models import CompletionUsage as CompletionUsage
from aimlkit_api.models import PromptTokensDetails as PromptTokensDetails

__all__ = [
    "CompletionTokensDetails",
    "CompletionUsage",
    "PromptTokensDetails",
]
