"""Read and traverse JSON Schemas without mistaking the name of a property for a keyword."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from scripts.common.documents import Json, Object, as_list, as_object

#: The keys and indices that lead from a node to one inside it.
Steps: TypeAlias = tuple[str | int, ...]

#: Keywords whose value is one schema.
SCHEMA_KEYWORDS = (
    "additionalProperties",
    "contains",
    "contentSchema",
    "else",
    "if",
    "items",
    "not",
    "propertyNames",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
)
#: Keywords whose value is a list of schemas.
SCHEMA_LIST_KEYWORDS = ("allOf", "anyOf", "oneOf", "prefixItems")
#: Keywords whose value maps names to schemas.
SCHEMA_MAP_KEYWORDS = ("dependentSchemas", "patternProperties", "properties")
#: Keywords whose value lists the branches of a union.
UNIONS = ("anyOf", "oneOf")
#: Annotation keywords: they do not affect which values are valid.
ANNOTATIONS = ("default", "deprecated", "description", "readOnly", "writeOnly")

#: The extension that replaces the unsupported keywords of a schema, or keys of another object: a digest of the value of each.
UNSUPPORTED = "x-unsupported"

#: The request property that names the model; it discriminates between request shapes.
MODEL = "model"

#: The start of every reference to a named schema.
REFERENCE = "#/components/schemas/"
NULL: Object = {"type": "null"}


def children(schema: Object) -> Iterator[tuple[Steps, Json]]:
    """Yield every schema directly inside `schema`, with the steps that lead to it."""
    for keyword, value in schema.items():
        if keyword in SCHEMA_KEYWORDS:
            yield (keyword,), value
        elif keyword in SCHEMA_LIST_KEYWORDS and isinstance(value, list):
            for index, child in enumerate(value):
                yield (keyword, index), child
        elif keyword in SCHEMA_MAP_KEYWORDS and isinstance(value, dict):
            for name, child in value.items():
                yield (keyword, name), child


def with_children(schema: Object, replace: Callable[[Json, Steps], Json]) -> Object:
    """Return a copy of `schema` with `replace(child, steps)` in place of every schema directly inside it."""
    copy = dict(schema)
    for keyword, value in schema.items():
        if keyword in SCHEMA_KEYWORDS:
            copy[keyword] = replace(value, (keyword,))
        elif keyword in SCHEMA_LIST_KEYWORDS and isinstance(value, list):
            copy[keyword] = [replace(child, (keyword, index)) for index, child in enumerate(value)]
        elif keyword in SCHEMA_MAP_KEYWORDS and isinstance(value, dict):
            copy[keyword] = {name: replace(child, (keyword, name)) for name, child in value.items()}
    return copy


def canonical(schema: Json) -> str:
    """Return `schema` as JSON text that ignores the order of keys and of lists that stand for sets."""
    return _canonical(schema, None)


def _canonical(node: Json, keyword: str | None) -> str:
    """Return the canonical text of `node`, the value of `keyword`; None if it is no keyword that has the value."""
    if isinstance(node, dict):
        names_only = keyword in SCHEMA_MAP_KEYWORDS
        members = [
            f"{compact_json(key)}:{_canonical(value, None if names_only else key)}"
            for key, value in sorted(node.items())
        ]
        return f"{{{','.join(members)}}}"
    if isinstance(node, list):
        items = [_canonical(item, None) for item in node]
        return f"[{','.join(sorted(items) if keyword in _SET_KEYWORDS else items)}]"
    return compact_json(node)


_SET_KEYWORDS = frozenset({"allOf", "anyOf", "enum", "oneOf", "required", "type", "x-extensible-enum"})


def compact_json(node: Json) -> str:
    """Return `node` as JSON text that depends on its value only: equal values have equal texts, and true is not 1."""
    return _COMPACT.encode(node)


#: Made once: json.dumps would make an encoder for each of the many texts.
_COMPACT = json.JSONEncoder(sort_keys=True, separators=(",", ":"))


def digest(value: Json) -> str:
    """Return a short digest of `value`, which ignores the order that `canonical` ignores."""
    return hashlib.sha256(canonical(value).encode(errors="replace")).hexdigest()[:12]


def unique_values(values: Iterable[Json]) -> list[Json]:
    """Return the values, each once, in the order of their first occurrence. Whole numbers have to be integers."""
    unique: dict[str, Json] = {}
    for value in values:
        unique.setdefault(compact_json(value), value)
    return list(unique.values())


def types_of(schema: Object) -> list[str]:
    """Return the types that `schema` names; empty if it names none."""
    value = schema.get("type")
    return [value] if isinstance(value, str) else [str(name) for name in as_list(value)]


def properties_of(schema: Json) -> dict[str, Object]:
    """Return the properties of an object schema; empty for any other schema."""
    properties = as_object(as_object(schema).get("properties"))
    return {name: child for name, child in properties.items() if isinstance(child, dict)}


def branches_of(schema: Json) -> list[Object]:
    """Return the branches of a union except the null branch; empty if `schema` is not a union."""
    return [
        branch
        for keyword in UNIONS
        for branch in as_list(as_object(schema).get(keyword))
        if isinstance(branch, dict) and branch != NULL
    ]


def required_of(schema: Json) -> set[str]:
    """Return the names of the properties that an object schema requires."""
    return {str(name) for name in as_list(as_object(schema).get("required"))}


def values_of(schema: Json) -> list[Json]:
    """Return the values that `schema` lists by const or enum; empty if it lists none."""
    facts = as_object(schema)
    return [facts["const"]] if "const" in facts else as_list(facts.get("enum"))


def is_object(schema: Json) -> bool:
    """Return whether `schema` is an object with named properties; only such an object gets a name."""
    return bool(properties_of(schema))


def target_of(schema: Json) -> str | None:
    """Return the name of the component that `schema` refers to, or None if it is not a reference."""
    reference = as_object(schema).get("$ref")
    return reference.removeprefix(REFERENCE) if isinstance(reference, str) else None
