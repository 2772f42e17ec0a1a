# Generated from contract.json. Do not edit.
from __future__ import annotations

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class PriceUnit(Model):
    """A rate of a fixed price."""

    measure: str | None = UNSET
    """What is counted in this unit, such as "output"."""
    name: str
    """The unit, such as "token"."""
    per: float
    """The number of units that `price` is for."""
    price: float
    """The price of `per` units."""
