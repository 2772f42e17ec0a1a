"""Test that the work of a stage grows with the size of a document, and not with its square.

Work is counted in calls of functions, so that the result does not depend on the machine.
"""

from __future__ import annotations

import copy
import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from scripts.common.errors import PipelineError, run
from scripts.contract.build import build_from_documents
from scripts.drift.verdicts import compare_documents
from scripts.generate.api import read_api
from scripts.generate.models import model_contexts
from scripts.generate.params import typed_dict_contexts
from scripts.generate.project import generate
from tests.contract.documents import MINIMAL_OVERLAY, TEXT, built, chat, obj, response_of, source, tagged

Json = Any

#: How many times as many calls a document of twice the size may cause.
GROWTH = 2.5
SIZE = 60
DEPTH = 25


def ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def many(schema: Callable[[int], Json], count: int) -> Json:
    """Return an object schema with `count` properties."""
    return obj(**{f"p{number}": schema(number) for number in range(count)})


def own(number: int) -> Json:
    """Return an object schema that no other number has."""
    return obj(**{f"q{number}": TEXT})


def nested(wrap: Callable[[Json], Json], depth: int) -> Json:
    schema: Json = TEXT
    for _ in range(depth):
        schema = wrap(schema)
    return schema


def mapped(count: int) -> Json:
    mapping = {f"t{number}": f"S{number}" for number in range(count)}
    branches = [ref(f"S{number}") for number in range(count)]
    return {"oneOf": branches, "discriminator": {"propertyName": "kind", "mapping": mapping}}


#: By name: a function from a size to a schema, and to the named schemas that it refers to.
FAMILY: dict[str, tuple[Callable[[int], Json], Callable[[int], Json]]] = {
    "values of an enum": (lambda n: {"enum": [f"v{i}" for i in range(n)]}, lambda _: {}),
    "values of several types": (lambda n: {"enum": [*range(n), *map(str, range(n)), {"a": n}]}, lambda _: {}),
    "branches of one value": (lambda n: {"oneOf": [{"const": f"v{i}"} for i in range(n)]}, lambda _: {}),
    "properties": (lambda n: many(lambda _: TEXT, n), lambda _: {}),
    "required properties": (
        lambda n: {**many(lambda _: TEXT, n), "required": [f"p{i}" for i in range(n)]},
        lambda _: {},
    ),
    "required names": (lambda n: obj(" ".join(f"p{i}" for i in range(n)), a=TEXT), lambda _: {}),
    "tagged branches": (
        lambda n: {"oneOf": [tagged(f"t{i}", **{f"q{i}": TEXT}) for i in range(n)]},
        lambda _: {},
    ),
    "untagged branches": (
        lambda n: {"anyOf": [obj(f"q{i}", **{f"q{i}": TEXT}) for i in range(n)]},
        lambda _: {},
    ),
    "mapped branches": (
        mapped,
        lambda n: {f"S{i}": obj("kind", kind=TEXT, **{f"q{i}": TEXT}) for i in range(n)},
    ),
    "equal branches": (lambda n: {"anyOf": [own(1)] * n}, lambda _: {}),
    "parts of an allOf": (lambda n: {"allOf": [own(i) for i in range(n)]}, lambda _: {}),
    "schemas": (lambda n: many(own, n), lambda _: {}),
    "schemas with one name": (lambda n: many(lambda i: obj(item=own(i)), n), lambda _: {}),
    "unused schemas": (lambda _: TEXT, lambda n: {f"S{i}": own(i) for i in range(n)}),
    "text": (lambda n: {**TEXT, "description": "word " * n, "pattern": "a" * n}, lambda _: {}),
    "nested objects": (lambda n: nested(lambda s: obj(a=s), n * DEPTH // SIZE), lambda _: {}),
    "nested arrays": (
        lambda n: nested(lambda s: {"type": "array", "items": s}, n * DEPTH // SIZE),
        lambda _: {},
    ),
    "recursive schemas": (
        lambda _: ref("S0"),
        lambda n: (
            {f"S{i}": obj(self=ref(f"S{i}"), next=ref(f"S{i + 1}")) for i in range(n // 4)}
            | {f"S{n // 4}": TEXT}
        ),
    ),
}


def document_of(name: str, size: int) -> Json:
    """Return a chat document with the schema as a property of its request and its response."""
    schema, schemas = FAMILY[name]
    document = chat(odd=schema(size))
    response_of(document)["properties"]["odd"] = schema(size)
    document["components"]["schemas"] = schemas(size)
    return document


def edited(document: Json) -> Json:
    """Return `document` with another name for one property, value and schema."""
    text = json.dumps(document)
    for name in ("p1", "q1", "t1", "v1"):
        text = text.replace(f'"{name}"', f'"{name}x"')
    return json.loads(text)


def calls(function: Callable[[], object]) -> int:
    """Return the number of calls of functions, built-in ones included, that `function` causes."""
    count = 0

    def profile(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    previous = sys.getprofile()
    sys.setprofile(profile)
    try:
        function()
    finally:
        sys.setprofile(previous)
    return count


def assert_linear(work: Callable[[int], Callable[[], object]]) -> None:
    work(8)()  # What is loaded or cached on first use.
    small, large = calls(work(SIZE)), calls(work(2 * SIZE))
    assert large <= GROWTH * small, (small, large)


@pytest.mark.parametrize("name", FAMILY)
def test_work_of_the_contract_stage_grows_with_the_document(name: str) -> None:
    def work(size: int) -> Callable[[], object]:
        document = document_of(name, size)
        return lambda: build_from_documents([(source(), document)], MINIMAL_OVERLAY)

    assert_linear(work)


@pytest.mark.parametrize("name", FAMILY)
def test_work_of_the_generate_stage_grows_with_the_contract(name: str, tmp_path: Path) -> None:
    def work(size: int) -> Callable[[], object]:
        path = tmp_path / f"{size}.json"
        path.write_text(json.dumps(built(document_of(name, size)).document))

        def contexts() -> None:
            api = read_api(path)
            model_contexts(api)
            typed_dict_contexts([each.body for each in api.operations if each.body], api.schemas)

        return contexts

    assert_linear(work)


@pytest.mark.parametrize("name", FAMILY)
def test_work_of_drift_grows_with_the_documents(name: str) -> None:
    def work(size: int) -> Callable[[], object]:
        old = document_of(name, size)
        new = edited(copy.deepcopy(old))
        return lambda: compare_documents(old, new, "old", "new")

    assert_linear(work)


def test_models_of_many_documents_are_merged_in_linear_work() -> None:
    def work(size: int) -> Callable[[], object]:
        documents = []
        for number in range(size // 8):
            document = chat()
            request = document["paths"]["/v1/chat/completions"]["post"]["requestBody"]["content"][
                "application/json"
            ]
            request["schema"]["properties"]["model"]["enum"] = [f"model-{number}"]
            documents.append((source(f"doc-{number}"), document))
        return lambda: build_from_documents(documents, MINIMAL_OVERLAY)

    assert_linear(work)


@pytest.mark.parametrize(
    ("name", "size", "limit"),
    [
        ("chain of references", 3_000, "depth limit of 250 levels"),
        ("tagged branches", 1_200, "has more than 1,000 branches"),
    ],
)
def test_stage_names_the_limit_that_a_document_exceeds(
    name: str, size: int, limit: str, tmp_path: Path
) -> None:
    if name == "chain of references":
        document = chat(odd=ref("S0"))
        document["components"]["schemas"] = {f"S{i}": obj(a=ref(f"S{i + 1}")) for i in range(size)}
        document["components"]["schemas"][f"S{size}"] = TEXT
    else:
        document = document_of(name, size)
    with pytest.raises(PipelineError, match=limit):
        (tmp_path / "contract.json").write_text(json.dumps(built(document).document))
        generate(tmp_path / "contract.json", tmp_path / "out")


def test_command_reports_documents_that_are_nested_too_deeply_in_one_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def main() -> int:
        return main()

    assert run(main) == 1
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "nested more deeply" in error
