# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_audio_transcript_delta_event`."""

from aimlkit_api.models import ResponseAudioTranscriptDeltaEvent

__all__ = [
    "ResponseAudioTranscriptDeltaEvent",
]
