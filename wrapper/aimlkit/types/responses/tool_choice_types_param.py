# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.tool_choice_types_param`."""

from aimlkit_api.params import ToolChoiceTypesParam

__all__ = [
    "ToolChoiceTypesParam",
]
