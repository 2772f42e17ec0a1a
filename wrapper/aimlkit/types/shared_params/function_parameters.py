# Generated from contract.json. Do not edit.
"""Types of `openai.types.shared_params.function_parameters`."""

from collections.abc import Mapping
from typing import TypeAlias

__all__ = [
    "FunctionParameters",
]

FunctionParameters: TypeAlias = Mapping[str, object]
