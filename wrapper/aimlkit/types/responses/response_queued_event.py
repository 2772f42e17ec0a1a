# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_queued_event`."""

from aimlkit_api.models import ResponseQueuedEvent

__all__ = [
    "ResponseQueuedEvent",
]
