# Generated from contract.json. Do not edit.
from __future__ import annotations

from attrs import define

from ..types import Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseOutputTokensDetails(Model):
    """A breakdown of the generated tokens."""

    reasoning_tokens: int
    """Tokens generated for reasoning. They are billed as output, although no message contains them."""
