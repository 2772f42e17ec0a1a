"""JSON: encoding requests, and typed views of untrusted values."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Protocol, cast, runtime_checkable

from aimlkit_api.types import Model, without_none


@runtime_checkable
class _PydanticModel(Protocol):
    """A model of pydantic, which is optional."""

    def model_dump(self, *, mode: str, exclude_none: bool, by_alias: bool) -> object: ...


def encode_json(value: object) -> bytes:
    """Encode `value` as JSON, compactly.

    Raises TypeError for objects that have no JSON form, and ValueError for numbers that JSON does not have
    (NaN and infinity).
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=to_jsonable)
    try:
        return text.encode()
    except UnicodeEncodeError:  # A lone surrogate: JSON can escape it, UTF-8 cannot encode it.
        return json.dumps(value, separators=(",", ":"), allow_nan=False, default=to_jsonable).encode()


def to_jsonable(value: object) -> object:
    """Return an object as JSON types, one level deep (the `default` hook of `json.dumps`).

    Null fields of models are left out: responses may have them where requests must not. Raises TypeError.
    """
    if isinstance(value, type):
        raise TypeError(
            f"cannot send the class {value.__name__}: parse() and stream() take classes as output formats"
        )
    if isinstance(value, Model):
        return without_none(value.to_dict())
    if isinstance(value, _PydanticModel):  # Its JSON names are its aliases.
        return value.model_dump(mode="json", exclude_none=True, by_alias=True)
    if isinstance(value, Mapping):
        return dict(cast("Mapping[object, object]", value))
    if isinstance(value, Sequence | set | frozenset) and not isinstance(value, bytes | bytearray):
        return [*cast("Sequence[object]", value)]
    raise TypeError(f"cannot send a {type(value).__name__}: it has no JSON form")


def is_one_of(value: object, values: frozenset[str]) -> bool:
    """Return whether `value`, which may be of any type, is one of these strings."""
    return isinstance(value, str) and value in values


def json_object(value: object) -> Mapping[str, object] | None:
    """Return `value` if it is a JSON object, else None."""
    return cast("Mapping[str, object]", value) if isinstance(value, (dict, Mapping)) else None


def json_array(value: object) -> Sequence[object] | None:
    """Return `value` if it is a JSON array, or a tuple, else None."""
    return cast("Sequence[object]", value) if isinstance(value, (list, tuple)) else None
