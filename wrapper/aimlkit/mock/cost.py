"""The cost that AI/ML API reports in each response, computed from made-up prices."""

from collections.abc import Mapping

from aimlkit.mock.contract_facts import PropertyPath, set_property
from aimlkit.mock.json_types import JsonObject

CREDITS_PER_TOKEN = 2
CREDITS_PER_DOLLAR = 2_000_000


def add_cost(response: JsonObject, total_tokens: int, property_paths: Mapping[str, PropertyPath]) -> None:
    """Write the cost of `total_tokens` into `response`, at the properties that have a cost role.

    A contract without the roles `cost-usd` and `credits` gets responses without a cost.
    """
    credits_used = total_tokens * CREDITS_PER_TOKEN
    if path := property_paths.get("credits"):
        set_property(response, path, credits_used)
    if path := property_paths.get("cost-usd"):
        set_property(response, path, credits_used / CREDITS_PER_DOLLAR)
