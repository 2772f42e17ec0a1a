"""Finding the document of a model in a mirror folder, and among published and served documents."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scripts.catalogue.find import ChosenMatch, find_in_folder, find_published
from scripts.common.errors import PipelineError
from scripts.pull.catalogue import Catalogue
from scripts.pull.download import HostUnreachable
from tests.catalogue.builders import CHAT, RESPONSES, document, service_document, write_mirror

PLACES = Catalogue(
    models="https://api.invalid/v1/models",
    index="https://files.invalid/tree",
    file="https://files.invalid/{path}",
    document="text/{vendor}/{name}.json",
)


@pytest.fixture
def mirror(tmp_path: Path) -> Path:
    """A mirror folder with documents of several models and APIs."""
    return write_mirror(
        tmp_path / "mirror",
        {
            "Vendor.one": document(["vendor/one", "one-2024"]),
            "Vendor.one-RESPONSES": document(["vendor/one"], RESPONSES),
            "Vendor.two": document(["vendor/two"], RESPONSES),
            "usage": service_document(),
        },
    )


def in_folder(mirror: Path, model: str, api: str | None = None) -> ChosenMatch:
    return find_in_folder(model, api, mirror, PLACES, {CHAT})


@pytest.mark.parametrize("model", ["vendor/one", "one-2024", "VENDOR/ONE", "one", "Vendor.one"])
def test_find_in_folder_by_model_and_by_name_takes_chat(mirror: Path, model: str) -> None:
    source = in_folder(mirror, model).match.source
    assert (source.name, source.url, str(source.operation)) == (
        "Vendor.one",
        "https://files.invalid/text/Vendor/one.json",
        f"POST {CHAT}",
    )


def test_find_in_folder_takes_the_requested_api_or_the_only_one(mirror: Path) -> None:
    assert in_folder(mirror, "vendor/one", "responses").match.source.name == "Vendor.one-RESPONSES"
    assert in_folder(mirror, "Vendor.one-RESPONSES").match.source.name == "Vendor.one-RESPONSES"
    assert in_folder(mirror, "vendor/two").match.source.name == "Vendor.two"
    with pytest.raises(PipelineError, match="has no API called video; its documents have POST /v1/responses"):
        in_folder(mirror, "vendor/two", "video")


def test_find_in_folder_finds_a_document_without_models_by_its_name(mirror: Path) -> None:
    assert str(in_folder(mirror, "usage").match.source.operation) == "GET /v1/usage"


def test_find_in_folder_prefers_the_path_of_version_1_and_names_other_documents(tmp_path: Path) -> None:
    both = document(["vendor/one"], "/chat/completions")
    both["paths"][CHAT] = both["paths"]["/chat/completions"]
    mirror = write_mirror(tmp_path, {"Vendor.one": both, "Vendor.one-again": document(["vendor/one"])})
    found = find_in_folder("vendor/one", None, mirror, PLACES, set())
    assert (found.match.source.name, found.match.source.operation.path) == ("Vendor.one", CHAT)
    assert found.others == ["Vendor.one-again"]


def test_find_in_folder_suggests_near_names(mirror: Path) -> None:
    with pytest.raises(PipelineError, match=r"has no model vendor/tow; did you mean .*vendor/two"):
        in_folder(mirror, "vendor/tow")


def test_find_in_folder_warns_about_a_document_that_cannot_be_read(
    mirror: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (mirror / "Vendor.bad.json").write_text('["vendor/one"')
    assert in_folder(mirror, "vendor/one").match.source.name == "Vendor.one"
    assert capsys.readouterr().err.startswith("warning: Vendor.bad: is not JSON")


class Provider:
    """The addresses of a provider and what they have."""

    def __init__(self, models: list[dict[str, object]], published: dict[str, object]) -> None:
        self.contents: dict[str, object] = {
            PLACES.models: {"data": models},
            PLACES.index: {"tree": [{"path": path} for path in published]},
            **{PLACES.url_of(path): content for path, content in published.items()},
        }

    def fetch(self, url: str, name: str) -> bytes:
        if url not in self.contents:
            raise HostUnreachable("connection refused", where=name)
        return json.dumps(self.contents[url]).encode()

    def find(self, model: str, *, from_service: bool = False) -> ChosenMatch:
        return find_published(model, None, PLACES, {CHAT}, self.fetch, from_service=from_service)


@pytest.fixture
def provider() -> Provider:
    served = "https://api.invalid/docs-json?model=vendor%2Fnew&endpoint=openai%2Fimage-generations"
    models: list[dict[str, object]] = [
        {"id": "vendor/one", "aliases": ["uno"], "info": {"docsJson": "https://api.invalid/docs-json?a"}},
        {"id": "vendor/new", "aliases": [], "info": {"docsJson": served}},
        {"no": "id"},
    ]
    provider = Provider(models, {"text/Vendor/one.json": document(["vendor/one"]), "README.md": {}})
    provider.contents[served] = document(["vendor/new"], "/v1/images/generations")
    provider.contents["https://api.invalid/docs-json?a"] = document(["vendor/one"], seed={"type": "integer"})
    return provider


@pytest.mark.parametrize("model", ["vendor/one", "uno", "one"])
def test_find_published_takes_the_published_document(provider: Provider, model: str) -> None:
    source = provider.find(model).match.source
    assert (source.name, source.url) == ("Vendor.one", "https://files.invalid/text/Vendor/one.json")


def test_find_published_takes_the_document_of_the_service_if_none_is_published(provider: Provider) -> None:
    source = provider.find("vendor/new").match.source
    assert source.name == "vendor.new.image-generations"
    assert source.url.startswith("https://api.invalid/docs-json")
    assert source.operation.path == "/v1/images/generations"


def test_find_published_takes_the_document_of_the_service_on_request(provider: Provider) -> None:
    found = provider.find("vendor/one", from_service=True)
    assert found.match.source.url == "https://api.invalid/docs-json?a"


def test_find_published_continues_with_the_service_if_the_index_is_unreachable(
    provider: Provider, capsys: pytest.CaptureFixture[str]
) -> None:
    del provider.contents[PLACES.index]
    assert provider.find("vendor/one").match.source.url == "https://api.invalid/docs-json?a"
    assert "taking the document of the service" in capsys.readouterr().err


def test_find_published_suggests_a_mirror_if_the_provider_is_unreachable(provider: Provider) -> None:
    provider.contents.clear()
    with pytest.raises(PipelineError, match=r"cannot be reached \(connection refused\); .* MIRROR=<folder>"):
        provider.find("vendor/one")


def test_find_published_suggests_near_names(provider: Provider) -> None:
    with pytest.raises(PipelineError, match="did you mean vendor/one"):
        provider.find("vendor/onee")


@pytest.mark.parametrize("content", [b"<html>", b"[]", b'{"data": {"a": 1}}', b'{"data": [1, {"id": 2}]}'])
def test_find_published_survives_any_list(content: bytes) -> None:
    def fetch(url: str, _: str) -> bytes:
        return content if url == PLACES.models else b"{}"

    with pytest.raises(PipelineError):
        find_published("vendor/one", None, PLACES, set(), fetch, from_service=False)
