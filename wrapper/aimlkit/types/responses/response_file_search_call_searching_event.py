# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_file_search_call_searching_event`."""

from aimlkit_api.models import ResponseFileSearchCallSearchingEvent

__all__ = [
    "ResponseFileSearchCallSearchingEvent",
]
