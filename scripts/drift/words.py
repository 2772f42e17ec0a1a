"""Places, schemas and values in a few words. They come from documents: each is printable and short."""

import json
from collections.abc import Iterable

from scripts.common.documents import Json, Object
from scripts.common.errors import printable
from scripts.common.sources import Operation
from scripts.contract.schema_paths import family_of
from scripts.drift.alternatives import TYPES
from scripts.drift.changes import Step

#: Between the steps of a place.
INTO = " › "
#: Of so many values the first ones are named.
NAMED = 12


def labels_of(operations: Iterable[Operation]) -> dict[Operation, str]:
    """What each operation is called: `chat`, or `POST /chat/completions` where another is called so.

    Of several the one with the longest path has the short name: the others are its older names.
    """
    labels: dict[Operation, str] = {}
    for one in sorted(operations, key=lambda one: (-len(one.path), one.path, one.method)):
        short = family_of(one).label.split(".")[0]
        labels[one] = printable(one if not short or short in labels.values() else short)
    return labels


def place_of(start: str, steps: Iterable[Step], name: str = "", tag: str = "") -> str:
    """The place that `steps` lead to from `start`; `name` is a property there, `tag` a branch."""
    words = [start]
    for step in steps:
        _tagged(words, step.tag)
        match step.key:
            case ("properties", property_name):
                words.append(printable(property_name))
            case ("prefixItems", index):
                words[-1] += f"[{index}]"
            case ("items",):
                words[-1] += "[]"
            case _:
                words[-1] += "{}"
    _tagged(words, tag)
    return INTO.join([*words, printable(name)] if name else words)


def _tagged(words: list[str], tag: str) -> None:
    if tag:
        words[-1] += f"({printable(tag)})"


def value_in_words(value: Json) -> str:
    """The value as JSON, cut short."""
    return printable(json.dumps(value, ensure_ascii=False, sort_keys=True))


def values_in_words(values: list[Json]) -> str:
    """Each value as JSON, with a comma between."""
    named = ", ".join(value_in_words(value) for value in values[:NAMED])
    return named if len(values) <= NAMED else f"{named} and {len(values) - NAMED:,} more"


def names_in_words(names: list[str]) -> str:
    """The names, with a comma between."""
    return ", ".join(printable(name) for name in names[:NAMED]) + (" …" if len(names) > NAMED else "")


def types_in_words(alternatives: list[Object]) -> str:
    """The types of a schema's alternatives: `string or array`."""
    names = sorted({str(one["type"]) for one in alternatives})
    if set(names) >= set(TYPES):
        return "anything"
    return " or ".join([*(name for name in names if name != "null"), *(["null"] if "null" in names else [])])
