# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_image_gen_call_completed_event`."""

from aimlkit_api.models import ResponseImageGenCallCompletedEvent

__all__ = [
    "ResponseImageGenCallCompletedEvent",
]
