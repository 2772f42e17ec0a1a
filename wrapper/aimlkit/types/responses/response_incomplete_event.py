# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_incomplete_event`."""

from aimlkit_api.models import ResponseIncompleteEvent

__all__ = [
    "ResponseIncompleteEvent",
]
