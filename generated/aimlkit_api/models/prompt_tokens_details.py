# Generated from contract.json. Do not edit.
from __future__ import annotations

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class PromptTokensDetails(Model):
    """A breakdown of the tokens in the prompt."""

    audio_tokens: int | None = UNSET
    """Tokens of audio in the prompt."""
    cached_tokens: int | None = UNSET
    """Tokens of the prompt that were read from the cache."""
    cache_write_tokens: int | None = UNSET
    """None: this service does not document it."""
    image_tokens: int | None = UNSET
    """None: this service does not document it."""
    text_tokens: int | None = UNSET
    """None: this service does not document it."""
