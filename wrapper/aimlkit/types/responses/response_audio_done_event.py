# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_audio_done_event`."""

from aimlkit_api.models import ResponseAudioDoneEvent

__all__ = [
    "ResponseAudioDoneEvent",
]
