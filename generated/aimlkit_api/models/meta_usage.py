# Generated from contract.json. Do not edit.
from __future__ import annotations

from attrs import define

from ..types import Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class MetaUsage(Model):
    """What an answer cost."""

    credits_used: float
    """In the provider's credits."""
    usd_spent: float
    """In US dollars."""
