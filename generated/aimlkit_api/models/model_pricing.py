# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import UNSET, ArrayOf, FieldReaders, Model

if TYPE_CHECKING:
    from .price_unit import PriceUnit
    from .price_variant import PriceVariant


@define(slots=False, kw_only=True, eq=False, repr=False)
class ModelPricing(Model):
    """The price of a model. Its `kind` decides which of the other fields it has."""

    currency: str | None = UNSET
    """The currency, such as "USD"."""
    dimensions: list[str] | None = UNSET
    """The request parameters that the rate depends on."""
    kind: Literal["fixed", "variants", "variable"] | str
    """"fixed": a rate per unit, in `units`. "variants": a rate per combination of request parameters, in
    `variants`. "variable": unknown before the request.
    """
    units: list[PriceUnit] | None = UNSET
    """The rates of a fixed price."""
    variants: list[PriceVariant] | None = UNSET
    """The rate of each combination of request parameters."""

    __field_readers__: ClassVar[FieldReaders] = {
        "units": ArrayOf("PriceUnit"),
        "variants": ArrayOf("PriceVariant"),
    }
