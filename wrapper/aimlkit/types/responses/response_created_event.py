# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_created_event`."""

from aimlkit_api.models import ResponseCreatedEvent

__all__ = [
    "ResponseCreatedEvent",
]
