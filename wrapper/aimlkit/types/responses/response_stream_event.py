# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_stream_event`."""

from aimlkit_api.models import ResponseStreamEvent

__all__ = [
    "ResponseStreamEvent",
]
