# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.service_tier`."""

from typing import TypeAlias

__all__ = [
    "ServiceTier",
]

ServiceTier: TypeAlias = str
