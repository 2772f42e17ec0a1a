# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.tool_choice_mcp_param`."""

from aimlkit_api.params import ToolChoiceTypesParam as ToolChoiceMcpParam

__all__ = [
    "ToolChoiceMcpParam",
]
