# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_file_search_call_completed_event`."""

from aimlkit_api.models import ResponseFileSearchCallCompletedEvent

__all__ = [
    "ResponseFileSearchCallCompletedEvent",
]
