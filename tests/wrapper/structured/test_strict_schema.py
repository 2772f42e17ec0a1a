"""strict_schema: the strict form of schemas that pydantic made."""

from typing import Any

import pytest

from aimlkit.structured._strict_schema import strict_schema

CLOSED = {"type": "object", "additionalProperties": False}


@pytest.mark.parametrize(
    ("schema", "strict"),
    [
        ({"type": "object", "properties": {"a": {}}}, {**CLOSED, "properties": {"a": {}}, "required": ["a"]}),
        (
            {
                "type": "object",
                "properties": {"a": {}, "b": {}},
                "required": ["b"],
                "additionalProperties": True,
            },
            {**CLOSED, "properties": {"a": {}, "b": {}}, "required": ["a", "b"]},
        ),
        ({"type": "object"}, CLOSED),
        ({"oneOf": [{"type": "object"}], "discriminator": {"propertyName": "a"}}, {"anyOf": [CLOSED]}),
        ({"type": "integer", "default": 3}, {"type": "integer"}),
        ({"type": "array", "items": {"default": 1}, "uniqueItems": True}, {"type": "array", "items": {}}),
        ({"allOf": [{"type": "object"}], "description": "d"}, {**CLOSED, "description": "d"}),
        ({"prefixItems": [{"type": "object"}], "items": False}, {"prefixItems": [CLOSED], "items": False}),
        ({"allOf": [{"allOf": [{"type": "object"}], "title": "A"}], "title": "B"}, {**CLOSED, "title": "B"}),
        ({"oneOf": [{}], "anyOf": [True]}, {"allOf": [{"anyOf": [True]}, {"anyOf": [{}]}]}),
        (
            {"if": {"oneOf": [{}]}, "then": {"default": 1}, "dependentSchemas": {"a": {"type": "object"}}},
            {"if": {"anyOf": [{}]}, "then": {}, "dependentSchemas": {"a": CLOSED}},
        ),
    ],
)
def test_strict_schema_converts_keywords(schema: dict[str, Any], strict: dict[str, Any]) -> None:
    assert strict_schema(schema) == strict


def test_strict_schema_leaves_maps_open() -> None:
    schema = {"type": "object", "additionalProperties": {"type": "object"}}
    assert strict_schema(schema) == {"type": "object", "additionalProperties": CLOSED}


def test_strict_schema_does_not_take_property_names_and_values_for_keywords() -> None:
    names = {"default": {"type": "string"}, "oneOf": {}, "discriminator": {}, "required": {}}
    schema = {"type": "object", "properties": names, "const": {"default": 1}, "enum": [{"oneOf": [1]}]}
    strict = strict_schema(schema)
    assert strict["properties"] == names
    assert strict["const"] == {"default": 1}
    assert strict["enum"] == [{"oneOf": [1]}]


def test_strict_schema_replaces_a_reference_next_to_keywords_by_its_definition() -> None:
    schema = {
        "$defs": {"A": {"type": "object", "properties": {"b": {"type": "integer"}}, "description": "an A"}},
        "properties": {"a": {"$ref": "#/$defs/A", "description": "mine"}, "plain": {"$ref": "#/$defs/A"}},
        "type": "object",
    }
    properties = strict_schema(schema)["properties"]
    inner = {"properties": {"b": {"type": "integer"}}, "required": ["b"]}
    assert properties["a"] == {**CLOSED, **inner, "description": "mine"}
    assert properties["plain"] == {"$ref": "#/$defs/A"}


def test_strict_schema_of_a_recursive_reference_with_a_description_ends() -> None:
    described = {"$ref": "#/$defs/A", "description": "again"}
    schema = {"$defs": {"A": {"type": "object", "properties": {"a": described}}}, "$ref": "#/$defs/A"}
    strict = strict_schema(schema)
    copy = strict["properties"]["a"]
    assert copy["properties"]["a"] == {"anyOf": [{"$ref": "#/$defs/A"}], "description": "again"}
    assert strict["$defs"]["A"]["properties"]["a"] == copy


def test_strict_schema_of_definitions_that_describe_each_other_stays_small() -> None:
    names = [f"D{number}" for number in range(12)]
    properties = {name: {"$ref": f"#/$defs/{name}", "description": name} for name in names}
    schema = {"$defs": {name: {"type": "object", "properties": properties} for name in names}}
    assert len(str(strict_schema({**schema, "type": "object", "properties": properties}))) < 10**6


def test_strict_schema_merges_no_schemas_with_different_constraints() -> None:
    reference = {"$ref": "#/$defs/A"}
    properties = {
        "all": {"allOf": [{"minimum": 1}], "minimum": 5},
        "reference": {**reference, "minimum": 5},
        "described": {**reference, "description": "d"},
    }
    schema = {"$defs": {"A": {"minimum": 1}}, "type": "object", "properties": properties}
    assert strict_schema(schema)["properties"] == {
        "all": {"allOf": [{"minimum": 1}], "minimum": 5},
        "reference": {"anyOf": [reference], "minimum": 5},
        "described": {"minimum": 1, "description": "d"},
    }


@pytest.mark.parametrize("reference", ["#", "#/properties/a", "#/$defs/B", "https://example.com/a", 5])
def test_strict_schema_leaves_references_to_other_schemas(reference: Any) -> None:
    assert strict_schema({"$ref": reference}) == {"$ref": reference}
    described = strict_schema({"items": {"$ref": reference, "description": "d"}})
    assert described == {"items": {"anyOf": [{"$ref": reference}], "description": "d"}}


def test_strict_schema_of_a_root_that_refers_to_a_reference() -> None:
    schema = {"$defs": {"A": {"$ref": "#/$defs/B"}, "B": {"type": "object"}}, "$ref": "#/$defs/A"}
    assert strict_schema(schema) == {**CLOSED, "$defs": {"A": {"$ref": "#/$defs/B"}, "B": CLOSED}}
    endless = {"$defs": {"A": {"$ref": "#/$defs/A"}}, "$ref": "#/$defs/A"}
    assert strict_schema(endless)["$defs"] == endless["$defs"]
