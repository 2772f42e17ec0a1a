"""The commands about the service: `aimlkit models` and `aimlkit balance`."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from aimlkit import AIMLAPI, omit
from aimlkit._json import json_array
from aimlkit._models import instance, instances
from aimlkit._options import API_KEY_VARIABLES
from aimlkit.cli._terminal import print_text
from aimlkit_api import models
from aimlkit_api.operations import LIST_MODELS

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Iterator, Mapping, Sequence


def add_common_arguments(command: ArgumentParser) -> None:
    """Add the arguments of all commands that send a request."""
    command.add_argument("--json", action="store_true", help="print the whole response as JSON")
    add_base_url(command)


def add_base_url(command: ArgumentParser) -> None:
    """Add the argument of all commands that use a server."""
    command.add_argument(
        "--base-url",
        metavar="URL",
        help="the address of the API (default: AIML_API_BASE, or the service)",
    )


def add_service_commands(add_parser: Callable[..., ArgumentParser]) -> None:
    """Add the parsers of the commands of this module."""
    listing = add_parser("models", help="list the models; needs no API key")
    listing.add_argument("ids", nargs="*", metavar="ID", help="the ID or an alias of a model (all models)")
    listing.add_argument(
        "--include",
        action="append",
        metavar="SECTION",
        help="pricing, modalities, capabilities or all; repeatable, or with commas between them",
    )
    add_common_arguments(listing)
    add_common_arguments(add_parser("balance", help="show the balance of the account"))


def _list_models(options: Namespace) -> None:
    ids = [name for text in options.ids for name in str(text).split(",")]
    sections: list[str] | None = options.include
    with _client(options, needs_key=LIST_MODELS.is_authenticated) as client:
        listed = client.models.list(id=ids or omit, include=sections or omit)
        for name in ids:
            if not any(name.casefold() in _names(model) for model in listed):
                # Raises the error for a name that matches no model.
                client.models.retrieve(name)
    if options.json:
        print(json.dumps(listed.to_dict(), indent=2))
        return
    rows = [_row(model) for model in listed]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        padded = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        print_text(padded.rstrip())
        print()


def _show_balance(options: Namespace) -> None:
    with _client(options, needs_key=True) as client:
        balance = client.balance()
    if options.json:
        print(json.dumps(balance.to_dict(), indent=2))
        return
    low = "low" if balance.lowBalance else "not low"
    lines = {
        "balance": f"{_quantity(balance.balance)} credits, {low} (below {_quantity(balance.lowBalanceThreshold)})",
        "status": f"{balance.status} ({balance.statusExplanation})",
        "top-up": f"{balance.autoDebitStatus}",
        "updated": f"{balance.lastUpdated}",
    }
    for label, text in lines.items():
        print_text(f"{label:8} {text}")
        print()


#: The commands of this module, by name.
SERVICE_COMMANDS: Mapping[str, Callable[[Namespace], None]] = {
    "models": _list_models,
    "balance": _show_balance,
}


def _client(options: Namespace, *, needs_key: bool) -> AIMLAPI:
    """Return a client; it sends no key if none is needed and none is set."""
    if needs_key or any(map(os.environ.get, API_KEY_VARIABLES)):
        return AIMLAPI(base_url=options.base_url)
    return AIMLAPI(api_key="none", base_url=options.base_url, default_headers={"authorization": omit})


def _names(model: models.CatalogueModel) -> set[str]:
    return {str(name).casefold() for name in (model.id, *(model.aliases or ()))}


def _row(model: models.CatalogueModel) -> Sequence[str]:
    """Return the cells of a line: the ID, the endpoint, and the sections that the request includes."""
    modalities = instance(model.modalities, models.ModelModalities)
    sections = [
        _price(model.pricing),
        f"{_joined(modalities.input)} to {_joined(modalities.output)}" if modalities else "",
        _joined(model.capabilities),
    ]
    return [str(model.id), str(model.type), *sections]


def _price(value: object) -> str:
    """Return a price as text, such as `input $1.1, output $4.4 per 1,000,000 token`."""
    pricing = instance(value, models.ModelPricing)
    if pricing is None:
        return ""
    rates = [*_rates(pricing)]
    return ", ".join(rates) if rates else str(pricing.kind)


def _rates(pricing: models.ModelPricing) -> Iterator[str]:
    currency = "$" if pricing.currency in (None, "USD") else f"{pricing.currency} "
    for unit in instances(pricing.units, models.PriceUnit):
        measure = f"{unit.measure} " if unit.measure else ""
        yield f"{measure}{currency}{unit.price} per {_quantity(unit.per)} {unit.name}"
    for variant in instances(pricing.variants, models.PriceVariant):
        yield f"{variant.when}: {currency}{variant.price} per {_quantity(variant.per)} {variant.unit}"


def _quantity(value: object) -> str:
    return f"{value:,}" if isinstance(value, int | float) else str(value)


def _joined(values: object) -> str:
    return ",".join(map(str, json_array(values) or ()))
