"""Results of tools, as text for the model."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import cast

import attrs

from aimlkit.structured import MissingPydanticError
from aimlkit.structured._json import is_mapping
from aimlkit_api.types import Model


def tool_result_text(result: object) -> str:
    """Return a tool's result as text for the model: a string unchanged, everything else as JSON.

    In addition to JSON's own types, results may contain attrs classes, responses of this client, collections, and all
    types that pydantic serializes: models, dataclasses, enums, dates, decimals, UUIDs, paths; also as keys. Other values
    are written as by `str()`, and so is the whole result if it has no JSON form, such as a list that contains itself.
    """
    if isinstance(result, str):
        return result
    try:
        return json.dumps(result, ensure_ascii=False, default=_to_jsonable)
    except TypeError:  # A key that is neither a string nor a number.
        pass
    except (ValueError, RecursionError):
        return str(result)
    try:
        return json.dumps(_to_jsonable(result), ensure_ascii=False)
    except (TypeError, ValueError, RecursionError):
        return str(result)


def _to_jsonable(value: object) -> object:
    """Return a value that `json.dumps` does not know as JSON data, all of it."""
    try:
        from pydantic_core import to_jsonable_python  # noqa: PLC0415 - optional
    except ImportError as error:
        raise MissingPydanticError from error
    jsonable: object = to_jsonable_python(value, fallback=_unstructure)
    return jsonable


def _unstructure(value: object) -> object:
    """Return a value that pydantic does not know as one that it knows, or that consists of such values."""
    if isinstance(value, Model):
        return value.to_dict()
    if is_mapping(value):
        return {**value}
    if attrs.has(type(value)):
        return attrs.asdict(cast("attrs.AttrsInstance", value), recurse=False)
    if isinstance(value, Collection):
        return [*cast("Collection[object]", value)]
    return str(value)
