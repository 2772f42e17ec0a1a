# Generated from contract.json. Do not edit.
from __future__ import annotations

from attrs import define

from ..types import Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class MetaUsage(Model):
    """The cost of a request."""

    credits_used: float
    """The cost in AI/ML API credits."""
    usd_spent: float
    """The cost in US dollars."""
