# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_mcp_call_failed_event`."""

from aimlkit_api.models import ResponseMcpCallFailedEvent

__all__ = [
    "ResponseMcpCallFailedEvent",
]
