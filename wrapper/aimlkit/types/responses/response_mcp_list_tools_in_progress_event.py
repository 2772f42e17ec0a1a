# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_mcp_list_tools_in_progress_event`."""

from aimlkit_api.models import ResponseMcpListToolsInProgressEvent

__all__ = [
    "ResponseMcpListToolsInProgressEvent",
]
