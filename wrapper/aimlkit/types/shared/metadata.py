# Generated from contract.json. Do not edit.
"""Types of `openai.types.shared.metadata`."""

from typing import TypeAlias

from aimlkit_api.types import JsonValue

__all__ = [
    "Metadata",
]

Metadata: TypeAlias = dict[str, JsonValue]
