"""What a JSON Schema is made of, and how to go through one without mistaking a property for a keyword."""

import json
from collections.abc import Callable, Iterator
from typing import TypeAlias

from scripts.common.documents import Json, Object, as_list, as_object

Steps: TypeAlias = tuple[str | int, ...]

#: Keywords whose value is one schema.
SINGLE = (
    "additionalProperties",
    "contains",
    "contentSchema",
    "else",
    "if",
    "items",
    "not",
    "propertyNames",
    "then",
)
#: Keywords whose value is a list of schemas.
LISTED = ("allOf", "anyOf", "oneOf", "prefixItems")
#: Keywords whose value maps names to schemas.
MAPPED = ("dependentSchemas", "patternProperties", "properties")
#: The unions.
UNIONS = ("anyOf", "oneOf")
#: Keywords that say how to use a schema, and nothing about which values are valid.
NOTES = ("default", "deprecated", "description", "readOnly", "writeOnly")

REFERENCE = "#/components/schemas/"
NULL: Object = {"type": "null"}


def children(schema: Object) -> Iterator[tuple[Steps, Json]]:
    """Every schema directly inside `schema`, with the steps that lead to it."""
    for keyword, value in schema.items():
        if keyword in SINGLE:
            yield (keyword,), value
        elif keyword in LISTED and isinstance(value, list):
            for index, child in enumerate(value):
                yield (keyword, index), child
        elif keyword in MAPPED and isinstance(value, dict):
            for name, child in value.items():
                yield (keyword, name), child


def with_children(schema: Object, change: Callable[[Json, Steps], Json]) -> Object:
    """A copy of `schema` with `change(child, steps)` in place of every schema directly inside it."""
    copy = dict(schema)
    for keyword, value in schema.items():
        if keyword in SINGLE:
            copy[keyword] = change(value, (keyword,))
        elif keyword in LISTED and isinstance(value, list):
            copy[keyword] = [change(child, (keyword, index)) for index, child in enumerate(value)]
        elif keyword in MAPPED and isinstance(value, dict):
            copy[keyword] = {name: change(child, (keyword, name)) for name, child in value.items()}
    return copy


def canonical(schema: Json) -> str:
    """One text for one meaning: key order, and the order of what is a set, make no difference."""

    def ordered(node: Json, keyword: str | None) -> Json:
        if isinstance(node, dict):
            return {key: ordered(value, None if keyword in MAPPED else key) for key, value in node.items()}
        if isinstance(node, list):
            items = [ordered(item, None) for item in node]
            return sorted(items, key=_text) if keyword in _SETS else items
        return node

    return _text(ordered(schema, None))


_SETS = ("allOf", "anyOf", "enum", "oneOf", "required", "type", "x-extensible-enum")


def _text(node: Json) -> str:
    return json.dumps(node, sort_keys=True, separators=(",", ":"))


def types_of(schema: Object) -> list[str]:
    """The types that `schema` names; empty when it names none."""
    value = schema.get("type")
    return [value] if isinstance(value, str) else [str(name) for name in as_list(value)]


def properties_of(schema: Json) -> dict[str, Object]:
    """The properties of an object schema; empty for anything else."""
    properties = as_object(as_object(schema).get("properties"))
    return {name: child for name, child in properties.items() if isinstance(child, dict)}


def branches_of(schema: Json) -> list[Object]:
    """The branches of a union, the null branch aside; empty when `schema` is none."""
    return [
        branch
        for keyword in UNIONS
        for branch in as_list(as_object(schema).get(keyword))
        if isinstance(branch, dict) and branch != NULL
    ]


def required_of(schema: Json) -> set[str]:
    """The names of the properties that an object schema requires."""
    return {str(name) for name in as_list(as_object(schema).get("required"))}


def values_of(schema: Json) -> list[Json]:
    """The only values that `schema` allows, by const or enum; empty when it does not list them."""
    given = as_object(schema)
    return [given["const"]] if "const" in given else as_list(given.get("enum"))


def is_object(schema: Json) -> bool:
    """Whether `schema` is an object with properties of its own: what gets a name."""
    return bool(properties_of(schema))


def target_of(schema: Json) -> str | None:
    """The name of the component that `schema` refers to, if it does."""
    reference = as_object(schema).get("$ref")
    return reference.removeprefix(REFERENCE) if isinstance(reference, str) else None
