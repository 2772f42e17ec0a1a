"""Test each step of the contract stage on small documents."""

from __future__ import annotations

import json
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.common.errors import PipelineError
from scripts.contract import schemas
from scripts.contract.build import build_from_documents
from scripts.contract.descriptions import describe
from scripts.contract.extract_facts import extract_facts
from scripts.contract.fold import fold
from scripts.contract.merge_schemas import merge_schemas
from scripts.contract.normalise import normalise
from scripts.contract.open_enums import open_enums
from scripts.contract.schemas import canonical
from scripts.contract.select import select
from tests.contract.documents import (
    MINIMAL_OVERLAY,
    TEXT,
    built,
    chat,
    obj,
    request_of,
    response_of,
    schemas_of,
    source,
    tagged,
)

Json = Any
NULL = {"type": "null"}


def listing(*parameters: Json) -> Json:
    """Return a document with one operation, which lists objects and has these parameters."""
    response = obj("data", data={"type": "array", "items": obj("id", id=TEXT)})
    operation = {
        "parameters": [*parameters],
        "responses": {"200": {"content": {"application/json": {"schema": response}}}},
    }
    return {
        "openapi": "3.0.0",
        "info": {"title": "t", "version": "1"},
        "paths": {"/v1/items": {"get": operation}},
    }


def parameters_of(*documents: Json) -> Json:
    """Return the parameters of the operation in the contract of these documents."""
    sources = [source(f"doc-{number}", operation="GET /v1/items") for number in range(len(documents))]
    contract: Json = build_from_documents([*zip(sources, documents, strict=True)], MINIMAL_OVERLAY).document
    return contract["paths"]["/v1/items"]["get"]["parameters"]


# select


def test_select_resolves_nested_references() -> None:
    document = chat(person={"$ref": "#/components/schemas/A"})
    document["components"]["schemas"] = {
        "A": {"allOf": [{"$ref": "#/components/schemas/B"}]},
        "B": obj(x=TEXT),
    }
    operation: Json = select(document, source())[0]
    properties = operation["requestBody"]["content"]["application/json"]["schema"]["properties"]
    assert properties["person"] == {"allOf": [obj(x=TEXT)]}


def test_select_resolves_a_reference_within_an_embedded_schema_document() -> None:
    document = chat(
        both={
            "$schema": "http://json-schema.org/draft-07/schema#",
            **obj(a=TEXT, b={"$ref": "#/properties/a"}),
        }
    )
    properties = schemas_of(built(document))["ChatCompletionBoth"]["properties"]
    assert properties == {"a": TEXT, "b": TEXT}


def test_select_keeps_a_property_called_ref() -> None:
    schemas = schemas_of(built(chat(link=obj("$ref", **{"$ref": TEXT, "nullable": {"type": "boolean"}}))))
    assert schemas["ChatCompletionLink"]["properties"] == {"$ref": TEXT, "nullable": {"type": "boolean"}}


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("#/components/schemas/Nowhere", "which does not exist"),
        ("other.json#/A", "outside the document"),
        ("https://example.com/a.json", "outside the document"),
        ("file:///etc/passwd", "outside the document"),
        (7, "outside the document"),
    ],
)
def test_select_refuses_missing_and_external_references(reference: Json, expected: str) -> None:
    document = chat(bad={"$ref": reference})
    with pytest.raises(PipelineError) as caught:
        built(document)
    message = str(caught.value)
    assert expected in message
    assert message.startswith("doc-0#/paths/~1v1~1chat~1completions/post/requestBody/")
    assert "\n" not in message


def test_select_refuses_references_that_multiply() -> None:
    document = chat(bomb={"$ref": "#/components/schemas/S0"})
    document["components"]["schemas"] = {
        f"S{n}": obj("", **{p: {"$ref": f"#/components/schemas/S{n + 1}"} for p in "abcdefghij"})
        for n in range(12)
    } | {"S12": TEXT}
    with pytest.raises(PipelineError, match="exceeds the size limit"):
        built(document)


def test_select_lists_the_operations_if_one_is_missing() -> None:
    with pytest.raises(PipelineError) as caught:
        select(chat(), source(operation="POST /v1/responses"))
    assert "POST /v1/responses is gone; the document now offers POST /v1/chat/completions" in str(
        caught.value
    )


@pytest.mark.parametrize("method", ["get", "head", "delete", "trace"])
@pytest.mark.parametrize(
    "body",
    [
        {"content": {"application/json": {"schema": {"type": "–"}}}, "required": True},
        {"$ref": "#/components/requestBodies/Nowhere"},
        {"content": []},
        3,
    ],
)
def test_select_drops_the_body_of_a_method_that_has_none(method: str, body: Json) -> None:
    document = listing()
    operation = document["paths"]["/v1/items"].pop("get")
    document["paths"]["/v1/items"][method] = {**operation, "requestBody": body}
    contract: Json = build_from_documents(
        [(source(operation=f"{method.upper()} /v1/items"), document)], MINIMAL_OVERLAY
    ).document
    assert "requestBody" not in contract["paths"]["/v1/items"][method]


def test_select_refuses_the_invalid_body_of_a_method_that_has_one() -> None:
    document = chat()
    document["paths"]["/v1/chat/completions"]["post"]["requestBody"]["content"] = {
        "application/json": {"schema": {"type": "–"}}
    }
    with pytest.raises(
        PipelineError, match="requestBody/content/application~1json/schema/type: is not a type"
    ):
        built(document)


# extract_facts


def test_extract_facts_keeps_the_facts_of_parameters() -> None:
    parameters = parameters_of(
        listing(
            {
                "name": "a",
                "in": "query",
                "description": "Prose.",
                "example": 1,
                "schema": {"type": "integer"},
            },
            {"name": "b", "in": "query", "style": "form", "explode": False, "schema": {"type": "array"}},
            {"name": "c", "in": "query", "deprecated": True, "required": True},
            {"name": "d", "in": "query", "content": {"application/json": {"schema": obj(x=TEXT)}}},
            {"name": "X-E", "in": "header", "schema": TEXT},
            {"name": "Authorization", "in": "header", "schema": TEXT},
            {"name": "accept", "in": "header", "schema": TEXT},
            {"name": "CONTENT-type", "in": "header", "schema": TEXT},
        )
    )
    json_text = {"type": "string", "contentMediaType": "application/json"}
    assert parameters == [
        {"in": "header", "name": "X-E", "required": False, "schema": TEXT},
        {"in": "query", "name": "a", "required": False, "schema": {"type": "integer"}},
        {
            "in": "query",
            "name": "b",
            "required": False,
            "style": "form",
            "explode": False,
            "schema": {"type": "array"},
        },
        {"in": "query", "name": "c", "required": True, "deprecated": True, "schema": {}},
        {
            "in": "query",
            "name": "d",
            "required": False,
            "schema": {**json_text, "contentSchema": {"type": "object", "properties": {"x": TEXT}}},
        },
    ]


def test_path_parameters_are_required() -> None:
    document = listing({"name": "id", "in": "path", "schema": TEXT})
    document["paths"]["/v1/items/{id}"] = document["paths"].pop("/v1/items")
    contract: Json = build_from_documents(
        [(source(operation="GET /v1/items/{id}"), document)], MINIMAL_OVERLAY
    ).document
    [parameter] = contract["paths"]["/v1/items/{id}"]["get"]["parameters"]
    assert parameter["required"] is True


def test_extract_facts_drops_prose_and_keeps_facts() -> None:
    document = chat(description={**TEXT, "description": "Prose.", "title": "Title", "minLength": 2})
    facts = extract_facts(select(document, source())[0], source())
    text = json.dumps(facts.request)
    assert "Prose" not in text
    assert "Title" not in text
    assert "print()" not in text
    assert '"description": {"type": "string", "minLength": 2}' in text


@pytest.mark.parametrize(
    ("schema", "at", "expected"),
    [
        ({"type": "strin"}, "/type", "is not a type"),
        ({"type": []}, "/type", "is not a type"),
        ({"enum": []}, "/enum", "is not a list of values"),
        ({"required": "a"}, "/required", "is not a list of names"),
        ({"properties": []}, "/properties", "is not an object of schemas"),
        ({"properties": {"a": 1}}, "/properties", "is not an object of schemas"),
        ({"items": 3}, "/items", "is not a schema"),
        ({"anyOf": []}, "/anyOf", "is not a list of schemas"),
        ({"minimum": "1"}, "/minimum", "is not a number"),
        ({"nullable": "yes"}, "/nullable", "is not a boolean"),
        ({"pattern": 1}, "/pattern", "is not a regular expression"),
        ({"pattern": "(a"}, "/pattern", "is not a regular expression"),
        ({"format": 1}, "/format", "is not a string"),
    ],
)
def test_extract_facts_reports_the_pointer_of_a_wrong_shape(schema: Json, at: str, expected: str) -> None:
    with pytest.raises(PipelineError) as caught:
        built(chat(odd={"type": "array", "items": schema}))
    message = str(caught.value)
    assert f"/properties/odd/items{at}: {expected}" in message
    assert message.startswith("doc-0#/paths/~1v1~1chat~1completions/post/")


@pytest.mark.parametrize(
    "corrupt",
    [
        lambda operation: operation.update(responses=[]),
        lambda operation: operation.update(parameters={}),
        lambda operation: operation.update(parameters=[{"in": "path"}]),
        lambda operation: operation.update(requestBody=3),
        lambda operation: operation["requestBody"].update(content=[]),
        lambda operation: operation["responses"].update({"200": "x"}),
        lambda operation: operation["responses"]["200"].update(content={"a/b": 1}),
    ],
)
def test_extract_facts_refuses_operations_of_the_wrong_shape(corrupt: Any) -> None:
    document = chat()
    corrupt(document["paths"]["/v1/chat/completions"]["post"])
    with pytest.raises(PipelineError, match="fix the document"):
        built(document)


# normalise


@pytest.mark.parametrize(
    ("schema", "normal"),
    [
        (True, {}),
        (False, {"not": {}}),
        ({"nullable": True}, {}),
        ({"type": "string", "nullable": True}, {"type": ["string", "null"]}),
        ({"type": "string", "enum": ["a"]}, {"type": "string", "const": "a"}),
        ({"enum": ["a", "b", "a"]}, {"type": "string", "enum": ["a", "b"]}),
        (
            {"type": "string", "enum": ["a"], "nullable": True},
            {"type": ["string", "null"], "enum": ["a", None]},
        ),
        ({"type": "string", "enum": ["a", None]}, {"type": "string", "const": "a"}),
        ({"enum": ["a", None]}, {"type": ["string", "null"], "enum": ["a", None]}),
        ({"type": "null", "enum": ["a", None]}, {"type": "null"}),
        ({"type": "null", "enum": ["a"]}, {"not": {}}),
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, {"type": ["string", "null"]}),
        ({"oneOf": [{"type": "string"}, {"type": "null"}]}, {"type": ["string", "null"]}),
        ({"anyOf": [{"anyOf": [{"type": "string"}]}]}, {"type": "string"}),
        (
            {"anyOf": [{"type": "string"}, {"type": "integer"}], "nullable": True},
            {"anyOf": [{"type": "integer"}, {"type": "string"}, NULL]},
        ),
        ({"type": ["object", "null"], **obj("b a", a=TEXT)} | {"type": ["object", "null"]}, None),
        (
            {"type": "number", "minimum": 1, "exclusiveMinimum": True},
            {"type": "number", "exclusiveMinimum": 1},
        ),
        ({"type": "number", "minimum": 1, "exclusiveMinimum": False}, {"type": "number", "minimum": 1}),
        ({"type": "object", "additionalProperties": {"nullable": True}}, {"type": "object"}),
        ({"type": "object", "additionalProperties": True}, {"type": "object"}),
        ({"allOf": [obj("a", a=TEXT), obj("b", b=TEXT)]}, obj("a b", a=TEXT, b=TEXT)),
        ({"allOf": [obj("a", a=TEXT)], "nullable": True}, None),
    ],
)
def test_normalise_returns_the_normal_form(schema: Json, normal: Json) -> None:
    if normal is None:
        part = {**schema, "type": "object"} if "properties" in schema else schema["allOf"][0]
        normal = {"anyOf": [normalise(part), NULL]}
    assert normalise(schema) == normal


SCHEMAS_30 = st.recursive(
    st.sampled_from(
        [
            {},
            {"nullable": True},
            {"type": "string"},
            {"type": "integer", "minimum": 1},
            {"type": "string", "enum": ["a"]},
            {"type": "string", "enum": ["a", "text"]},
            {"type": "null"},
            {"const": "a"},
            {"type": ["string", "null"]},
        ]
    ),
    lambda inner: st.one_of(
        st.builds(lambda s: {"type": "array", "items": s}, inner),
        st.builds(lambda s: {"type": "object", "additionalProperties": s}, inner),
        st.builds(
            lambda a, b, r: {"type": "object", "properties": {"a": a, "type": b}, "required": r},
            inner,
            inner,
            st.sampled_from([["a"], [], ["type", "a"]]),
        ),
        st.builds(
            lambda k, branches: {k: branches},
            st.sampled_from(["anyOf", "oneOf", "allOf"]),
            st.lists(inner, min_size=1, max_size=3),
        ),
    ),
    max_leaves=6,
)
VALUES = st.recursive(
    st.sampled_from([None, "a", "text", "b", 0, 1, 2, True, 1.5]),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["a", "type", "b"]), inner, max_size=3)
    ),
    max_leaves=5,
)


@given(schema=SCHEMAS_30, value=VALUES)
def test_normalise_preserves_the_meaning(schema: Json, value: Json) -> None:
    bare: Json = json.loads(json.dumps(schema).replace('{"nullable": true}', "{}"))
    before = jsonschema_rs.Draft202012Validator(bare)
    after = jsonschema_rs.Draft202012Validator(normalise(schema))
    assert before.is_valid(value) == after.is_valid(value)


@given(schema=SCHEMAS_30)
def test_normalise_is_idempotent(schema: Json) -> None:
    once = normalise(schema)
    assert canonical(normalise(once)) == canonical(once)


@given(schema=SCHEMAS_30, value=VALUES)
def test_open_enums_allows_every_value_that_was_valid(schema: Json, value: Json) -> None:
    closed = normalise({"anyOf": [schema, {"type": "string", "enum": ["a", "b"]}]})
    # In a oneOf, an open enum may make a second branch valid; those of the documents have tags.
    if "oneOf" not in json.dumps(schema) and jsonschema_rs.Draft202012Validator(closed).is_valid(value):
        jsonschema_rs.Draft202012Validator(open_enums(closed)).validate(value)


# hoist, merge, discriminate, fold


def test_hoist_shares_a_schema_between_equal_nullable_objects() -> None:
    schemas = schemas_of(built(chat()))
    usage = {"anyOf": [{"$ref": "#/components/schemas/ChatCompletionUsage"}, NULL]}
    assert schemas["ChatCompletion"]["properties"]["usage"] == usage
    assert schemas["ChatCompletionEvent"]["properties"]["usage"] == usage


def test_merge_operations_shares_the_request_of_models_that_differ_in_name_only() -> None:
    second = chat()
    request_of(second)["properties"]["model"]["enum"] = ["o3"]
    schemas = schemas_of(built(chat(), second))
    assert schemas["ChatCompletionCreateParams"]["properties"]["model"]["enum"] == ["o3-mini", "o3"]


def test_merge_operations_discriminates_different_requests_by_model() -> None:
    second = chat(audio=obj(voice=TEXT))
    request_of(second)["properties"]["model"]["enum"] = ["vendor/o3-2025-04-16"]
    schemas = schemas_of(built(chat(), second))
    union = schemas["ChatCompletionCreateParams"]
    assert union["discriminator"]["propertyName"] == "model"
    assert set(union["discriminator"]["mapping"]) == {"o3-mini", "vendor/o3-2025-04-16"}


def test_merge_operations_makes_one_schema_of_different_responses() -> None:
    other = chat()
    response_of(other)["properties"]["meta"] = TEXT
    response_of(other)["required"] = ["id"]
    response_of(other)["properties"]["usage"] = {"nullable": True, **obj("cost", cost=TEXT)}
    request_of(other)["properties"]["model"]["enum"] = ["o3"]
    before, after = schemas_of(built(chat())), schemas_of(built(chat(), other))
    # The usage of the stream is unchanged, and no longer that of the response.
    assert set(after) - set(before) == {"ChatCompletionEventUsage"}
    response = after["ChatCompletion"]
    assert response["required"] == ["id"]
    assert set(response["properties"]) == {*before["ChatCompletion"]["properties"], "meta"}
    assert set(after["ChatCompletionUsage"]["properties"]) == {"total_tokens", "cost"}
    assert "required" not in after["ChatCompletionUsage"]
    assert after["ChatCompletionChoice"] == before["ChatCompletionChoice"]


def test_merge_operations_allows_the_parameters_of_every_document() -> None:
    common = {"name": "kind", "in": "query", "required": True}
    first = listing({**common, "schema": {"enum": ["a"]}}, {"name": "x", "in": "query", "required": True})
    second = listing(
        {**common, "schema": {"type": "integer"}}, {"name": "kind", "in": "header", "schema": TEXT}
    )
    assert parameters_of(first, second) == [
        {"in": "header", "name": "kind", "required": False, "schema": TEXT},
        {
            "in": "query",
            "name": "kind",
            "required": True,
            "schema": {"anyOf": [{"type": "string", "const": "a"}, {"type": "integer"}]},
        },
        {"in": "query", "name": "x", "required": False, "schema": {}},
    ]


@pytest.mark.parametrize(
    ("path", "method", "operation_id"),
    [
        ("/v1/models", "get", "listModels"),
        ("/v1/billing/balance", "get", "getBillingBalance"),
        ("/v2/billing/transactions", "get", "listBillingTransactions"),
        ("/v2/usage", "get", "getUsage"),
        ("/v1/models/{id}", "get", "getModel"),
        ("/v1/models/{id}", "delete", "deleteModel"),
        ("/", "get", "getApi"),
    ],
)
def test_operation_ids_say_what_a_request_does(path: str, method: str, operation_id: str) -> None:
    document = listing()
    operation = document["paths"].pop("/v1/items")["get"]
    if "{" in path:
        operation["parameters"] = [{"name": "id", "in": "path", "schema": TEXT}]
    document["paths"][path] = {method: operation}
    contract: Json = build_from_documents(
        [(source(operation=f"{method.upper()} {path}"), document)], MINIMAL_OVERLAY
    ).document
    assert contract["paths"][path][method]["operationId"] == operation_id


def test_schema_gets_no_name_that_the_generated_code_uses() -> None:
    document = listing()
    document["paths"]["/v1/models"] = document["paths"].pop("/v1/items")
    contract = build_from_documents([(source(operation="GET /v1/models"), document)], MINIMAL_OVERLAY)
    assert set(schemas_of(contract)) == {"ModelValue", "ModelData"}


OBJECTS = st.fixed_dictionaries(
    {},
    optional={
        "type": st.sampled_from([{"const": "a", "type": "string"}, {"const": "b", "type": "string"}]),
        "x": SCHEMAS_30,
        "y": SCHEMAS_30,
    },
).flatmap(
    lambda properties: st.lists(st.sampled_from(sorted(properties) or ["x"]), unique=True).map(
        lambda required: {"type": "object", "properties": properties, "required": required}
    )
)


def leaves_something_out(schema: Json) -> bool:
    """Return whether a schema, or one inside it, is an object that requires nothing, or any value, object or list."""
    facts = set(schema) - {"default"}
    is_open = facts == {"type"} and bool({"object", "array"} & {*schemas.types_of(schema)})
    is_silent = not facts or is_open or (schemas.is_object(schema) and "required" not in schema)
    return is_silent or any(leaves_something_out(child) for _, child in schemas.children(schema))


@given(one=OBJECTS, other=OBJECTS, value=st.dictionaries(st.sampled_from(["type", "x", "y"]), VALUES))
def test_merge_schemas_allows_what_either_schema_allows(one: Json, other: Json, value: Json) -> None:
    first, second = normalise(one), normalise(other)
    merged = jsonschema_rs.Draft202012Validator(merge_schemas(first, second))
    # The other schema allows any value of a property that only one of them describes.
    shared = set(value) <= set(first.get("properties", {})) & set(second.get("properties", {}))  # type: ignore[arg-type]
    # What a document leaves out does not weaken what the other states.
    is_complete = not leaves_something_out(first) and not leaves_something_out(second)
    if (
        shared
        and is_complete
        and any(jsonschema_rs.Draft202012Validator(schema).is_valid(value) for schema in (first, second))
    ):
        merged.validate(value)


def test_merge_operations_makes_one_union_of_the_events_of_different_streams() -> None:
    def with_events(*values: str) -> Json:
        document = chat()
        operation = document["paths"]["/v1/chat/completions"]["post"]
        events = {"oneOf": [tagged(value, "n", n={"type": "number"}) for value in values]}
        operation["responses"]["200"]["content"]["text/event-stream"]["schema"] = events
        return document

    schemas = schemas_of(built(with_events("a", "b", "c"), with_events("c", "d", "a")))
    union = schemas["ChatCompletionEvent"]
    assert set(union["discriminator"]["mapping"]) == {"a", "b", "c", "d"}
    assert not any("UnionUnion" in name or name.endswith("EventUnion") for name in schemas)


def test_operation_ids_are_unique_within_a_family() -> None:
    document = chat()
    document["paths"]["/v2/chat/completions"] = document["paths"]["/v1/chat/completions"]
    sources = [source(), source("again", "POST /v2/chat/completions")]
    contract: Json = build_from_documents([(one, document) for one in sources], MINIMAL_OVERLAY).document
    ids = [item["post"]["operationId"] for item in contract["paths"].values()]
    assert ids == ["createChatCompletion", "createV2ChatCompletions"]
    assert set(contract["components"]["schemas"]) == set(schemas_of(built(chat())))


def test_discriminate_leaves_a_union_without_a_tag() -> None:
    tools = {"type": "array", "items": {"oneOf": [tagged("a", "x", x=TEXT), tagged("b"), obj("y", y=TEXT)]}}
    schemas = schemas_of(built(chat(tools=tools)))
    assert not any("discriminator" in schema for name, schema in schemas.items() if "Tool" in name)


def test_fold_keeps_the_first_of_equal_schemas_and_follows_references() -> None:
    leaf = {"type": "object", "properties": {"x": TEXT}}
    schemas: Json = {
        "A": {**leaf, "description": "one"},
        "B": {**leaf, "description": "two"},
        "C": {"type": "object", "properties": {"a": {"$ref": "#/components/schemas/A"}}},
        "D": {"type": "object", "properties": {"a": {"$ref": "#/components/schemas/B"}}},
        "E": {"type": "object", "properties": {"y": TEXT}},
    }
    assert fold(schemas, ["B", "D"]) == {"A": "B", "B": "B", "C": "D", "D": "D", "E": "E"}


# describe


def test_describe_applies_a_wildcard_to_every_schema_with_the_property() -> None:
    schemas: Json = {
        "A": {"type": "object", "properties": {"index": {"type": "integer"}}},
        "B": {"type": "object", "properties": {"index": {"type": "integer"}, "x": {"type": "string"}}},
    }
    descriptions = {"*.index": "Some index.", "B.index": "The index of B.", "*.gone": "Nothing."}
    assert describe(schemas, descriptions) == ["*.gone"]
    assert schemas["A"]["properties"]["index"]["description"] == "Some index."
    assert schemas["B"]["properties"]["index"]["description"] == "The index of B."
    assert "description" not in schemas["B"]["properties"]["x"]


def test_describe_applies_the_description_of_a_union_to_its_branches() -> None:
    schemas: Json = {
        "Union": {"oneOf": [{"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/B"}]},
        "A": {"type": "object", "properties": {"x": {"type": "string"}}},
        "B": {"type": "object", "properties": {"y": {"type": "string"}}},
    }
    assert describe(schemas, {"Union": "One of two.", "Union.x": "An x.", "B": "A B."}) == []
    assert schemas["A"]["description"] == "One of two."
    assert schemas["B"]["description"] == "A B."
    assert schemas["A"]["properties"]["x"]["description"] == "An x."


def test_describe_describes_parameters_by_their_operation() -> None:
    parameters: Json = {"listItems": [{"name": "id"}, {"name": "X-A"}]}
    descriptions = {
        "listItems.id": "An id.",
        "listItems.X-A": "A header.",
        "listItems.gone": "No.",
        "x.id": "No.",
    }
    assert describe({}, descriptions, parameters) == ["listItems.gone", "x.id"]
    assert parameters == {
        "listItems": [{"name": "id", "description": "An id."}, {"name": "X-A", "description": "A header."}]
    }
