# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.tool_choice_options`."""

from typing import Literal, TypeAlias

__all__ = [
    "ToolChoiceOptions",
]

ToolChoiceOptions: TypeAlias = Literal["none", "auto", "required"]
