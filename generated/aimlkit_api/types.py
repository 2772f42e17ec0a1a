# Generated from contract.json. Do not edit.
"""The base of the models: how JSON becomes objects, and objects become JSON again.

Parsing is tolerant and lossless: a missing field reads as None, a field that the contract does not name is an
attribute like any other, an object of an unknown type is an `Unknown`, and a value of another type than documented
stays unchanged. `to_dict` returns exactly the JSON that `from_dict` received.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, MutableMapping
from copy import copy, deepcopy
from importlib import import_module
from typing import (
    TYPE_CHECKING,
    Any,
    ClassVar,
    Generic,
    Literal,
    NamedTuple,
    Self,
    TypeAlias,
    TypeGuard,
    TypeVar,
)

from attrs import define, fields

if TYPE_CHECKING:
    import httpx
    from pydantic_core import CoreSchema

#: Any JSON value. It is `Any`, and no recursive type, so that users can look into it without a cast at each step.
JsonValue: TypeAlias = Any

#: Turns a JSON value into a model; returns any other value unchanged.
Reader: TypeAlias = Callable[[JsonValue], JsonValue]


class ArrayOf(NamedTuple):
    """How to read an array: its items are read by `item`."""

    item: ReaderSpec


#: How to read a value: the name of a model or union, `ArrayOf` such, or a reader. A name is looked up when the first
#: such object is read, which loads its module.
ReaderSpec: TypeAlias = "str | ArrayOf | Reader"

#: The fields of a model that hold more than plain JSON, by attribute.
FieldReaders: TypeAlias = Mapping[str, ReaderSpec]

#: The attributes whose JSON names differ, by JSON name.
AttributeNames: TypeAlias = Mapping[str, str]


class Unset:
    """The type of `UNSET`, its only instance: `Unset()` returns it."""

    _instance: ClassVar[Unset | None] = None

    def __new__(cls) -> Unset:
        if cls._instance is None:
            cls._instance = super().__new__(cls)
        return cls._instance

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return "UNSET"


#: The default of an argument that may be left out. No model has it as a value.
UNSET: Any = Unset()

# The prefix of an attribute for a JSON name that would hide a method.
_HIDDEN = "json:"


@define(slots=False, kw_only=True, eq=False, repr=False)
class Model:
    """An object of the API: its JSON, by attributes.

    The values are in the instance's `__dict__`, under the names of its attributes; on the class, each field is None.
    Attributes that begin with an underscore belong to the program and never become JSON.
    """

    __field_readers__: ClassVar[FieldReaders] = {}
    __attribute_names__: ClassVar[AttributeNames] = {}

    #: The fields that have the same name in JSON.
    __plain_fields__: ClassVar[frozenset[str]] = frozenset()

    @classmethod
    def __attrs_init_subclass__(cls) -> None:
        names = [field.name for field in fields(cls)]
        for name in names:
            setattr(cls, name, None)
        cls.__plain_fields__ = frozenset(names).difference(cls.__attribute_names__.values())

    def __attrs_post_init__(self) -> None:
        for name, value in [*self.__dict__.items()]:
            if value is UNSET:
                del self.__dict__[name]

    @classmethod
    def from_dict(cls, src: Mapping[str, Any]) -> Self:
        """Return the model of a JSON object.

        This does not fail, whatever is in the object, and nothing is lost. Raises TypeError if `src` is not a mapping.
        """
        model = _OBJECT_READERS[cls](src)
        if not isinstance(model, cls):
            raise TypeError(f"{cls.__name__}.from_dict() takes an object, not {type(src).__name__}")
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object, with the changes made since it was read. It shares nothing with the model."""
        result: dict[str, Any] = to_json(self)
        return result

    def to_json(self, *, indent: int | None = 2) -> str:
        """Return the JSON object as text."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)

    def model_dump(
        self, *, mode: str = "python", exclude_unset: bool = True, exclude_none: bool = False
    ) -> dict[str, Any]:
        """Return the JSON object, like the pydantic method of this name.

        `mode` and `exclude_unset` have no effect: the values are JSON, and only those that are set.
        """
        return without_none(self.to_dict()) if exclude_none else self.to_dict()

    def model_dump_json(self, *, indent: int | None = None, exclude_none: bool = False) -> str:
        """Return the JSON object as text, like the pydantic method of this name."""
        return json.dumps(self.model_dump(exclude_none=exclude_none), ensure_ascii=False, indent=indent)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy, with the attributes in `update` changed; a `deep` copy shares nothing with this model."""
        other = deepcopy(self) if deep else copy(self)
        for name, value in (update or {}).items():
            setattr(other, name, value)
        return other

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: object) -> CoreSchema:
        """Return how pydantic reads and writes a field of this type: from and to the JSON object, or as it is."""
        from pydantic_core import core_schema

        from_object = core_schema.no_info_after_validator_function(
            cls.from_dict, core_schema.dict_schema(core_schema.str_schema())
        )
        return core_schema.json_or_python_schema(
            json_schema=from_object,
            python_schema=core_schema.union_schema([core_schema.is_instance_schema(cls), from_object]),
            serialization=core_schema.plain_serializer_function_ser_schema(
                to_json, return_schema=core_schema.dict_schema(core_schema.str_schema())
            ),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: Callable[[CoreSchema], dict[str, Any]]
    ) -> dict[str, Any]:
        """Return the JSON Schema of a field of this type: any object, since every object is read."""
        return {**handler(schema), "title": cls.__name__}

    def __eq__(self, other: object) -> bool:
        """Return whether the other model is of the same class and has the same JSON."""
        if not isinstance(other, Model) or type(other) is not type(self):
            return NotImplemented
        return _json_fields(self) == _json_fields(other)

    __hash__ = None  # type: ignore[assignment]  # A model can be changed.

    def __repr__(self) -> str:
        shown = ((k, v) for k, v in self.__dict__.items() if not k.startswith("_"))
        return f"{type(self).__name__}({', '.join(f'{k if k.isidentifier() else repr(k)}={v!r}' for k, v in shown)})"


@define(slots=False, kw_only=True, eq=False, repr=False)
class Unknown(Model):
    """An object of a type that the contract does not name. All its properties are attributes."""

    # It can be any string. Declared as such, it would keep type checkers from narrowing a union by
    # `item.type == "message"`: that takes a literal in every member.
    type: Literal["(none of the documented ones)"] = UNSET

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> JsonValue: ...


def to_json(value: JsonValue) -> JsonValue:
    """Return a copy of `value` with the models in it, at any depth, as JSON objects."""
    root: list[JsonValue] = [value]
    pending: list[dict[Any, JsonValue] | list[JsonValue]] = [root]
    # The list grows while it is traversed: recursion would fail for very deep JSON.
    for container in pending:
        items = container.items() if isinstance(container, dict) else enumerate(container)
        for key, item in items:
            copied: dict[Any, JsonValue] | list[JsonValue]
            if isinstance(item, Model):
                copied = _json_fields(item)
            elif isinstance(item, dict):
                copied = {**item}
            elif isinstance(item, list | tuple):
                copied = [*item]
            else:
                continue
            container[key] = copied
            pending.append(copied)
    return root[0]


def without_none(value: JsonValue) -> JsonValue:
    """Return a JSON value without the properties that are null."""
    if _is_object(value):
        return {name: without_none(item) for name, item in value.items() if item is not None}
    return [without_none(item) for item in value] if _is_array(value) else value


def _is_object(value: JsonValue) -> TypeGuard[dict[str, JsonValue]]:
    return isinstance(value, dict)


def _is_array(value: JsonValue) -> TypeGuard[list[JsonValue]]:
    return isinstance(value, list)


def _json_fields(model: Model) -> dict[str, Any]:
    """Return the fields of a model by their JSON names."""
    cls = type(model)
    values = model.__dict__
    if cls.__plain_fields__.issuperset(values):
        return {**values}
    json_names = {attribute: name for name, attribute in cls.__attribute_names__.items()}
    return {
        json_names[attribute] if attribute in json_names else attribute.removeprefix(_HIDDEN): value
        for attribute, value in values.items()
        if not attribute.startswith("_")
    }


def _attribute_name(cls: type[Model], name: str) -> str:
    """Return the attribute for a JSON name that is not a plain field of `cls`."""
    if name in cls.__attribute_names__:
        return cls.__attribute_names__[name]
    return _HIDDEN + name if name.startswith(("_", _HIDDEN)) or hasattr(cls, name) else name


# --- readers: from JSON values to models ---


def _create_object_reader(cls: type[Model]) -> Reader:
    plain_fields = cls.__plain_fields__
    all_plain = plain_fields.issuperset
    new = object.__new__
    nested = [(name, isinstance(spec, ArrayOf)) for name, spec in cls.__field_readers__.items()]
    readers = _ReaderTable(
        {
            name: spec.item if isinstance(spec, ArrayOf) else spec
            for name, spec in cls.__field_readers__.items()
        }
    )

    # This runs for every object of every response. Arrays are read here, and not by a separate reader, because a
    # call would cost as much again.
    def read(value: JsonValue) -> JsonValue:
        try:
            values: dict[str, JsonValue] = {**value}
        except TypeError:
            return value
        if not all_plain(values):
            values = {
                name if name in plain_fields else _attribute_name(cls, name): item
                for name, item in values.items()
            }
        for name, is_array in nested:
            if name not in values or (inner := values[name]) is None:
                continue
            try:
                if not is_array:
                    values[name] = readers[name](inner)
                elif _is_array(inner):
                    values[name] = [*map(readers[name], inner)] if inner else []
            except RecursionError:  # Nested too deeply: it stays JSON.
                pass
        model = new(cls)
        model.__dict__ = values
        return model

    return read


class _ObjectReaders(dict[type[Model], Reader]):
    """The reader of each class, created when it is first needed."""

    def __missing__(self, cls: type[Model]) -> Reader:
        reader = self[cls] = _create_object_reader(cls)
        return reader


_OBJECT_READERS = _ObjectReaders()


class _ReaderTable(dict[Any, Reader]):
    """Readers by the values that select them, created when they are first needed."""

    def __init__(self, specs: Mapping[Any, ReaderSpec], default: ReaderSpec | None = None) -> None:
        super().__init__()
        self._specs = specs
        self._default = default

    def __missing__(self, key: object) -> Reader:
        spec = self._specs.get(key)
        if spec is None:  # Not stored: a server may send any number of other values.
            return self.default()
        reader = self[key] = _create_reader(spec)
        return reader

    def default(self) -> Reader:
        """Return the reader for a value that selects none."""
        return _OBJECT_READERS[Unknown] if self._default is None else _create_reader(self._default)


def _create_reader(spec: ReaderSpec) -> Reader:
    if isinstance(spec, ArrayOf):
        return _create_array_reader(spec.item)
    return _reader_by_name(spec) if isinstance(spec, str) else spec


def _reader_by_name(name: str) -> Reader:
    from .models import MODULES

    module = import_module(f".models.{MODULES[name]}", __package__)
    read: Reader | None = getattr(module, "read", None)
    return read or _OBJECT_READERS[getattr(module, name)]


def _create_array_reader(item: ReaderSpec) -> Reader:
    readers = _ReaderTable({"item": item})

    def read(value: JsonValue) -> JsonValue:
        if not _is_array(value):
            return value
        return [*map(readers["item"], value)] if value else []

    return read


def reader_of(spec: ReaderSpec) -> Reader:
    """Return the reader for `spec`. Models load when the first value is read."""
    readers = _ReaderTable({"value": spec})

    def read(value: JsonValue) -> JsonValue:
        return readers["value"](value)

    return read


def as_is(value: JsonValue) -> JsonValue:
    """Return `value`: the reader of values that hold no object of the API."""
    return value


def map_of(item: ReaderSpec) -> Reader:
    """Return a reader of objects whose keys are data and whose values are read by `item`."""
    readers = _ReaderTable({"item": item})

    def read(value: JsonValue) -> JsonValue:
        if not _is_object(value):
            return value
        return {key: readers["item"](property_) for key, property_ in value.items()}

    return read


def by_property(name: str, specs: Mapping[Any, ReaderSpec], default: ReaderSpec | None = None) -> Reader:
    """Return a reader of objects that the value of the property `name` distinguishes.

    `specs` maps these values to readers; None stands for objects without the property.
    """
    readers = _ReaderTable(specs, default)

    def read(value: JsonValue) -> JsonValue:
        try:
            reader = readers[value[name]]
        except (KeyError, TypeError):
            if not isinstance(value, dict):
                return value
            # There is no such property, or it is an array or an object.
            reader = readers.default() if name in value else readers[None]
        return reader(value)

    return read


def by_keys(specs: Mapping[tuple[str, ...], ReaderSpec], default: ReaderSpec | None = None) -> Reader:
    """Return a reader of objects by their keys: that of the first entry of `specs` whose keys are all present."""
    readers = _ReaderTable(specs, default)

    def read(value: JsonValue) -> JsonValue:
        if not isinstance(value, dict):
            return value
        return readers[next((keys for keys in specs if all(key in value for key in keys)), None)](value)

    return read


def by_type(array: ReaderSpec, single: ReaderSpec) -> Reader:
    """Return a reader of values that are an array or an object."""
    readers = _ReaderTable({"array": array, "object": single})

    def read(value: JsonValue) -> JsonValue:
        if isinstance(value, list):
            return readers["array"](value)
        return readers["object"](value) if isinstance(value, dict) else value

    return read


# --- responses of the generated endpoints ---


def parse_response(response: httpx.Response, spec: ReaderSpec) -> JsonValue:
    """Return the body of `response`, read by `spec`.

    Returns None if the response is an error whose body is not the documented object, such as the page of a proxy.
    Raises errors.UnexpectedBody if it is a success and its body is not the documented object.
    """
    try:
        value = _create_reader(spec)(response.json())
    except ValueError:
        value = None
    if not isinstance(spec, str) or isinstance(value, Model):
        return value
    if response.is_error:
        return None
    from .errors import UnexpectedBody

    raise UnexpectedBody(response.status_code, response.content)


Parsed = TypeVar("Parsed")


@define
class Response(Generic[Parsed]):
    """The response of an endpoint."""

    status_code: int
    content: bytes
    headers: MutableMapping[str, str]
    parsed: Parsed | None
