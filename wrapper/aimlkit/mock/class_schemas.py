"""JSON Schemas of dataclasses, and instances of dataclasses from JSON: for rule files and the control endpoints.

A field is described by `Annotated[type, Described("…")]`; a field that JSON cannot express is `Annotated[type, PYTHON_ONLY]`.
"""

import types
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Annotated, Any, Literal, Union, cast, get_args, get_origin, get_type_hints

from aimlkit.mock.json_types import JsonObject

#: Marks a field that JSON cannot express.
PYTHON_ONLY = "python-only"

_TYPES: Mapping[object, str] = {str: "string", bool: "boolean", int: "integer", float: "number"}


class Described:
    """The description of a field, and further keywords of its JSON Schema."""

    def __init__(self, description: str, **keywords: object) -> None:
        self.description = description
        self.keywords = keywords


@cache
def field_hints(cls: type) -> Mapping[str, Any]:
    """Return the annotated types of the fields of a dataclass that JSON can express, by name."""
    hints = get_type_hints(cls, include_extras=True)
    return {
        field.name: hints[field.name]
        for field in fields(cls)
        if PYTHON_ONLY not in getattr(hints[field.name], "__metadata__", ())
    }


def class_schema(cls: type) -> JsonObject:
    """Return the JSON Schema of the JSON objects that describe instances of a dataclass."""
    hints = field_hints(cls)
    required = [
        field.name
        for field in fields(cls)
        if field.name in hints and field.default is MISSING and field.default_factory is MISSING
    ]
    schema: JsonObject = {
        "type": "object",
        "additionalProperties": False,
        "properties": {name: type_schema(hint) for name, hint in hints.items()},
    }
    return {**schema, "required": required} if required else schema


def type_schema(hint: Any) -> JsonObject:
    """Return the JSON Schema of the values of a type; None, the default of a field, is not one of them."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        schema = type_schema(arguments[0])
        for described in (each for each in arguments[1:] if isinstance(each, Described)):
            schema = {**schema, **described.keywords, "description": described.description}
        return schema
    if origin in (Union, types.UnionType):
        branches = [type_schema(each) for each in arguments if each is not type(None)]
        return branches[0] if len(branches) == 1 else {"anyOf": branches}
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is Sequence:
        return {"type": "array", "items": type_schema(arguments[0])}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": type_schema(arguments[1])}
    if is_dataclass(hint):
        return class_schema(cast("type", hint))
    return {"type": _TYPES[hint]} if hint in _TYPES else {}


def from_json(hint: Any, value: Any) -> Any:
    """Return the value of a type that JSON describes; the JSON must satisfy the schema of the type.

    Raises ValueError if a dataclass rejects its fields.
    """
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return from_json(arguments[0], value)
    if origin in (Union, types.UnionType):
        return from_json(next((each for each in arguments if _is_for(each, value)), object), value)
    if origin is Sequence:
        return [from_json(arguments[0], item) for item in value]
    if is_dataclass(hint):
        hints = field_hints(cast("type", hint))
        return cast("type", hint)(**{name: from_json(hints[name], item) for name, item in value.items()})
    return value


def _is_for(hint: Any, value: object) -> bool:
    """Return whether a branch of a union is for `value`, if `value` is a JSON object or array."""
    if isinstance(value, dict):
        return is_dataclass(hint)
    return isinstance(value, list) and get_origin(hint) is Sequence
