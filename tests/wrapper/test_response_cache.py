"""Responses with an ETag are sent once, and used again while the server states that they have not changed."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

import aimlkit
from aimlkit import AIMLAPI, _response_cache
from aimlkit._response_cache import CachedResponse, ResponseCache
from aimlkit.mock import MockResponse, MockServer
from tests.models import CHAT_MODEL, RESPONSES_MODEL

Json = Any
Respond = Callable[[httpx.Request], httpx.Response]


def conditions(server: MockServer) -> list[str | None]:
    """Return the If-None-Match of each request that the mock received."""
    return [request.headers.get("if-none-match") for request in server.requests]


class Catalogue:
    """A server with one model, whose name and ETag a test may change."""

    def __init__(self) -> None:
        self.name = "a"
        self.etag = '"1"'
        self.headers: dict[str, str] = {}
        self.requests: list[httpx.Request] = []
        self.statuses: list[int] = []

    def client(self, **options: Any) -> AIMLAPI:
        http_client = httpx.Client(transport=httpx.MockTransport(self._respond))
        return AIMLAPI(**{"api_key": "a", "http_client": http_client, "max_retries": 0, **options})

    def _respond(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(httpx.Request(request.method, request.url, headers=request.headers))
        headers = {"etag": self.etag, "x-request-id": str(len(self.requests)), **self.headers}
        status = 304 if request.headers.get("if-none-match") == self.etag else 200
        self.statuses.append(status)
        body = {"object": "list", "data": [{"id": self.name, "aliases": []}]}
        return httpx.Response(status, headers=headers, json=body if status == 200 else None)


@pytest.fixture
def catalogue() -> Catalogue:
    return Catalogue()


def test_kept_response_is_used_at_304(client: AIMLAPI, aimlkit_mock: MockServer) -> None:
    first = client.models.list(include="pricing")
    second = client.models.list(include="pricing")
    assert first.to_dict() == second.to_dict()
    etag = client.models.with_raw_response.list(include="pricing").headers["etag"]
    assert conditions(aimlkit_mock) == [None, etag, etag]


def test_kept_response_is_not_changed_by_the_program(catalogue: Catalogue) -> None:
    client = catalogue.client()
    first = client.models.list()
    first.data.clear()
    assert [model.id for model in client.models.list()] == ["a"]
    assert catalogue.statuses == [200, 304]


def test_changed_response_replaces_the_kept_one(catalogue: Catalogue) -> None:
    client = catalogue.client()
    client.models.list()
    catalogue.name, catalogue.etag = "b", '"2"'
    for _ in range(2):
        assert [model.id for model in client.models.list()] == ["b"]
    assert catalogue.statuses == [200, 200, 304]


def test_raw_response_has_the_headers_of_the_304_and_the_kept_body(catalogue: Catalogue) -> None:
    client = catalogue.client()
    client.models.list()
    raw = client.models.with_raw_response.list()
    assert catalogue.statuses == [200, 304]
    assert (raw.status_code, raw.request_id) == (200, "2")
    assert raw.json() == {"object": "list", "data": [{"id": "a", "aliases": []}]}
    assert raw.headers["content-type"] == "application/json"


@pytest.mark.parametrize(
    "other",
    [
        lambda client: client.models.list(id="a"),
        lambda client: client.models.list(extra_headers={"x-account": "2"}),
        lambda client: client.models.list(extra_query={"page": 2}),
        lambda client: client.with_options(api_key="another").models.list(),
        lambda client: client.with_options(base_url="https://other.test/v1").models.list(),
        lambda client: client.with_options(default_headers={"authorization": aimlkit.omit}).models.list(),
    ],
    ids=["parameter", "header", "query", "key", "server", "no key"],
)
def test_kept_response_is_used_for_the_same_request_only(catalogue: Catalogue, other: Json) -> None:
    client = catalogue.client()
    client.models.list()
    other(client)
    assert catalogue.statuses == [200, 200]
    assert "if-none-match" not in catalogue.requests[1].headers


def test_copies_of_a_client_share_what_is_kept_and_other_clients_do_not(catalogue: Catalogue) -> None:
    client = catalogue.client()
    client.models.list()
    client.with_options(timeout=5).models.list()
    catalogue.client().models.list()
    assert catalogue.statuses == [200, 304, 200]


def test_condition_of_the_caller_is_left_to_the_caller(catalogue: Catalogue) -> None:
    client = catalogue.client()
    client.models.list()
    with pytest.raises(aimlkit.APIStatusError) as raised:
        client.models.list(extra_headers={"If-None-Match": '"1"'})
    assert raised.value.status_code == 304


@pytest.mark.parametrize("headers", [{"cache-control": "private, No-Store"}, {"etag": ""}])
def test_response_that_must_or_can_not_be_kept_is_sent_again(
    catalogue: Catalogue, headers: dict[str, str]
) -> None:
    catalogue.headers = headers
    client = catalogue.client()
    for _ in range(2):
        client.models.list()
    assert catalogue.statuses == [200, 200]


def test_failed_request_keeps_nothing(client: AIMLAPI, aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(MockResponse(status=400, headers={"etag": '"1"'}))
    with pytest.raises(aimlkit.BadRequestError):
        client.models.list()
    client.models.list()
    assert conditions(aimlkit_mock) == [None, None]


def test_responses_of_a_model_are_not_kept(client: AIMLAPI, aimlkit_mock: MockServer) -> None:
    for _ in range(2):
        aimlkit_mock.enqueue(MockResponse(text="Hi", headers={"etag": '"1"'}))
        client.responses.create(model=RESPONSES_MODEL, input="Hi")
    assert conditions(aimlkit_mock) == [None, None]


def test_compressed_response_is_kept_decoded() -> None:
    content = gzip.compress(b'{"object": "list", "data": [{"id": "a"}]}')

    def respond(request: httpx.Request) -> httpx.Response:
        if "if-none-match" in request.headers:
            return httpx.Response(304, headers={"etag": '"1"'})
        return httpx.Response(200, headers={"etag": '"1"', "content-encoding": "gzip"}, content=content)

    http_client = httpx.Client(transport=httpx.MockTransport(respond))
    client = AIMLAPI(api_key="a", http_client=http_client)
    assert [[model.id for model in client.models.list()] for _ in range(2)] == [["a"], ["a"]]


def test_number_and_size_of_kept_responses_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_response_cache, "MAX_RESPONSES", 3)
    monkeypatch.setattr(_response_cache, "MAX_BYTES", 100)
    cache = ResponseCache()
    for number in range(10):
        cache.store(bytes([number]), CachedResponse('"1"', (), b"x"))
    assert [*cache._responses] == [b"\x07", b"\x08", b"\t"]
    cache.store(b"\x07", CachedResponse('"1"', (), b"x"))  # It becomes the most recent one.
    cache.store(b"large", CachedResponse('"1"', (), b"x" * 99))
    assert [*cache._responses] == [b"\x07", b"large"]


def test_response_above_the_maximal_size_is_not_kept(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_response_cache, "MAX_BYTES", 10)
    client = catalogue.client()
    for _ in range(2):
        client.models.list()
    assert catalogue.statuses == [200, 200]


def test_threads_share_what_is_kept(client: AIMLAPI) -> None:
    with ThreadPoolExecutor(8) as pool:
        results = [*pool.map(lambda number: client.models.list(id=[CHAT_MODEL, str(number % 3)]), range(60))]
    assert all([model.id for model in listed] == [CHAT_MODEL] for listed in results)


def test_cache_has_no_copy_of_the_key(catalogue: Catalogue) -> None:
    client = catalogue.client(api_key="secret-key")
    client.models.list()
    assert client._session.response_cache._responses
    assert "secret-key" not in repr(client._session.response_cache._responses)
