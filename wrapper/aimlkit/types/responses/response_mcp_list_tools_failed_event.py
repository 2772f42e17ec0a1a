# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_mcp_list_tools_failed_event`."""

from aimlkit_api.models import ResponseMcpListToolsFailedEvent

__all__ = [
    "ResponseMcpListToolsFailedEvent",
]
