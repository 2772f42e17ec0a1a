"""Test the actions of the overlay: repairs of single documents, and repairs of all request shapes."""

from __future__ import annotations

from typing import Any

import pytest

from scripts.contract.overlay import EVERY_SHAPE, Action, Overlay, read_overlay, with_repairs
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
)
from tests.contract.test_merge import NUMBER, chat_of

Json = Any
REQUIRED = MINIMAL_OVERLAY.actions


# Repairs of one document


def test_x_sources_repairs_a_document_before_it_is_read() -> None:
    broken = chat(seconds={"type": "integer", "default": "10"}, bad={"$ref": "#/components/schemas/Gone"})
    repairs = [
        Action("$..properties.seconds", "The default is text.", {"default": 10}),
        Action("$..properties.bad", "It refers to nothing.", remove=True),
    ]
    contract = built(broken, overlay=Overlay(actions=REQUIRED, sources={"doc-0": repairs}))
    properties = schemas_of(contract)["ChatCompletionCreateParams"]["properties"]
    assert properties["seconds"]["default"] == 10
    assert "bad" not in properties
    assert (contract.warnings, contract.unmatched) == ([], [])


def test_x_sources_does_not_modify_the_document() -> None:
    document = chat()
    overlay = Overlay(sources={"doc": [Action("$", "A version.", {"openapi": "3.1.0"})]})
    repaired, unmatched = with_repairs([(source("doc"), document)], overlay)
    assert (repaired[0][1]["openapi"], unmatched) == ("3.1.0", [])
    assert document == chat()


def test_x_sources_repairs_no_other_document() -> None:
    repair = Action("$..properties.messages", "Removed.", remove=True)
    overlay = Overlay(actions=REQUIRED, sources={"doc-1": [repair]})
    one, other = chat_of(["a"], seed=NUMBER), chat_of(["b"])
    for document in (one, other):
        request_of(document)["required"] = ["model"]
    schemas = schemas_of(built(one, other, overlay=overlay))
    assert "messages" in schemas["AChatCompletionCreateParams"]["properties"]
    assert "messages" not in schemas["BChatCompletionCreateParams"]["properties"]


def test_x_sources_reports_an_unknown_source_and_a_target_that_selects_nothing() -> None:
    repairs = {"gone": [Action("$", "Idle.", {})], "doc-0": [Action("$.nowhere", "Idle.", remove=True)]}
    contract = built(chat(), overlay=Overlay(actions=REQUIRED, sources=repairs))
    assert contract.unmatched == [
        "x-sources: gone: there is no such source",
        "x-sources: doc-0: $.nowhere (Idle.)",
    ]


# Repairs by schema path


def assistants(contract: Any) -> list[Json]:
    """Return the schemas of the assistant's messages in requests."""
    return [
        schema
        for schema in schemas_of(contract).values()
        if schema.get("properties", {}).get("role", {}).get("const") == "assistant"
    ]


ASSISTANT = "chat.completions/request/messages[](assistant)"


def two_shapes() -> tuple[Json, Json]:
    """Return documents of two models, with different messages of the assistant."""
    other = chat_of(["b"], seed=NUMBER)
    other_content = {"anyOf": [TEXT, {"type": "array", "items": TEXT}]}
    request_of(other)["properties"]["messages"]["items"]["oneOf"][1]["properties"]["content"] = other_content
    one = chat_of(["a"])
    request_of(one)["properties"]["messages"]["items"]["oneOf"][1]["properties"]["content"] = dict(TEXT)
    return one, other


def test_an_action_with_a_schema_path_applies_to_every_request_shape_in_any_order() -> None:
    action = Action("$.properties.content", "Null.", nullable=True, schema_path=ASSISTANT, every_shape=True)
    for documents in (two_shapes(), two_shapes()[::-1]):
        contract = built(*documents, overlay=Overlay(actions=[*REQUIRED, action]))
        assert contract.unmatched == []
        contents = [schema["properties"]["content"] for schema in assistants(contract)]
        assert len(contents) == 2
        assert {"type": ["string", "null"]} in contents
        assert any(content.get("anyOf", [])[-1:] == [{"type": "null"}] for content in contents)


def test_an_action_for_every_request_shape_reports_a_shape_in_which_it_selects_nothing() -> None:
    one, other = two_shapes()
    for shape in request_of(other)["properties"]["messages"]["items"]["oneOf"]:
        shape["properties"]["text"] = shape["properties"].pop("content")
        shape["required"] = ["role"]
    target, reason = "$.properties.content", "Null."
    action = Action(target, reason, nullable=True, schema_path=ASSISTANT, every_shape=True)
    lines = built(one, other, overlay=Overlay(actions=[*REQUIRED, action])).unmatched
    assert len(lines) == 1
    assert lines[0].startswith(f"{ASSISTANT}: {target} ({reason}), in the schema ")
    for_some = Action(target, reason, nullable=True, schema_path=ASSISTANT)
    assert built(one, other, overlay=Overlay(actions=[*REQUIRED, for_some])).unmatched == []


def test_an_action_with_a_schema_path_of_whole_requests_applies_to_each() -> None:
    one, other = chat_of(["a"], n={"type": "integer"}), chat_of(["b"], n={"type": "integer"}, seed=NUMBER)
    action = Action("$.properties.n", "A limit.", {"maximum": 128}, schema_path="chat.completions/request")
    schemas = schemas_of(built(one, other, overlay=Overlay(actions=[*REQUIRED, action])))
    names = ["AChatCompletionCreateParams", "BChatCompletionCreateParams"]
    assert [schemas[name]["properties"]["n"]["maximum"] for name in names] == [128, 128]


def test_an_action_with_a_schema_path_that_leads_nowhere_is_reported() -> None:
    action = Action("$.properties.n", "Idle.", {}, schema_path="chat.completions/request/gone")
    contract = built(chat(), overlay=Overlay(actions=[*REQUIRED, action]))
    assert contract.unmatched == ["chat.completions/request/gone: $.properties.n (Idle.)"]


@pytest.mark.parametrize(
    ("schema", "nullable"),
    [
        (TEXT, {"type": ["string", "null"]}),
        ({"type": "string", "nullable": True}, {"type": ["string", "null"]}),
        ({"type": "string", "enum": ["a", "b"]}, {"type": ["string", "null"], "enum": ["a", "b", None]}),
        ({"type": "string", "enum": ["a"]}, {"type": ["string", "null"], "enum": ["a", None]}),
        (
            obj(x=TEXT),
            {"anyOf": [{"$ref": "#/components/schemas/ChatCompletionDetail"}, {"type": "null"}]},
        ),
        ({}, {}),
    ],
)
def test_x_nullable_allows_null_whatever_the_form_of_the_schema(schema: Json, nullable: Json) -> None:
    document = chat()
    response_of(document)["properties"]["detail"] = schema
    action = Action("$.properties.detail", "Null.", nullable=True, schema_path="chat.completions/response")
    overlay = Overlay(actions=[*REQUIRED, action])
    assert schemas_of(built(document, overlay=overlay))["ChatCompletion"]["properties"]["detail"] == nullable


def test_read_overlay_reads_the_extensions_of_actions(tmp_path: Any) -> None:
    path = tmp_path / "overlay.yaml"
    path.write_text(
        "overlay: 1.0.0\n"
        "x-sources:\n  doc:\n    - {target: $.a, description: why, remove: true}\n"
        "actions:\n"
        f"  - {{target: $.b, description: why, x-nullable: true, x-schema-path: x/y, x-applies-to: {EVERY_SHAPE}}}\n"
    )
    overlay = read_overlay(path)
    assert overlay.sources == {"doc": [Action("$.a", "why", remove=True)]}
    assert overlay.actions == [Action("$.b", "why", nullable=True, schema_path="x/y", every_shape=True)]
