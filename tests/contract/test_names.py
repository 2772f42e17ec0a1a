"""Names: good ones for anything, and the same ones whatever happens elsewhere."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.common.documents import Object, read_document
from scripts.common.errors import PipelineError
from scripts.common.sources import Source, read_sources
from scripts.contract.build import contract_of
from scripts.contract.overlay import Overlay, read_overlay
from scripts.contract.words import LIMIT, is_name, name_from, words_of
from tests.conftest import ROOT
from tests.contract.documents import DESCRIBED, TEXT, answer_of, built, chat, obj, schemas_of, tagged

Json = Any


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_words_make_a_name(one: str, other: str) -> None:
    assert is_name(name_from([*words_of(one), *words_of(other)]))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("output_text.delta", ["Output", "Text", "Delta"]),
        ("JSONSchema", ["JSONSchema"]),
        ("maxTokens", ["Max", "Tokens"]),
        ("stream_options", ["Stream", "Settings"]),
        ("../../etc/passwd", ["Etc", "Passwd"]),
        ("名前", []),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_hostile_property_names_make_plain_schema_names() -> None:
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
    assert all(is_name(name) for name in schemas)
    assert len({name.casefold() for name in schemas}) == len(schemas)


def test_a_name_given_twice_to_different_schemas_is_a_fault() -> None:
    overlay = Overlay(
        actions=DESCRIBED.actions,
        names={
            "chat.completions/response/usage": "Usage",
            "chat.completions/response/choices[]": "USAGE",
        },
    )
    with pytest.raises(
        PipelineError, match=r"choices\[\]: gives the name USAGE to two different schemas; name one"
    ):
        built(chat(), overlay=overlay)


@pytest.mark.parametrize(
    "name", ["usage", "Usage1", "StreamOptions", "A b", "X" * 46, "None", '"""', "../Up"]
)
def test_a_name_nobody_could_use_is_a_fault(name: str) -> None:
    overlay = Overlay(actions=DESCRIBED.actions, names={"chat.completions/response/usage": name})
    with pytest.raises(PipelineError, match="gives the name"):
        built(chat(), overlay=overlay)


def test_a_place_that_is_gone_is_reported() -> None:
    overlay = Overlay(actions=DESCRIBED.actions, names={"chat.completions/response/gone": "Gone"})
    assert built(chat(), overlay=overlay).idle == ["x-names: chat.completions/response/gone"]


def test_two_schemas_at_one_kind_of_place_keep_apart() -> None:
    document = chat(extra=obj(usage=obj(a=TEXT)), other=obj(usage=obj(b=TEXT)), usage=obj(c=TEXT))
    schemas = schemas_of(built(document))
    assert {"ChatCompletionUsage", "ChatCompletionExtra", "ChatCompletionOther"} <= set(schemas)
    assert all(not re.search(r"\d$", name) for name in schemas)


EDITS = st.lists(
    st.sampled_from(["property", "object", "branch", "reorder", "answer property", "second usage"]),
    min_size=1,
    max_size=4,
)


@given(edits=EDITS)
def test_an_edit_elsewhere_changes_no_name(edits: list[str]) -> None:
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
        elif edit == "answer property":
            answer_of(document)["properties"]["aaa_more"] = obj(y=TEXT)
        else:
            answer_of(document)["properties"]["zzz"] = obj(usage=obj(other=TEXT))
    after = schemas_of(built(document))
    for name, schema in before.items():
        if name not in ("ChatCompletion", "ChatCompletionCreateParams", "ChatCompletionMessageUnion"):
            assert after.get(name) == schema


def published(shared: Path) -> list[tuple[Source, Object]]:
    sources = read_sources(ROOT / "openapi" / "sources.toml")
    return [
        (source, read_document(shared / "upstream" / "current" / f"{source.name}.json", source.name))
        for source in sources
    ]


def objects_in(node: Json, found: list[Json]) -> list[Json]:
    if isinstance(node, dict):
        if node.get("type") == "object" and node.get("properties"):
            found.append(node)
        for child in node.values():
            objects_in(child, found)
    elif isinstance(node, list):
        for child in node:
            objects_in(child, found)
    return found


def test_edits_of_the_published_documents_change_no_name_elsewhere(shared: Path) -> None:
    overlay = read_overlay(ROOT / "openapi" / "overlay.yaml")
    documents = published(shared)
    before = schemas_of(contract_of(documents, overlay))

    @settings(max_examples=6)
    @given(data=st.data())
    def stable(data: st.DataObject) -> None:
        edited = copy.deepcopy(documents)
        source, document = edited[data.draw(st.integers(0, 2))]
        described: Json = document["paths"]
        operation = described[source.operation.path][source.operation.method]
        where = data.draw(st.sampled_from(objects_in(operation["responses"], [])))
        where["properties"]["aaa_new_thing"] = obj(inside=obj(x=TEXT), usage=tagged("new"))
        after = schemas_of(contract_of(edited, overlay))
        assert set(before) <= set(after), set(before) - set(after)
        # The roots stay what they are: an edit of one document's answer makes no union of them.
        for name in ("ChatCompletion", "ChatCompletionChunk", "Response", "ResponseTextDeltaEvent"):
            assert set(before[name]["properties"]) <= set(after[name]["properties"])
        mapping = after["ResponseStreamEvent"]["discriminator"]["mapping"]
        assert mapping == before["ResponseStreamEvent"]["discriminator"]["mapping"]

    stable()


def test_a_fourth_document_changes_no_name(shared: Path) -> None:
    overlay = read_overlay(ROOT / "openapi" / "overlay.yaml")
    documents = published(shared)
    before = schemas_of(contract_of(documents, overlay))
    for name in ("o3", "o3-RESPONSES"):
        operation = documents[1 if "RESPONSES" in name else 0][0].operation
        source = Source(name=name, url="https://example.com/", operation=operation)
        document = read_document(shared / "upstream" / "other" / f"{name}.json", name)
        after = schemas_of(contract_of([*documents, (source, document)], overlay))
        kept = [label for label in before if label not in after]
        assert kept == []
        changed = [label for label, schema in before.items() if after[label] != schema]
        # Only the unions of request shapes hold more than before.
        assert set(changed) <= {"ChatCompletionCreateParams", "ResponseCreateParams"}, changed
        assert all(is_name(label) and len(label) <= LIMIT for label in after), json.dumps(sorted(after))
