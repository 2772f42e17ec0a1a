# Generated from contract.json. Do not edit.
"""Types of `openai.types.shared.function_parameters`."""

from typing import TypeAlias

from aimlkit_api.types import JsonValue

__all__ = [
    "FunctionParameters",
]

FunctionParameters: TypeAlias = dict[str, JsonValue]
