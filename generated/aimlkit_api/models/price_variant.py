# Generated from contract.json. Do not edit.
from __future__ import annotations

from attrs import define

from ..types import JsonValue, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class PriceVariant(Model):
    """The rate for a combination of request parameters."""

    per: float
    """The number of units that `price` is for."""
    price: float
    """The price of `per` units."""
    unit: str
    """The unit, such as "second"."""
    when: dict[str, JsonValue]
    """The values of the request parameters."""
