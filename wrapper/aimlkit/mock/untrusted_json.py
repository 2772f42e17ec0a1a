"""JSON from another server, in which any value may be missing or have another type."""

from typing import cast

from aimlkit.mock.json_types import JsonObject


def as_object(value: object) -> JsonObject:
    """Return a value that is an object; an empty object in place of any other."""
    return cast("JsonObject", value) if isinstance(value, dict) else {}


def as_objects(value: object) -> list[JsonObject]:
    """Return the objects in a value that is a list; nothing if it is none."""
    return [as_object(item) for item in cast("list[object]", value)] if isinstance(value, list) else []


def as_text(value: object) -> str:
    """Return a value that is text; empty text in place of any other."""
    return value if isinstance(value, str) else ""
