# Generated from contract.json. Do not edit.
from __future__ import annotations

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class CompletionTokensDetails(Model):
    accepted_prediction_tokens: int | None = UNSET
    audio_tokens: int | None = UNSET
    reasoning_tokens: int | None = UNSET
    """The tokens of the reasoning, which is not shown and is paid for."""
    rejected_prediction_tokens: int | None = UNSET
