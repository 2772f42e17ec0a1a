# Generated from contract.json. Do not edit.
from __future__ import annotations

from attrs import define

from ..types import UNSET, JsonValue, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseInputTokensDetails(Model):
    """A breakdown of the tokens in the input."""

    cached_tokens: int
    """Tokens of the input that were read from the cache."""
    cache_write_tokens: int | None = UNSET
    """None: this service does not document it."""
    cache_write_tokens_details: JsonValue = UNSET
    """None: this service does not document it."""
