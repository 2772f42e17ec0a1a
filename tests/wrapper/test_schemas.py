"""JSON Schemas of Python types, and JSON text read back into them."""

import contextlib
import dataclasses
import enum
import json
import pickle
import sys
import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Annotated, Any, Generic, Literal, NewType, NotRequired, TypedDict, TypeVar

import attrs
import jiter
import pydantic
import pydantic.dataclasses
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema_rs import Draft202012Validator
from openai.lib._pydantic import to_strict_json_schema

from aimlkit._schemas import Mismatch, output_of, partly

Json = Any
T = TypeVar("T")


class Colour(enum.Enum):
    RED = "red"
    BLUE = "blue"


@dataclasses.dataclass
class Point:
    """A point
    in the plane.
    """

    x: int
    y: Annotated[float, "up is more"] = 1.5
    _: dataclasses.KW_ONLY
    tags: list[str] = dataclasses.field(default_factory=list)
    size: int = dataclasses.field(init=False, default=0)


@attrs.define
class Line:
    start: Point
    end: Point | None
    _width: int = 1


class Page(TypedDict):
    lines: list[Line]
    title: NotRequired[str]


Name = NewType("Name", str)


@dataclasses.dataclass
class Everything:
    page: Page
    colour: Colour
    word: Literal["a", 1, None]
    name: Annotated[Name, pydantic.Field(description="the name")]
    many: tuple[int, ...]
    some: set[int]
    frozen: frozenset[str]
    seq: Sequence[bool]
    by_name: Mapping[str, Point]
    when: datetime
    day: date
    key: uuid.UUID
    either: int | str | Point
    whatever: Any
    nothing: None
    marked: Annotated[Point, "a marked one"]


EVERYTHING: Json = {
    "page": {"lines": [{"start": {"x": 1, "y": 2, "tags": []}, "end": None, "width": 3}], "title": None},
    "colour": "red",
    "word": 1,
    "name": "Eve",
    "many": [1, 2],
    "some": [1, 2],
    "frozen": ["a"],
    "seq": [True],
    "by_name": {"a/b": {"x": 1, "y": None, "tags": None}},
    "when": "2026-01-02T03:04:05Z",
    "day": "2026-01-02",
    "key": "00000000-0000-0000-0000-000000000001",
    "either": {"x": 2, "y": 1, "tags": ["t"]},
    "whatever": [{"a": 1}],
    "nothing": None,
    "marked": {"x": 3, "y": 1, "tags": []},
}


@dataclasses.dataclass
class Tree:
    value: int
    children: list["Tree"]
    parent: "Tree | None" = None


def test_a_strict_schema() -> None:
    output = output_of(Point)
    nothing = {"type": "null"}
    schema = {
        "type": "object",
        "properties": {
            "x": {"type": "integer"},
            "y": {"anyOf": [{"type": "number", "description": "up is more"}, nothing]},
            "tags": {"anyOf": [{"type": "array", "items": {"type": "string"}}, nothing]},
        },
        "required": ["x", "y", "tags"],
        "additionalProperties": False,
    }
    assert output.schema == schema
    form = {"name": "Point", "schema": schema, "strict": True}
    assert output.chat_param() == {"type": "json_schema", "json_schema": form}
    assert output.responses_param() == {"type": "json_schema", **form}


def objects_in(schema: Json) -> Json:
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for child in schema.values():
            yield from objects_in(child)
    elif isinstance(schema, list):
        for child in schema:
            yield from objects_in(child)


@pytest.mark.parametrize("kind", [Everything, Tree, Line, Page])
def test_it_is_strict_everywhere(kind: Json) -> None:
    schema: Json = output_of(kind).schema
    Draft202012Validator(schema)
    for each in objects_in(schema):
        if "properties" in each:
            assert (each["additionalProperties"], each["required"]) == (False, [*each["properties"]])
    assert json.loads(json.dumps(schema)) == schema


def test_each_type_is_read() -> None:
    output = output_of(Everything)
    schema: Json = output.schema
    Draft202012Validator(schema, validate_formats=True).validate(EVERYTHING)
    point = Point(1, 2.0)
    read = output.read(json.dumps(EVERYTHING))
    assert read == Everything(
        page={"lines": [Line(point, None, 3)]},
        colour=Colour.RED,
        word=1,
        name=Name("Eve"),
        many=(1, 2),
        some={1, 2},
        frozen=frozenset({"a"}),
        seq=[True],
        by_name={"a/b": Point(1)},
        when=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
        day=date(2026, 1, 2),
        key=uuid.UUID(int=1),
        either=Point(2, 1.0, tags=["t"]),
        whatever=[{"a": 1}],
        nothing=None,
        marked=Point(3, 1.0),
    )
    assert isinstance(read.page["lines"][0].start.y, float)
    properties = output.schema["properties"]
    assert properties["name"] == {"type": "string", "description": "the name"}
    assert properties["marked"] == {"anyOf": [{"$ref": "#/$defs/Point"}], "description": "a marked one"}


def test_a_class_of_itself() -> None:
    output = output_of(Tree)
    assert output.schema["properties"]["children"]["items"] == {"$ref": "#/$defs/Tree"}
    assert output.schema["$defs"]["Tree"]["properties"] == output.schema["properties"]
    tree = output.read(
        '{"value": 1, "children": [{"value": 2, "children": [], "parent": null}], "parent": null}'
    )
    assert tree == Tree(1, [Tree(2, [])])

    @dataclasses.dataclass
    class Wood:
        trees: list[Tree]

    schema = output_of(Wood).schema
    assert schema["properties"]["trees"]["items"] == {"$ref": "#/$defs/Tree"}
    assert schema["$defs"]["Tree"]["properties"]["children"]["items"] == {"$ref": "#/$defs/Tree"}


def test_two_classes_of_one_name() -> None:
    def make(kind: Json) -> Json:
        return dataclasses.make_dataclass("Inner", [("value", kind)])

    with pytest.raises(TypeError, match="have the same name, of Inner"):
        output_of(dataclasses.make_dataclass("Outer", [("a", make(int)), ("b", make(str))]))


def test_what_may_be_absent_though_annotations_are_strings() -> None:
    said: Json = {"title": "NotRequired[str]", "text": "str"}
    output: Json = output_of(TypedDict("Said", said))  # type: ignore[operator]
    assert output.schema["properties"]["title"]["anyOf"][1] == {"type": "null"}
    assert output.read('{"text": "a", "title": null}') == {"text": "a"}
    with pytest.raises(Mismatch, match=r"\$\.text: it is missing"):
        output.read("{}")


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"colour": "green"}, "$.colour: it is 'green', and has to be {'type': 'string', 'enum': ['red', "),
        (
            {"word": True},
            "$.word: it is True, and has to be {'type': ['integer', 'null', 'string'], 'enum': ",
        ),
        ({"many": [1, "2"]}, "$.many[1]: it is '2', and has to be {'type': 'integer'}"),
        ({"many": {}}, "$.many: it is {}, and has to be {'type': 'array', 'items': {'type': 'integer'}}"),
        ({"many": [1.5]}, "$.many[0]: it is 1.5, and has to be {'type': 'integer'}"),
        ({"many": [True]}, "$.many[0]: it is True, and has to be {'type': 'integer'}"),
        ({"by_name": {"a/b": {"x": "1"}}}, "$.by_name.a/b.x: it is '1', and has to be {'type': 'integer'}"),
        ({"by_name": {"~": []}}, "$.by_name.~: it is [], and has to be {'$ref': '#/$defs/Point'}"),
        ({"day": "soon"}, "$.day: it is 'soon', and has to be {'type': 'string', 'format': 'date'}"),
        (
            {"either": {"x": "1"}},
            "$.either: it is {'x': '1'}, and has to be {'anyOf': [{'type': 'integer'}, ",
        ),
        ({"nothing": 0}, "$.nothing: it is 0, and has to be {'type': 'null'}"),
        ({"page": {"lines": [{"start": {"x": 1}}]}}, "$.page.lines[0].end: it is missing"),
        ({"name": "x", "age": 3}, "$.age: it is none of the fields"),
        ({"marked": {"x": 1, "y": 10**400}}, "0000, and has to be {'type': 'number'}"),
    ],
)
def test_what_is_wrong_is_said(changed: Json, problem: str) -> None:
    with pytest.raises(Mismatch) as raised:
        output_of(Everything).read(json.dumps({**EVERYTHING, **changed}))
    assert problem in str(raised.value)
    again = pickle.loads(pickle.dumps(raised.value))
    assert str(again) == str(raised.value)


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, '{"x": 1' + "0" * 5000 + "}", "\ud800"])
def test_what_is_not_json(text: str) -> None:
    with pytest.raises(Mismatch, match="it is not JSON"):
        output_of(Point).read(text)


def test_what_is_nested_too_deeply() -> None:
    deep = '{"value": 1, "children": [' * 400 + "]}" * 400
    with pytest.raises(Mismatch, match="recursion"):
        output_of(Tree).read(deep)


@given(
    st.text()
    | st.recursive(
        st.none() | st.integers() | st.text(),
        lambda x: st.lists(x) | st.dictionaries(st.sampled_from(["x", "y", "a"]), x),
    ).map(json.dumps)
)
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(Mismatch):
        assert isinstance(output_of(Point).read(text), Point)


def test_what_a_constructor_refuses() -> None:
    @attrs.define
    class Positive:
        number: int = attrs.field(validator=attrs.validators.gt(0))

    with pytest.raises(Mismatch, match="'number' must be > 0"):
        output_of(Positive).read('{"number": 0}')


# --- what cannot be said ---


class Thing:
    pass


class Box(Generic[T]):
    pass


@pytest.mark.parametrize(
    "kind", [Thing, bytes, Box[int], dict[int, str], tuple[int, str], complex, T, Literal[b"1"]]
)
def test_what_json_schema_cannot_say(kind: Json) -> None:
    with pytest.raises(TypeError, match=r"Holder\.field: JSON Schema cannot say"):
        output_of(dataclasses.make_dataclass("Holder", [("fine", int), ("field", list[kind])]))


@pytest.mark.parametrize("kind", [int, list[Point], Point | None, Colour])
def test_an_answer_is_an_object(kind: Json) -> None:
    with pytest.raises(TypeError, match="an answer is a JSON object"):
        output_of(kind)


# --- pydantic ---


class Leaf(pydantic.BaseModel):
    """A leaf."""

    size: int = 3
    when: date | None = None


class Branch(pydantic.BaseModel):
    leaves: list[Leaf] = pydantic.Field(description="all of them")
    first: Leaf = pydantic.Field(description="the first")
    branch: "Branch | None" = None
    colour: Colour = Colour.RED
    either: Annotated[int | Leaf, pydantic.Field(title="E")]
    default: Literal["a"] = "a"
    pairs: dict[str, Leaf] = {}


class Flat(pydantic.BaseModel):
    a: int
    b: str | None = None


@pydantic.dataclasses.dataclass
class Old:
    a: int
    leaf: Leaf


@pytest.mark.parametrize("model", [Leaf, Branch, Flat, Old])
def test_pydantic_models_as_the_official_client_says_them(model: Json) -> None:
    wanted = model if issubclass(model, pydantic.BaseModel) else pydantic.TypeAdapter(model)
    output = output_of(model)
    assert output.schema == to_strict_json_schema(wanted)
    assert output.name == model.__name__


def test_pydantic_models_are_read_by_pydantic() -> None:
    assert output_of(Leaf).read('{"size": "4", "when": "2026-01-02"}') == Leaf(size=4, when=date(2026, 1, 2))
    with pytest.raises(Mismatch, match=r"leaves\.0\.size\n  Input should be a valid integer"):
        output_of(Branch).read('{"leaves": [{"size": "x"}]}')


def test_pydantic_models_inside() -> None:
    @dataclasses.dataclass
    class Tree:
        trunk: Branch
        leaf: Annotated[Leaf, "a leaf"]
        more: list[Leaf]

    output = output_of(Tree)
    schema: Json = output.schema
    leaf = {"size": 1, "when": None}
    trunk = {
        "leaves": [leaf],
        "first": leaf,
        "branch": None,
        "colour": "red",
        "either": 1,
        "default": "a",
        "pairs": {},
    }
    value = {"trunk": trunk, "leaf": leaf, "more": [leaf]}
    Draft202012Validator(schema).validate(value)
    assert output.read(json.dumps(value)).more == [Leaf(size=1)]
    with pytest.raises(Mismatch, match=r"\$\.trunk: .*\nleaves\.0\.size"):
        output.read(json.dumps({**value, "trunk": {**trunk, "leaves": [{"size": "x"}]}}))


# --- JSON Schemas ---


def test_a_json_schema_is_used_as_it_is() -> None:
    schema = {"title": "A thing", "type": "object", "properties": {"a": {"type": "integer"}}}
    output: Json = output_of(schema)
    assert output.chat_param()["json_schema"] == {"name": "A_thing", "schema": schema, "strict": True}
    assert output.read('{"a": "b"}') == {"a": "b"}
    form = {"name": "thing", "schema": schema, "strict": False, "description": "A thing."}
    for param in ({"type": "json_schema", "json_schema": form}, {"type": "json_schema", **form}):
        assert output_of(param).chat_param()["json_schema"] == form
        assert output_of(param).responses_param() == {"type": "json_schema", **form}


# --- what is not all there ---


def official(text: str) -> Json:
    try:
        return jiter.from_json(text.encode(), partial_mode=True)
    except ValueError:
        return None


@pytest.mark.parametrize(
    "text",
    ["[1.", "[1e", "[-", "[1.5", '{"a": 12', "[tr", '{"a": "\\', '{"a": "b\\"', '["a", {', " ", ""],
)
def test_where_a_text_may_end(text: str) -> None:
    assert partly(text) == official(text)


def test_without_pydantic_nothing_is_read_before_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pydantic_core", None)
    assert partly('{"a": 1') is None


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-(10**9), 10**9)
        | st.floats(-9, 9).map(lambda f: round(f, 3))
        | st.text(max_size=4),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
        max_leaves=6,
    ),
    st.integers(0, 200),
    st.sampled_from([None, 1]),
)
def test_part_of_a_text_as_the_official_client_reads_it(value: Json, end: int, indent: int | None) -> None:
    text = json.dumps(value, indent=indent)[:end]
    assert partly(text) == official(text)
