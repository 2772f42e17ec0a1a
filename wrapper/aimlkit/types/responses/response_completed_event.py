# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_completed_event`."""

from aimlkit_api.models import ResponseCompletedEvent

__all__ = [
    "ResponseCompletedEvent",
]
