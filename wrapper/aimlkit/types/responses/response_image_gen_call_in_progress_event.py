# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_image_gen_call_in_progress_event`."""

from aimlkit_api.models import ResponseImageGenCallInProgressEvent

__all__ = [
    "ResponseImageGenCallInProgressEvent",
]
