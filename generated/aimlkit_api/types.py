# Generated from contract.json. Do not edit.
"""The base of the models: how JSON becomes objects, and objects become JSON again.

Parsing is tolerant and lossless: a missing field reads as None, a field that the contract does not name is an
attribute like any other, an object of an unknown type is an `Unknown`, and a value of another type than documented
stays unchanged. `to_dict` returns exactly the JSON that `from_dict` received.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, MutableMapping, Sequence
from collections.abc import Set as AbstractSet
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
    cast,
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


#: Which parts of a value to dump, like the pydantic type of this name: keys, or keys with what to dump of their values.
IncEx: TypeAlias = (
    "AbstractSet[int] | AbstractSet[str] | Mapping[int, IncEx | bool] | Mapping[str, IncEx | bool]"
)


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
        names = _json_names(type(self))
        passed = {names.get(name, name): value for name, value in self.__dict__.items() if value is not UNSET}
        self.__dict__ = _OBJECT_READERS[type(self)](passed).__dict__

    @classmethod
    def from_dict(cls, src: Mapping[str, Any]) -> Self:
        """Return the model of a JSON object.

        This does not fail, whatever is in the object, and nothing is lost. Raises TypeError if `src` is not a mapping.
        """
        model = _OBJECT_READERS[cls](src)
        if not isinstance(model, cls):
            raise TypeError(f"{cls.__name__}.from_dict() takes an object, not {type(src).__name__}")
        return model

    @classmethod
    def model_validate(cls, obj: object) -> Self:
        """Return the model of a JSON object, like the pydantic method of this name; a model of this class as it is.

        Values of other types than documented are no error. Raises TypeError if `obj` is neither of these.
        """
        return obj if isinstance(obj, cls) else cls.from_dict(cast("Mapping[str, Any]", obj))

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray) -> Self:
        """Return the model of a JSON object that is text. Raises ValueError if that is no JSON."""
        return cls.from_dict(json.loads(json_data))

    @classmethod
    def model_construct(cls, **values: Any) -> Self:
        """Return the model of the JSON object with these properties, none of which is required."""
        return cls.from_dict(values)

    @property
    def model_fields_set(self) -> set[str]:
        """The attributes that have been set, by the server or by the program."""
        return {*_attributes(self)}

    @property
    def model_extra(self) -> dict[str, Any]:
        """The values that are set and not documented, by attribute."""
        documented = {field.name for field in fields(type(self))}
        return {name: value for name, value in _attributes(self).items() if name not in documented}

    def to_dict(
        self,
        *,
        mode: str = "python",
        use_api_names: bool = True,
        exclude_unset: bool = True,
        exclude_defaults: bool = False,
        exclude_none: bool = False,
        warnings: bool = True,
    ) -> dict[str, Any]:
        """Return the JSON object, with the changes made since it was read. It shares nothing with the model.

        `use_api_names=False` takes the names of attributes instead of those in JSON, `exclude_unset=False` adds None for
        documented properties that are not set, `exclude_defaults` leaves out None for those that are optional, and
        `exclude_none` every property of a model that is None. `mode` and `warnings` are accepted for programs that were
        written for pydantic: the values are JSON in any case.
        """
        result: dict[str, Any]
        if use_api_names and exclude_unset and not exclude_defaults and not exclude_none:
            result = to_json(self)
        else:
            options = DumpOptions(use_api_names, exclude_unset, exclude_defaults, exclude_none)
            result = dump(self, options, _EVERYTHING)
        return result

    def to_json(
        self,
        *,
        indent: int | None = 2,
        use_api_names: bool = True,
        exclude_unset: bool = True,
        exclude_defaults: bool = False,
        exclude_none: bool = False,
        warnings: bool = True,
    ) -> str:
        """Return the JSON object as text. The parameters are those of `to_dict`."""
        result = self.to_dict(
            use_api_names=use_api_names,
            exclude_unset=exclude_unset,
            exclude_defaults=exclude_defaults,
            exclude_none=exclude_none,
        )
        return _json_text(result, indent)

    def model_dump(
        self,
        *,
        mode: str = "python",
        include: IncEx | None = None,
        exclude: IncEx | None = None,
        by_alias: bool | None = None,
        exclude_unset: bool = False,
        exclude_defaults: bool = False,
        exclude_none: bool = False,
        warnings: bool | Literal["none", "warn", "error"] = True,
    ) -> dict[str, Any]:
        """Return the model as a dictionary, like the pydantic method of this name.

        Unlike in `to_dict`, documented properties that are not set are None. `include` and `exclude` select attributes: as
        a set of names, or as a dictionary that leads into models, dictionaries and lists, with True for all of a value, and
        `"__all__"` for all items of a list. The other parameters are those of `to_dict`; `by_alias` is its `use_api_names`.
        """
        options = DumpOptions(bool(by_alias), exclude_unset, exclude_defaults, exclude_none)
        result: dict[str, Any] = dump(self, options, Selection(include, exclude))
        return result

    def model_dump_json(
        self,
        *,
        indent: int | None = None,
        include: IncEx | None = None,
        exclude: IncEx | None = None,
        by_alias: bool | None = None,
        exclude_unset: bool = False,
        exclude_defaults: bool = False,
        exclude_none: bool = False,
        warnings: bool | Literal["none", "warn", "error"] = True,
    ) -> str:
        """Return the model as JSON text, like the pydantic method of this name. The parameters are those of `model_dump`."""
        result = self.model_dump(
            include=include,
            exclude=exclude,
            by_alias=by_alias,
            exclude_unset=exclude_unset,
            exclude_defaults=exclude_defaults,
            exclude_none=exclude_none,
        )
        return _json_text(result, indent)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy, with the attributes in `update` changed; a `deep` copy shares nothing with this model."""
        other = deepcopy(self) if deep else copy(self)
        for name, value in (update or {}).items():
            setattr(other, name, value)
        return other

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: object) -> CoreSchema:
        """Return pydantic's schema of a field of this type: an instance or its JSON object, serialized as the latter."""
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
        """Return the JSON Schema of a field of this type: any object, because parsing accepts every object."""
        return {**handler(schema), "title": cls.__name__}

    def __eq__(self, other: object) -> bool:
        """Return whether the other model is of the same class and has the same JSON."""
        if not isinstance(other, Model) or type(other) is not type(self):
            return NotImplemented
        return _json_fields(self) == _json_fields(other)

    __hash__ = None  # type: ignore[assignment]  # A model can be changed.

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        """Yield the attributes and their values, for `dict(model)`; None for documented ones that are not set."""
        yield from _attributes(self).items()
        yield from ((name, None) for name in _missing_attributes(self))

    def __repr_args__(self) -> Iterable[tuple[str, Any]]:
        """Return the attributes to show, with their values."""
        return _attributes(self).items()

    def __repr__(self) -> str:
        shown = (f"{k if k.isidentifier() else repr(k)}={v!r}" for k, v in self.__repr_args__())
        return f"{type(self).__name__}({', '.join(shown)})"


@define(slots=False, kw_only=True, eq=False, repr=False)
class Unknown(Model):
    """An object of a type that the contract does not name. All its properties are attributes."""

    # It can be any string. Declared as such, it would keep type checkers from narrowing a union by
    # `item.type == "message"`: that takes a literal in every member.
    type: Literal["(none of the documented ones)"] = UNSET

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> JsonValue: ...


class OneOf(Model):
    """An object that is one of several, of which each has a subclass of its own.

    The constructor, and `from_dict()`, return an object of the subclass that the values select. An object of this class
    itself has values that select none.
    """

    __union_reader__: ClassVar[staticmethod[[JsonValue], JsonValue]]

    if not TYPE_CHECKING:

        def __new__(cls, **values: JsonValue) -> Self:
            is_union = "__union_reader__" in vars(cls)
            return object.__new__(type(_OBJECT_READERS[cls](values)) if is_union else cls)

        def __init__(self, **values: JsonValue) -> None:
            self.__dict__ = Unknown.from_dict(values).__dict__


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


class DumpOptions(NamedTuple):
    """Which properties of models become part of a dictionary, and under which names."""

    use_api_names: bool
    exclude_unset: bool
    exclude_defaults: bool
    exclude_none: bool


class Selection(NamedTuple):
    """The parts of a value that are in `include` and not in `exclude`. None includes everything, or excludes nothing."""

    include: object
    exclude: object

    def child(self, key: object) -> Selection | None:
        """Return the selection for the value at `key`; None if no part of it is selected."""
        include = True if self.include is None else _selected_part(self.include, key)
        exclude = False if self.exclude is None else _selected_part(self.exclude, key)
        if include is False or exclude is True:
            return None
        return Selection(None if include is True else include, None if exclude is False else exclude)

    def of_list(self, length: int) -> Selection:
        """Return this selection for a list of `length` items, with negative indexes replaced."""
        return Selection(
            _with_positive_indexes(self.include, length), _with_positive_indexes(self.exclude, length)
        )


_EVERYTHING = Selection(None, None)

#: The key of a selection that stands for every key.
_ALL = "__all__"


def dump(value: JsonValue, options: DumpOptions, selection: Selection) -> JsonValue:
    """Return a copy of the parts of `value` that are selected, with the models in them as dictionaries.

    Raises TypeError if the selection is neither a set nor a dictionary.
    """
    root: list[JsonValue] = [value]
    pending: list[tuple[dict[Any, JsonValue] | list[JsonValue], dict[Any, Selection]]] = [
        (root, {0: selection})
    ]
    # The list grows while it is traversed: recursion would fail for very deep JSON.
    for container, selections in pending:
        items = container.items() if isinstance(container, dict) else enumerate(container)
        for key, item in items:
            selected = selections.get(key, _EVERYTHING)
            copied: dict[Any, JsonValue] | list[JsonValue]
            children: dict[Any, Selection]
            if _is_sequence(item):
                of_list = selected.of_list(len(item))
                pairs = [(part, child) for index, part in enumerate(item) if (child := of_list.child(index))]
                copied = [part for part, _ in pairs]
                children = {index: child for index, (_, child) in enumerate(pairs)}
            elif isinstance(item, Model) or _is_object(item):
                values = _dumped_attributes(item, options) if isinstance(item, Model) else item
                children = {name: child for name in values if (child := selected.child(name))}
                copied = {name: values[name] for name in children}
                if isinstance(item, Model) and options.use_api_names:
                    names = _json_names(type(item))
                    copied = {names.get(name, name): part for name, part in copied.items()}
                    children = {names.get(name, name): child for name, child in children.items()}
            else:
                continue
            container[key] = copied
            pending.append((copied, {} if selected == _EVERYTHING else children))
    return root[0]


def _dumped_attributes(model: Model, options: DumpOptions) -> dict[str, JsonValue]:
    """Return the values of a model that `options` include, by attribute."""
    values = _attributes(model)
    if not options.exclude_unset:
        values.update(dict.fromkeys(_missing_attributes(model)))
    if options.exclude_none:
        return {name: value for name, value in values.items() if value is not None}
    if options.exclude_defaults:
        optional = {field.name for field in fields(type(model)) if field.default is UNSET}
        return {name: value for name, value in values.items() if value is not None or name not in optional}
    return values


def _selected_part(selected: object, key: object) -> object:
    """Return the part of the value at `key` that is selected: all of it (True), no part (False), or a selection."""
    if isinstance(selected, Mapping):
        parts = cast("Mapping[object, object]", selected)
        part = parts.get(key, parts.get(_ALL, False))
        if key in parts and _ALL in parts:
            part = _merged_selection(part, parts[_ALL])
        return True if part is ... else part
    if _is_selection(selected):
        return key in selected or _ALL in selected
    raise TypeError(f"include and exclude take sets and dictionaries, not {type(selected).__name__}")


def _merged_selection(part: object, others: object) -> object:
    """Return the selection for one key, merged with the one for every key; unchanged if either is True or False."""
    if not _is_selection(part) or not _is_selection(others):
        return part
    merged = _selection_by_key(part)
    for key, other in _selection_by_key(others).items():
        merged[key] = _merged_selection(merged[key], other) if key in merged else other
    return merged


def _is_selection(value: object) -> TypeGuard[Collection[object]]:
    return isinstance(value, Collection) and not isinstance(value, str)


def _selection_by_key(selected: Collection[object]) -> dict[object, object]:
    return {**selected} if isinstance(selected, Mapping) else dict.fromkeys(selected, True)


def _with_positive_indexes(selected: object, length: int) -> object:
    if not _is_selection(selected):
        return selected
    return {
        key + length if isinstance(key, int) and key < 0 else key: part
        for key, part in _selection_by_key(selected).items()
    }


def _json_text(value: JsonValue, indent: int | None) -> str:
    separators = (",", ":") if indent is None else None
    return json.dumps(value, ensure_ascii=False, indent=indent, separators=separators)


def _is_object(value: JsonValue) -> TypeGuard[dict[str, JsonValue]]:
    return isinstance(value, dict)


def _is_sequence(value: JsonValue) -> TypeGuard[Sequence[JsonValue]]:
    return isinstance(value, list | tuple)


def _is_array(value: JsonValue) -> TypeGuard[list[JsonValue]]:
    return isinstance(value, list)


def _attributes(model: Model) -> dict[str, Any]:
    """Return the values that are set, by attribute; a JSON name that would hide a method is unchanged."""
    return {
        name.removeprefix(_HIDDEN): value
        for name, value in model.__dict__.items()
        if not name.startswith("_")
    }


def _missing_attributes(model: Model) -> list[str]:
    """Return the documented attributes that are not set, in their order."""
    return [field.name for field in fields(type(model)) if field.name not in model.__dict__]


def _json_names(cls: type[Model]) -> dict[str, str]:
    """Return the JSON names of the attributes whose names differ."""
    return {attribute: name for name, attribute in cls.__attribute_names__.items()}


def _json_fields(model: Model) -> dict[str, Any]:
    """Return the fields of a model by their JSON names."""
    cls = type(model)
    values = model.__dict__
    if cls.__plain_fields__.issuperset(values):
        return {**values}
    json_names = _json_names(cls)
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
        if issubclass(cls, OneOf) and "__union_reader__" in vars(cls):
            reader = self[cls] = _create_union_reader(cls)
        else:
            reader = self[cls] = _create_object_reader(cls)
        return reader


_OBJECT_READERS = _ObjectReaders()


def _create_union_reader(cls: type[OneOf]) -> Reader:
    def read(value: JsonValue) -> JsonValue:
        model = cls.__union_reader__(value)
        if not isinstance(model, Unknown):
            return model
        other = object.__new__(cls)
        other.__dict__ = model.__dict__
        return other

    return read


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
