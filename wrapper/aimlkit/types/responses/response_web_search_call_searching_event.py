# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_web_search_call_searching_event`."""

from aimlkit_api.models import ResponseWebSearchCallSearchingEvent

__all__ = [
    "ResponseWebSearchCallSearchingEvent",
]
