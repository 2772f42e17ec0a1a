# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_audio_transcript_done_event`."""

from aimlkit_api.models import ResponseAudioTranscriptDoneEvent

__all__ = [
    "ResponseAudioTranscriptDoneEvent",
]
