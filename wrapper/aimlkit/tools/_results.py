"""Results of tools, as text for the model."""

from __future__ import annotations

import json
import math
from collections.abc import Collection
from typing import cast

import attrs

from aimlkit.structured import MissingPydanticError
from aimlkit.structured._json import is_mapping
from aimlkit_api.types import Model

# The depth below which the parts of a result without a JSON form are converted by `str()`.
_MAX_DEPTH = 100

_BINARY_TYPES: tuple[type[object], ...] = (bytes, bytearray, memoryview)


def tool_result_text(result: object) -> str:
    """Return a tool's result as text for the model: a string unchanged, everything else as JSON.

    In addition to JSON's own types, results may contain attrs classes, responses of this client, collections, and all
    types that pydantic serializes: models, dataclasses, enums, dates, decimals, UUIDs, paths; also as keys. NaN and
    infinity become the strings "NaN", "Infinity" and "-Infinity"; in models of pydantic, their configuration decides.
    Other values are converted by `str()`, and so is each part that has no JSON form, such as a list inside itself.

    Raises MissingPydanticError if pydantic is needed and not installed, and whatever the `str()` of a value raises.
    """
    if isinstance(result, str):
        return result
    try:
        return json.dumps(result, ensure_ascii=False, allow_nan=False, default=_to_jsonable)
    except (TypeError, ValueError, RecursionError):
        return json.dumps(_part_to_jsonable(result, ()), ensure_ascii=False, allow_nan=False)


def _part_to_jsonable(value: object, containers: tuple[int, ...]) -> object:
    """Return a part of a result as JSON data; `containers` are the ids of the objects that contain it."""
    if isinstance(value, float):
        return value if math.isfinite(value) else json.dumps(value)
    if value is None or isinstance(value, str | int):
        return value
    if id(value) in containers or len(containers) >= _MAX_DEPTH:
        return str(value)
    containers = (*containers, id(value))
    if is_mapping(value):
        return {_key_text(key): _part_to_jsonable(item, containers) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_part_to_jsonable(item, containers) for item in cast("list[object]", value)]
    try:
        return _pydantic_json(value)
    except (TypeError, ValueError, RecursionError):
        return _part_to_jsonable(_unstructure(value), containers)


def _key_text(key: object) -> str:
    """Return a key as text, converted by pydantic if possible, and otherwise by `str()`."""
    if isinstance(key, str):
        return key
    try:
        return next(iter(cast("dict[str, object]", _to_jsonable({key: None}))))
    except (TypeError, ValueError, RecursionError):
        return str(key)


def _pydantic_json(value: object) -> object:
    """Return a value as JSON data, without NaN and infinity. Raises ValueError if it has no JSON form."""
    try:
        from pydantic_core import to_json  # noqa: PLC0415 - optional
    except ImportError as error:
        raise MissingPydanticError from error
    jsonable: object = json.loads(to_json(value, inf_nan_mode="strings", fallback=_unstructure))
    return jsonable


def _to_jsonable(value: object) -> object:
    """Convert a value that `json.dumps` does not support to JSON data, nested values included."""
    try:
        from pydantic_core import to_jsonable_python  # noqa: PLC0415 - optional
    except ImportError as error:
        raise MissingPydanticError from error
    jsonable: object = to_jsonable_python(value, fallback=_unstructure)
    return jsonable


def _unstructure(value: object) -> object:
    """Convert a value that pydantic does not support to one that it supports, or that consists of such values."""
    if isinstance(value, Model):
        return value.to_dict()
    if is_mapping(value):
        return {**value}
    if attrs.has(type(value)):
        return attrs.asdict(cast("attrs.AttrsInstance", value), recurse=False)
    if isinstance(value, _BINARY_TYPES):
        return str(value)
    if isinstance(value, Collection):
        return [*cast("Collection[object]", value)]
    return str(value)
