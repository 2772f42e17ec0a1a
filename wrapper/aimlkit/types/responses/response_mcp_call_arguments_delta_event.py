# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_mcp_call_arguments_delta_event`."""

from aimlkit_api.models import ResponseMcpCallArgumentsDeltaEvent

__all__ = [
    "ResponseMcpCallArgumentsDeltaEvent",
]
