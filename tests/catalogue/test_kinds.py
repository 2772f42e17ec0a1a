"""Operations of every kind work as sources: one contract and one client are built of all of them."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest

from scripts.common.documents import as_object
from scripts.common.errors import PipelineError
from scripts.common.models import all_models
from scripts.common.sources import Operation, Source
from scripts.contract.build import build_from_documents, write
from scripts.contract.overlay import read_overlay
from scripts.generate.project import generate
from tests.catalogue.builders import document, service_document

OVERLAY = (
    "overlay: 1.0.0\ninfo: {title: t, version: 1.0.0}\nactions:\n"
    "  - {target: $.paths.*.*.responses.*, description: required, update: {description: A response.}}\n"
)
BINARY = {"type": "string", "format": "binary"}
TEXT = {"type": "string"}


def reply(content: dict[str, Any], of: dict[str, Any]) -> dict[str, Any]:
    """Return the document `of` with another content of its response."""
    [item] = of["paths"].values()
    [operation] = item.values()
    operation["responses"]["200"]["content"] = content
    return of


def form(of: dict[str, Any]) -> dict[str, Any]:
    """Return the document `of` with a request that is a form with a file."""
    [item] = of["paths"].values()
    content = item["post"]["requestBody"]["content"]
    content["multipart/form-data"] = content.pop("application/json")
    return of


def with_method(method: str, of: dict[str, Any]) -> dict[str, Any]:
    """Return the document `of` with another method."""
    [path] = of["paths"]
    [operation] = of["paths"][path].values()
    of["paths"][path] = {method: operation}
    return of


AUDIO = {"audio/mpeg": {"schema": BINARY}}
VECTORS = {"application/json": {"schema": {"type": "array", "items": {"type": "number"}}}}
KINDS: dict[str, dict[str, Any]] = {
    "embeddings": reply(VECTORS, document(["vendor/vectors"], "/v1/embeddings", input=TEXT)),
    "images": document(["vendor/painter"], "/v1/images/generations", prompt=TEXT, n={"type": "integer"}),
    "speech": reply(AUDIO, document(["vendor/voice"], "/v1/tts", text=TEXT)),
    "video": document(["vendor/camera"], "/v2/video/generations", image_url={**TEXT, "format": "uri"}),
    "usage": service_document(),
    "file": service_document("/v1/files/{id}"),
    "deletion": with_method("delete", service_document("/v1/files/{id}/content")),
    "update": with_method("put", document([], "/v1/settings", name=TEXT)),
    "edit": with_method("patch", document([], "/v1/settings/some", name=TEXT)),
}
KINDS["file"]["paths"]["/v1/files/{id}"]["get"]["parameters"] = [
    {"name": "id", "in": "path", "required": True, "schema": TEXT}
]
KINDS["deletion"]["paths"]["/v1/files/{id}/content"]["delete"]["parameters"] = [
    {"name": "id", "in": "path", "required": True, "schema": TEXT}
]
for kind in ("update", "edit"):
    for described in KINDS[kind]["paths"].values():
        for one in described.values():
            del one["requestBody"]["content"]["application/json"]["schema"]["properties"]["model"]
            del one["requestBody"]["content"]["application/json"]["schema"]["required"]


def source(name: str) -> tuple[Source, dict[str, Any]]:
    [operation] = all_models(KINDS[name])
    return Source(name, f"https://files.invalid/{name}.json", operation), KINDS[name]


@pytest.mark.parametrize(
    "names",
    [*([name] for name in KINDS), [*KINDS]],
    ids=lambda names: "+".join(names)[:20],
)
def test_operations_of_every_kind_build(tmp_path: Path, names: list[str]) -> None:
    (tmp_path / "overlay.yaml").write_text(OVERLAY)
    contract = build_from_documents([source(name) for name in names], read_overlay(tmp_path / "overlay.yaml"))
    write(contract, tmp_path / "contract.json")
    found = {
        Operation(method, path)
        for path, item in as_object(contract.document["paths"]).items()
        for method in as_object(item)
    }
    assert found == {source(name)[0].operation for name in names}
    if len(names) == 1:
        return
    # The client is generated once, of all of them: that takes most of the time.
    generate(tmp_path / "contract.json", tmp_path / "generated", tmp_path / "resources", tmp_path / "types")
    files = list(tmp_path.rglob("*.py"))
    assert files
    for file in files:
        ast.parse(file.read_text())


def test_a_form_is_refused_with_its_document_and_a_hint(tmp_path: Path) -> None:
    (tmp_path / "overlay.yaml").write_text(OVERLAY)
    transcription = form(document(["vendor/ears"], "/v1/stt/create", audio=BINARY))
    [operation] = all_models(transcription)
    form_source = Source("ears", "https://files.invalid/ears.json", operation)
    with pytest.raises(PipelineError) as caught:
        build_from_documents(
            [source("embeddings"), (form_source, transcription)], read_overlay(tmp_path / "overlay.yaml")
        )
    assert str(caught.value) == (
        "ears#/paths/~1v1~1stt~1create/post/requestBody/content: is multipart/form-data, and the client sends JSON only;"
        " remove the source from sources.toml"
    )
