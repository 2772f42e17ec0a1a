# Generated from contract.json. Do not edit.
"""Types of `openai.types.completion_usage`."""

from aimlkit_api.models import CompletionTokensDetails, CompletionUsage, PromptTokensDetails

__all__ = [
    "CompletionTokensDetails",
    "CompletionUsage",
    "PromptTokensDetails",
]
