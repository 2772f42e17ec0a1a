"""Test that no key of a document outside of its schemas is silently lost: it is read, ignored on purpose, or reported."""

from __future__ import annotations

import json
from typing import Any

import pytest

from scripts.common.documents import dump, read_document
from scripts.common.errors import PipelineError
from scripts.common.sources import METHODS, operations_of
from scripts.contract.document_keys import KNOWN_KEYS
from scripts.contract.schemas import UNSUPPORTED
from scripts.drift.changes import Drift
from scripts.drift.interface import interface_of
from scripts.drift.verdicts import compare_documents
from tests.contract.documents import TEXT, built, chat, obj

Json = Any
PATH = "/v1/chat/completions"
AT = "/paths/~1v1~1chat~1completions"


def operation_of(document: Json) -> Json:
    return document["paths"][PATH]["post"]


def base() -> Json:
    """Return a document with an object of each type that can have unknown keys."""
    document = chat()
    operation = operation_of(document)
    operation["parameters"] = [{"name": "p", "in": "query", "schema": TEXT}]
    operation["responses"]["200"]["headers"] = {"X-A": {"schema": TEXT}}
    return document


#: By type of object: its location in the document, and in a drift report.
HOLDERS: dict[str, tuple[tuple[Any, ...], str]] = {
    "document": ((), "document"),
    "path": (("paths", PATH), "chat path"),
    "operation": (("paths", PATH, "post"), "chat"),
    "parameter": (("paths", PATH, "post", "parameters", 0), "chat parameters › query › p"),
    "requestBody": (("paths", PATH, "post", "requestBody"), "chat request"),
    "mediaType": (("paths", PATH, "post", "requestBody", "content", "application/json"), "chat request"),
    "response": (("paths", PATH, "post", "responses", "200"), "chat response"),
    "header": (("paths", PATH, "post", "responses", "200", "headers", "X-A"), "chat response headers › x-a"),
}
#: Keys of the specification that have no effect, and their objects.
UNSUPPORTED_KEYS = [
    *((object_type, "unheardOf") for object_type in HOLDERS),
    *(("document", key) for key in ("webhooks", "jsonSchemaDialect")),
    *(("path", key) for key in ("servers", "additionalOperations", "query")),
    *(("operation", key) for key in ("callbacks", "servers")),
    *(("parameter", key) for key in ("allowEmptyValue", "collectionFormat")),
    *(("mediaType", key) for key in ("encoding", "prefixEncoding", "itemEncoding")),
    ("response", "links"),
]


def holder_of(document: Json, object_type: str) -> Json:
    for step in HOLDERS[object_type][0]:
        document = document[step]
    return document


def with_key(object_type: str, key: str, value: Json) -> Json:
    document = base()
    holder_of(document, object_type)[key] = value
    return document


def compared(old: Json, new: Json) -> Drift:
    return compare_documents(old, new, "old", "new")


@pytest.mark.parametrize(("object_type", "key"), UNSUPPORTED_KEYS)
def test_unsupported_key_is_reported_with_its_location_and_compared(object_type: str, key: str) -> None:
    one, other = {"description": "Prose of a document.", "a": 1}, {"a": 2}
    document = with_key(object_type, key, one)
    contract = built(document)
    pointer = "".join(
        "/" + str(step).replace("~", "~0").replace("/", "~1") for step in (*HOLDERS[object_type][0], key)
    )
    assert contract.unsupported == [f"doc-0#{pointer}: the keyword {key} has no effect"]
    assert "Prose" not in dump(contract.document).decode()
    for old, new, before, after in (
        (base(), document, "", key),
        (document, base(), key, ""),
        (document, with_key(object_type, key, other), key, key),
    ):
        (change,) = compared(old, new).changes
        assert (str(change.severity), change.rule, change.location) == (
            "risky",
            "key-changed",
            HOLDERS[object_type][1],
        )
        assert (change.before, change.after) == (before, after)
        # The contracts of the two documents differ in the same way.
        (same,) = compared(built(old).document, built(new).document).changes
        assert same == change
    assert compared(document, document).changes == ()
    assert not [one for one in compared(contract.document, document).changes if one.rule == "key-changed"]


@pytest.mark.parametrize("object_type", HOLDERS)
def test_descriptive_keys_and_extensions_are_dropped(object_type: str) -> None:
    document = base()
    holder = holder_of(document, object_type)
    holder["x-anything"] = {"a": 1}
    texts: Json = {
        "summary": "a",
        "description": "a",
        "tags": ["a"],
        "externalDocs": {"url": "a"},
        "operationId": "a",
    }
    texts |= {"example": 1, "examples": {"a": {"value": 1}}, "info": {"title": "a", "version": "2"}}
    holder |= {key: value for key, value in texts.items() if key in KNOWN_KEYS[object_type]}
    contract = built(document)
    assert contract.unsupported == []
    assert contract.document == built(base()).document
    assert compared(base(), document).changes == ()


def test_key_of_one_of_two_documents_is_reported_once_for_each_document() -> None:
    first, second = with_key("operation", "servers", [1]), with_key("operation", "servers", [2])
    contract = built(base(), first, second)
    assert contract.unsupported == [
        f"doc-{number}#{AT}/post/servers: the keyword servers has no effect" for number in (1, 2)
    ]
    changed = built(base(), first, with_key("operation", "servers", [3]))
    assert [change.rule for change in compared(contract.document, changed.document).changes] == [
        "key-changed"
    ]


def test_target_of_a_reference_in_callbacks_is_compared_and_may_contain_itself() -> None:
    def calling(name: str, schema: Json) -> Json:
        document = with_key("operation", "callbacks", {"a": {"$ref": f"#/components/callbacks/{name}"}})
        document["components"]["callbacks"] = {name: {"b": schema, "self": {"$ref": f"#{AT}/post"}}}
        return document

    assert compared(calling("A", TEXT), calling("B", TEXT)).changes == ()
    changes = compared(calling("A", TEXT), calling("A", {"type": "integer"})).changes
    assert [change.rule for change in changes] == ["key-changed"]


def test_response_headers_are_in_the_contract_and_compared() -> None:
    def with_headers(**headers: Json) -> Json:
        document = chat()
        operation_of(document)["responses"]["200"]["headers"] = headers
        return document

    header = {"schema": TEXT, "required": True, "description": "Prose.", "example": "a"}
    contract: Json = built(with_headers(A=header)).document
    assert operation_of(contract)["responses"]["200"]["headers"] == {"A": {"schema": TEXT, "required": True}}
    cases = [
        ({}, {"A": {"schema": TEXT}}, "property-added"),
        ({"A": {"schema": TEXT}}, {}, "property-removed"),
        ({"A": {"schema": TEXT}}, {"a": {"schema": {"type": "integer"}}}, "type-changed"),
        ({"A": header}, {"A": {"schema": TEXT}}, "property-optional"),
        ({"A": {"schema": TEXT}}, {"A": {"schema": TEXT, "deprecated": True}}, "deprecated-added"),
        ({"A": {"schema": TEXT}}, {"A": {"content": {"text/plain": {"schema": TEXT}}}}, "rule-changed"),
    ]
    for old, new, rule in cases:
        documents = with_headers(**old), with_headers(**new)
        for pair in (documents, [built(one).document for one in documents]):
            rules = {change.rule: change.location for change in compared(*pair).changes}
            assert rules[rule] == "chat response headers › a", (old, new, rules)
    merged: Json = built(with_headers(A=header), with_headers(a={"schema": {"type": "integer"}})).document
    assert operation_of(merged)["responses"]["200"]["headers"]["A"].keys() == {"schema"}


def test_security_is_in_the_contract_and_compared() -> None:
    def requiring(*names: str, root: bool = False) -> Json:
        document = chat()
        document["components"]["securitySchemes"] |= {"key": {"type": "apiKey", "in": "header", "name": "k"}}
        holder = document if root else operation_of(document)
        holder["security"] = [{name: []} for name in names]
        return document

    contract: Json = built(requiring("key")).document
    assert operation_of(contract)["security"] == [{"key": []}]
    assert contract["components"]["securitySchemes"]["key"] == {"type": "apiKey", "in": "header", "name": "k"}
    assert "security" not in operation_of(built(chat()).document)
    cases = [
        (chat(), requiring("key"), "security-tightened"),
        (requiring("key"), requiring("access-token", root=True), "security-tightened"),
        (requiring("key"), requiring(), "security-relaxed"),
    ]
    for old, new, rule in cases:
        for pair in ((old, new), (built(old).document, built(new).document)):
            assert [change.rule for change in compared(*pair).changes] == [rule]
    both: Json = built(requiring("key"), requiring("access-token")).document
    assert operation_of(both)["security"] == [{"key": []}, {"access-token": []}]
    free: Json = built(requiring("key"), requiring()).document
    assert operation_of(free)["security"] == [{"key": []}, {}]


def test_deprecated_operation_is_deprecated_in_the_contract() -> None:
    document = with_key("operation", "deprecated", True)
    assert operation_of(built(document).document)["deprecated"] is True
    changes = compared(built(base()).document, built(document).document).changes
    assert [change.rule for change in changes] == ["operation-deprecated"]


@pytest.mark.parametrize("schema", [obj(a=TEXT), {"type": "array", "items": TEXT}, {"type": "integer"}])
@pytest.mark.parametrize("keyword", ["contentEncoding", "contentMediaType", "contentSchema"])
def test_drift_sees_content_keywords_of_a_schema_that_is_no_string(schema: Json, keyword: str) -> None:
    value: Json = {"type": "integer"} if keyword == "contentSchema" else "a"
    old, new = chat(odd=schema), chat(odd={**schema, keyword: value})
    for pair in ((old, new), (new, old)):
        for documents in (pair, [built(one).document for one in pair]):
            (change,) = compared(*documents).changes
            assert (change.rule, change.location, change.before) == (
                "rule-changed",
                "chat request › odd",
                keyword,
            )


@pytest.mark.parametrize(
    ("object_type", "key", "value", "message"),
    [
        ("parameter", "required", "yes", f"doc-0#{AT}/post/parameters/0/required: is not a boolean but str"),
        ("parameter", "style", 7, f"doc-0#{AT}/post/parameters/0/style: is not a string but int"),
        ("requestBody", "required", 1, f"doc-0#{AT}/post/requestBody/required: is not a boolean but int"),
        ("path", "$ref", "#/paths/~1a", f"doc-0#{AT}/$ref: is a reference with operations next to it"),
        ("operation", "deprecated", "no", f"doc-0#{AT}/post/deprecated: is not a boolean but str"),
        ("operation", "security", {}, f"doc-0#{AT}/post/security: is not a list of objects"),
        (
            "operation",
            "security",
            [{"gone": []}],
            "requires the security scheme gone, which the document does",
        ),
        ("document", "security", [[]], "doc-0#/security: is not a list of objects"),
        ("response", "headers", [], f"doc-0#{AT}/post/responses/200/headers: is not an object but list"),
        ("header", "required", 0, f"doc-0#{AT}/post/responses/200/headers/X-A/required: is not a boolean"),
        ("header", "schema", 7, f"doc-0#{AT}/post/responses/200/headers/X-A/schema: is not an object"),
    ],
)
def test_value_of_the_wrong_type_is_an_error_with_its_location(
    object_type: str, key: str, value: Json, message: str
) -> None:
    with pytest.raises(PipelineError) as caught:
        built(with_key(object_type, key, value))
    assert message in str(caught.value)
    assert str(caught.value).count("\n") == 0


def test_second_media_type_of_a_parameter_is_reported() -> None:
    document = base()
    contents = {"text/plain": {"schema": TEXT}, "application/json": {"schema": TEXT}}
    operation_of(document)["parameters"] = [{"name": "p", "in": "query", "content": contents}]
    assert built(document).unsupported == [
        f"doc-0#{AT}/post/parameters/0/content: the keyword content has no effect"
    ]


def test_security_scheme_that_two_documents_declare_differently_is_an_error() -> None:
    other = chat()
    other["components"]["securitySchemes"]["access-token"]["scheme"] = "basic"
    with pytest.raises(PipelineError, match="access-token: is declared differently by two documents"):
        built(chat(), other)


def test_published_documents_have_no_unsupported_key(shared: Any) -> None:
    checked = 0
    for path in sorted((shared / "upstream").rglob("*.json")):
        if path.stat().st_size < 400_000:
            document = read_document(path, path.name)
            assert not any(one.unsupported for one in interface_of(document, path.name).operations.values())
            checked += len(operations_of(document))
    assert checked > 100


def test_every_method_is_known() -> None:
    assert {*METHODS} <= {*KNOWN_KEYS["path"]}
    assert UNSUPPORTED not in json.dumps(built(base()).document)
