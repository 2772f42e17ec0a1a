# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseAudioTranscriptDeltaEvent(Model):
    """A fragment of the audio's transcript was generated."""

    delta: str
    """The fragment, to be appended to the transcript."""
    sequence_number: int
    """The position of the event in the stream."""
    type: Literal["response.audio.transcript.delta"]
