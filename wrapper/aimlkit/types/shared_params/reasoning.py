# Generated from contract.json. Do not edit.
"""Types of `openai.types.shared_params.reasoning`."""

from aimlkit_api.params import ReasoningParam as Reasoning

__all__ = [
    "Reasoning",
]
