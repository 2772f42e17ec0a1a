"""Examples of JSON Schemas: valid, or an error; in bounded time and size."""

import json
import math
import re
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aimlkit.mock import schema_examples
from aimlkit.mock.pattern_examples import UnsupportedPattern, example_string
from aimlkit.mock.work_budget import WorkBudget
from tests.conftest import examples

SCHEMAS: list[Any] = [
    {},
    {"type": "object"},
    {"type": "string"},
    {"type": "boolean"},
    {"type": "null"},
    {"type": ["null", "integer"]},
    {"const": {"a": [1]}},
    {"enum": ["a", "b"]},
    {"type": "string", "minLength": 30},
    {"type": "string", "maxLength": 2},
    {"type": "string", "maxLength": 0},
    {"type": "string", "pattern": "^[A-Z]{2}-\\d{4}$"},
    {"type": "string", "pattern": "^(?:[a-z]+\\.)*[a-z]+@(x|y)\\.org$", "minLength": 12},
    {"type": "string", "pattern": "^[^a-zA-Z]+$"},
    {"type": "string", "pattern": "\\w+\\s\\S?"},
    {"type": "integer", "minimum": 7, "maximum": 7},
    {"type": "integer", "exclusiveMinimum": 7},
    {"type": "integer", "maximum": -5},
    {"type": "integer", "exclusiveMaximum": 0},
    {"type": "integer", "multipleOf": 6, "minimum": 7},
    {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 0.5},
    {"type": "number", "minimum": 0.1, "maximum": 0.2},
    {"type": "number", "multipleOf": 0.01, "minimum": 0.005},
    {"type": "array"},
    {"type": "array", "items": {"type": "integer"}, "minItems": 4, "maxItems": 4, "uniqueItems": True},
    {"type": "array", "items": {"enum": ["a", "b", "c"]}, "minItems": 3, "uniqueItems": True},
    {"type": "array", "maxItems": 0},
    {"type": "array", "prefixItems": [{"type": "integer"}, {"type": "string"}], "items": False},
    {"type": "array", "contains": {"const": 5}, "items": {"type": "integer"}},
    {"type": "object", "required": ["a"], "additionalProperties": {"type": "integer"}},
    {"type": "object", "minProperties": 3},
    {"type": "object", "properties": {"a": {}, "b": {}, "c": {}}, "maxProperties": 2, "required": ["c"]},
    {"properties": {"a": {"type": "string"}}, "additionalProperties": False},
    {"anyOf": [{"type": "string"}, {"type": "null"}]},
    {"oneOf": [{"type": "integer"}, {"type": "number"}]},
    {"anyOf": [{"not": {}}, {"not": {}}, {"type": "integer"}]},
    {
        "allOf": [
            {"required": ["a"]},
            {"properties": {"a": {"type": "number"}}},
            {"properties": {"a": {"minimum": 5}}},
        ]
    },
    {"type": "number", "allOf": [{"type": "integer"}, {"minimum": 2.5}]},
    {"type": "string", "enum": ["a", "b"], "allOf": [{"enum": ["b", "c"]}]},
    {"properties": {"a": False}},
    {"$ref": "#/$defs/a", "$defs": {"a": {"type": "integer"}}},
    {"$ref": "#/definitions/a~1b", "definitions": {"a/b": {"type": "integer"}}},
    {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "definitions": {"a": {"type": "null"}},
        "properties": {"a": {"$ref": "#/definitions/a"}},
    },
    {
        "type": "object",
        "properties": {"next": {"$ref": "#"}, "value": {"type": "integer"}},
        "required": ["value"],
    },
    {
        "$defs": {
            "tree": {
                "type": "object",
                "required": ["left"],
                "properties": {"left": {"anyOf": [{"$ref": "#/$defs/tree"}, {"type": "null"}]}},
            }
        },
        "$ref": "#/$defs/tree",
    },
    {"$defs": {"node": {"type": "array", "items": {"$ref": "#/$defs/node"}}}, "$ref": "#/$defs/node"},
    *({"type": "string", "format": name} for name in [*schema_examples.FORMAT_EXAMPLES, "unheard-of"]),
]


@pytest.mark.parametrize("schema", SCHEMAS, ids=json.dumps)
def test_example_value_satisfies_its_schema(schema: Any) -> None:
    found = schema_examples.example_value(schema)
    jsonschema_rs.validator_for(schema, validate_formats=True, offline=True).validate(found)
    assert schema_examples.example_value(schema) == found
    assert json.loads(schema_examples.example_json(json.dumps(schema))) == found


def test_example_value_has_optional_properties() -> None:
    assert schema_examples.example_value({"properties": {"a": {"type": "integer"}, "b": {"const": 2}}}) == {
        "a": 1,
        "b": 2,
    }


@pytest.mark.parametrize(
    "schema",
    [
        {"not": {}},
        {"type": "nothing"},
        {"type": "string", "pattern": "("},
        {"enum": []},
        {"allOf": [{"type": "string"}, {"type": "integer"}]},
        {"$ref": "#/$defs/none"},
        {"$ref": "https://example.com/schema.json"},
        {"$ref": "file:///etc/hostname"},
        {"$ref": "#"},
        {"type": "object", "required": ["a"], "properties": {"a": {"$ref": "#"}}},
        {"type": "array", "minItems": 10**9},
        {"type": "string", "minLength": 10**12},
        {"type": "object", "minProperties": 10**12},
        {"type": "string", "pattern": "^(a{9999}){9999}$"},
        {"type": "string", "pattern": "^" + "(" * 5000 + "a" + ")" * 5000 + "$"},
        {
            "type": "array",
            "minItems": 99,
            "items": {"type": "array", "minItems": 99, "items": {"type": "array", "minItems": 99}},
        },
    ],
    ids=str,
)
def test_example_value_raises_if_there_is_none(schema: Any) -> None:
    with pytest.raises(schema_examples.UnsatisfiableSchema):
        schema_examples.example_value(schema)


def test_example_value_reads_nothing_outside_the_schema(tmp_path: Path) -> None:
    (tmp_path / "schema.json").write_text('{"const": "read"}', encoding="utf-8")
    with pytest.raises(schema_examples.UnsatisfiableSchema, match="is outside the schema"):
        schema_examples.example_value(
            {"type": "object", "properties": {"a": {"$ref": (tmp_path / "schema.json").as_uri()}}}
        )


@pytest.mark.parametrize(
    "pattern", [s["pattern"] for s in SCHEMAS if "pattern" in s] + ["", "a|b", "a{2,}b*c?", "[]a]"]
)
@pytest.mark.parametrize("extra", [0, 1, 5])
def test_example_string_matches_its_pattern(pattern: str, extra: int) -> None:
    assert re.search(pattern, example_string(pattern, extra, WorkBudget(math.inf)))


@pytest.mark.parametrize("pattern", ["(", ")", "a(", "[a", "(?=a)", "\\1", "*", "\\p{L}"])
def test_example_string_raises_for_an_unsupported_pattern(pattern: str) -> None:
    with pytest.raises(UnsupportedPattern):
        example_string(pattern, 0, WorkBudget(math.inf))


SCALAR = st.one_of(
    st.builds(
        lambda low, more: {"type": "integer", "minimum": low, "maximum": low + more},
        st.integers(-9, 9),
        st.integers(0, 9),
    ),
    st.builds(
        lambda low: {"type": "number", "exclusiveMinimum": low}, st.floats(-9, 9).map(lambda x: round(x, 2))
    ),
    st.builds(
        lambda low, more: {"type": "string", "minLength": low, "maxLength": low + more},
        st.integers(0, 30),
        st.integers(0, 9),
    ),
    st.sampled_from(
        [
            {"type": "boolean"},
            {"type": "null"},
            {"enum": ["a", 1, None]},
            {"type": "string", "format": "date"},
        ]
    ),
)
NAMES = st.sampled_from(["a", "b", "c"])


def _object(properties: dict[str, Any], required: list[str], extra: bool) -> Any:
    known_names = [name for name in required if name in properties]
    return {
        "type": "object",
        "properties": properties,
        "required": known_names,
        "additionalProperties": extra,
    }


SATISFIABLE: st.SearchStrategy[Any] = st.recursive(
    SCALAR,
    lambda inner: st.one_of(
        st.builds(
            lambda item, least: {"type": "array", "items": item, "minItems": least}, inner, st.integers(0, 3)
        ),
        st.builds(_object, st.dictionaries(NAMES, inner), st.lists(NAMES, unique=True), st.booleans()),
        st.builds(lambda branches: {"anyOf": branches}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda schema: {"allOf": [schema, {}]}, inner),
        st.builds(
            lambda schema: {"$defs": {"x": schema}, "properties": {"x": {"$ref": "#/$defs/x"}}}, SCALAR
        ),
    ),
    max_leaves=12,
)


@given(SATISFIABLE)
@settings(max_examples=examples(100))
def test_example_value_exists_for_every_drawn_schema(schema: Any) -> None:
    if '"$defs": {' in json.dumps(schema) and "$defs" not in schema:
        return  # a reference that does not reach, once its schema is inside another
    found = schema_examples.example_value(schema)
    assert jsonschema_rs.validator_for(schema, validate_formats=True, offline=True).is_valid(found)
