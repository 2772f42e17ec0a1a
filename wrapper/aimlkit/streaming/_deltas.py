"""Values that are streamed in deltas: undocumented fields are accumulated like documented ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, TypeGuard

from aimlkit.streaming._text import TextBuffer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: A value as accumulated so far: JSON, with a TextBuffer for each text that has grown.
AccumulatedValue: TypeAlias = object

# Fields that identify a value or state its type. Servers repeat them in each delta; all other texts are fragments.
_IDENTIFYING_FIELDS = frozenset({"format", "id", "index", "name", "role", "type"})

# Values below this depth are replaced, and not merged: JSON may be deeper than Python's stack.
_MAX_DEPTH = 20

# Only the last items of an array are searched for the one that grows.
_MAX_OPEN_ITEMS = 100


def accumulate(value: AccumulatedValue, delta: object, depth: int = 0) -> AccumulatedValue:
    """Return `value` with the JSON of a delta added to it; `value` may be changed, `delta` is not.

    Texts are concatenated, objects merged, numbers and booleans replaced; null adds nothing. The items of an array
    are merged with the item that has the same `index`, or else appended.
    """
    if delta is None:
        return value
    if isinstance(delta, str):
        return _concatenated(value, delta)
    if depth < _MAX_DEPTH and _is_object(delta):
        return _merged(value if _is_object(value) else {}, delta, depth)
    if depth < _MAX_DEPTH and _is_array(delta):
        return _extended(value if _is_array(value) else [], delta, depth)
    return delta


def to_jsonable(value: AccumulatedValue, depth: int = 0) -> object:
    """Return an accumulated value as JSON."""
    if isinstance(value, TextBuffer):
        return str(value)
    if depth < _MAX_DEPTH and _is_object(value):
        return {name: to_jsonable(item, depth + 1) for name, item in value.items()}
    if depth < _MAX_DEPTH and _is_array(value):
        return [to_jsonable(item, depth + 1) for item in value]
    return value


def _concatenated(value: AccumulatedValue, delta: str) -> AccumulatedValue:
    """Return a text that is longer by `delta`; only one that grows needs a buffer."""
    if isinstance(value, TextBuffer):
        value.append(delta)
        return value
    if not isinstance(value, str):
        return delta
    buffer = TextBuffer()
    buffer.append(value)
    buffer.append(delta)
    return buffer


def _merged(
    fields: dict[str, AccumulatedValue], delta: Mapping[str, object], depth: int
) -> dict[str, AccumulatedValue]:
    for name, field_delta in delta.items():
        known = fields.get(name)
        if name in _IDENTIFYING_FIELDS and isinstance(field_delta, str):
            fields[name] = field_delta or known or ""
        else:
            fields[name] = accumulate(known, field_delta, depth + 1)
    return fields


def _extended(items: list[AccumulatedValue], delta: Sequence[object], depth: int) -> list[AccumulatedValue]:
    for item in delta:
        position = _position_of(item, items)
        if position is None:
            items.append(accumulate(None, item, depth + 1))
        else:
            items[position] = accumulate(items[position], item, depth + 1)
    return items


def _position_of(delta: object, items: Sequence[AccumulatedValue]) -> int | None:
    """Return the position of the item with the `index` of a delta, unless that is one of another type."""
    if not _is_object(delta) or not isinstance(index := delta.get("index"), int):
        return None
    for position in range(len(items) - 1, max(len(items) - _MAX_OPEN_ITEMS, 0) - 1, -1):
        item = items[position]
        if _is_object(item) and item.get("index") == index:
            same_type = None in (item.get("type"), delta.get("type")) or item["type"] == delta["type"]
            return position if same_type else None
    return None


def _is_object(value: object) -> TypeGuard[dict[str, object]]:
    return isinstance(value, dict)


def _is_array(value: object) -> TypeGuard[list[object]]:
    return isinstance(value, list)
