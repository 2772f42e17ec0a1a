# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_image_gen_call_partial_image_event`."""

from aimlkit_api.models import ResponseImageGenCallPartialImageEvent

__all__ = [
    "ResponseImageGenCallPartialImageEvent",
]
