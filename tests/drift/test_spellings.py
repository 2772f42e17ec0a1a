"""Test that documents are compared by what they mean: another spelling is no change."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.contract.media_types import normal_media_type
from tests.drift.builders import TEXT, body, changes_of, compare, document, obj, with_request, with_response

Json = Any

#: Pairs of schemas with the same meaning.
SCHEMAS: dict[str, tuple[Json, Json]] = {
    "type in a list": ({"type": ["string"]}, TEXT),
    "order of types": ({"type": ["string", "null"]}, {"type": ["null", "string"]}),
    "nullable": ({"type": "string", "nullable": True}, {"type": ["string", "null"]}),
    "null as a branch": ({"anyOf": [TEXT, {"type": "null"}]}, {"type": ["string", "null"]}),
    "order of enum": ({"enum": ["a", "b"]}, {"enum": ["b", "a"]}),
    "repeated value": ({"enum": ["a", "b", "a"]}, {"enum": ["a", "b"]}),
    "const": ({"enum": ["a"]}, {"const": "a"}),
    "branches of one value": ({"oneOf": [{"const": "a"}, {"const": "b"}]}, {"enum": ["a", "b"]}),
    "exclusive bound": (
        {"type": "number", "minimum": 1, "exclusiveMinimum": True},
        {"type": "number", "exclusiveMinimum": 1},
    ),
    "exclusive bound that is none": (
        {"type": "number", "maximum": 1, "exclusiveMaximum": False},
        {"type": "number", "maximum": 1},
    ),
    "bound of an integer": ({"type": "integer", "exclusiveMinimum": 0}, {"type": "integer", "minimum": 1}),
    "whole bound": ({"type": "number", "minimum": 1.0}, {"type": "number", "minimum": 1}),
    "whole multiple": ({"type": "number", "multipleOf": 2.0}, {"type": "number", "multipleOf": 2}),
    "whole length": ({"type": "string", "maxLength": 3.0}, {"type": "string", "maxLength": 3}),
    "whole default": ({"type": "number", "default": 1.0}, {"type": "number", "default": 1}),
    "whole number in a default": ({"default": {"a": [1.0]}}, {"default": {"a": [1]}}),
    "whole value": ({"enum": [1.0, 2.5]}, {"enum": [1, 2.5]}),
    "whole constant": ({"const": 1.0}, {"const": 1}),
    "large whole number": ({"type": "number", "maximum": 1e18}, {"type": "number", "maximum": 10**18}),
    "no minimal length": ({"type": "string", "minLength": 0}, TEXT),
    "items that need not be unique": ({"type": "array", "uniqueItems": False}, {"type": "array"}),
    "any item": ({"type": "array", "items": {}}, {"type": "array"}),
    "any further property": (obj(b=TEXT) | {"additionalProperties": True}, obj(b=TEXT)),
    "order of required": (obj("a b", a=TEXT, b=TEXT), obj("b a", b=TEXT, a=TEXT)),
    "order of dependent names": (
        obj(a=TEXT) | {"dependentRequired": {"a": ["b", "c"]}},
        obj(a=TEXT) | {"dependentRequired": {"a": ["c", "b"]}},
    ),
    "nothing required": (obj(a=TEXT) | {"required": []}, obj(a=TEXT)),
    "flag that is false": ({**TEXT, "deprecated": False, "readOnly": False}, TEXT),
    "allOf of one": ({"allOf": [obj("a", a=TEXT)]}, obj("a", a=TEXT)),
    "prose": ({**TEXT, "title": "A", "example": "b", "x-note": 1}, TEXT),
}
MEDIA_TYPES = [
    ("application/json", "application/json; charset=utf-8"),
    ("application/json", "Application/JSON"),
    ("application/json", 'application/json;charset="UTF-8"'),
    ("application/json", " application/json ; charset=utf8 ;"),
    ("text/event-stream", "text/event-stream; charset=utf-8"),
    ("application/x; b=2; a=1", "application/x;A=1;b=2"),
    ("application/problem+json", "application/Problem+JSON"),
]


@pytest.mark.parametrize("name", SCHEMAS)
@pytest.mark.parametrize("made", [with_request, with_response])
def test_another_spelling_of_a_schema_is_no_change(made: Any, name: str) -> None:
    one, other = (
        made(obj("a", a=schema, list={"type": "array", "items": schema})) for schema in SCHEMAS[name]
    )
    assert changes_of(compare(one, other)) == changes_of(compare(other, one)) == []


@pytest.mark.parametrize(("one", "other"), MEDIA_TYPES)
def test_another_spelling_of_a_media_type_is_no_change(one: str, other: str) -> None:
    schema = {"oneOf": [obj("kind a", kind={"const": "a"}, a=TEXT), obj("kind", kind={"const": "b"})]}
    old, new = (
        document({"requestBody": body(schema, name), "responses": {"200": body(schema, name)}})
        for name in (one, other)
    )
    assert changes_of(compare(old, new)) == changes_of(compare(new, old)) == []
    changed = document(
        {"requestBody": body(schema, other), "responses": {"200": body(obj("kind", kind=TEXT), other)}}
    )
    assert changes_of(compare(old, changed)), "the schemas of equal media types are compared"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("application/json", "application/problem+json"),
        ("application/json", "application/json; version=2"),
        ("application/json", "application/json; charset=latin-1"),
    ],
)
def test_another_media_type_is_a_change(one: str, other: str) -> None:
    old, new = with_response(obj(a=TEXT), one), with_response(obj(a=TEXT), other)
    assert {rule for _, rule, _ in changes_of(compare(old, new))} == {
        "media-type-added",
        "media-type-removed",
    }


def test_a_media_type_under_two_names_allows_what_either_of_them_allows() -> None:
    content = {
        **body(obj("a", a=TEXT))["content"],
        **body(obj("b", b=TEXT), "application/json; charset=utf-8")["content"],
    }
    both = document({"responses": {"200": {"content": content}}})
    either = with_response({"anyOf": [obj("a", a=TEXT), obj("b", b=TEXT)]})
    assert changes_of(compare(both, either)) == []


@given(st.text(), st.text(alphabet=' ;="aA', max_size=9))
def test_normal_media_type_is_idempotent(essence: str, parameters: str) -> None:
    normal = normal_media_type(f"{essence};{parameters}")
    assert normal_media_type(normal) == normal


def with_id(required: str, **flags: bool) -> Json:
    """Return an object schema with a property `id` that has the flags."""
    return obj(required, id={**TEXT, **flags}, name=TEXT)


@pytest.mark.parametrize("wrap", ["plain", "allOf", "nullable", "list", "recursive"])
def test_property_of_the_other_side_may_become_required(wrap: str) -> None:
    def wrapped(schema: Json) -> Json:
        match wrap:
            case "allOf":
                return {"allOf": [{**schema, "required": []}, {"required": schema.get("required", ["name"])}]}
            case "nullable":
                changed = copy.deepcopy(schema)
                changed["properties"]["id"]["nullable"] = True
                return changed
            case "list":
                return obj(pets={"type": "array", "items": schema})
            case "recursive":
                return {"$ref": "#/components/schemas/Pet"}
            case _:
                return schema

    def made(make: Any, schema: Json) -> Json:
        components = {
            "Pet": {
                **schema,
                "properties": {**schema["properties"], "child": {"$ref": "#/components/schemas/Pet"}},
            }
        }
        return make(wrapped(schema), **(components if wrap == "recursive" else {}))

    for make, flag, other in (
        (with_request, "readOnly", "writeOnly"),
        (with_response, "writeOnly", "readOnly"),
    ):
        old, new = (made(make, with_id(required, **{flag: True})) for required in ("name", "id name"))
        assert changes_of(compare(old, new)) == changes_of(compare(new, old)) == []
        # On its own side, it is required like any other.
        old, new = (made(make, with_id(required, **{other: True})) for required in ("name", "id name"))
        assert {rule for _, rule, _ in changes_of(compare(old, new))} == {"property-required"}


def test_names_without_meaning_are_no_change() -> None:
    def made(path_name: str, header: str, scheme: Json, url: str) -> Json:
        parameters = [
            {"name": path_name, "in": "path", "required": True, "schema": TEXT},
            {"name": header, "in": "header", "schema": TEXT},
        ]
        made = document(
            {
                "parameters": parameters,
                "security": [{"any": []}],
                "responses": {"200": {"headers": {header: {"schema": TEXT}}, **body(obj(a=TEXT))}},
            },
            f"/v1/things/{{{path_name}}}",
        )
        made["components"]["securitySchemes"] = {"any": scheme}
        return made | {"servers": [{"url": url}]}

    one = made("id", "X-Trace", {"type": "http", "scheme": "bearer"}, "https://example.com")
    other = made("thing", "x-trace", {"type": "http", "scheme": "Bearer"}, "https://example.com/")
    assert changes_of(compare(one, other)) == []
    keys = ({"type": "apiKey", "in": "header", "name": name} for name in ("X-Key", "x-key"))
    one, other = (made("id", "X-Trace", key, "/") for key in keys)
    assert changes_of(compare(one, other)) == []
