# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_image_gen_call_generating_event`."""

from aimlkit_api.models import ResponseImageGenCallGeneratingEvent

__all__ = [
    "ResponseImageGenCallGeneratingEvent",
]
