# Generated from contract.json. Do not edit.
"""Types of `openai.types.shared.all_models`."""

from typing import Literal, TypeAlias

__all__ = [
    "AllModels",
]

AllModels: TypeAlias = Literal["o3-mini", "openai/o3-pro"] | str
