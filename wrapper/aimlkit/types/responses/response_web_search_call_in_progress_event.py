# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_web_search_call_in_progress_event`."""

from aimlkit_api.models import ResponseWebSearchCallInProgressEvent

__all__ = [
    "ResponseWebSearchCallInProgressEvent",
]
