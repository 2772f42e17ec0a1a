# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_refusal_delta_event`."""

from aimlkit_api.models import ResponseRefusalDeltaEvent

__all__ = [
    "ResponseRefusalDeltaEvent",
]
