"""Test the names of schemas: valid for any document, and stable when other parts of it change."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scripts.common.documents import Object, read_document
from scripts.common.errors import PipelineError
from scripts.common.schema_names import MAX_LENGTH
from scripts.common.sources import Source, read_sources
from scripts.contract.build import build_from_documents
from scripts.contract.identifiers import is_schema_name, join_identifier, split_identifier
from scripts.contract.overlay import Overlay, read_overlay
from tests.conftest import ROOT, examples
from tests.contract.documents import (
    MINIMAL_OVERLAY,
    TEXT,
    built,
    chat,
    obj,
    published_file,
    response_of,
    schemas_of,
    tagged,
)

Json = Any


@given(st.text(max_size=80) | st.sampled_from(["none", "True"]), st.text(max_size=80))
@example("None", "")
def test_join_identifier_makes_a_valid_name_of_any_text(one: str, other: str) -> None:
    assert is_schema_name(join_identifier([*split_identifier(one), *split_identifier(other)]))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("output_text.delta", ["Output", "Text", "Delta"]),
        ("JSONSchema", ["JSONSchema"]),
        ("maxTokens", ["Max", "Tokens"]),
        ("stream_options", ["Stream", "Settings"]),
        ("../../etc/passwd", ["Etc", "Passwd"]),
        ("名前", []),
    ],
)
def test_split_identifier_returns_capitalised_parts(text: str, parts: list[str]) -> None:
    assert split_identifier(text) == parts


def test_hostile_property_names_become_plain_schema_names() -> None:
    hostile = [
        '"; import os',
        "{{ 7 * 7 }}",
        "a\nb",
        "class",
        "__init__",
        "..",
        "/",
        "",
        "ＡＢ",
        "ﬁ",
        "None",
        "1",
        "x" * 300,
    ]
    document = chat(**{name: obj(**{f"p{n}": TEXT}) for n, name in enumerate(hostile)})
    schemas = schemas_of(built(document))
    assert len(schemas) == len(schemas_of(built(chat()))) + len(hostile)
    assert all(is_schema_name(name) for name in schemas)
    assert len({name.casefold() for name in schemas}) == len(schemas)


def test_x_names_refuses_one_name_for_two_schemas() -> None:
    overlay = Overlay(
        actions=MINIMAL_OVERLAY.actions,
        names={
            "chat.completions/response/usage": "Usage",
            "chat.completions/response/choices[]": "USAGE",
        },
    )
    with pytest.raises(
        PipelineError, match=r"choices\[\]: gives the name USAGE to two different schemas; choose another"
    ):
        built(chat(), overlay=overlay)


@pytest.mark.parametrize(
    "name", ["usage", "Usage1", "StreamOptions", "A b", "X" * 46, "None", '"""', "../Up"]
)
def test_x_names_refuses_an_invalid_name(name: str) -> None:
    overlay = Overlay(actions=MINIMAL_OVERLAY.actions, names={"chat.completions/response/usage": name})
    with pytest.raises(PipelineError, match="gives the name"):
        built(chat(), overlay=overlay)


def test_x_names_reports_a_schema_path_that_does_not_exist() -> None:
    overlay = Overlay(actions=MINIMAL_OVERLAY.actions, names={"chat.completions/response/gone": "Gone"})
    assert built(chat(), overlay=overlay).unmatched == ["x-names: chat.completions/response/gone"]


def test_different_schemas_under_one_property_name_get_different_names() -> None:
    document = chat(extra=obj(usage=obj(a=TEXT)), other=obj(usage=obj(b=TEXT)), usage=obj(c=TEXT))
    schemas = schemas_of(built(document))
    assert {"ChatCompletionUsage", "ChatCompletionExtra", "ChatCompletionOther"} <= set(schemas)
    assert all(not re.search(r"\d$", name) for name in schemas)


EDITS = st.lists(
    st.sampled_from(["property", "object", "branch", "reorder", "response property", "second usage"]),
    min_size=1,
    max_size=4,
)


@given(edits=EDITS)
def test_an_edit_changes_no_other_name(edits: list[str]) -> None:
    before = schemas_of(built(chat()))
    document = chat()
    request = document["paths"]["/v1/chat/completions"]["post"]["requestBody"]["content"]["application/json"][
        "schema"
    ]
    for edit in edits:
        if edit == "property":
            request["properties"]["aaa_first"] = {"type": "integer"}
        elif edit == "object":
            request["properties"]["aaa_settings"] = obj(deep=obj(deeper=obj(x=TEXT)))
        elif edit == "branch":
            role = {"type": "string", "enum": ["a_new_role"]}
            request["properties"]["messages"]["items"]["oneOf"].insert(0, obj("role", role=role))
        elif edit == "reorder":
            request["properties"] = dict(reversed(request["properties"].items()))
            request["properties"]["messages"]["items"]["oneOf"].reverse()
        elif edit == "response property":
            response_of(document)["properties"]["aaa_more"] = obj(y=TEXT)
        else:
            response_of(document)["properties"]["zzz"] = obj(usage=obj(other=TEXT))
    after = schemas_of(built(document))
    for name, schema in before.items():
        if name not in ("ChatCompletion", "ChatCompletionCreateParams", "ChatCompletionMessageUnion"):
            assert after.get(name) == schema


def published(shared: Path) -> list[tuple[Source, Object]]:
    """Return the sources with their published documents."""
    sources = read_sources(ROOT / "openapi" / "sources.toml")
    return [(source, read_document(published_file(shared, source.name), source.name)) for source in sources]


def objects_in(node: Json, found: list[Json]) -> list[Json]:
    """Append the object schemas in `node` to `found` and return it."""
    if isinstance(node, dict):
        if node.get("type") == "object" and node.get("properties"):
            found.append(node)
        for child in node.values():
            objects_in(child, found)
    elif isinstance(node, list):
        for child in node:
            objects_in(child, found)
    return found


def test_edits_of_published_documents_change_no_other_name(shared: Path) -> None:
    overlay = read_overlay(ROOT / "openapi" / "overlay.yaml")
    documents = published(shared)
    before = schemas_of(build_from_documents(documents, overlay))

    @settings(max_examples=examples(2))
    @given(data=st.data())
    def stable(data: st.DataObject) -> None:
        edited = copy.deepcopy(documents)
        source, document = edited[data.draw(st.integers(0, 2))]
        paths: Json = document["paths"]
        operation = paths[source.operation.path][source.operation.method]
        where = data.draw(st.sampled_from(objects_in(operation["responses"], [])))
        where["properties"]["aaa_new_thing"] = obj(inside=obj(x=TEXT), usage=tagged("new"))
        after = schemas_of(build_from_documents(edited, overlay))
        assert set(before) <= set(after), set(before) - set(after)
        # An edit of one document's response does not turn the response into a union.
        for name in ("ChatCompletion", "ChatCompletionChunk", "Response", "ResponseTextDeltaEvent"):
            assert set(before[name]["properties"]) <= set(after[name]["properties"])
        mapping = after["ResponseStreamEvent"]["discriminator"]["mapping"]
        assert mapping == before["ResponseStreamEvent"]["discriminator"]["mapping"]

    stable()


def test_another_document_changes_no_name(shared: Path) -> None:
    overlay = read_overlay(ROOT / "openapi" / "overlay.yaml")
    documents = published(shared)
    before = schemas_of(build_from_documents(documents, overlay))
    for name in ("o3", "o3-RESPONSES"):
        operation = documents[1 if "RESPONSES" in name else 0][0].operation
        source = Source(name=name, url="https://example.com/", operation=operation)
        document = read_document(shared / "upstream" / "other" / f"{name}.json", name)
        after = schemas_of(build_from_documents([*documents, (source, document)], overlay))
        lost = [label for label in before if label not in after]
        assert lost == []
        changed = [label for label, schema in before.items() if after[label] != schema]
        # Only the unions of request shapes have gained branches.
        assert set(changed) <= {"ChatCompletionCreateParams", "ResponseCreateParams"}, changed
        assert all(is_schema_name(label) and len(label) <= MAX_LENGTH for label in after), json.dumps(
            sorted(after)
        )
