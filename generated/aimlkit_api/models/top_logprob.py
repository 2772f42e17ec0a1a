# Generated from contract.json. Do not edit.
from __future__ import annotations

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class TopLogprob(Model):
    """A likely token at some position, with its log probability."""

    bytes: list[int] | None = UNSET
    """The UTF-8 bytes of the token. Null if it has none."""
    logprob: float
    """The natural logarithm of the token's probability."""
    token: str
    """The token."""
