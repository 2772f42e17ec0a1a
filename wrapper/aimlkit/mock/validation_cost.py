"""The cost of validating a value: references let a small schema have the effect of an enormous one."""

from collections.abc import Callable, Iterator
from typing import Any, cast

from aimlkit.mock.work_budget import LimitExceeded

MAX_EVALUATIONS = 1_000_000  # of schemas, for one value

# Keywords whose schemas apply to the same value as the schema that has them.
_LISTS = ("allOf", "anyOf", "oneOf")
_SCHEMAS = ("not", "if", "then", "else")


def evaluations_per_value(schema: Any, resolve: Callable[[str], Any]) -> int:
    """Return how many schemas the most expensive part of `schema` applies to one value.

    `resolve` returns the schema of a reference, or raises LookupError. Raises LimitExceeded for references that lead
    back to themselves.
    """
    costs: dict[int, int] = {}
    return max((_cost(node, resolve, costs, set()) for node in _objects(schema)), default=0)


def _cost(
    schema: dict[str, Any], resolve: Callable[[str], Any], costs: dict[int, int], ancestors: set[int]
) -> int:
    key = id(schema)
    if key in costs:
        return costs[key]
    if key in ancestors:
        raise LimitExceeded("the same schema for the same value again and again")
    ancestors.add(key)
    cost = 1 + sum(_cost(part, resolve, costs, ancestors) for part in _parts(schema, resolve))
    ancestors.discard(key)
    costs[key] = cost
    return cost


def _parts(schema: dict[str, Any], resolve: Callable[[str], Any]) -> Iterator[dict[str, Any]]:
    """Yield the schemas that apply to the same value as `schema`."""
    parts: list[Any] = [schema.get(name) for name in _SCHEMAS]
    for name in _LISTS:
        if isinstance(schema.get(name), list):
            parts += schema[name]
    if isinstance(schema.get("dependentSchemas"), dict):
        parts += schema["dependentSchemas"].values()
    for name in ("$ref", "$dynamicRef"):
        if isinstance(schema.get(name), str):
            try:
                parts.append(resolve(schema[name]))
            except (LookupError, TypeError, ValueError):
                continue  # The validator reports it, or resolves it by an anchor.
    for part in parts:
        if isinstance(part, dict):
            yield cast("dict[str, Any]", part)


def _objects(schema: Any) -> Iterator[dict[str, Any]]:
    """Yield all objects in a JSON value."""
    remaining: list[object] = [schema]
    while remaining:
        node = remaining.pop()
        if isinstance(node, dict):
            objects = cast("dict[str, Any]", node)
            yield objects
            remaining += objects.values()
        elif isinstance(node, list):
            remaining += cast("list[object]", node)
