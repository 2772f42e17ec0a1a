"""Test that no keyword of a schema is lost in silence: it is kept, dropped on purpose, or reported."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from aimlkit.mock.schema_examples import UnsatisfiableSchema, example_value
from scripts.common.documents import dump
from scripts.contract.build import BuiltContract
from scripts.contract.extract_facts import DROPPED_KEYWORDS, FACT_KEYWORDS
from scripts.contract.merge_schemas import merge_schemas
from scripts.contract.schemas import UNSUPPORTED
from scripts.drift.changes import Drift
from scripts.drift.verdicts import compare_documents
from tests.conftest import ROOT
from tests.contract.documents import TEXT, built, chat, obj, response_of, schemas_of

Json = Any

ARRAY: Json = {"type": "array", "items": {}}
OPEN: Json = obj(a=TEXT, b=TEXT)
#: By keyword: a schema with it, an instance that only this keyword refuses, and one that is valid.
ASSERTIONS: dict[str, tuple[Json, Json, Json]] = {
    "dependentRequired": ({**OPEN, "dependentRequired": {"a": ["b"]}}, {"a": "x"}, {"a": "x", "b": "y"}),
    "dependentSchemas": ({**OPEN, "dependentSchemas": {"a": {"required": ["b"]}}}, {"a": "x"}, {"b": "y"}),
    "unevaluatedProperties": ({**OPEN, "unevaluatedProperties": False}, {"c": 1}, {"a": "x"}),
    "unevaluatedItems": (
        {"type": "array", "prefixItems": [TEXT], "unevaluatedItems": False},
        ["a", 1],
        ["a"],
    ),
    "minContains": ({**ARRAY, "contains": TEXT, "minContains": 2}, ["a", 1], ["a", "b"]),
    "maxContains": ({**ARRAY, "contains": TEXT, "maxContains": 1}, ["a", "b"], ["a", 1]),
    "contains": ({**ARRAY, "contains": TEXT}, [1], ["a"]),
    "prefixItems": ({**ARRAY, "prefixItems": [TEXT]}, [1], ["a"]),
    "patternProperties": ({**OPEN, "patternProperties": {"^x": TEXT}}, {"x": 1}, {"x": "a"}),
    "propertyNames": ({**OPEN, "propertyNames": {"maxLength": 1}}, {"ab": 1}, {"a": "x"}),
    "minProperties": ({**OPEN, "minProperties": 1}, {}, {"a": "x"}),
    "maxProperties": ({**OPEN, "maxProperties": 1}, {"a": "x", "b": "y"}, {}),
    "not": ({**OPEN, "not": {"required": ["a"]}}, {"a": "x"}, {}),
    "if": ({**OPEN, "if": {"required": ["a"]}, "then": {"required": ["b"]}}, {"a": "x"}, {}),
    "uniqueItems": ({**ARRAY, "uniqueItems": True}, [1, 1], [1, 2]),
    "multipleOf": ({"type": "number", "multipleOf": 2}, 3, 4),
}
#: The keywords of JSON Schema 2020-12 and of the Schema Object of OpenAPI 3.0 to 3.2.
STANDARD = {
    *(
        "$id",
        "$schema",
        "$ref",
        "$anchor",
        "$dynamicRef",
        "$dynamicAnchor",
        "$vocabulary",
        "$comment",
        "$defs",
    ),
    *("prefixItems", "items", "contains", "additionalProperties", "properties", "patternProperties"),
    *("dependentSchemas", "propertyNames", "if", "then", "else", "allOf", "anyOf", "oneOf", "not"),
    *("unevaluatedItems", "unevaluatedProperties", "type", "const", "enum", "multipleOf", "maximum"),
    *("exclusiveMaximum", "minimum", "exclusiveMinimum", "maxLength", "minLength", "pattern", "maxItems"),
    *("minItems", "uniqueItems", "maxContains", "minContains", "maxProperties", "minProperties", "required"),
    *("dependentRequired", "title", "description", "default", "deprecated", "readOnly", "writeOnly"),
    *("examples", "format", "contentEncoding", "contentMediaType", "contentSchema"),
    *("nullable", "discriminator", "xml", "externalDocs", "example"),
}


def document_of(schema: Json) -> Json:
    """Return a chat document with `schema` as a property of its request and of its response."""
    document = chat(odd=schema)
    response_of(document)["properties"]["odd"] = schema
    return document


def odd_schema(contract: BuiltContract, name: str = "ChatCompletion") -> Json:
    """Return the contract's schema of the property, with the components that it refers to."""
    document: Json = contract.document
    return {**schemas_of(contract)[name]["properties"]["odd"], "components": document["components"]}


def compared(old: Json, new: Json) -> Drift:
    return compare_documents(document_of(old), document_of(new), "old", "new")


@pytest.mark.parametrize("keyword", ASSERTIONS)
def test_assertion_is_kept_and_checked(keyword: str) -> None:
    schema, invalid, valid = ASSERTIONS[keyword]
    contract = built(document_of(schema))
    assert contract.unsupported == []
    for name in ("ChatCompletion", "ChatCompletionCreateParams"):
        validator = jsonschema_rs.Draft202012Validator(odd_schema(contract, name))
        assert validator.is_valid(valid)
        assert not validator.is_valid(invalid)


@pytest.mark.parametrize("keyword", ASSERTIONS)
def test_drift_sees_an_assertion_come_and_go(keyword: str) -> None:
    schema, *_ = ASSERTIONS[keyword]
    without = {name: value for name, value in schema.items() if name != keyword}
    added, removed = compared(without, schema), compared(schema, without)
    assert any(
        str(change.severity) == "breaking" and "request" in change.location for change in added.changes
    )
    assert all("odd" in change.location for change in (*added.changes, *removed.changes))
    assert removed.changes
    assert compared(schema, json.loads(json.dumps(schema))).changes == ()


@pytest.mark.parametrize("keyword", ASSERTIONS)
def test_mock_satisfies_an_assertion_or_says_that_it_cannot(keyword: str) -> None:
    schema = odd_schema(built(document_of(ASSERTIONS[keyword][0])))
    try:
        value = example_value(schema)
    except UnsatisfiableSchema as error:
        assert "enqueue a response instead" in str(error)
    else:
        jsonschema_rs.Draft202012Validator(schema).validate(value)


def test_every_standard_keyword_is_kept_or_dropped_on_purpose() -> None:
    unsupported = STANDARD - {*FACT_KEYWORDS, *DROPPED_KEYWORDS}
    # References by anchor are refused by `select`, or reported as keywords without effect.
    assert unsupported == {"$dynamicRef", "$dynamicAnchor", "$vocabulary"}


@pytest.mark.parametrize(
    "keyword", ["unheardOf", "dependencies", "additionalItems", "$dynamicRef", "maxDepth"]
)
def test_unknown_keyword_is_reported_and_compared(keyword: str) -> None:
    def schema_of(value: Json) -> Json:
        return {**OPEN, keyword: value}

    contract = built(document_of(schema_of("Prose of a document.")))
    assert [line for line in contract.unsupported if f"the keyword {keyword} has no effect" in line]
    assert "Prose" not in dump(contract.document).decode()
    for old, new in ((schema_of(1), schema_of(2)), (OPEN, schema_of(1)), (schema_of(1), OPEN)):
        changes = compared(old, new).changes
        assert {(str(change.severity), change.rule) for change in changes} == {("risky", "rule-changed")}
    assert compared(schema_of({"a": 1, "b": 2}), schema_of({"b": 2, "a": 1})).changes == ()
    # The contract and the document that it was made of have the same keywords.
    published = compare_documents(contract.document, document_of(schema_of("Prose of a document.")), "a", "b")
    assert not [change for change in published.changes if change.rule == "rule-changed"]


@pytest.mark.parametrize("keyword", [*DROPPED_KEYWORDS, "x-anything", "x-codeSamples"])
def test_annotations_and_extensions_are_dropped(keyword: str) -> None:
    value: Json = {"$defs": {}, "definitions": {}}.get(keyword, "text")
    assert built(document_of({**OPEN, keyword: value})).document == built(document_of(OPEN)).document
    assert compared(OPEN, {**OPEN, keyword: value}).changes == ()


def test_extension_of_the_pipeline_is_not_taken_from_a_document() -> None:
    forged = {"oneOf": [OPEN, obj(c=TEXT)], "x-branch-tags": {"property": "a", "branches": [["x"], ["y"]]}}
    plain = {"oneOf": [OPEN, obj(c=TEXT)]}
    assert built(document_of(forged)).document == built(document_of(plain)).document


@pytest.mark.parametrize("strict", [False, True])
def test_command_reports_keywords_without_effect_and_fails_only_if_strict(
    tmp_path: Path, strict: bool
) -> None:
    (tmp_path / "upstream").mkdir()
    (tmp_path / "upstream" / "doc.json").write_bytes(dump(document_of({**OPEN, "unheardOf": 1})))
    (tmp_path / "sources.toml").write_text(
        '[[source]]\nname = "doc"\nurl = "https://example.com/doc.json"\noperation = "POST /v1/chat/completions"\n'
    )
    (tmp_path / "overlay.yaml").write_text(
        'overlay: 1.0.0\nactions:\n  - target: $.paths.*.*.responses.*\n    description: required\n    update: {description: "."}\n'
    )
    options = [
        "--sources",
        "sources.toml",
        "--overlay",
        "overlay.yaml",
        "--upstream",
        "upstream",
        "--output",
        "contract.json",
    ]
    result = subprocess.run(
        [sys.executable, "-m", "scripts.contract", *options, *(["--strict"] if strict else [])],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    level = "error" if strict else "warning"
    assert (
        f"{level}: the contract#/components/schemas/ChatCompletionOdd: the keyword unheardOf has no effect"
        in result.stderr
    )
    assert result.returncode == strict, result.stderr
    assert (tmp_path / "contract.json").is_file() is not strict


def test_item_schema_of_a_stream_describes_its_events() -> None:
    def with_stream(media: Json) -> Json:
        document = chat()
        document["paths"]["/v1/chat/completions"]["post"]["responses"]["200"]["content"][
            "text/event-stream"
        ] = media
        return document

    payload = obj("id", id=TEXT)
    data = {"type": "string", "contentMediaType": "application/json", "contentSchema": payload}
    expected = built(with_stream({"schema": payload})).document
    assert built(with_stream({"itemSchema": payload})).document == expected
    assert built(with_stream({"itemSchema": obj("data", data=data, event=TEXT)})).document == expected
    more = with_stream({"itemSchema": obj("id", id=TEXT, more=TEXT)})
    drift = compare_documents(with_stream({"itemSchema": payload}), more, "old", "new")
    assert [change.location for change in drift.changes] == ["chat stream › more"]


def test_item_schema_of_another_sequence_is_an_array() -> None:
    def with_lines(media: Json) -> Json:
        document = chat()
        document["paths"]["/v1/chat/completions"]["post"]["responses"]["200"]["content"][
            "application/jsonl"
        ] = media
        return document

    content: Json = built(with_lines({"itemSchema": TEXT})).document
    content = content["paths"]["/v1/chat/completions"]["post"]["responses"]["200"]["content"]
    assert content["application/jsonl"]["schema"] == {"type": "array", "items": TEXT}
    both = with_lines({"schema": {"type": "array", "maxItems": 3}, "itemSchema": TEXT})
    (change,) = compare_documents(with_lines({"itemSchema": TEXT}), both, "old", "new").changes
    assert "jsonl" in change.location


def test_merge_schemas_drops_a_constraint_that_only_one_schema_has() -> None:
    closed = {**OPEN, "additionalProperties": {"not": {}}, "dependentRequired": {"a": ["b"]}}
    for merged in (merge_schemas(OPEN, closed), merge_schemas(closed, OPEN)):
        assert jsonschema_rs.is_valid(merged, {"a": "x", "c": 1})
    assert merge_schemas(
        closed, {**closed, "properties": {**OPEN["properties"], "c": TEXT}}
    ).keys() == closed.keys() - {"required"}


def test_reference_with_further_keywords_means_both() -> None:
    document = document_of({"$ref": "#/components/schemas/A", "properties": {"b": TEXT}, "required": ["b"]})
    document["components"]["schemas"] = {"A": obj("a", a=TEXT)}
    validator = jsonschema_rs.Draft202012Validator(odd_schema(built(document)))
    assert validator.is_valid({"a": "x", "b": "y"})
    assert not validator.is_valid({"a": "x"})
    assert not validator.is_valid({"b": "y"})
    assert UNSUPPORTED not in json.dumps(built(document).document)
