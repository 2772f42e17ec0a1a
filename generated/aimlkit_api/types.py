# Generated from contract.json. Do not edit.
"""What the models stand on: how JSON becomes objects, and they become JSON again.

What comes from the server is read generously and kept whole: a field that was not sent reads as None, a field
that no document names is an attribute like any other, an object of an unknown kind is an `Unknown`, and a value of
another type than documented stays as it came. `to_dict` gives back exactly what `from_dict` was given.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, MutableMapping
from copy import copy, deepcopy
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Literal, Self, TypeAlias, TypeVar

from attrs import define, fields

if TYPE_CHECKING:
    import httpx

#: Any JSON value. It is `Any`, and no recursive type, so that it can be looked into without a cast at each step.
JsonValue: TypeAlias = Any

#: What turns a JSON value into a model, and leaves alone what it is not meant for.
Reader: TypeAlias = Callable[[JsonValue], JsonValue]

#: What a value holds: the objects of a named schema, an array of such (`["Name"]`), or what a reader makes of it.
#: Names are looked up when the first such object is met: that is what loads its module.
Kind: TypeAlias = "str | list[Kind] | Reader"

Kinds: TypeAlias = Mapping[str, Kind]
Aliases: TypeAlias = Mapping[str, str]


class Unset:
    """The type of `UNSET`."""

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return "UNSET"


#: Stands for an argument that is not given. No model has it as a value.
UNSET: Any = Unset()

# A JSON name that cannot be an attribute's, because it would hide a method, is kept under one that no method has.
_HIDDEN = "json:"


@define(slots=False, kw_only=True, eq=False, repr=False)
class Model:
    """An object of the API: its JSON, by attributes.

    The values stand in the instance's `__dict__`, under the names of its attributes, and only there; on the class
    each field is None. Attributes that begin with an underscore are the program's own and never become JSON.
    """

    _kinds: ClassVar[Kinds] = {}
    """By attribute: what it holds, where that is more than plain JSON."""

    _aliases: ClassVar[Aliases] = {}
    """By JSON name: the attribute, where that is called otherwise."""

    _plain: ClassVar[frozenset[str]] = frozenset()
    """The fields that have the same name in both."""

    @classmethod
    def __attrs_init_subclass__(cls) -> None:
        names = [field.name for field in fields(cls)]
        for name in names:
            setattr(cls, name, None)
        cls._plain = frozenset(names).difference(cls._aliases.values())

    def __attrs_post_init__(self) -> None:
        for name, value in [*self.__dict__.items()]:
            if value is UNSET:
                del self.__dict__[name]

    @classmethod
    def from_dict(cls, src: Mapping[str, Any]) -> Self:
        """The model of a JSON object. Whatever is in the object, this does not fail, and nothing is lost."""
        model = _OBJECTS[cls](src)
        if not isinstance(model, cls):
            raise TypeError(f"{cls.__name__}.from_dict() takes an object, not {type(src).__name__}")
        return model

    def to_dict(self) -> dict[str, Any]:
        """The JSON object: what was read, and what was changed since. It shares nothing with the model."""
        result: dict[str, Any] = to_json(self)
        return result

    def to_json(self, *, indent: int | None = 2) -> str:
        """The JSON object as text."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)

    def model_dump(
        self, *, mode: str = "python", exclude_unset: bool = True, exclude_none: bool = False
    ) -> dict[str, Any]:
        """`to_dict()` by pydantic's name. The first two say what is so anyway: it is JSON, and only what is set."""
        return without_none(self.to_dict()) if exclude_none else self.to_dict()

    def model_dump_json(self, *, indent: int | None = None, exclude_none: bool = False) -> str:
        """`to_json()` by pydantic's name."""
        return json.dumps(self.model_dump(exclude_none=exclude_none), ensure_ascii=False, indent=indent)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with some attributes changed; a `deep` one shares nothing with this."""
        other = deepcopy(self) if deep else copy(self)
        for name, value in (update or {}).items():
            setattr(other, name, value)
        return other

    def __eq__(self, other: object) -> bool:
        """Whether the other is of the same class, and the same JSON."""
        return _fields_of(self) == _fields_of(other) if type(other) is type(self) else NotImplemented

    __hash__ = None  # type: ignore[assignment]  # It can change.

    def __repr__(self) -> str:
        shown = ((k, v) for k, v in self.__dict__.items() if not k.startswith("_"))
        return f"{type(self).__name__}({', '.join(f'{k if k.isidentifier() else repr(k)}={v!r}' for k, v in shown)})"


@define(slots=False, kw_only=True, eq=False, repr=False)
class Unknown(Model):
    """An object of a kind that no document names. Everything in it is an attribute, as it came."""

    # It is whatever was sent. Declared as a string, it would keep mypy from telling the kinds of a union apart by
    # `item.type == "message"`: that takes a literal in every member.
    type: Literal["(none of the documented ones)"] = UNSET

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> JsonValue: ...


def to_json(value: JsonValue) -> JsonValue:
    """A copy of `value` with its models, wherever in it they are, as JSON objects."""
    root = [value]
    pending: list[Any] = [root]
    for container in pending:  # It grows as containers are met. Recursion would end where JSON is very deep.
        for key, item in container.items() if isinstance(container, dict) else enumerate(container):
            copy: dict[str, Any] | list[Any]
            if isinstance(item, Model):
                copy = _fields_of(item)
            elif isinstance(item, dict):
                copy = {**item}
            elif isinstance(item, list | tuple):
                copy = [*item]
            else:
                continue
            container[key] = copy
            pending.append(copy)
    return root[0]


def without_none(value: JsonValue) -> JsonValue:
    """A JSON value without the properties that are null."""
    if isinstance(value, dict):
        return {name: without_none(item) for name, item in value.items() if item is not None}
    return [without_none(item) for item in value] if isinstance(value, list) else value


def _fields_of(model: Model) -> dict[str, Any]:
    """The model's fields by their JSON names, their values as they are."""
    cls = type(model)
    values = model.__dict__
    if cls._plain.issuperset(values):
        return {**values}
    names = {attribute: name for name, attribute in cls._aliases.items()}
    return {
        names[attribute] if attribute in names else attribute.removeprefix(_HIDDEN): value
        for attribute, value in values.items()
        if not attribute.startswith("_")
    }


def _attribute(cls: type[Model], name: str) -> str:
    """Where a value is kept that has in JSON a `name` that is not plain."""
    if name in cls._aliases:
        return cls._aliases[name]
    return _HIDDEN + name if name.startswith(("_", _HIDDEN)) or hasattr(cls, name) else name


def _object_reader(cls: type[Model]) -> Reader:
    plain = cls._plain
    all_plain = plain.issuperset
    new = object.__new__
    kinds = {name: kind[0] if isinstance(kind, list) else kind for name, kind in cls._kinds.items()}
    readers = _Readers(kinds)
    nested = [(name, isinstance(kind, list)) for name, kind in cls._kinds.items()]

    # This runs for every object of every answer. The list is read here, and not by a reader of its own, because a
    # call would cost as much again.
    def read(value: JsonValue) -> JsonValue:
        try:
            values = {**value}
        except TypeError:
            return value
        if not all_plain(values):
            values = {name if name in plain else _attribute(cls, name): item for name, item in values.items()}
        for name, is_list in nested:
            if name not in values or (inner := values[name]) is None:
                continue
            try:
                if not is_list:
                    values[name] = readers[name](inner)
                elif isinstance(inner, list):
                    values[name] = [*map(readers[name], inner)] if inner else []
            except RecursionError:  # So deep that only JSON can hold it: it stays JSON.
                pass
        model = new(cls)
        model.__dict__ = values
        return model

    return read


class _Objects(dict[type[Model], Reader]):
    """The reader of each class."""

    def __missing__(self, cls: type[Model]) -> Reader:
        reader = self[cls] = _object_reader(cls)
        return reader


_OBJECTS = _Objects()


class _Readers(dict[Any, Reader]):
    """The readers of some kinds, each found when it is first needed."""

    def __init__(self, kinds: Mapping[Any, Kind], otherwise: Kind | None = None) -> None:
        self.kinds = kinds
        self.otherwise = otherwise

    def __missing__(self, key: object) -> Reader:
        kind = self.kinds.get(key)
        if kind is None:  # Not kept: there is no end to the kinds that a server may send.
            return self.other()
        reader = self[key] = _reader(kind)
        return reader

    def other(self) -> Reader:
        """The reader of what is of none of the kinds."""
        return _OBJECTS[Unknown] if self.otherwise is None else _reader(self.otherwise)


def _reader(kind: Kind) -> Reader:
    if isinstance(kind, list):
        return _list_of(kind[0])
    return _named(kind) if isinstance(kind, str) else kind


def _named(name: str) -> Reader:
    from .models import MODULES

    module = import_module(f".models.{MODULES[name]}", __package__)
    read: Reader | None = getattr(module, "read", None)
    return read or _OBJECTS[getattr(module, name)]


def _list_of(kind: Kind) -> Reader:
    readers = _Readers({"item": kind})

    def read(value: JsonValue) -> JsonValue:
        if not isinstance(value, list):
            return value
        return [*map(readers["item"], value)] if value else []

    return read


def reader_of(kind: Kind) -> Reader:
    """What reads values of one kind."""
    readers = _Readers({"value": kind})

    def read(value: JsonValue) -> JsonValue:
        return readers["value"](value)

    return read


def as_is(value: JsonValue) -> JsonValue:
    """What reads values that hold no object of the API."""
    return value


def map_of(kind: Kind) -> Reader:
    """Objects whose keys are data and whose values are all of one kind."""
    readers = _Readers({"item": kind})

    def read(value: JsonValue) -> JsonValue:
        if not isinstance(value, dict):
            return value
        return {key: readers["item"](item) for key, item in value.items()}

    return read


def by_tag(tag: str, kinds: Mapping[Any, Kind], otherwise: Kind | None = None) -> Reader:
    """Objects told apart by the value of one property; None among `kinds` is for an object without it."""
    readers = _Readers(kinds, otherwise)

    def read(value: JsonValue) -> JsonValue:
        try:
            reader = readers[value[tag]]
        except (KeyError, TypeError):
            if not isinstance(value, dict):
                return value
            # There is no such property, or it is an array or an object.
            reader = readers.other() if tag in value else readers[None]
        return reader(value)

    return read


def by_keys(kinds: Mapping[tuple[str, ...], Kind], otherwise: Kind | None = None) -> Reader:
    """Objects told apart by their keys: they are of the first kind whose keys they have all."""
    readers = _Readers(kinds, otherwise)

    def read(value: JsonValue) -> JsonValue:
        if not isinstance(value, dict):
            return value
        return readers[next((keys for keys in kinds if all(key in value for key in keys)), None)](value)

    return read


def by_type(array: Kind, single: Kind) -> Reader:
    """Arrays of one kind, or objects of another."""
    readers = _Readers({"array": array, "object": single})

    def read(value: JsonValue) -> JsonValue:
        if isinstance(value, list):
            return readers["array"](value)
        return readers["object"](value) if isinstance(value, dict) else value

    return read


def parse(response: httpx.Response, kind: Kind) -> JsonValue:
    """What `response` holds.

    None when it is an error, and not the object that errors are: a proxy's page, say. Raises
    errors.UnexpectedBody when it is no error, and not what was promised either.
    """
    try:
        value = _reader(kind)(response.json())
    except ValueError:
        value = None
    if not isinstance(kind, str) or isinstance(value, Model):
        return value
    if response.is_error:
        return None
    from .errors import UnexpectedBody

    raise UnexpectedBody(response.status_code, response.content)


Parsed = TypeVar("Parsed")


@define
class Response(Generic[Parsed]):
    """What an endpoint answered."""

    status_code: int
    content: bytes
    headers: MutableMapping[str, str]
    parsed: Parsed | None
