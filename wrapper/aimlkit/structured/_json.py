"""Types of JSON data, and type guards for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias, TypeGuard

Json: TypeAlias = Any
"""JSON data as plain Python data: a string, a number, True, False, None, a list or a dictionary."""

JsonObject: TypeAlias = Mapping[str, Json]

JsonSchema: TypeAlias = dict[str, Json]
"""A JSON Schema that is an object (`True` and `False` are also schemas)."""


def is_object(value: object) -> TypeGuard[dict[str, object]]:
    """Return whether JSON data is an object."""
    return isinstance(value, dict)


def is_array(value: object) -> TypeGuard[list[object]]:
    """Return whether JSON data is an array."""
    return isinstance(value, list)


def is_mapping(value: object) -> TypeGuard[JsonObject]:
    """Return whether a value that a user passed can be read as a JSON object."""
    return isinstance(value, Mapping)
