# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_in_progress_event`."""

from aimlkit_api.models import ResponseInProgressEvent

__all__ = [
    "ResponseInProgressEvent",
]
