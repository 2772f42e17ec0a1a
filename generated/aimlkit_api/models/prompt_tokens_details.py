# Generated from contract.json. Do not edit.
from __future__ import annotations

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class PromptTokensDetails(Model):
    audio_tokens: int | None = UNSET
    cached_tokens: int | None = UNSET
    """The part of the prompt that was cached."""
