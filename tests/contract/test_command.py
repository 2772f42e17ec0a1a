"""The command: same input, same bytes; and one clear line for whatever is wrong."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from scripts.common.documents import dump, read_document
from scripts.common.sources import Operation, Source, operations_of, read_sources
from scripts.contract.build import contract_of
from scripts.contract.overlay import read_overlay
from scripts.pull.lock import digest_of, read_lock
from tests.conftest import ROOT
from tests.contract.documents import built, chat, schemas_of

Json = Any


def run(tmp_path: Path, *more: str, seed: str = "0") -> subprocess.CompletedProcess[str]:
    files = {
        "--sources": "sources.toml",
        "--overlay": "overlay.yaml",
        "--upstream": "",
        "--output": "out.json",
    }
    options = [text for option, name in files.items() for text in (option, str(tmp_path / name))]
    command = [sys.executable, "-m", "scripts.contract", *options, *more]
    return subprocess.run(
        command,
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONHASHSEED": seed},
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one source, its document and an overlay."""
    (tmp_path / "sources.toml").write_text(
        '[[source]]\nname = "doc"\nurl = "https://example.com/doc.json"\n'
        'operation = "POST /v1/chat/completions"\n'
    )
    (tmp_path / "overlay.yaml").write_text(
        "overlay: 1.0.0\ninfo: {title: t, version: 1.0.0}\nactions:\n"
        "  - target: $.paths.*.*.responses.*\n    description: required\n"
        "    update: {description: An answer.}\n"
    )
    (tmp_path / "doc.json").write_text(json.dumps(chat()))
    return tmp_path


def shuffled(node: Json, randomness: random.Random) -> Json:
    """`node` with the keys of every object in another order."""
    if isinstance(node, dict):
        keys = list(node)
        randomness.shuffle(keys)
        return {key: shuffled(node[key], randomness) for key in keys}
    return [shuffled(child, randomness) for child in node] if isinstance(node, list) else node


def test_the_same_bytes_whatever_the_seed_and_the_key_order(folder: Path) -> None:
    outputs = set()
    for seed in ("0", "1", "4711"):
        (folder / "doc.json").write_text(json.dumps(shuffled(chat(), random.Random(seed))))
        assert run(folder, seed=seed).returncode == 0
        outputs.add((folder / "out.json").read_bytes())
    assert len(outputs) == 1


def test_published_documents_give_the_committed_bytes_in_any_key_order(shared: Path) -> None:
    sources = read_sources(ROOT / "openapi" / "sources.toml")
    overlay = read_overlay(ROOT / "openapi" / "overlay.yaml")
    documents = [
        (
            one,
            shuffled(
                read_document(shared / "upstream" / "current" / f"{one.name}.json", one.name),
                random.Random(3),
            ),
        )
        for one in sources
    ]
    locked = {entry.name: entry.sha256 for entry in read_lock(ROOT / "openapi" / "sources.lock").values()}
    for one in sources:
        content = (shared / "upstream" / "current" / f"{one.name}.json").read_bytes()
        if digest_of(content) != locked[one.name]:
            pytest.skip("the committed contract is that of other documents than these")
    contract = contract_of(documents, overlay)
    assert contract.idle == []
    assert dump(contract.document) == (ROOT / "openapi" / "contract.json").read_bytes()


def test_every_document_of_the_family_builds(shared: Path) -> None:
    overlay = read_overlay(ROOT / "openapi" / "overlay.yaml")
    built_operations = 0
    for path in sorted((shared / "upstream").glob("*/*.json")):
        document = read_document(path, path.stem)
        for operation in operations_of(document):
            contract = contract_of([(Source(name=path.stem, url="", operation=operation), document)], overlay)
            assert contract.schemas >= 10, path
            built_operations += 1
    assert built_operations >= 18


@pytest.mark.parametrize("name", ["o3-mini.2025-02-13", "o3-mini.2025-09-17"])
def test_an_operation_that_moved_is_said_to_have(shared: Path, folder: Path, name: str) -> None:
    (folder / "doc.json").write_bytes((shared / "upstream" / "earlier" / f"{name}.json").read_bytes())
    result = run(folder)
    assert result.returncode == 1
    assert "POST /v1/chat/completions is gone; the document now offers POST /" in result.stderr


def nested(levels: int) -> bytes:
    return b'{"a":' * levels + b"1" + b"}" * levels


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "doc: is not JSON"),
        (b"<!DOCTYPE html><html>", "doc: is HTML, not JSON"),
        (json.dumps(chat()).encode()[:-40], "doc: is not JSON"),
        (b"\xff\xfe\x00", "doc: is not JSON"),
        (b"[]", "doc: is JSON, but not an object"),
        (b"{}", 'doc#/openapi: is not an OpenAPI 3 document (it has no "openapi")'),
        (b'{"openapi": "2.0", "paths": {}}', "doc#/openapi: is not an OpenAPI 3 document"),
        (b'{"openapi": 3, "paths": {}}', "doc#/openapi: is not an OpenAPI 3 document"),
        (b'{"openapi": "3.0.0"}', "doc#/paths: has no paths"),
        (b'{"openapi": "3.0.0", "paths": {}}', "is gone; the document now offers no operation"),
        (b'{"openapi": "3.0.0", "paths": {}, "x": NaN}', "doc: is not JSON"),
        (nested(10_000), "doc: is nested more than 200 levels deep"),
        (nested(300), "doc: is nested more than 200 levels deep"),
        (b'{"openapi": "3.0.0", "paths": {"/v1/chat/completions": {"post": {"responses": 5}}}}',
         "doc#/paths/~1v1~1chat~1completions/post/responses: is not an object but int"),
    ],
)  # fmt: skip
def test_a_wrong_document_is_one_line(folder: Path, content: bytes, says: str) -> None:
    (folder / "doc.json").write_bytes(content)
    (folder / "out.json").write_text("as it was")
    result = run(folder)
    assert result.returncode == 1
    assert says in result.stderr
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.stderr
    assert (folder / "out.json").read_text() == "as it was"


def test_a_document_of_100_mb_is_not_read(folder: Path) -> None:
    with (folder / "doc.json").open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    result = run(folder)
    assert result.returncode == 1
    assert "doc: is 104,857,600 bytes, over the limit of 33,554,432" in result.stderr


def test_a_document_that_is_not_there(folder: Path) -> None:
    (folder / "doc.json").unlink()
    result = run(folder)
    assert result.returncode == 1
    assert "cannot be read (no such file or directory); pull it first: make pull" in result.stderr


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "lists no source"),
        ("[[source]]\nname = 'a'\n", "has no url"),
        ("[[source]", "is not TOML"),
        ("[[source]]\nname = '../a'\nurl = 'x'\noperation = 'POST /a'", "has an invalid name '../a'"),
        ("[[source]]\nname = 'a'\nurl = 'x'\noperation = 'POST'", "has an invalid operation 'POST'"),
        (
            "[[source]]\nname = 'a'\nurl = 'x'\noperation = 'POST /a'\nmore = 1",
            "has an unknown key more",
        ),
        ("[[source]]\nname = 'a'\nurl = 'x'\noperation = 'POST /a'\n" * 2, "has two sources called 'a'"),
    ],
)
def test_wrong_sources_are_one_line(folder: Path, text: str, says: str) -> None:
    (folder / "sources.toml").write_text(text)
    result = run(folder)
    assert result.returncode == 1
    assert says in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is not an OpenAPI Overlay 1.0.0"),
        ("a: [", "is not YAML"),
        ("!!python/object/apply:os.system ['true']", "is not YAML"),
        ("overlay: 1.0.0\nactions: 3", "has actions that are no list"),
        ("overlay: 1.0.0\nactions: [{description: why, update: {}}]", "action 1: has no target"),
        ("overlay: 1.0.0\nactions: [{target: $, update: {}}]", "action 1: gives no reason"),
        ("overlay: 1.0.0\nactions: [{target: $, description: why}]", "action 1: does not say what to do"),
        ("overlay: 1.0.0\nactions: [{target: 'x[', description: why, update: {}}]", "is no JSONPath"),
        (
            "overlay: 1.0.0\nactions: [{target: $.openapi, description: why, update: {}}]",
            "targets what is neither",
        ),
        ("overlay: 1.0.0", "is not valid OpenAPI 3.1"),
    ],
)
def test_a_wrong_overlay_is_one_line(folder: Path, text: str, says: str) -> None:
    (folder / "overlay.yaml").write_text(text)
    result = run(folder)
    assert result.returncode == 1
    assert says in result.stderr
    assert result.stderr.count("\n") == 1


IDLE = "overlay.yaml: finds nothing to repair: $.components.schemas.Gone (It was wrong.)"


def test_an_idle_action_is_reported_and_strictly_an_error(folder: Path) -> None:
    with (folder / "overlay.yaml").open("a") as file:
        file.write(
            "  - target: $.components.schemas.Gone\n    description: It was wrong.\n    remove: true\n"
        )
    lenient = run(folder)
    assert lenient.returncode == 0
    assert IDLE in lenient.stderr
    (folder / "out.json").write_text("as it was")
    strict = run(folder, "--strict")
    assert strict.returncode == 1
    assert IDLE in strict.stderr
    assert (folder / "out.json").read_text() == "as it was"


def test_an_earlier_form_of_the_same_operation_builds() -> None:
    document = chat()
    document["paths"]["/openai/deployments/{model}"] = {
        "parameters": [{"name": "model", "in": "path", "required": True, "schema": {"type": "string"}}],
        "post": {
            **document["paths"]["/v1/chat/completions"]["post"],
            "responses": {"201": {"description": ""}},
        },
    }
    overlay = read_overlay(ROOT / "openapi" / "overlay.yaml")
    source = Source(name="doc", url="", operation=Operation("post", "/openai/deployments/{model}"))
    contract = contract_of([(source, document)], overlay)
    operation: Json = contract.document["paths"]["/openai/deployments/{model}"]  # type: ignore[index, call-overload]
    assert operation["post"]["parameters"][0]["name"] == "model"
    assert "content" not in operation["post"]["responses"]["201"]
    assert len(schemas_of(built(chat()))) > 5


@pytest.mark.parametrize("name", ["a\x1b]0;x\x07", "a\nerror: all fine", "a\u2028b", "a\u202eb"])
def test_no_document_forges_a_line_or_commands_the_terminal(folder: Path, name: str) -> None:
    (folder / "doc.json").write_text(json.dumps(chat(**{name: {"type": 7}})))
    result = run(folder)
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert result.stderr[:-1].isprintable()


def test_a_number_that_json_cannot_hold_is_refused(folder: Path) -> None:
    content = json.dumps(chat(many={"type": "number", "maximum": 12345})).replace("12345", "1e999")
    (folder / "doc.json").write_text(content)
    result = run(folder)
    assert result.returncode == 1
    assert "doc: is not JSON (1e999 is too large a number)" in result.stderr


def test_what_looks_like_a_reference_in_data_is_data(folder: Path) -> None:
    example = {"$ref": "https://example.com/other.json"}
    (folder / "doc.json").write_text(json.dumps(chat(link={"type": "object", "example": example})))
    assert run(folder).returncode == 0


def test_an_overlay_that_refers_to_what_is_gone_is_one_line(folder: Path) -> None:
    with (folder / "overlay.yaml").open("a") as file:
        file.write(
            "  - target: $.components.schemas.ChatCompletion.properties.id\n    description: why\n"
            "    update: {$ref: '#/components/schemas/Gone'}\n"
        )
    result = run(folder)
    assert result.returncode == 1
    assert (
        "refers to the schema Gone, which is not there (any more); mend the overlay's action" in result.stderr
    )
    assert result.stderr.count("\n") == 1


def test_the_key_goes_where_the_overlay_says(folder: Path) -> None:
    document = chat()
    document["servers"] = [{"url": "https://elsewhere.example.com"}]
    overlay = read_overlay(ROOT / "openapi" / "overlay.yaml")
    source = Source(name="doc", url="", operation=Operation("post", "/v1/chat/completions"))
    contract = contract_of([(source, document)], overlay)
    assert contract.document["servers"] == [{"url": "https://api.aimlapi.com"}]
