# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.tool_choice_types`."""

from aimlkit_api.models import ResponseToolChoiceTypes as ToolChoiceTypes

__all__ = [
    "ToolChoiceTypes",
]
