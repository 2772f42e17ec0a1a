# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_mcp_call_completed_event`."""

from aimlkit_api.models import ResponseMcpCallCompletedEvent

__all__ = [
    "ResponseMcpCallCompletedEvent",
]
