# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_mcp_list_tools_completed_event`."""

from aimlkit_api.models import ResponseMcpListToolsCompletedEvent

__all__ = [
    "ResponseMcpListToolsCompletedEvent",
]
