# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.tool_choice_function`."""

from aimlkit_api.models import ToolChoiceFunction

__all__ = [
    "ToolChoiceFunction",
]
