"""Compare two schemas of one type, apart from their subschemas: values, limits, formats."""

import math
from collections.abc import Iterator
from typing import TypeAlias

from scripts.common.documents import Object, as_list
from scripts.contract.open_enums import EXTENSIBLE_ENUM
from scripts.contract.schemas import UNSUPPORTED, canonical
from scripts.drift.alternatives import NEVER
from scripts.drift.changes import SchemaFinding
from scripts.drift.labels import format_value, format_values

#: Keywords for upper and lower limits, and the noun for the limited quantity in the names of rules.
UPPER_LIMITS = {"maxLength": "length", "maxItems": "size", "maxProperties": "size"}
LOWER_LIMITS = {"minLength": "length", "minItems": "size", "minProperties": "size"}
#: Keywords whose values cannot be ordered, and the noun for them in the names of rules.
UNORDERED = {"format": "format", "pattern": "pattern", "multipleOf": "multiple", "uniqueItems": "unique"}
#: Keywords whose effect only instances can show.
OPAQUE = (
    "allOf",
    "contains",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "dependentRequired",
    "dependentSchemas",
    "else",
    "if",
    "maxContains",
    "minContains",
    "not",
    "patternProperties",
    "propertyNames",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
    UNSUPPORTED,
)

#: A limit, and whether the limit itself is excluded. None if there is no limit.
Limit: TypeAlias = "tuple[float, bool] | None"


def compare_scalars(old: list[Object], new: list[Object]) -> Iterator[SchemaFinding]:
    """Compare the alternatives of one scalar type. No findings if one side has none: that is a difference of types."""
    if not old or not new:
        return
    before, after = _merge(old), _merge(new)
    unchanged = {canonical(schema) for schema in before} & {canonical(schema) for schema in after}
    before = [schema for schema in before if canonical(schema) not in unchanged]
    after = [schema for schema in after if canonical(schema) not in unchanged]
    for old_schema, new_schema in zip(before, after, strict=False):
        yield from _compare_values(old_schema, new_schema)
        yield from compare_keywords(old_schema, new_schema)
    for schema in before[len(after) :]:
        yield SchemaFinding("branch-removed", _scalar_label(schema), "", schema, NEVER)
    for schema in after[len(before) :]:
        yield SchemaFinding("branch-added", "", _scalar_label(schema), NEVER, schema)


def _merge(schemas: list[Object]) -> list[Object]:
    """Return equivalent schemas, but fewer: one if it allows every value, or one with all the enum values."""
    unrestricted = [schema for schema in schemas if set(schema) == {"type"}]
    if unrestricted:
        return [max(unrestricted, key=lambda schema: str(schema["type"]))]
    if len(schemas) > 1 and all(set(schema) == {"type", "enum"} for schema in schemas):
        return [{**schemas[0], "enum": [value for schema in schemas for value in as_list(schema["enum"])]}]
    return sorted(schemas, key=canonical)


def _scalar_label(schema: Object) -> str:
    values = as_list(schema.get("enum", schema.get(EXTENSIBLE_ENUM)))
    return format_values(values) if values else str(schema["type"])


def _compare_values(old: Object, new: Object) -> Iterator[SchemaFinding]:
    """Compare the values of a closed list (`enum`) or of an open one (`x-extensible-enum`)."""
    old_values = as_list(old.get("enum", old.get(EXTENSIBLE_ENUM)))
    new_values = as_list(new.get("enum", new.get(EXTENSIBLE_ENUM)))
    old_closed, new_closed = "enum" in old, "enum" in new
    old_texts = {canonical(value) for value in old_values}
    new_texts = {canonical(value) for value in new_values}
    removed = [value for value in old_values if canonical(value) not in new_texts] if new_values else []
    added = [value for value in new_values if canonical(value) not in old_texts] if old_values else []
    removed_enum: Object = {"enum": removed} if removed else NEVER
    added_enum: Object = {"enum": added} if added else NEVER
    removed_text, added_text = format_values(removed), format_values(added)
    if old_closed and new_closed and len(old_values) == len(new_values) == 1 and removed:
        yield SchemaFinding("value-changed", removed_text, added_text, removed_enum, added_enum)
        return
    if removed:
        rule = "value-removed" if new_closed else "known-removed"
        yield SchemaFinding(rule, removed_text, "", removed_enum, NEVER)
    if added:
        rule = "value-added" if old_closed else "known-added"
        yield SchemaFinding(rule, "", added_text, NEVER, added_enum)
    if old_closed and not new_closed and not added:
        yield SchemaFinding("values-opened", format_values(old_values), "", old, new)
    elif new_closed and not old_closed:
        yield SchemaFinding("values-closed", "", format_values(new_values), old, new)
    elif not old_closed and not new_closed and bool(old_values) != bool(new_values):
        rule = "known-added" if new_values else "known-removed"
        yield SchemaFinding(rule, format_values(old_values), format_values(new_values), old, new)


def compare_keywords(old: Object, new: Object) -> Iterator[SchemaFinding]:
    """Compare the limits, formats and other keywords of two schemas of one type."""
    for sign, limits in ((1, UPPER_LIMITS), (-1, LOWER_LIMITS)):
        for keyword, subject in limits.items():
            before, after = _count_limit(old, keyword), _count_limit(new, keyword)
            yield from _compare_limits(before, after, sign, subject, keyword, old, new)
    integers = old["type"] == new["type"] == "integer"
    for sign, keyword in ((1, "maximum"), (-1, "minimum")):
        before = _number_limit(old, sign, keyword, integers=integers)
        after = _number_limit(new, sign, keyword, integers=integers)
        yield from _compare_limits(before, after, sign, "bound", keyword, old, new)
    for keyword, subject in UNORDERED.items():
        old_value, new_value = old.get(keyword) or None, new.get(keyword) or None
        if old_value != new_value:
            action = "added" if old_value is None else "removed" if new_value is None else "changed"
            yield SchemaFinding(
                f"{subject}-{action}",
                "" if old_value is None else format_value(old_value),
                "" if new_value is None else format_value(new_value),
                old,
                new,
            )
    for keyword in OPAQUE:
        if canonical(old.get(keyword)) != canonical(new.get(keyword)):
            yield SchemaFinding("rule-changed", keyword, keyword, old, new)


def _count_limit(schema: Object, keyword: str) -> Limit:
    """Return the limit of a length or size. A lower limit of 0 counts as no limit."""
    value = schema.get(keyword)
    return (value, False) if isinstance(value, int) and (value or keyword in UPPER_LIMITS) else None


def _number_limit(schema: Object, sign: int, keyword: str, *, integers: bool) -> Limit:
    """Return the effective limit of `keyword` and its exclusive variant; for integers, the inclusive one."""
    limits: list[tuple[float, bool]] = []
    for name, excluded in ((keyword, False), (f"exclusive{keyword.capitalize()}", True)):
        value = schema.get(name)
        if isinstance(value, int | float):
            if integers and excluded and float(value).is_integer():
                limits.append((value - sign, False))
            else:
                limits.append((value, excluded))
    return min(limits, key=lambda limit: (sign * limit[0], not limit[1]), default=None)


def _compare_limits(
    before: Limit, after: Limit, sign: int, subject: str, keyword: str, old: Object, new: Object
) -> Iterator[SchemaFinding]:
    """Yield the difference of an upper limit (`sign` 1) or a lower limit (`sign` -1)."""

    def tightness(limit: Limit) -> tuple[float, bool]:
        return (-math.inf, False) if limit is None else (-sign * limit[0], limit[1])

    def text(limit: Limit) -> str:
        return "" if limit is None else f"{keyword} {limit[0]:g}" + (" (exclusive)" if limit[1] else "")

    if tightness(before) != tightness(after):
        action = "tightened" if tightness(after) > tightness(before) else "relaxed"
        yield SchemaFinding(f"{subject}-{action}", text(before), text(after), old, new)
