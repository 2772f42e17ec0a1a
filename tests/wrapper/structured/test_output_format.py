"""output_format: the schemas of types, and the values that are read from JSON text."""

import contextlib
import dataclasses
import enum
import json
import pickle
import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import (
    Annotated,
    Any,
    Final,
    Generic,
    Literal,
    NamedTuple,
    NewType,
    NotRequired,
    Required,
    TypedDict,
    TypeVar,
)

import attrs
import pydantic
import pydantic.dataclasses
import pytest
import typing_extensions
from hypothesis import given
from hypothesis import strategies as st
from jsonschema_rs import Draft202012Validator
from openai.lib._pydantic import to_strict_json_schema

from aimlkit.structured import OutputFormat, OutputValidationError, output_format
from aimlkit.structured._strict_schema import strict_schema

Json = Any
ItemT = TypeVar("ItemT")
OtherT = TypeVar("OtherT")
NULL = {"type": "null"}


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
    parent: Annotated["Tree | None", "where it hangs"] = None


@attrs.define
class Box(Generic[ItemT]):
    value: ItemT
    more: list[ItemT] = attrs.field(factory=list, validator=attrs.validators.max_len(2))


@attrs.define
class SetBox(Box[list[OtherT]], Generic[OtherT]):
    """A box of lists."""

    other: OtherT | None = None


class Triple(NamedTuple):
    first: int
    box: Box[Point]
    last: str = "z"


class Chain(TypedDict, Generic[ItemT]):
    item: ItemT
    next: NotRequired["Chain[ItemT]"]


@dataclasses.dataclass
class Cat:
    kind: Literal["cat"]
    lives: Annotated[int, pydantic.Field(ge=1, le=9)]


@attrs.define
class Dog:
    kind: Literal["dog"]
    name: Annotated[str, pydantic.Field(min_length=1), "what it listens to"]


def objects_in(schema: Json) -> Iterator[Json]:
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for child in schema.values():
            yield from objects_in(child)
    elif isinstance(schema, list):
        for child in schema:
            yield from objects_in(child)


def holder_of(annotation: Json) -> Json:
    """A dataclass with a field `field` of this type."""
    return dataclasses.make_dataclass("Holder", [("fine", int), ("field", annotation)])


# --- the schema ---


def test_output_format_schema_is_strict() -> None:
    output = output_format(Point)
    assert (output.name, output.strict, output.description) == ("Point", True, None)
    assert output.schema == {
        "type": "object",
        "description": "A point\nin the plane.",
        "properties": {
            "x": {"type": "integer"},
            "y": {"anyOf": [{"type": "number", "description": "up is more"}, NULL]},
            "tags": {"anyOf": [{"type": "array", "items": {"type": "string"}}, NULL]},
        },
        "required": ["x", "y", "tags"],
        "additionalProperties": False,
    }


@pytest.mark.parametrize(
    "output_type", [Everything, Tree, Line, Page, Triple, Box[int], SetBox[int], Chain[Box[int]]]
)
def test_output_format_closes_every_object_and_requires_its_properties(output_type: Json) -> None:
    schema: Json = output_format(output_type).schema
    Draft202012Validator(schema)
    for each in objects_in(schema):
        if "properties" in each:
            assert (each["additionalProperties"], each["required"]) == (False, [*each["properties"]])
    assert json.loads(json.dumps(schema)) == schema
    assert "default" not in json.dumps(schema)


def test_output_format_reads_each_type() -> None:
    output = output_format(Everything)
    schema: Json = output.schema
    Draft202012Validator(schema, validate_formats=True).validate(EVERYTHING)
    everything = output.parse(json.dumps(EVERYTHING))
    assert everything == Everything(
        page={"lines": [Line(Point(1, 2.0), None, 3)]},
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
    assert isinstance(everything.page["lines"][0].start.y, float)
    properties = output.schema["properties"]
    assert properties["name"] == {"type": "string", "description": "the name"}
    assert properties["some"] == {"type": "array", "items": {"type": "integer"}}
    assert properties["marked"]["description"] == "a marked one"


def test_output_format_of_a_recursive_class() -> None:
    output = output_format(Tree)
    assert output.schema["properties"]["children"]["items"] == {"$ref": "#/$defs/Tree"}
    assert output.schema["$defs"]["Tree"]["properties"] == output.schema["properties"]
    text = '{"value": 1, "children": [{"value": 2, "children": [], "parent": null}], "parent": null}'
    assert output.parse(text) == Tree(1, [Tree(2, [])])

    @dataclasses.dataclass
    class Wood:
        trees: list[Tree]

    schema = output_format(Wood).schema
    assert schema["properties"]["trees"]["items"] == {"$ref": "#/$defs/Tree"}
    assert schema["$defs"]["Tree"]["properties"]["children"]["items"] == {"$ref": "#/$defs/Tree"}


def test_output_format_of_a_recursive_class_that_is_local_to_a_function() -> None:
    @attrs.define
    class Node:
        value: int
        next: "Node | None" = None

    assert output_format(Node).parse('{"value": 1, "next": {"value": 2, "next": null}}') == Node(1, Node(2))


def test_output_format_of_classes_that_contain_each_other() -> None:
    schema = output_format(Company).schema
    described = schema["properties"]["boss"]
    assert described["description"] == "the one in charge"
    assert described["properties"]["employer"] == {"anyOf": [{"$ref": "#/$defs/Company"}, NULL]}
    text = '{"boss": {"employer": {"boss": {"employer": null}}}}'
    assert output_format(Company).parse(text) == Company(Person(Company(Person())))


@dataclasses.dataclass
class Company:
    boss: Annotated["Person", "the one in charge"]


@attrs.define
class Person:
    employer: Company | None = None


def test_output_format_of_generic_classes() -> None:
    output = output_format(SetBox[int])
    assert output.name == "SetBox_int"
    assert output.schema["description"] == "A box of lists."
    assert output.schema["properties"]["value"] == {"type": "array", "items": {"type": "integer"}}
    assert output.parse('{"value": [1], "more": [[2]], "other": 3}') == SetBox([1], [[2]], 3)
    chain = output_format(Chain[Point])
    assert chain.parse('{"item": {"x": 1}, "next": {"item": {"x": 2}, "next": null}}') == {
        "item": Point(1),
        "next": {"item": Point(2)},
    }
    both = output_format(holder_of(tuple[Box[int], Box[str]]))
    assert both.schema["$defs"].keys() == {"Box_int", "Box_str"}


def test_output_format_of_a_generic_class_without_arguments_takes_any_json() -> None:
    assert output_format(Box).schema["properties"]["value"] == {}


def test_output_format_of_a_named_tuple_is_an_object() -> None:
    output = output_format(Triple)
    assert [*output.schema["properties"]] == ["first", "box", "last"]
    triple = output.parse('{"first": 1, "box": {"value": {"x": 2}, "more": null}, "last": null}')
    assert triple == Triple(1, Box(Point(2)), "z")


def test_output_format_of_unions_and_constraints() -> None:
    output: Json = output_format(holder_of(list[Cat | Dog] | None))
    tagged: Json = output_format(holder_of(Annotated[Cat | Dog, pydantic.Field(discriminator="kind")]))
    assert output.parse('{"fine": 1, "field": [{"kind": "dog", "name": "Rex"}]}').field == [Dog("dog", "Rex")]
    assert tagged.parse('{"fine": 1, "field": {"kind": "cat", "lives": 9}}').field == Cat("cat", 9)
    members = [{"$ref": "#/$defs/Cat"}, {"$ref": "#/$defs/Dog"}]
    assert tagged.schema["properties"]["field"] == {"anyOf": members}
    properties = tagged.schema["$defs"]["Cat"]["properties"]
    assert properties["lives"] == {"type": "integer", "minimum": 1, "maximum": 9}
    properties = tagged.schema["$defs"]["Dog"]["properties"]
    assert properties["name"] == {"type": "string", "minLength": 1, "description": "what it listens to"}
    with pytest.raises(
        OutputValidationError, match=r"\$\.field\.lives: Input should be less than or equal to 9"
    ):
        tagged.parse('{"fine": 1, "field": {"kind": "cat", "lives": 10}}')


def test_output_format_of_type_aliases() -> None:
    alias = typing_extensions.TypeAliasType("alias", "list[Box[Point]]")
    boxes = typing_extensions.TypeAliasType("boxes", list[Box[Point]])
    pair = typing_extensions.TypeAliasType("pair", dict[str, ItemT], type_params=(ItemT,))
    output: Json = output_format(holder_of(boxes))
    assert output.parse('{"fine": 1, "field": [{"value": {"x": 1}}]}').field == [Box(Point(1))]
    output = output_format(holder_of(pair[Box[int]]))
    assert output.parse('{"fine": 1, "field": {"a": {"value": 1}}}').field == {"a": Box(1)}
    output = output_format(holder_of(JsonAlias))
    assert output.parse('{"fine": 1, "field": {"a": [null, 1]}}').field == {"a": [None, 1]}
    with pytest.raises(TypeError, match=r"Holder\.field has no JSON Schema"):
        output_format(holder_of(alias))


JsonAlias = typing_extensions.TypeAliasType(
    "JsonAlias", "dict[str, JsonAlias] | list[JsonAlias] | int | None"
)


def test_output_format_names_two_classes_of_one_name_apart() -> None:
    def make(annotation: Json) -> Json:
        return dataclasses.make_dataclass("Inner", [("value", annotation)])

    outer: Json = dataclasses.make_dataclass("Outer", [("a", make(int)), ("b", make(str))])
    output: Json = output_format(outer)
    assert len(output.schema["$defs"]) == 2
    assert output.parse('{"a": {"value": 1}, "b": {"value": "x"}}').b.value == "x"


def test_output_format_of_fields_that_the_constructor_needs_only() -> None:
    @dataclasses.dataclass
    class Area:
        width: dataclasses.InitVar[int]
        height: Final[int] = 2
        area: int = dataclasses.field(init=False)

        def __post_init__(self, width: int) -> None:
            self.area = width * self.height

    assert output_format(Area).parse('{"width": 3, "height": null}').area == 6


def test_output_format_of_typed_dict_keys_that_may_be_absent() -> None:
    annotations: Json = {"title": "NotRequired[str]", "text": "str"}
    output: Json = output_format(TypedDict("Absent", annotations))  # type: ignore[operator]
    assert output.schema["properties"]["title"]["anyOf"][1] == NULL
    assert output.parse('{"text": "a", "title": null}') == {"text": "a"}
    with pytest.raises(OutputValidationError, match=r"\$\.text: Field required"):
        output.parse("{}")

    class Partial(TypedDict, total=False):
        text: Required[str]
        title: str | None

    class Extension(typing_extensions.TypedDict):
        first: typing_extensions.ReadOnly[int]

    assert output_format(Partial).parse('{"text": "a", "title": null}') == {"text": "a", "title": None}
    with pytest.raises(OutputValidationError, match=r"\$\.text: Field required"):
        output_format(Partial).parse('{"title": "b"}')
    assert output_format(Extension).parse('{"first": 1}')["first"] == 1


def test_output_format_null_stands_for_a_default_unless_it_is_a_value() -> None:
    @attrs.define
    class Defaults:
        plain: int = 5
        nullable: int | None = 6
        annotated: Annotated[int | None, "maybe"] = 7
        literal: Literal[1, None] = 1
        anything: Any = 8

    output = output_format(Defaults)
    nulls = '{"plain": null, "nullable": null, "annotated": null, "literal": null, "anything": null}'
    assert output.parse(nulls) == Defaults(5, None, None, None, None)
    assert output.parse("{}") == Defaults()
    assert output.schema["properties"]["nullable"] == {"anyOf": [{"type": "integer"}, NULL]}


# --- reading ---


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"colour": "green"}, "$.colour: Input should be 'red' or 'blue' (got 'green')"),
        ({"word": "b"}, "$.word: Input should be 'a', 1 or None (got 'b')"),
        ({"many": [1, "2"]}, "$.many[1]: Input should be a valid integer (got '2')"),
        ({"many": {}}, "$.many: Input should be a valid array"),
        ({"many": [1.5]}, "$.many[0]: Input should be a valid integer (got 1.5)"),
        ({"many": [True]}, "$.many[0]: Input should be a valid integer (got True)"),
        ({"by_name": {"a/b": {"x": "1"}}}, "$.by_name['a/b'].x: Input should be a valid integer (got '1')"),
        ({"by_name": {"~": []}}, "$.by_name['~']: Input should be an object"),
        ({"day": "soon"}, "$.day: Input should be a valid date in the format YYYY-MM-DD, input is too short"),
        ({"either": {"x": "1"}}, "$.either: Input should be a valid integer (and 2 more)"),
        ({"nothing": 0}, "$.nothing: Input should be null (got 0)"),
        ({"page": {"lines": [{"start": {"x": 1}}]}}, "$.page.lines[0].end: Field required"),
        ({"name": "x", "age": 3}, "$.age: Extra inputs are not permitted"),
        ({"marked": {"x": 1, "y": 10**400}}, "$.marked.y: Input should be a "),
    ],
)
def test_output_format_parse_error_names_path_and_problem(changed: Json, problem: str) -> None:
    with pytest.raises(OutputValidationError) as raised:
        output_format(Everything).parse(json.dumps({**EVERYTHING, **changed}))
    assert str(raised.value).startswith(problem)


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, '{"x": 1' + "0" * 5000 + "}", "\ud800"])
def test_output_format_parse_error_if_text_is_not_json(text: str) -> None:
    with pytest.raises(OutputValidationError) as raised:
        output_format(Point).parse(text)
    assert raised.value.problems[0].path in ("$", "$.x")
    with pytest.raises(OutputValidationError, match=r"^\$: Invalid JSON") as raised:
        output_format({"type": "object"}).parse(text if text != "\ud800" else "'")
    assert len(raised.value.problems) == 1


def test_output_format_parse_error_if_text_is_nested_too_deeply() -> None:
    deep = '{"value": 1, "children": [' * 400 + "]}" * 400
    with pytest.raises(OutputValidationError, match="recursion"):
        output_format(Tree).parse(deep)


@given(
    st.text()
    | st.recursive(
        st.none() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["x", "y", "a"]), inner),
    ).map(json.dumps)
)
def test_output_format_parse_reads_or_refuses_any_text(text: str) -> None:
    with contextlib.suppress(OutputValidationError):
        assert isinstance(output_format(Point).parse(text), Point)


def test_output_format_parse_error_from_a_constructor() -> None:
    @attrs.define
    class Positive:
        number: int = attrs.field(validator=attrs.validators.gt(0))
        text: str = attrs.field(default="a", validator=attrs.validators.in_(["a", "b"]))

    @dataclasses.dataclass
    class Holder:
        items: list[Positive]

        def __post_init__(self) -> None:
            if not self.items:
                raise TypeError("there have to be items")

    output = output_format(Holder)
    for text, problem in (
        ('{"items": [{"number": 0}]}', r"\$\.items\[0\]: 'number' must be > 0: 0"),
        ('{"items": [{"number": 1, "text": "c"}]}', r"\$\.items\[0\]: 'text' must be in \['a', 'b'\]"),
        ('{"items": []}', r"\$: there have to be items"),
    ):
        with pytest.raises(OutputValidationError, match=problem):
            output.parse(text)


def test_output_format_parse_error_carries_the_response() -> None:
    response = object()
    for output in (output_format(Point), output_format({"type": "object"})):
        with pytest.raises(OutputValidationError) as raised:
            output.parse("{", response=response)
        assert raised.value.response is response
        assert raised.value.text == "{"


# --- types without a schema ---


class Thing:
    pass


class PlainGeneric(Generic[ItemT]):
    pass


@pytest.mark.parametrize("annotation", [Thing, PlainGeneric[int], "Box[Thing]"])
def test_output_format_error_names_the_field_without_a_schema(annotation: Json) -> None:
    annotation = Box[Thing] if isinstance(annotation, str) else annotation
    with pytest.raises(
        TypeError, match=r"^(Holder\.field|Box_Thing\.value) has no JSON Schema: .*(Thing|PlainGeneric)"
    ):
        output_format(holder_of(list[annotation]))


def test_output_format_error_if_a_model_has_no_schema() -> None:
    class Arbitrary(pydantic.BaseModel, arbitrary_types_allowed=True):
        thing: Thing

    with pytest.raises(TypeError, match=r"^Arbitrary has no JSON Schema: .*Thing"):
        output_format(Arbitrary)


def test_output_format_error_if_a_name_in_an_annotation_is_unknown() -> None:
    with pytest.raises(NameError, match="Nowhere"):
        output_format(holder_of("Nowhere"))


def test_output_format_error_if_a_field_has_no_annotation() -> None:
    import collections  # noqa: PLC0415 - for this test only

    with pytest.raises(TypeError, match="Untyped: the parameter a has no type annotation"):
        output_format(collections.namedtuple("Untyped", ["a"]))


@pytest.mark.parametrize(
    "annotation", [int, list[Point], Point | None, Colour, dict[str, int], pydantic.RootModel[list[int]]]
)
def test_output_format_error_if_the_top_level_is_not_an_object(annotation: Json) -> None:
    with pytest.raises(
        TypeError, match=r"structured output is a JSON object with named fields, and .* is not"
    ):
        output_format(annotation)


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
class PydanticDataclass:
    a: int
    leaf: Leaf


@pytest.mark.parametrize("model", [Leaf, Branch, Flat, PydanticDataclass])
def test_output_format_of_a_pydantic_model_is_that_of_openai_without_defaults(model: Json) -> None:
    source: Json = model if issubclass(model, pydantic.BaseModel) else pydantic.TypeAdapter(model)
    output = output_format(model)
    assert output.schema == strict_schema(to_strict_json_schema(source))
    assert output.name == model.__name__


def test_output_format_of_a_pydantic_model_is_read_by_its_own_rules() -> None:
    assert output_format(Leaf).parse('{"size": "4", "when": "2026-01-02"}') == Leaf(
        size=4, when=date(2026, 1, 2)
    )
    with pytest.raises(
        OutputValidationError, match=r"\$\.leaves\[0\]\.size: Input should be a valid integer"
    ):
        output_format(Branch).parse('{"leaves": [{"size": "x"}]}')


def test_output_format_of_pydantic_models_inside_other_classes() -> None:
    @dataclasses.dataclass
    class Plant:
        trunk: Branch
        leaf: Annotated[Leaf, "a leaf"]
        more: list[Leaf]

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
    output = output_format(Plant)
    schema: Json = output.schema
    Draft202012Validator(schema).validate(value)
    assert output.parse(json.dumps(value)).more == [Leaf(size=1)]
    assert output.parse(json.dumps({**value, "leaf": {"size": "2"}})).leaf == Leaf(size=2)
    with pytest.raises(OutputValidationError, match=r"\$\.trunk\.leaves\[0\]\.size: Input should be"):
        output.parse(json.dumps({**value, "trunk": {**trunk, "leaves": [{"size": "x"}]}}))


def test_output_format_of_a_recursive_pydantic_model_with_descriptions() -> None:
    class Filter(pydantic.BaseModel):
        both: list["Filter"] = pydantic.Field(description="all of these", default=[])
        negated: "Filter | None" = pydantic.Field(description="not this", default=None)
        parent: "Filter" = pydantic.Field(description="one more")

    schema: Json = output_format(Filter).schema
    Draft202012Validator(schema)
    parent = schema["properties"]["parent"]
    assert parent["description"] == "one more"
    assert parent["properties"]["parent"]["anyOf"] == [{"$ref": "#/$defs/Filter"}]


def test_output_format_of_a_generic_pydantic_model() -> None:
    class Crate(pydantic.BaseModel, Generic[ItemT]):
        items: list[ItemT]

    output = output_format(Crate[Leaf])
    assert output.name == "Crate_Leaf_"
    assert output.parse('{"items": [{"size": 1}]}').items == [Leaf(size=1)]


# --- JSON Schemas ---


def test_output_format_of_a_json_schema_is_sent_as_it_is() -> None:
    schema = {"title": "A thing", "type": "object", "properties": {"a": {"type": "integer"}}}
    output = output_format(schema)
    assert (output.name, output.schema, output.strict) == ("A_thing", schema, True)
    assert output.parse('{"a": "b"}') == {"a": "b"}
    assert output_format({"type": "object"}).name == "output"


def test_output_format_of_a_json_schema_in_the_form_of_either_api() -> None:
    schema: Json = {"type": "object", "properties": {}}
    settings = {"name": "thing", "schema": schema, "strict": False, "description": "A thing."}
    expected: OutputFormat[Json] = OutputFormat("thing", schema, strict=False, description="A thing.")
    for form in ({"type": "json_schema", "json_schema": settings}, {"type": "json_schema", **settings}):
        assert output_format(form) == expected
    assert output_format({"type": "json_schema", "json_schema": {"name": "a"}}).strict is False
    with pytest.raises(TypeError, match="an output format of type json_schema needs a name"):
        output_format({"type": "json_schema", "schema": {}})


# --- the object ---


@pytest.mark.parametrize("source", [Tree, SetBox[int], Leaf, {"type": "object"}])
def test_output_format_can_be_pickled(source: Json) -> None:
    output = output_format(source)
    again = pickle.loads(pickle.dumps(output))
    assert again == output
    assert hash(again) == hash(output)
    with pytest.raises(OutputValidationError):
        again.parse("{")


def test_output_format_repr_is_short() -> None:
    assert repr(output_format(Everything)) == "OutputFormat(name='Everything', strict=True, description=None)"


def test_output_format_name_is_one_that_the_api_accepts() -> None:
    long: Json = dataclasses.make_dataclass("Größe" + "x" * 80, [("a", int)])
    assert output_format(long).name == "Gr_e" + "x" * 60
