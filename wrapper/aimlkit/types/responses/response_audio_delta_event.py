# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_audio_delta_event`."""

from aimlkit_api.models import ResponseAudioDeltaEvent

__all__ = [
    "ResponseAudioDeltaEvent",
]
