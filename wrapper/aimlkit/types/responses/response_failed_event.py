# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_failed_event`."""

from aimlkit_api.models import ResponseFailedEvent

__all__ = [
    "ResponseFailedEvent",
]
