"""Estimates of the cost of a response, from its usage and the prices of the catalogue."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from attrs import field, frozen

from aimlkit._exceptions import PriceUnknownError
from aimlkit._json import is_one_of
from aimlkit._models import instance, instances, text_or_none
from aimlkit_api import models
from aimlkit_api.operations import TOKEN_MEASURES, VALUES
from aimlkit_api.types import Model

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aimlkit._token_counts import TokenCounts


@frozen
class CostEstimate:
    """The cost of a response, estimated from the number of its tokens and the prices of the catalogue."""

    model: str
    """The ID of the model in the catalogue."""
    cost_usd: float
    """The cost in US dollars."""
    parts: Mapping[str, float]
    """The part of the cost by the measure of the rate, such as `input`, in US dollars."""
    not_counted: tuple[str, ...] = field(default=())
    """The rates that the catalogue has in addition, such as those for images; the estimate lacks their cost."""


def count_tokens(usage: object) -> TokenCounts:
    """Return the numbers of tokens in the usage of a response of any API. Raises TypeError if it is none."""
    from aimlkit.endpoints._registry import ENDPOINTS  # noqa: PLC0415 - slow to import

    fields: object = usage.to_dict() if isinstance(usage, Model) else usage
    if isinstance(fields, dict):
        for endpoint in ENDPOINTS:
            counts = endpoint.token_counts(cast("Mapping[str, object]", fields))
            if counts is not None:
                return counts
    raise TypeError("usage must be the `usage` of a response, as an object or a dictionary")


def estimate_cost(counts: TokenCounts, model: models.CatalogueModel) -> CostEstimate:
    """Return the cost of `counts` tokens at the prices of a model. Raises PriceUnknownError."""
    name = text_or_none(model.id) or "the model"
    rates, not_counted = _token_rates(_fixed_price(model, name), name)
    quantities = counts.by_type(frozenset(rates))
    for token_type, quantity in quantities.items():
        if quantity and token_type not in rates:
            raise PriceUnknownError(
                f"the catalogue states no price for the {token_type} tokens of {name}", name
            )
    # Decimal, because a rate such as 0.15 for 1,000,000 tokens is not a binary fraction.
    parts = {
        token_type: rates[token_type] * Decimal(str(quantity))
        for token_type, quantity in quantities.items()
        if token_type in rates
    }
    total = float(sum(parts.values()))
    return CostEstimate(
        name, total, {token_type: float(part) for token_type, part in parts.items()}, not_counted
    )


def _fixed_price(model: models.CatalogueModel, name: str) -> models.ModelPricing:
    """Return the price of a model. Raises PriceUnknownError if it is not a fixed one in US dollars."""
    pricing = instance(model.pricing, models.ModelPricing)
    if pricing is None:
        raise PriceUnknownError(f"the catalogue states no price for {name}", name)
    if is_one_of(pricing.kind, VALUES.price_variants):
        dimensions = ", ".join(map(str, pricing.dimensions or ())) or "the request"
        raise PriceUnknownError(f"the price of {name} depends on {dimensions}, not on its usage alone", name)
    if not is_one_of(pricing.kind, VALUES.fixed_price):
        kind = text_or_none(pricing.kind) or "of an unknown type"
        raise PriceUnknownError(f"the price of {name} is {kind}: it is not known in advance", name)
    if pricing.currency is not None and not is_one_of(pricing.currency, VALUES.price_currency):
        raise PriceUnknownError(f"the price of {name} is in {pricing.currency}, not in US dollars", name)
    return pricing


def _token_rates(pricing: models.ModelPricing, name: str) -> tuple[dict[str, Decimal], tuple[str, ...]]:
    """Return the price of one token by the type of token, and the names of the other rates.

    Raises PriceUnknownError if there is none, or if there are several for the same tokens.
    """
    rates: dict[str, Decimal] = {}
    others: list[str] = []
    for unit in instances(pricing.units, models.PriceUnit):
        measure = text_or_none(unit.measure)
        token_types = _token_types(measure) if is_one_of(unit.name, VALUES.price_unit) else []
        if not token_types:
            others.append(measure or str(unit.name))
        for token_type in token_types:
            if token_type in rates:
                raise PriceUnknownError(
                    f"the catalogue states several prices for the {token_type} tokens of {name}", name
                )
            rates[token_type] = _price_of_one(unit, name)
    if not rates:
        raise PriceUnknownError(f"the catalogue states no price per token for {name}", name)
    return rates, tuple(others)


def _token_types(measure: str | None) -> list[str]:
    """Return the types of tokens that a measure counts: all without a measure, and none if it is unknown."""
    if measure is None:
        return ["input", "output"]
    token_type = TOKEN_MEASURES.get(measure.casefold())
    return [token_type] if token_type else []


def _price_of_one(unit: models.PriceUnit, name: str) -> Decimal:
    """Return the price of one unit: `price` is that of `per` units."""
    price, per = _number(unit.price), _number(unit.per)
    if price is None or not per:
        raise PriceUnknownError(f"the catalogue states no usable price for {name}", name)
    return price / per


def _number(value: object) -> Decimal | None:
    """Return a number that is finite and not negative; None for any other value."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < math.inf:
        return None
    return Decimal(str(value))
