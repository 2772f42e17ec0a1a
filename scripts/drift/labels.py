"""Locations, values and types as short text. They come from untrusted documents, so all are made printable."""

import json
from collections.abc import Iterable

from scripts.common.documents import Json, Object
from scripts.common.errors import printable
from scripts.common.sources import Operation
from scripts.contract.schema_paths import api_name_of
from scripts.drift.alternatives import TYPES
from scripts.drift.changes import Step

#: Separates the steps of a location.
SEPARATOR = " › "
#: How many values or names are listed; the rest is counted.
LISTED = 12


def operation_labels(operations: Iterable[Operation]) -> dict[Operation, str]:
    """Return the label of each operation: `chat`, or `POST /chat/completions` if that label is taken.

    Of several operations with the same label, the one with the longest path gets it; the others are its older paths.
    """
    labels: dict[Operation, str] = {}
    by_length = sorted(operations, key=lambda one: (-len(one.path), one.path, one.method))
    for operation in by_length:
        short = api_name_of(operation).label.split(".")[0]
        labels[operation] = printable(operation if not short or short in labels.values() else short)
    return labels


def format_location(start: str, steps: Iterable[Step], name: str = "", tag: str = "") -> str:
    """Return the location that `steps` lead to from `start`, such as `chat request › messages[](user) › content`.

    `name` is a property at the end of the steps, `tag` the branch of a union there.
    """
    parts = [start]
    for step in steps:
        _append_tag(parts, step.tag)
        match step.key:
            case ("properties", property_name):
                parts.append(printable(property_name))
            case ("prefixItems", index):
                parts[-1] += f"[{index}]"
            case ("items",):
                parts[-1] += "[]"
            case _:
                parts[-1] += "{}"
    _append_tag(parts, tag)
    return SEPARATOR.join([*parts, printable(name)] if name else parts)


def _append_tag(parts: list[str], tag: str) -> None:
    if tag:
        parts[-1] += f"({printable(tag)})"


def format_value(value: Json) -> str:
    """Return `value` as JSON, shortened."""
    return printable(json.dumps(value, ensure_ascii=False, sort_keys=True))


def format_values(values: list[Json]) -> str:
    """Return the values as JSON, separated by commas; after the first ones, how many more there are."""
    listed = ", ".join(format_value(value) for value in values[:LISTED])
    return listed if len(values) <= LISTED else f"{listed} and {len(values) - LISTED:,} more"


def format_names(names: list[str]) -> str:
    """Return the names, separated by commas, shortened with an ellipsis."""
    return ", ".join(printable(name) for name in names[:LISTED]) + (" …" if len(names) > LISTED else "")


def format_types(alternatives: list[Object]) -> str:
    """Return the types of a schema's alternatives, such as `string or array`; `any type` if all are allowed."""
    names = sorted({str(one["type"]) for one in alternatives})
    if set(names) >= set(TYPES):
        return "any type"
    return " or ".join([*(name for name in names if name != "null"), *(["null"] if "null" in names else [])])
