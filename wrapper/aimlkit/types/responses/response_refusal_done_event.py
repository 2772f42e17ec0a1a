# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_refusal_done_event`."""

from aimlkit_api.models import ResponseRefusalDoneEvent

__all__ = [
    "ResponseRefusalDoneEvent",
]
