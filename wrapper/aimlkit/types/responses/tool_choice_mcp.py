# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.tool_choice_mcp`."""

from aimlkit_api.models import ResponseToolChoiceTypes as ToolChoiceMcp

__all__ = [
    "ToolChoiceMcp",
]
