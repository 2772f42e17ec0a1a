"""Sources of operations of every type: one contract and one client can be built from all of them."""

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


def with_response(content: dict[str, Any], base: dict[str, Any]) -> dict[str, Any]:
    """Return the document `base` with another content of its response."""
    [item] = base["paths"].values()
    [operation] = item.values()
    operation["responses"]["200"]["content"] = content
    return base


def with_form(base: dict[str, Any]) -> dict[str, Any]:
    """Return the document `base` with a request that is a form with a file."""
    [item] = base["paths"].values()
    content = item["post"]["requestBody"]["content"]
    content["multipart/form-data"] = content.pop("application/json")
    return base


def with_method(method: str, base: dict[str, Any]) -> dict[str, Any]:
    """Return the document `base` with another method."""
    [path] = base["paths"]
    [operation] = base["paths"][path].values()
    base["paths"][path] = {method: operation}
    return base


AUDIO = {"audio/mpeg": {"schema": BINARY}}
VECTORS = {"application/json": {"schema": {"type": "array", "items": {"type": "number"}}}}
DOCUMENTS: dict[str, dict[str, Any]] = {
    "embeddings": with_response(VECTORS, document(["vendor/vectors"], "/v1/embeddings", input=TEXT)),
    "images": document(["vendor/painter"], "/v1/images/generations", prompt=TEXT, n={"type": "integer"}),
    "speech": with_response(AUDIO, document(["vendor/voice"], "/v1/tts", text=TEXT)),
    "video": document(["vendor/camera"], "/v2/video/generations", image_url={**TEXT, "format": "uri"}),
    "usage": service_document(),
    "file": service_document("/v1/files/{id}"),
    "deletion": with_method("delete", service_document("/v1/files/{id}/content")),
    "update": with_method("put", document([], "/v1/settings", name=TEXT)),
    "edit": with_method("patch", document([], "/v1/settings/some", name=TEXT)),
}
DOCUMENTS["file"]["paths"]["/v1/files/{id}"]["get"]["parameters"] = [
    {"name": "id", "in": "path", "required": True, "schema": TEXT}
]
DOCUMENTS["deletion"]["paths"]["/v1/files/{id}/content"]["delete"]["parameters"] = [
    {"name": "id", "in": "path", "required": True, "schema": TEXT}
]
for name in ("update", "edit"):
    for described in DOCUMENTS[name]["paths"].values():
        for one in described.values():
            del one["requestBody"]["content"]["application/json"]["schema"]["properties"]["model"]
            del one["requestBody"]["content"]["application/json"]["schema"]["required"]


def source(name: str) -> tuple[Source, dict[str, Any]]:
    [operation] = all_models(DOCUMENTS[name])
    return Source(name, f"https://files.invalid/{name}.json", operation), DOCUMENTS[name]


@pytest.mark.parametrize(
    "names",
    [*([name] for name in DOCUMENTS), [*DOCUMENTS]],
    ids=lambda names: "+".join(names)[:20],
)
def test_build_accepts_operations_of_every_type(tmp_path: Path, names: list[str]) -> None:
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
    # The client is generated once, from all of them, because that takes most of the time.
    generate(tmp_path / "contract.json", tmp_path / "generated", tmp_path / "resources", tmp_path / "types")
    files = list(tmp_path.rglob("*.py"))
    assert files
    for file in files:
        ast.parse(file.read_text())


def test_build_refuses_a_form_with_its_document_and_a_hint(tmp_path: Path) -> None:
    (tmp_path / "overlay.yaml").write_text(OVERLAY)
    transcription = with_form(document(["vendor/ears"], "/v1/stt/create", audio=BINARY))
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
