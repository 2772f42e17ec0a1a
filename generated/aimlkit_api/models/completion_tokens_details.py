# Generated from contract.json. Do not edit.
from __future__ import annotations

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class CompletionTokensDetails(Model):
    """A breakdown of the generated tokens."""

    accepted_prediction_tokens: int | None = UNSET
    """Predicted output tokens that appear in the completion."""
    audio_tokens: int | None = UNSET
    """Tokens of generated audio."""
    reasoning_tokens: int | None = UNSET
    """Tokens generated for reasoning. They are billed as output, although the message does not contain
    them.
    """
    rejected_prediction_tokens: int | None = UNSET
    """Tokens of the predicted output that do not appear in the completion. They are billed nonetheless."""
    text_tokens: int | None = UNSET
    """None: this service does not document it."""
