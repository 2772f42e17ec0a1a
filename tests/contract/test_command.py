"""Test `python -m scripts.contract`: deterministic output, and errors in one line."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from scripts.common.documents import dump, read_document
from scripts.common.errors import run as run_main
from scripts.common.sources import Operation, Source, operations_of, read_sources
from scripts.contract.__main__ import main
from scripts.contract.build import build_from_documents
from scripts.contract.overlay import Overlay, read_overlay
from scripts.pull.lock import digest_of, read_lock
from tests.commands import run_command
from tests.conftest import FUZZ, ROOT
from tests.contract.documents import built, chat, published_file, schemas_of

Json = Any


def run(tmp_path: Path, *more: str, seed: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command on the files in `tmp_path`: in this process, or in one whose hashes have the seed `seed`."""
    files = {
        "--sources": "sources.toml",
        "--overlay": "overlay.yaml",
        "--upstream": "",
        "--output": "out.json",
    }
    options = [text for option, name in files.items() for text in (option, str(tmp_path / name))]
    if seed is None:
        return run_command(lambda: run_main(main), *options, *more, folder=ROOT)
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
    """Return a folder with one source, its document and an overlay."""
    (tmp_path / "sources.toml").write_text(
        '[[source]]\nname = "doc"\nurl = "https://example.com/doc.json"\n'
        'operation = "POST /v1/chat/completions"\n'
    )
    (tmp_path / "overlay.yaml").write_text(
        "overlay: 1.0.0\ninfo: {title: t, version: 1.0.0}\nactions:\n"
        "  - target: $.paths.*.*.responses.*\n    description: required\n"
        "    update: {description: A response.}\n"
    )
    (tmp_path / "doc.json").write_text(json.dumps(chat()))
    return tmp_path


def shuffled(node: Json, randomness: random.Random) -> Json:
    """Return `node` with the keys of every object in another order."""
    if isinstance(node, dict):
        keys = list(node)
        randomness.shuffle(keys)
        return {key: shuffled(node[key], randomness) for key in keys}
    return [shuffled(child, randomness) for child in node] if isinstance(node, list) else node


def test_contract_is_deterministic_for_any_hash_seed_and_key_order(folder: Path) -> None:
    outputs = set()
    for seed in ("0", "1", "4711"):
        (folder / "doc.json").write_text(json.dumps(shuffled(chat(), random.Random(seed))))
        assert run(folder, seed=seed).returncode == 0
        outputs.add((folder / "out.json").read_bytes())
    assert len(outputs) == 1


def test_contract_of_published_documents_equals_the_committed_one_in_any_key_order(shared: Path) -> None:
    sources = read_sources(ROOT / "openapi" / "sources.toml")
    overlay = read_overlay(ROOT / "openapi" / "overlay.yaml")
    documents = [
        (
            one,
            shuffled(
                read_document(published_file(shared, one.name), one.name),
                random.Random(3),
            ),
        )
        for one in sources
    ]
    locked = {entry.name: entry.sha256 for entry in read_lock(ROOT / "openapi" / "sources.lock").values()}
    for one in sources:
        content = published_file(shared, one.name).read_bytes()
        if digest_of(content) != locked[one.name]:
            pytest.skip("the committed contract was built from other versions of the documents")
    contract = build_from_documents(documents, overlay)
    assert contract.unmatched == []
    assert dump(contract.document) == (ROOT / "openapi" / "contract.json").read_bytes()


@pytest.mark.parametrize("folder_name", ["current", "earlier", "other", "catalogue"])
def test_contract_builds_from_every_published_model(shared: Path, folder_name: str) -> None:
    overlay = read_overlay(ROOT / "openapi" / "overlay.yaml")
    paths = sorted((shared / "upstream" / folder_name).glob("*.json"))
    if len(paths) > 50 and not FUZZ:
        paths = paths[::4]  # All of them take half a minute.
    assert paths
    for path in paths:
        document = read_document(path, path.stem)
        operations = operations_of(document)
        for operation in operations:
            if evolve(operation, path=f"/v1{operation.path}") in operations:
                continue  # Documents repeat an operation without its version.
            contract = build_from_documents(
                [(Source(name=path.stem, url="", operation=operation), document)], overlay
            )
            built_operation: Json = contract.document["paths"][operation.path]["post"]  # type: ignore[index, call-overload]
            request = built_operation["requestBody"]["content"]["application/json"]
            name = request["schema"]["$ref"].rsplit("/", 1)[-1]
            assert schemas_of(contract)[name]["properties"]["model"]["x-open"] is True, path
            # Nine of the documents leave the content of their responses out.
            [successful] = [status for status in built_operation["responses"] if status.startswith("2")]
            response = built_operation["responses"][successful].get("content", {})
            for media_type, content in response.items():
                suffix = "ServerSentEvent" if media_type == "text/event-stream" else ""
                expected = name.removesuffix("CreateParams") + suffix
                assert content["schema"]["$ref"] == f"#/components/schemas/{expected}", path


@pytest.mark.parametrize(
    "name",
    ["billing-balance-v1", "billing-transactions-v2", "logs-v2", "models", "usage-v2"],
)
def test_contract_builds_from_service_documents(shared: Path, name: str) -> None:
    document = read_document(shared / "upstream" / "service" / f"{name}.json", name)
    [operation] = operations_of(document)
    contract = build_from_documents([(Source(name=name, url="", operation=operation), document)], Overlay())
    built_operation: Json = contract.document["paths"][operation.path]["get"]  # type: ignore[index, call-overload]
    response = built_operation["responses"]["200"]
    [schema] = [content["schema"] for content in response["content"].values()]
    assert schema["$ref"].rsplit("/", 1)[-1] in schemas_of(contract)
    assert "requestBody" not in built_operation
    published: Json = document["paths"][operation.path]["get"]  # type: ignore[index, call-overload]
    assert [(each["in"], each["name"]) for each in built_operation.get("parameters", [])] == sorted(
        (each["in"], each["name"]) for each in published.get("parameters", [])
    )


@pytest.mark.parametrize("name", ["o3-mini.2025-02-13", "o3-mini.2025-09-17"])
def test_contract_reports_a_moved_operation(shared: Path, folder: Path, name: str) -> None:
    (folder / "doc.json").write_bytes((shared / "upstream" / "earlier" / f"{name}.json").read_bytes())
    result = run(folder)
    assert result.returncode == 1
    assert "POST /v1/chat/completions is gone; the document now offers POST /" in result.stderr


def nested(levels: int) -> bytes:
    """Return JSON of objects nested this deeply."""
    return b'{"a":' * levels + b"1" + b"}" * levels


@pytest.mark.parametrize(
    ("content", "message"),
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
def test_contract_reports_an_invalid_document_in_one_line(folder: Path, content: bytes, message: str) -> None:
    (folder / "doc.json").write_bytes(content)
    (folder / "out.json").write_text("unchanged")
    result = run(folder)
    assert result.returncode == 1
    assert message in result.stderr
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.stderr
    assert (folder / "out.json").read_text() == "unchanged"


def test_contract_does_not_read_a_document_of_100_mb(folder: Path) -> None:
    with (folder / "doc.json").open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    result = run(folder)
    assert result.returncode == 1
    assert "doc: is 104,857,600 bytes, over the limit of 33,554,432" in result.stderr


def test_contract_reports_a_missing_document(folder: Path) -> None:
    (folder / "doc.json").unlink()
    result = run(folder)
    assert result.returncode == 1
    assert "cannot be read (no such file or directory); pull it first: make pull" in result.stderr


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "lists no source"),
        ("[[source]]\nname = 'a'\n", "has no url"),
        ("[[source]", "is not TOML"),
        ("[[source]]\nname = '../a'\nurl = 'x'\noperation = 'POST /a'", "has an invalid name '../a'"),
        # Windows reserves these names.
        *(
            (
                f"[[source]]\nname = '{name}'\nurl = 'x'\noperation = 'POST /a'",
                f"has an invalid name '{name}'",
            )
            for name in ("con", "NUL", "Aux.v1", "COM1", "lpt9.json", "prn", "a.")
        ),
        ("[[source]]\nname = 'a'\nurl = 'x'\noperation = 'POST'", "has an invalid operation 'POST'"),
        (
            "[[source]]\nname = 'a'\nurl = 'x'\noperation = 'POST /a'\nmore = 1",
            "has an unknown key more",
        ),
        ("[[source]]\nname = 'a'\nurl = 'x'\noperation = 'POST /a'\n" * 2, "has two sources called 'a'"),
    ],
)
def test_contract_reports_invalid_sources_in_one_line(folder: Path, text: str, message: str) -> None:
    (folder / "sources.toml").write_text(text)
    result = run(folder)
    assert result.returncode == 1
    assert message in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is not an OpenAPI Overlay 1.0.0"),
        ("a: [", "is not YAML"),
        ("!!python/object/apply:os.system ['true']", "is not YAML"),
        ("overlay: 1.0.0\nactions: 3", "has actions that are not a list"),
        ("overlay: 1.0.0\nactions: [{description: why, update: {}}]", "action 1: has no target"),
        ("overlay: 1.0.0\nactions: [{target: $, update: {}}]", "action 1: has no reason"),
        (
            "overlay: 1.0.0\nactions: [{target: $, description: why}]",
            "action 1: needs one of update, remove: true",
        ),
        ("overlay: 1.0.0\nactions: [{target: 'x[', description: why, update: {}}]", "is not a JSONPath"),
        (
            "overlay: 1.0.0\nactions: [{target: $.openapi, description: why, update: {}}]",
            "selects a node that is neither an object nor a list",
        ),
        ("overlay: 1.0.0", "is not valid OpenAPI 3.1"),
    ],
)
def test_contract_reports_an_invalid_overlay_in_one_line(folder: Path, text: str, message: str) -> None:
    (folder / "overlay.yaml").write_text(text)
    result = run(folder)
    assert result.returncode == 1
    assert message in result.stderr
    assert result.stderr.count("\n") == 1


UNMATCHED = "overlay.yaml: matches nothing: $.components.schemas.Gone (It was wrong.)"


def test_contract_reports_an_unmatched_action_as_a_warning_and_with_strict_as_an_error(folder: Path) -> None:
    with (folder / "overlay.yaml").open("a") as file:
        file.write(
            "  - target: $.components.schemas.Gone\n    description: It was wrong.\n    remove: true\n"
        )
    lenient = run(folder)
    assert lenient.returncode == 0
    assert UNMATCHED in lenient.stderr
    (folder / "out.json").write_text("unchanged")
    strict = run(folder, "--strict")
    assert strict.returncode == 1
    assert UNMATCHED in strict.stderr
    assert (folder / "out.json").read_text() == "unchanged"


def test_contract_builds_from_an_operation_with_path_parameters_and_status_201() -> None:
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
    contract = build_from_documents([(source, document)], overlay)
    operation: Json = contract.document["paths"]["/openai/deployments/{model}"]  # type: ignore[index, call-overload]
    assert operation["post"]["parameters"][0]["name"] == "model"
    assert "content" not in operation["post"]["responses"]["201"]
    assert len(schemas_of(built(chat()))) > 5


@pytest.mark.parametrize("name", ["a\x1b]0;x\x07", "a\nerror: all fine", "a\u2028b", "a\u202eb"])
def test_contract_escapes_control_characters_of_documents_in_messages(folder: Path, name: str) -> None:
    (folder / "doc.json").write_text(json.dumps(chat(**{name: {"type": 7}})))
    result = run(folder)
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert result.stderr[:-1].isprintable()


def test_contract_refuses_a_number_that_overflows(folder: Path) -> None:
    content = json.dumps(chat(many={"type": "number", "maximum": 12345})).replace("12345", "1e999")
    (folder / "doc.json").write_text(content)
    result = run(folder)
    assert result.returncode == 1
    assert "doc: is not JSON (1e999 is too large a number)" in result.stderr


def test_contract_does_not_follow_references_in_examples(folder: Path) -> None:
    example = {"$ref": "https://example.com/other.json"}
    (folder / "doc.json").write_text(json.dumps(chat(link={"type": "object", "example": example})))
    assert run(folder).returncode == 0


def test_contract_reports_an_overlay_reference_to_a_missing_schema(folder: Path) -> None:
    with (folder / "overlay.yaml").open("a") as file:
        file.write(
            "  - target: $.components.schemas.ChatCompletion.properties.id\n    description: why\n"
            "    update: {$ref: '#/components/schemas/Gone'}\n"
        )
    result = run(folder)
    assert result.returncode == 1
    assert "refers to the schema Gone, which does not exist; correct the overlay's action" in result.stderr
    assert result.stderr.count("\n") == 1


def test_contract_takes_the_server_from_the_overlay_and_not_from_documents(folder: Path) -> None:
    document = chat()
    document["servers"] = [{"url": "https://elsewhere.example.com"}]
    overlay = read_overlay(ROOT / "openapi" / "overlay.yaml")
    source = Source(name="doc", url="", operation=Operation("post", "/v1/chat/completions"))
    contract = build_from_documents([(source, document)], overlay)
    assert contract.document["servers"] == [{"url": "https://api.aimlapi.com"}]


def test_contract_prints_warnings_about_documents_which_are_no_errors_in_strict_mode(folder: Path) -> None:
    with (folder / "sources.toml").open("a") as file:
        file.write(
            '[[source]]\nname = "other"\nurl = "https://example.com/other.json"\n'
            'operation = "POST /v1/chat/completions"\n'
        )
    (folder / "other.json").write_text(json.dumps(chat(seed={"type": "integer"})))
    result = run(folder, "--strict")
    assert result.returncode == 0
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith("warning: other#/paths/")
    assert "describes other requests of the model o3-mini than doc, which comes first" in result.stderr


def test_contract_reports_an_idle_repair_of_a_source_and_with_strict_as_an_error(folder: Path) -> None:
    with (folder / "overlay.yaml").open("a") as file:
        file.write("x-sources:\n  gone:\n    - {target: $, description: why, update: {}}\n")
    lenient, strict = run(folder), run(folder, "--strict")
    assert (lenient.returncode, strict.returncode) == (0, 1)
    assert "overlay.yaml: matches nothing: x-sources: gone: there is no such source" in strict.stderr


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x-sources: [a]", "has x-sources that are not a map of lists"),
        ("x-sources: {doc: {}}", "has x-sources that are not a map of lists"),
        ("x-sources: {doc: [{target: $}]}", "x-sources, doc, action 1: has no reason"),
    ],
)
def test_contract_reports_invalid_repairs_of_a_source_in_one_line(
    folder: Path, text: str, message: str
) -> None:
    (folder / "overlay.yaml").write_text(f"overlay: 1.0.0\n{text}\n")
    result = run(folder)
    assert result.returncode == 1
    assert message in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("extension", "message"),
    [
        ("x-applies-to: every request shape", "has no schema path"),
        ("x-schema-path: a/request, x-applies-to: some", "applies to some"),
        ("x-nullable: true", "needs one of update, remove: true and x-nullable: true"),
    ],
)
def test_contract_reports_an_invalid_extension_of_an_action_in_one_line(
    folder: Path, extension: str, message: str
) -> None:
    (folder / "overlay.yaml").write_text(
        f"overlay: 1.0.0\nactions: [{{target: $, description: why, update: {{}}, {extension}}}]\n"
    )
    result = run(folder)
    assert result.returncode == 1
    assert message in result.stderr
    assert result.stderr.count("\n") == 1
