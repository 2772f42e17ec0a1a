"""The cost that a response reports, at the property that the contract marks with the role `cost-usd`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aimlkit.mock.contract import ServedOperation


def cost_of(response: Any, operation: ServedOperation) -> float | None:
    """Return the cost of a response in US dollars; None if it reports none."""
    value = response
    for name in operation.cost_paths["cost-usd"]:
        if not isinstance(value, dict):
            return None
        value = value.get(name)
    return None if value is None else float(value)


def reported_cost(content: bytes, operation: ServedOperation) -> float | None:
    """Return the last cost in the text of a response, whole or streamed; None if there is none."""
    name = operation.cost_paths["cost-usd"][-1]
    costs = re.findall(rb'"%b"\s*:\s*([0-9.eE+-]+)' % re.escape(name).encode(), content)
    return float(costs[-1]) if costs else None
