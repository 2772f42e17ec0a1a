"""Test that adding sources changes no name, and that names of models are distinct."""

from __future__ import annotations

import copy
import itertools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.common.documents import Json as Node
from scripts.common.documents import as_list, as_object, read_document
from scripts.common.schema_names import MAX_MODEL_LENGTH
from scripts.contract.build import build_from_documents
from scripts.contract.identifiers import is_schema_name, join_model_name, model_names
from scripts.contract.overlay import Overlay
from scripts.contract.schemas import (
    UNIONS,
    Steps,
    branches_of,
    children,
    is_object,
    properties_of,
    target_of,
    values_of,
)
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

REQUEST_NAME = "ChatCompletionCreateParams"
#: Properties that documents add to a request or a response; each has the name of its schema in several of them.
PARTS: dict[str, Json] = {
    "usage": obj(tokens=TEXT),
    "other_usage": obj(usage=obj(b=TEXT), deep=obj(usage=obj(c=TEXT))),
    "content": {"oneOf": [tagged("text", text=TEXT), tagged("image", url=TEXT), tagged("file", id=TEXT)]},
    "parts": {"type": "array", "items": {"anyOf": [obj(a=TEXT), obj(b=TEXT), obj(c=TEXT)]}},
    "choice": {"enum": ["a", "b"]},
    "aaa": obj(message=obj(content=TEXT), usage=obj(zzz=TEXT)),
}
#: Ids that sort before and after one another, and differ in what a name may lose.
MODELS = [
    f"{vendor}{name}" for vendor in ("", "a/", "z/") for name in ("gpt-5", "gpt-5-5", "gpt-55", "o3", "4o")
]
#: Forms of one property of a response in several documents. An object contains `own`, which no other property does.
FORMS: list[Callable[[Json], Json]] = [
    lambda own: obj(usage=own),
    lambda own: obj("more", usage=own, more=obj(message=own)),
    lambda own: TEXT,
    lambda own: {"anyOf": [obj(usage=own), TEXT]},
    lambda own: {"anyOf": [obj(usage=own), obj("b", b=TEXT)]},
    lambda own: {"anyOf": [obj(usage=own), obj("b", b=TEXT), obj("c", c=own)]},
    lambda own: {"type": "array", "items": obj(item=own)},
]


@st.composite
def documents(draw: st.DrawFn) -> list[Json]:
    """Return documents of models that differ in parts of their requests, responses and streams."""
    made: list[Json] = []
    for model in draw(st.lists(st.sampled_from(MODELS), min_size=2, max_size=5, unique=True)):
        parts = st.lists(st.sampled_from(sorted(PARTS)), max_size=3, unique=True)
        document = chat(**{name: PARTS[name] for name in draw(parts)})
        request_of(document)["properties"]["model"]["enum"] = [model]
        for name in draw(parts):
            form = draw(st.sampled_from(FORMS))
            response_of(document)["properties"][f"of_{name}"] = form(obj(**{f"in_{name}": TEXT}))
        made.append(copy.deepcopy(document))
    return made


def references(schema: Node, at: Steps = ()) -> dict[Steps, set[str]]:
    """Return the names to which `schema` refers, by the steps to the reference without those into unions."""
    found: dict[Steps, set[str]] = {}
    if not isinstance(schema, dict):
        return found
    target = target_of(schema)
    if target is not None:
        found[at] = {target}
    for steps, child in children(schema):
        for place, names in references(child, at if steps[0] in UNIONS else (*at, *steps)).items():
            found.setdefault(place, set()).update(names)
    return found


def shape_of(schemas: Json, model: str) -> Json:
    """Return the request schema of `model`."""
    request = schemas[REQUEST_NAME]
    shapes = [schemas[name] for names in references(request).values() for name in names]
    candidates = [request] if properties_of(request) else shapes
    return next(shape for shape in candidates if model in values_of(properties_of(shape)["model"]))


def with_branches(names: set[str], schemas: Json) -> set[str]:
    """Return `names`, and those of the branches of the unions among them: an object can become one branch of several."""
    branches = [branch for name in names for branch in branches_of(schemas[name])]
    return names | {target for branch in branches if (target := target_of(branch))}


def assert_no_name_changed(before: Json, after: Json) -> None:
    """Assert that every schema of `before` is in `after`, and refers to the same names in the same places.

    A union of objects has no name any more if it gets a branch that is no object; the objects keep theirs.
    """
    assert {name for name, schema in before.items() if is_object(schema)} <= set(after)
    for name, schema in before.items():
        if name not in after:
            continue
        if name == REQUEST_NAME:
            models = values_of(properties_of(schema).get("model"))
            pairs = [(shape_of(before, str(model)), shape_of(after, str(model))) for model in models]
        else:
            pairs = [(schema, after[name])]
        for old, new in pairs:
            there = {steps: with_branches(names, after) for steps, names in references(new).items()}
            changed = {
                steps
                for steps, names in references(old).items()
                if not with_branches(names, before) & set(after) <= there.get(steps, set())
            }
            assert not changed, (name, changed)


@settings(max_examples=10)
@given(made=documents())
def test_adding_sources_changes_no_name(made: list[Json]) -> None:
    contracts = [schemas_of(built(*made[:count])) for count in range(1, len(made) + 1)]
    for before, after in itertools.pairwise(contracts):
        assert_no_name_changed(before, after)


def test_component_that_changes_in_the_response_only_keeps_its_name_there() -> None:
    changed = chat()
    request_of(changed)["properties"]["model"]["enum"] = ["another"]
    response_of(changed)["properties"]["usage"]["properties"]["cost"] = TEXT
    after = schemas_of(built(chat(), changed))
    assert references(after["ChatCompletion"])["properties", "usage"] == {"ChatCompletionUsage"}
    assert "cost" in after["ChatCompletionUsage"]["properties"]


def test_components_that_become_equal_keep_their_names() -> None:
    first, second = chat(), chat()
    request_of(second)["properties"]["model"]["enum"] = ["another"]
    response_of(first)["properties"] |= {"one": obj(a=TEXT), "other": obj(b=TEXT)}
    response_of(second)["properties"] |= {"one": obj(b=TEXT), "other": obj(a=TEXT)}
    before, after = schemas_of(built(first)), schemas_of(built(first, second))
    assert_no_name_changed(before, after)
    assert after["ChatCompletionOne"] == after["ChatCompletionOther"]


def test_names_of_request_shapes_are_distinct_and_start_with_the_model() -> None:
    documents = [chat(**{f"p{number}": TEXT}) for number in range(len(MODELS))]
    for model, document in zip(MODELS, documents, strict=True):
        request_of(document)["properties"]["model"]["enum"] = [model]
    schemas = schemas_of(built(*documents))
    names = {
        str(values_of(schema["properties"]["model"])[0]): name
        for name, schema in schemas.items()
        if name.endswith(REQUEST_NAME) and name != REQUEST_NAME
    }
    assert len(names) == len(MODELS)
    for model, name in names.items():
        assert name in [join_model_name(one, REQUEST_NAME) for one in model_names(model)]


@given(st.text(min_size=1, max_size=120))
def test_names_of_any_model_are_valid(model: str) -> None:
    for name in model_names(model):
        assert len(name) <= MAX_MODEL_LENGTH
        assert is_schema_name(join_model_name(name, REQUEST_NAME), of_model=True)


def published(shared: Path) -> list[Path]:
    """Return the files of the published catalogue; skip if it is not here."""
    paths = sorted((shared / "upstream" / "catalogue").glob("*.json"))
    if not paths:
        pytest.skip("there is no catalogue")
    return paths


def test_names_of_published_models_are_distinct(shared: Path) -> None:
    ids = {model for path in published(shared) for model in models_in(json.loads(path.read_bytes()))}
    assert len(ids) > 100
    taken: dict[str, str] = {}
    for model in sorted(ids):
        free = next(name for name in model_names(model) if name.casefold() not in taken)
        taken[free.casefold()] = model
    assert set(taken.values()) == ids


def models_in(node: Node) -> set[str]:
    """Return the values of the properties called `model`."""
    found: set[str] = set()
    pending: list[Node] = [node]
    while pending:
        node = pending.pop()
        if isinstance(node, dict):
            values = as_list(as_object(as_object(node.get("properties")).get("model")).get("enum"))
            found |= {str(value) for value in values}
            pending += node.values()
        elif isinstance(node, list):
            pending += node
    return found


def test_adding_published_sources_changes_no_name(shared: Path) -> None:
    operation = "POST /v1/chat/completions"
    read = [
        (source(path.stem, operation), document)
        for path in published(shared)[::23]
        if "/v1/chat/completions" in as_object((document := read_document(path, path.stem))["paths"])
    ]
    overlay = Overlay(actions=MINIMAL_OVERLAY.actions)
    contracts = [schemas_of(build_from_documents(read[:count], overlay)) for count in range(1, len(read) + 1)]
    for before, after in itertools.pairwise(contracts):
        assert_no_name_changed(before, after)
