"""Properties of output_format, for types that hypothesis makes up."""

import dataclasses
import datetime
import enum
import json
import uuid
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal, NamedTuple, TypedDict, Union

import attrs
import pydantic
import typing_extensions
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema_rs import Draft202012Validator

from aimlkit.structured import output_format
from aimlkit.structured._fields import accepts_null
from tests.conftest import examples

Json = Any
# A type, and a strategy for its values.
Typed = tuple[Json, st.SearchStrategy[Json]]


class Suit(enum.Enum):
    HEARTS = "hearts"
    SPADES = 2


SCALARS: list[Typed] = [
    (int, st.integers()),
    (
        Annotated[int, pydantic.Field(ge=3, multiple_of=2, description="even")],
        st.integers(2, 50).map(lambda n: 2 * n),
    ),
    (str, st.text()),
    (Annotated[str, "short", pydantic.Field(max_length=3)], st.text(max_size=3)),
    (bool, st.booleans()),
    (float, st.floats(allow_nan=False, allow_infinity=False)),
    (type(None), st.none()),
    (datetime.date, st.dates()),
    (uuid.UUID, st.uuids()),
    (Suit, st.sampled_from(Suit)),
    (Literal["a", 3], st.sampled_from(["a", 3])),
    (int | str | None, st.none() | st.integers() | st.text()),
]
# What makes types at run time, which type checkers do not let one do.
LIST: Json = list
TUPLE: Json = tuple
DICT: Json = dict
NAMED_TUPLE: Json = NamedTuple
TYPED_DICT: Json = TypedDict

NAMES = st.sampled_from(["a", "b", "default", "json", "schema", "model_config", "oneOf", "required", "größe"])


def collections_of(inner: st.SearchStrategy[Typed]) -> st.SearchStrategy[Typed]:
    """Lists, tuples, dictionaries and optional values."""

    def wrap(typed: Typed) -> list[Typed]:
        annotation, values = typed
        lists = st.lists(values, max_size=2)
        return [
            (LIST[annotation], lists),
            (TUPLE[annotation, ...], lists.map(tuple)),
            (DICT[str, annotation], st.dictionaries(st.text(max_size=2), values, max_size=2)),
            (Union[annotation, None], st.none() | values),  # noqa: UP007 - an annotation may be None
        ]

    return inner.flatmap(lambda typed: st.sampled_from(wrap(typed)))


@st.composite
def classes(draw: st.DrawFn, inner: st.SearchStrategy[Typed]) -> Typed:
    """Classes of each sort, some of whose fields have defaults."""
    fields: dict[str, Typed] = draw(st.dictionaries(NAMES, inner, max_size=3))
    # A field with a default that may be null itself is never left to its default: null in JSON is its value.
    optional = {name for name, typed in fields.items() if not accepts_null(typed[0]) and draw(st.booleans())}
    # Fields with a default have to be the last.
    names = sorted(fields, key=lambda name: name in optional)
    annotations = {name: fields[name][0] for name in names}
    defaults = {name: draw(fields[name][1]) for name in names if name in optional}
    values = st.fixed_dictionaries(
        {name: fields[name][1] for name in names if name not in optional},
        optional={name: fields[name][1] for name in names if name in optional},
    )
    make = draw(st.sampled_from([make_dataclass, make_attrs_class, make_named_tuple, make_typed_dict]))
    cls = make(annotations, defaults)
    if make is make_typed_dict:
        return cls, values.map(lambda arguments: TypedDictValue(names, **arguments))
    return cls, values.map(lambda arguments: cls(**arguments))


def make_dataclass(annotations: Json, defaults: Json) -> Json:
    fields: list[Json] = []
    for name, annotation in annotations.items():
        has_default = name in defaults
        fields.append(
            (name, annotation, default_field(defaults[name])) if has_default else (name, annotation)
        )
    return dataclasses.make_dataclass("Data", fields)


def default_field(default: Json) -> Json:
    return dataclasses.field(default_factory=lambda: default)


def make_attrs_class(annotations: Json, defaults: Json) -> Json:
    fields: Json = {
        name: attrs.field(type=annotation, default=defaults.get(name, attrs.NOTHING))
        for name, annotation in annotations.items()
    }
    return attrs.make_class("Attrs", fields)


def make_named_tuple(annotations: Json, defaults: Json) -> Json:
    cls: Json = NAMED_TUPLE("Tuple", [*annotations.items()])
    cls.__new__.__defaults__ = tuple(defaults.values())
    return cls


def make_typed_dict(annotations: Json, defaults: Json) -> Json:
    not_required = typing_extensions.NotRequired
    return TYPED_DICT(
        "Dict",
        {name: not_required[each] if name in defaults else each for name, each in annotations.items()},
    )


TYPES: st.SearchStrategy[Typed] = st.recursive(
    st.sampled_from(SCALARS), lambda inner: collections_of(inner) | classes(inner), max_leaves=5
)


class TypedDictValue(dict[str, Json]):
    """A value of a TypedDict with these keys, some of which may be absent."""

    def __init__(self, keys: Iterable[str], **values: Json) -> None:
        super().__init__(values)
        self.all_keys = tuple(keys)


def to_json(value: Json) -> Json:
    """A value as JSON data: what a model would have to write."""
    if attrs.has(type(value)) or dataclasses.is_dataclass(value):
        names = [
            field.name
            for field in (attrs.fields(type(value)) if attrs.has(type(value)) else dataclasses.fields(value))
        ]
        return {name: to_json(getattr(value, name)) for name in names}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return to_json(value._asdict())
    if isinstance(value, TypedDictValue):
        return {name: to_json(value.get(name)) for name in value.all_keys}
    if isinstance(value, Mapping):
        return {name: to_json(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [to_json(each) for each in value]
    if isinstance(value, enum.Enum):
        return value.value
    return str(value) if isinstance(value, datetime.date | uuid.UUID) else value


def assert_strict(schema: Json) -> None:
    """Fail unless every object is closed, or a map, and no refused keyword stands in a schema."""
    assert not schema.keys() & {"oneOf", "default", "discriminator", "uniqueItems"}
    assert "$ref" not in schema or len(schema) == 1
    if schema.get("type") == "object":
        assert isinstance(schema["additionalProperties"], dict) or (
            schema["additionalProperties"] is False and schema["required"] == [*schema["properties"]]
        )
    subschemas = [
        *schema.get("$defs", {}).values(),
        *schema.get("properties", {}).values(),
        *schema.get("anyOf", []),
    ]
    subschemas += [
        schema[keyword]
        for keyword in ("items", "additionalProperties")
        if isinstance(schema.get(keyword), dict)
    ]
    for subschema in subschemas:
        assert_strict(subschema)


@settings(max_examples=examples(40))
@given(classes(TYPES), st.data())
def test_output_format_schema_accepts_and_parse_restores_every_value(
    typed: Typed, data: st.DataObject
) -> None:
    cls, values = typed
    output: Json = output_format(cls)
    assert_strict(output.schema)
    value = data.draw(values)
    document = to_json(value)
    Draft202012Validator(output.schema, validate_formats=True).validate(document)
    assert output.parse(json.dumps(document)) == value
