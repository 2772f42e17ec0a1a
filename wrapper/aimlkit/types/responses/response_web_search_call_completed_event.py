# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_web_search_call_completed_event`."""

from aimlkit_api.models import ResponseWebSearchCallCompletedEvent

__all__ = [
    "ResponseWebSearchCallCompletedEvent",
]
