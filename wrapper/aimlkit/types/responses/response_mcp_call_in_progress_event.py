# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_mcp_call_in_progress_event`."""

from aimlkit_api.models import ResponseMcpCallInProgressEvent

__all__ = [
    "ResponseMcpCallInProgressEvent",
]
