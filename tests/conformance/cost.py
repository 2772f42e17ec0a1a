"""The cost that a response reports, at the properties and headers that the contract marks for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from aimlkit.mock.contract import packaged_contract

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import schemathesis

    from aimlkit.mock.contract import ServedOperation


def cost_of(value: Any, paths: Mapping[str, Sequence[str]], role: str = "cost-usd") -> float | None:
    """Return the cost in a response or an event, in US dollars or in credits; None if it reports none."""
    if role not in paths:
        return None
    for name in paths[role]:
        if not isinstance(value, dict):
            return None
        value = value.get(name)
    return None if value is None else float(value)


def cost_in_headers(response: schemathesis.Response) -> tuple[float | None, float | None]:
    """Return the cost in US dollars and in credits that the headers of a response report."""
    names = packaged_contract().cost_headers
    usd, credits_used = (
        float(values[0]) if (values := response.headers.get(names[role])) else None
        for role in ("cost-usd", "credits")
    )
    return usd, credits_used


def reported_cost(content: bytes, operation: ServedOperation) -> float | None:
    """Return the last cost in the text of a response, whole or streamed; None if there is none."""
    if "cost-usd" not in operation.cost_paths:
        return None
    name = operation.cost_paths["cost-usd"][-1]
    costs = re.findall(rb'"%b"\s*:\s*([0-9.eE+-]+)' % re.escape(name).encode(), content)
    return float(costs[-1]) if costs else None
