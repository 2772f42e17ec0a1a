# Generated from contract.json. Do not edit.
"""Types of `openai.types.shared_params.reasoning_effort`."""

from typing import Literal, TypeAlias

__all__ = [
    "ReasoningEffort",
]

ReasoningEffort: TypeAlias = Literal["low", "medium", "high"]
