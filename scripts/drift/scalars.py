"""What differs between two schemas of one type, beside the schemas in them: values, limits, formats."""

import math
from collections.abc import Iterator
from typing import TypeAlias

from scripts.common.documents import Object, as_list
from scripts.contract.open_enums import EXTENSIBLE_ENUM
from scripts.contract.schemas import canonical
from scripts.drift.alternatives import NEVER
from scripts.drift.changes import Finding
from scripts.drift.words import value_in_words, values_in_words

#: Limits from above and from below, each with what it limits.
UPPER = {"maxLength": "length", "maxItems": "size", "maxProperties": "size"}
LOWER = {"minLength": "length", "minItems": "size", "minProperties": "size"}
#: Keywords that are what they are: another value is another rule.
PLAIN = {"format": "format", "pattern": "pattern", "multipleOf": "multiple", "uniqueItems": "unique"}
#: Keywords that only instances can judge.
OPAQUE = (
    "allOf",
    "contains",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "dependentSchemas",
    "else",
    "if",
    "not",
    "patternProperties",
    "propertyNames",
    "then",
)


def scalars(old: list[Object], new: list[Object]) -> Iterator[Finding]:
    """The differences of the alternatives of one type that is neither an object nor an array."""
    mine, others = _merged(old), _merged(new)
    texts = {canonical(one) for one in mine} & {canonical(one) for one in others}
    mine = [one for one in mine if canonical(one) not in texts]
    others = [one for one in others if canonical(one) not in texts]
    if not old or not new:
        return  # That is a matter of types.
    for one, other in zip(mine, others, strict=False):
        yield from _values(one, other)
        yield from keywords(one, other)
    for one in mine[len(others) :]:
        yield Finding("branch-removed", _scalar_label(one), "", one, NEVER)
    for one in others[len(mine) :]:
        yield Finding("branch-added", "", _scalar_label(one), NEVER, one)


def _merged(schemas: list[Object]) -> list[Object]:
    """The same in as few schemas as say it: one that allows everything, or one list of all values."""
    free = [one for one in schemas if set(one) == {"type"}]
    if free:
        return [max(free, key=lambda one: str(one["type"]))]
    if len(schemas) > 1 and all(set(one) == {"type", "enum"} for one in schemas):
        return [{**schemas[0], "enum": [value for one in schemas for value in as_list(one["enum"])]}]
    return sorted(schemas, key=canonical)


def _scalar_label(schema: Object) -> str:
    values = as_list(schema.get("enum", schema.get(EXTENSIBLE_ENUM)))
    return values_in_words(values) if values else str(schema["type"])


def _values(old: Object, new: Object) -> Iterator[Finding]:
    """The values that came and went, of a list that is closed or of one that says what is known."""
    mine, others = (
        as_list(old.get("enum", old.get(EXTENSIBLE_ENUM))),
        as_list(new.get("enum", new.get(EXTENSIBLE_ENUM))),
    )
    closed = "enum" in old, "enum" in new
    seen, there = {canonical(one) for one in mine}, {canonical(one) for one in others}
    gone = [one for one in mine if canonical(one) not in there] if others else []
    come = [one for one in others if canonical(one) not in seen] if mine else []
    leaf_old: Object = {"enum": gone} if gone else NEVER
    leaf_new: Object = {"enum": come} if come else NEVER
    texts = values_in_words(gone), values_in_words(come)
    if all(closed) and len(mine) == len(others) == 1 and gone:
        yield Finding("value-changed", *texts, leaf_old, leaf_new)
        return
    if gone:
        yield Finding("value-removed" if closed[1] else "known-removed", texts[0], "", leaf_old, NEVER)
    if come:
        yield Finding("value-added" if closed[0] else "known-added", "", texts[1], NEVER, leaf_new)
    if closed[0] and not closed[1] and not come:
        yield Finding("values-opened", values_in_words(mine), "", old, new)
    elif closed[1] and not closed[0]:
        yield Finding("values-closed", "", values_in_words(others), old, new)
    elif not any(closed) and bool(mine) != bool(others):
        kind = "known-added" if others else "known-removed"
        yield Finding(kind, values_in_words(mine), values_in_words(others), old, new)


#: A limit, and whether it is itself beyond what is allowed.
Limit: TypeAlias = "tuple[float, bool] | None"


def keywords(old: Object, new: Object) -> Iterator[Finding]:
    """The differences of what two schemas of one type say of all their values."""
    for sign, counts in ((1, UPPER), (-1, LOWER)):
        for keyword, limited in counts.items():
            before, after = _count(old, keyword), _count(new, keyword)
            yield from _limit(before, after, sign, (limited, keyword), old, new)
    whole = old["type"] == new["type"] == "integer"
    for sign, keyword in ((1, "maximum"), (-1, "minimum")):
        before, after = _bound(old, sign, keyword, whole=whole), _bound(new, sign, keyword, whole=whole)
        yield from _limit(before, after, sign, ("bound", keyword), old, new)
    for keyword, subject in PLAIN.items():
        was, now = old.get(keyword) or None, new.get(keyword) or None
        if was != now:
            how = "added" if was is None else "removed" if now is None else "changed"
            texts = ["" if one is None else value_in_words(one) for one in (was, now)]
            yield Finding(f"{subject}-{how}", texts[0], texts[1], old, new)
    for keyword in OPAQUE:
        if canonical(old.get(keyword)) != canonical(new.get(keyword)):
            yield Finding("rule-changed", keyword, keyword, old, new)


def _count(schema: Object, keyword: str) -> Limit:
    value = schema.get(keyword)
    # At least none says nothing.
    return (value, False) if isinstance(value, int) and (value or keyword in UPPER) else None


def _bound(schema: Object, sign: int, keyword: str, *, whole: bool) -> Limit:
    """The bound that counts, of two ways to write one; between whole numbers, one that is allowed itself."""
    found: list[tuple[float, bool]] = []
    for written, beyond in ((keyword, False), (f"exclusive{keyword.capitalize()}", True)):
        value = schema.get(written)
        if isinstance(value, int | float):
            is_next = whole and beyond and float(value).is_integer()
            found.append((value - sign, False) if is_next else (value, beyond))
    return min(found, key=lambda one: (sign * one[0], not one[1]), default=None)


def _limit(
    was: Limit, now: Limit, sign: int, names: tuple[str, str], old: Object, new: Object
) -> Iterator[Finding]:
    """The difference of a limit from above (`sign` is 1) or from below (-1)."""
    limited, keyword = names

    def tightness(limit: Limit) -> tuple[float, bool]:
        return (-math.inf, False) if limit is None else (-sign * limit[0], limit[1])

    def text(limit: Limit) -> str:
        return "" if limit is None else f"{keyword} {limit[0]:g}" + (", itself excluded" if limit[1] else "")

    if tightness(was) != tightness(now):
        how = "tightened" if tightness(now) > tightness(was) else "relaxed"
        yield Finding(f"{limited}-{how}", text(was), text(now), old, new)
