"""The sources with the documents of the service."""

from __future__ import annotations

import json

import pytest

from scripts.common.errors import PipelineError
from scripts.common.sources import Operation, Source
from scripts.drift.served import served_sources
from scripts.pull.catalogue import Catalogue
from tests.catalogue.builders import CHAT, RESPONSES, document, service_document

PLACES = Catalogue("https://api.invalid/v1/models", "", "", "")
ONE = Source("one", "https://files.invalid/one.json", Operation("post", CHAT))
USAGE = Source("usage", "https://files.invalid/usage.json", Operation("get", "/v1/usage"))
#: The same model has an entry for each API.
LISTED = [
    {"id": "vendor/one", "info": {"docsJson": "https://api.invalid/responses"}},
    {"id": "other", "aliases": ["VENDOR/ONE"], "info": {"docsJson": "https://api.invalid/chat"}},
    {"id": "vendor/two", "info": {}},
]
CONTENTS: dict[str, object] = {
    PLACES.models: {"data": LISTED},
    ONE.url: document(["vendor/one"]),
    "https://api.invalid/responses": document(["vendor/one"], RESPONSES),
    "https://api.invalid/chat": document(["vendor/one"]),
}
CONTRACT = document(["vendor/one"]) | {
    "paths": document(["vendor/one"])["paths"] | service_document()["paths"]
}


def fetch(url: str, _: str) -> bytes:
    return json.dumps(CONTENTS[url]).encode()


def test_served_sources_have_the_address_of_the_document_with_their_operation() -> None:
    one, usage = served_sources([ONE, USAGE], CONTRACT, PLACES, fetch)
    assert (one.name, one.url, one.operation) == ("one", "https://api.invalid/chat", ONE.operation)
    assert usage == USAGE


def test_served_sources_refuses_a_source_that_the_service_has_no_document_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(CONTENTS, PLACES.models, {"data": LISTED[:1]})
    with pytest.raises(PipelineError, match=r"has no document with POST /v1/chat/completions .* make drift"):
        served_sources([ONE], CONTRACT, PLACES, fetch)
