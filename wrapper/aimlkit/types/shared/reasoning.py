# Generated from contract.json. Do not edit.
"""Types of `openai.types.shared.reasoning`."""

from aimlkit_api.models import ResponseReasoning as Reasoning

__all__ = [
    "Reasoning",
]
