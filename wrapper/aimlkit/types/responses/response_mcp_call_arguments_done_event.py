# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_mcp_call_arguments_done_event`."""

from aimlkit_api.models import ResponseMcpCallArgumentsDoneEvent

__all__ = [
    "ResponseMcpCallArgumentsDoneEvent",
]
