"""The cost that AI/ML API reports in each response, computed from made-up prices."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from aimlkit.mock.contract_facts import PropertyPath, get_property, set_property
from aimlkit.mock.http_response import Headers
from aimlkit.mock.json_types import JsonObject
from aimlkit.mock.mock_response import MockResponse

CREDITS_PER_TOKEN = 2
CREDITS_PER_DOLLAR = 2_000_000


def cost_of(total_tokens: int, mock_response: MockResponse | None) -> Mapping[str, float]:
    """Return the cost of a response by role: `cost-usd`, in US dollars, and `credits`.

    It is the one that `mock_response` sets, or else that of `total_tokens`. The mapping is empty if `mock_response` has
    no cost.
    """
    if mock_response and mock_response.without_cost:
        return {}
    credits_used = total_tokens * CREDITS_PER_TOKEN
    cost_usd = credits_used / CREDITS_PER_DOLLAR
    if mock_response and mock_response.cost_usd is not None:
        cost_usd = mock_response.cost_usd
        credits_used = round(cost_usd * CREDITS_PER_DOLLAR)
    return {"credits": credits_used, "cost-usd": cost_usd}


def add_cost(
    response: JsonObject, cost: Mapping[str, float], property_paths: Mapping[str, PropertyPath]
) -> None:
    """Write the cost into `response`, at the properties for it. The contract may describe none for a role."""
    for role, amount in cost.items():
        if path := property_paths.get(role):
            set_property(response, path, amount)


def cost_headers(cost: Mapping[str, float], header_names: Mapping[str, str]) -> Headers:
    """Return the headers with the cost; both mappings are by role."""
    return [
        (name.encode(), f"{Decimal(repr(cost[role])):f}".encode())
        for role, name in header_names.items()
        if role in cost
    ]


def with_cost_at_end(
    events: Iterable[JsonObject],
    response: JsonObject,
    property_paths: Mapping[str, PropertyPath],
    event_paths: Mapping[str, PropertyPath],
) -> Iterator[JsonObject]:
    """Yield the events of a stream, the last one with the cost in `response`; both mappings are by role."""
    last: JsonObject | None = None
    for event in events:
        if last is not None:
            yield last
        last = event
    if last is not None:
        for role, path in event_paths.items():
            cost = get_property(response, property_paths[role]) if role in property_paths else None
            if cost is not None:
                set_property(last, path, cost)
        yield last
