"""The form of an answer: a strict JSON Schema made of Python types, and JSON text read back into them."""

from __future__ import annotations

import inspect
import json
import re
import reprlib
import typing
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from enum import Enum
from functools import lru_cache, partial
from types import NoneType, UnionType
from typing import Any, ClassVar, Generic, TypeAlias, TypeVar
from uuid import UUID

from attrs import define, field

from aimlkit._errors import AIMLAPIError

T = TypeVar("T")
Schema: TypeAlias = dict[str, Any]
Definitions: TypeAlias = dict[Any, tuple[str, Schema]]


class Mismatch(AIMLAPIError, ValueError):
    """JSON that is not what it has to be. The message says where, by a JSON path, and what is wrong."""


@define(frozen=True)
class Form(Generic[T]):
    """What the model is to write, an answer or arguments: its JSON Schema, and how such JSON is read."""

    name: str
    schema: Mapping[str, Any] = field(repr=False)
    strict: bool = True
    description: str | None = None
    _reader: Callable[[Any], T] = field(repr=False, default=lambda value: value)
    _type: ClassVar = "json_schema"
    _key: ClassVar = "schema"

    def read(self, text: str) -> T:
        """The value that JSON text stands for. Raises Mismatch, which is a ValueError."""
        try:
            return self._reader(json.loads(text))
        except Mismatch:
            raise
        except (ValueError, RecursionError) as error:
            raise Mismatch(f"it is not JSON: {error}") from error

    def responses_param(self) -> dict[str, Any]:
        """As Responses take it."""
        said = {"description": self.description} if self.description else {}
        return {"type": self._type, "name": self.name, **said, self._key: self.schema, "strict": self.strict}

    def chat_param(self) -> dict[str, Any]:
        """As Chat Completions take it."""
        form = self.responses_param()
        return {"type": form.pop("type"), self._type: form}


def output_of(wanted: type[T] | Mapping[str, Any]) -> Form[T]:
    """The form of answers read as objects of a class: a pydantic model, dataclass, attrs class or TypedDict.

    Or of a JSON Schema, bare or as one of the APIs takes it, sent as it is: answers are read as plain JSON.
    Raises TypeError, naming the field, when JSON Schema cannot say it.
    """
    if not isinstance(wanted, Mapping):
        if not _has_fields(wanted):
            raise TypeError(f"an answer is a JSON object, and {wanted!r} is none: make it a field of a class")
        return Form(name_of(wanted.__name__), schema_of(wanted), reader=partial(read, wanted))
    if wanted.get("type") != "json_schema":
        return Form(name_of(str(wanted.get("title", "answer"))), wanted)
    form = wanted.get("json_schema", wanted)
    return Form(form["name"], form.get("schema", {}), form.get("strict") is True, form.get("description"))


def name_of(text: str) -> str:
    """`text` as a name that the API takes."""
    return re.sub(r"[^a-zA-Z0-9_-]+", "_", text)[:64]


def partly(text: str) -> Any:
    """What is complete of JSON text that may end anywhere; None where nothing is, and without pydantic."""
    with suppress(ImportError, ValueError):
        from pydantic_core import from_json  # noqa: PLC0415

        return from_json(text, allow_partial=True)
    return None


# Of types that are one value in JSON: their schema, the JSON they are made of, and how.
_VALUES: dict[Any, tuple[Schema, tuple[type, ...], Callable[[Any], Any]]] = {
    str: ({"type": "string"}, (str,), str),
    bool: ({"type": "boolean"}, (bool,), bool),
    int: ({"type": "integer"}, (int,), int),
    float: ({"type": "number"}, (int, float), float),
    NoneType: ({"type": "null"}, (NoneType,), lambda null: null),
    datetime: ({"type": "string", "format": "date-time"}, (str,), datetime.fromisoformat),
    date: ({"type": "string", "format": "date"}, (str,), date.fromisoformat),
    UUID: ({"type": "string", "format": "uuid"}, (str,), UUID),
    Any: ({}, (str, bool, int, float, NoneType, list, dict), lambda value: value),
}
_NULL = _VALUES[NoneType][0]
_CLOSED = {"additionalProperties": False}
_UNIONS = (typing.Union, UnionType)
_ARRAYS: dict[Any, Any] = {list: list, tuple: tuple, set: set, frozenset: frozenset, Sequence: list}
_MEANT: dict[Any, Any] = {None: NoneType, object: Any, list: list[Any], dict: dict[str, Any]}


def schema_of(kind: Any) -> Schema:
    """The strict schema of a class, or of what a function takes. TypeError if JSON Schema cannot say it."""
    definitions: Definitions = {}
    schema = _object_schema(kind, definitions)
    named = dict(definitions.values())
    if len(named) < len(definitions):
        raise TypeError(f"{kind}: two of the classes in it have the same name, of {', '.join(named)}")
    return {**schema, "$defs": named} if named else schema


def _object_schema(kind: Any, definitions: Definitions) -> Schema:
    """Strict: every property is required. So a field with a default may be null, which stands for that."""
    if hasattr(kind, "__pydantic_validator__"):
        from pydantic import TypeAdapter  # noqa: PLC0415 (if there is one, it is installed)

        loose = TypeAdapter(kind).json_schema()
        schema: Schema = _strict(loose, loose)
        definitions |= {json.dumps(each): each for each in schema.pop("$defs", {}).items()}
        return schema
    properties = {}
    for name, (hint, has_default) in fields_of(kind).items():
        schema = _schema(hint, f"{getattr(kind, '__name__', kind)}.{name}", definitions)
        takes_null = not has_default or _NULL in schema.get("anyOf", ())
        properties[name] = schema if takes_null else {"anyOf": [schema, _NULL]}
    return {"type": "object", "properties": properties, "required": [*properties], **_CLOSED}


def _schema(kind: Any, where: str, definitions: Definitions) -> Schema:
    kind, origin, args, said = _bare(kind)
    if kind in _VALUES:
        schema: Schema = {**_VALUES[kind][0]}
    elif (choices := _choices(kind)) and all(type(value) in _VALUES for value, _ in choices):
        of = sorted({_VALUES[type(value)][0]["type"] for value, _ in choices})
        schema = {"type": of[0] if len(of) == 1 else of, "enum": [value for value, _ in choices]}
    elif origin in _UNIONS:
        schema = {"anyOf": [_schema(arg, where, definitions) for arg in args]}
    elif origin in _ARRAYS and args[1:] in ((), (...,)):
        schema = {"type": "array", "items": _schema(args[0], where, definitions)}
    elif origin in (dict, Mapping) and args[0] is str:
        schema = {"type": "object", "additionalProperties": _schema(args[1], where, definitions)}
    elif hasattr(kind, "__pydantic_validator__"):
        schema = _object_schema(kind, definitions)
    elif _has_fields(kind):
        if kind not in definitions:
            definitions[kind] = name_of(kind.__name__), {}  # Before it is whole: it may contain itself.
            definitions[kind][1].update(_object_schema(kind, definitions))
        schema = {"$ref": f"#/$defs/{definitions[kind][0]}"}
    else:
        raise TypeError(f"{where}: JSON Schema cannot say {kind!r}")
    if said:  # Nothing may stand beside $ref.
        schema = {**({"anyOf": [schema]} if "$ref" in schema else schema), "description": said}
    return schema


def _strict(schema: Any, root: Schema) -> Any:
    """A schema of pydantic's, made strict as by openai-python: objects closed and required, $ref alone."""
    if not isinstance(schema, dict):
        return [_strict(item, root) for item in schema] if isinstance(schema, list) else schema
    strict = {key: _strict(value, root) for key, value in schema.items() if (key, value) != ("default", None)}
    if strict.get("type") == "object":
        required = {"required": [*strict["properties"]]} if "properties" in strict else {}
        strict = {**_CLOSED, **strict, **required}
    if "$ref" in strict and len(strict) > 1:
        name = strict.pop("$ref").removeprefix("#/$defs/")
        return _strict({**root["$defs"][name], **strict}, root)
    return strict


def read(kind: Any, value: Any, at: str = "$") -> Any:
    """A JSON value as what a type wants. Raises Mismatch."""
    kind, origin, args, _ = _bare(kind)
    if kind in _VALUES and type(value) in _VALUES[kind][1]:
        with suppress(ValueError, OverflowError):
            return _VALUES[kind][2](value)
    elif origin in _UNIONS:
        for arg in args:
            with suppress(Mismatch):
                return read(arg, value, at)
    elif origin in _ARRAYS and type(value) is list:
        return _ARRAYS[origin](read(args[0], item, f"{at}[{number}]") for number, item in enumerate(value))
    elif origin in (dict, Mapping) and type(value) is dict:
        return {name: read(args[1], item, f"{at}.{name}") for name, item in value.items()}
    elif _has_fields(kind) and type(value) is dict:
        validator = getattr(kind, "__pydantic_validator__", None)
        arguments = {} if validator else arguments_of(kind, value, at)
        try:
            return validator.validate_json(json.dumps(value)) if validator else kind(**arguments)
        except (TypeError, ValueError) as error:
            raise Mismatch(f"{at}: {error}") from error
    for choice, result in _choices(kind):
        if (type(choice), choice) == (type(value), value):
            return result
    raise Mismatch(f"{at}: it is {reprlib.repr(value)}, and has to be {_schema(kind, at, {})}")


def arguments_of(kind: Any, value: Any, at: str = "$") -> dict[str, Any]:
    """What a class is made with, or a function called with, of a JSON object. Raises Mismatch."""
    fields, given = fields_of(kind), read(dict, value, at)
    meant = [name for name in given if name in fields and not (given[name] is None and fields[name][1])]
    arguments = {name: read(fields[name][0], given[name], f"{at}.{name}") for name in meant}
    for name in sorted(given.keys() ^ fields.keys()):
        if name in given or not fields[name][1]:
            raise Mismatch(f"{at}.{name}: it is {'none of the fields' if name in given else 'missing'}")
    return arguments


@lru_cache(256)
def fields_of(kind: Any) -> dict[str, tuple[Any, bool]]:
    """What a class has or a function takes, by name: the type, and whether there is a default."""
    hints = typing.get_type_hints(kind, include_extras=True) if isinstance(kind, type) else {}
    if typing.is_typeddict(kind):  # Python does not see NotRequired in annotations that are strings.
        optional = {name for name, hint in hints.items() if typing.get_origin(hint) is typing.NotRequired}
        return {name: (hint, name in optional | kind.__optional_keys__) for name, hint in hints.items()}
    fields = {}
    attributes = {each.alias: each.name for each in getattr(kind, "__attrs_attrs__", ())}
    for name, each in inspect.signature(kind, eval_str=not hints).parameters.items():
        hint = hints.get(attributes.get(name, name), each.annotation)
        if hint is each.empty or each.kind not in (each.KEYWORD_ONLY, each.POSITIONAL_OR_KEYWORD):
            raise TypeError(f"{kind}: {each} has no type, or cannot be given by name")
        fields[name] = hint, each.default is not each.empty
    return fields


def _has_fields(kind: Any) -> bool:
    marks = ("__pydantic_validator__", "__attrs_attrs__", "__dataclass_fields__", "__required_keys__")
    return any(hasattr(kind, mark) for mark in marks)


def _bare(kind: Any, said: str | None = None) -> tuple[Any, Any, tuple[Any, ...], str | None]:
    """A type without what only says something about it, its origin and arguments, and what is said of it."""
    kind = _MEANT.get(kind, kind)
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Annotated:
        notes = (getattr(note, "description", note) for note in args[1:])
        said = next((note for note in notes if isinstance(note, str)), said)
    if origin in (typing.Annotated, typing.Required, typing.NotRequired):
        return _bare(args[0], said)
    # Of a NewType, or of an alias.
    inner = getattr(kind, "__supertype__", None) or getattr(kind, "__value__", None)
    return _bare(inner, said) if inner else (kind, origin, args, said)


def _choices(kind: Any) -> list[tuple[Any, Any]]:
    """What a Literal or an Enum lets choose from: JSON values, and what they stand for."""
    if typing.get_origin(kind) is typing.Literal:
        return [(value, value) for value in typing.get_args(kind)]
    is_enum = isinstance(kind, type) and issubclass(kind, Enum)
    return [(member.value, member) for member in kind] if is_enum else []
