# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_error_event`."""

from aimlkit_api.models import ResponseErrorEvent

__all__ = [
    "ResponseErrorEvent",
]
