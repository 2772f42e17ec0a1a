"""The methods for operations without a request body: the catalogue of models and the balance."""

from __future__ import annotations

import asyncio
import inspect
import json
from typing import Any
from urllib.parse import parse_qs

import httpx
import pytest

import aimlkit
from aimlkit import AIMLAPI, AsyncAIMLAPI, omit, types
from aimlkit.mock import MockResponse, MockServer
from aimlkit_api import models
from aimlkit_api.operations import LIST_MODELS
from tests.models import MODELS, aliases_of
from tests.wrapper.any_client import AnyClient
from tests.wrapper.raw_server import RawServer

Json = Any


def model(name: str, *aliases: str, **fields: Json) -> Json:
    """Return an object of the catalogue."""
    info = {"name": name, "developer": "d"}
    return {"id": name, "aliases": [*aliases], "type": "t", "info": info, "tags": [], **fields}


def client_of(*objects: Json, **options: Any) -> AIMLAPI:
    """Return a client of a server that responds to every request with this list, unfiltered."""
    listed = {"object": "list", "data": [*objects]}
    transport = httpx.MockTransport(lambda request: httpx.Response(200, json=listed))
    return AIMLAPI(api_key="a", http_client=httpx.Client(transport=transport), **options)


def query_of(server: MockServer) -> dict[str, list[str]]:
    """Return the query of the last request that the mock received."""
    return parse_qs(server.requests[-1].query)


# --- lists ---


def test_list_is_iterable_and_has_its_data(any_client: AnyClient) -> None:
    listed = any_client.call(lambda client: client.models.list)
    assert [model.id for model in listed] == MODELS
    assert [*listed] == listed.data
    assert all(isinstance(model, models.CatalogueModel) for model in listed)
    assert isinstance(listed, types.ModelList)
    assert isinstance(listed, models.ModelList)


def test_async_list_yields_its_objects_without_await(aimlkit_mock: MockServer) -> None:
    async def main() -> list[list[str]]:
        async with AsyncAIMLAPI(api_key=aimlkit_mock.key, base_url=aimlkit_mock.base_url) as client:
            lazily = [model.id async for model in client.models.list()]
            listed = await client.models.list()
            return [lazily, [model.id async for model in listed], [model.id for model in listed]]

    assert asyncio.run(main()) == [MODELS] * 3


@pytest.mark.parametrize(
    ("include", "sent"),
    [
        ("pricing", "pricing"),
        ("pricing,capabilities", "pricing,capabilities"),
        (["pricing", "capabilities"], "pricing,capabilities"),
        (("pricing",), "pricing"),
    ],
)
def test_list_takes_a_text_or_a_list_of_texts(
    any_client: AnyClient, aimlkit_mock: MockServer, include: Json, sent: str
) -> None:
    listed = any_client.call(lambda client: client.models.list, include=include)
    assert query_of(aimlkit_mock) == {"include": [sent]}
    assert all(model.pricing is not None and model.modalities is None for model in listed)


def test_list_sends_every_parameter_of_the_contract(client: AIMLAPI, aimlkit_mock: MockServer) -> None:
    names = {name for name, parameter in LIST_MODELS.url_parameters.items() if parameter.location == "query"}
    values: Json = {name: ["a", "b"] for name in names - {"details"}}
    assert client.models.list(**values, details="true").data == []
    assert query_of(aimlkit_mock) == {name: ["a,b"] for name in values} | {"details": ["true"]}
    parameters = inspect.signature(client.models.list).parameters
    assert names <= parameters.keys()
    assert all(parameters[name].kind is inspect.Parameter.KEYWORD_ONLY for name in names)


def test_get_has_no_body_and_no_content_type(client: AIMLAPI, aimlkit_mock: MockServer) -> None:
    client.models.list(id=omit, extra_headers={"x-a": "1"}, extra_query={"tags": "playground:chat"})
    [request] = aimlkit_mock.requests
    assert (request.method, request.path, request.content) == ("GET", "/v1/models", b"")
    assert "content-type" not in request.headers
    assert "content-length" not in request.headers
    assert (request.headers["x-a"], request.query) == ("1", "tags=playground%3Achat")


def test_default_query_of_the_client_is_sent_and_overridden(
    client: AIMLAPI, aimlkit_mock: MockServer
) -> None:
    client.with_options(default_query={"include": "all", "id": "x"}).models.list(id="a")
    assert query_of(aimlkit_mock) == {"include": ["all"], "id": ["a"]}


@pytest.mark.parametrize("value", [{"a": 1}, [None], [["a"]], b"a"])
def test_value_that_is_no_text_is_a_type_error(
    client: AIMLAPI, aimlkit_mock: MockServer, value: Json
) -> None:
    with pytest.raises(TypeError, match="/v1/models takes text for id"):
        client.models.list(id=value)
    assert aimlkit_mock.requests == []


def test_unknown_parameter_is_a_type_error_with_the_similar_name(client: AIMLAPI) -> None:
    arguments: Json = {"inclde": "all"}
    with pytest.raises(TypeError, match="did you mean include"):
        client.models.list(**arguments)


@pytest.mark.parametrize("data", [None, "x", 3, {}, [], [1, None, "x"], [[]]])
def test_list_of_anything_is_read(data: Json) -> None:
    transport = httpx.MockTransport(
        lambda request: httpx.Response(200, json={"object": "list", "data": data})
    )
    client = AIMLAPI(api_key="a", http_client=httpx.Client(transport=transport))
    listed = client.models.list()
    assert [*listed] == []
    assert listed.to_dict() == {"object": "list", "data": data}


# --- one object ---


@pytest.mark.parametrize(
    ("model", "name"),
    [
        (model, name)
        for model in dict.fromkeys([MODELS[0], MODELS[-1]])
        for name in (model, model.upper(), *aliases_of(model))
    ],
)
def test_retrieve_finds_an_id_or_an_alias(any_client: AnyClient, model: str, name: str) -> None:
    found = any_client.call(lambda client: client.models.retrieve, model=name, include=["pricing"])
    assert (found.id, found.aliases) == (model, aliases_of(model))
    assert found.pricing.kind == "fixed"
    assert found.modalities is None
    assert isinstance(found, types.CatalogueModel)


def test_retrieve_takes_the_name_without_its_keyword(client: AIMLAPI) -> None:
    assert client.models.retrieve(MODELS[0]).id == MODELS[0]


def test_retrieve_selects_from_a_list_that_the_server_does_not_filter() -> None:
    client = client_of(model("a", "b"), model("c", "d"))
    assert client.models.retrieve("d").id == "c"


@pytest.mark.parametrize("name", ["nope", ",".join([MODELS[0], MODELS[0]]), MODELS[0].replace("-", " ")])
def test_retrieve_of_an_unknown_name_is_not_found(any_client: AnyClient, name: str) -> None:
    with pytest.raises(aimlkit.NotFoundError) as raised:
        any_client.call(lambda client: client.models.retrieve, model=name)
    error = raised.value
    assert str(error) == f"/v1/models lists no object whose id or aliases match {name!r}"
    assert error.status_code == 404
    assert error.response.status_code == 200
    assert any_client.options["api_key"] not in repr(vars(error)) + repr(error.request.headers.raw)


@pytest.mark.parametrize("name", ["", " ", None, 3, ["a"]])
def test_retrieve_of_no_name_is_a_type_error(client: AIMLAPI, aimlkit_mock: MockServer, name: Json) -> None:
    with pytest.raises(TypeError, match="takes the name of one object"):
        client.models.retrieve(name)
    assert aimlkit_mock.requests == []


# --- the balance, and what all methods share ---


def test_balance_is_a_typed_response(any_client: AnyClient, aimlkit_mock: MockServer) -> None:
    balance = any_client.call(lambda client: client.balance)
    assert isinstance(balance, types.AccountBalance)
    assert isinstance(balance, models.AccountBalance)
    assert isinstance(balance.balance, float)
    assert isinstance(balance.lowBalance, bool)
    assert (balance.retries, aimlkit_mock.requests[0].path) == (0, "/v1/billing/balance")


def test_balance_needs_a_valid_key(any_client: AnyClient) -> None:
    any_client.options["api_key"] = "another"
    with pytest.raises(aimlkit.AuthenticationError, match="the API key is invalid"):
        any_client.call(lambda client: client.balance)
    assert len(any_client.call(lambda client: client.models.list).data) == len(MODELS)


def test_raw_responses_have_status_and_headers(any_client: AnyClient) -> None:
    for method in (
        lambda client: client.with_raw_response.models.list,
        lambda client: client.models.with_raw_response.list,
    ):
        raw = any_client.call(method)
        assert (raw.status_code, raw.headers["content-type"]) == (200, "application/json")
        assert raw.parse().to_dict() == raw.json()
    raw = any_client.call(lambda client: client.with_raw_response.models.retrieve, model=MODELS[0])
    assert raw.parse().id == MODELS[0]
    assert any_client.call(lambda client: client.with_raw_response.balance).status_code == 200


def test_requests_are_retried(any_client: AnyClient, aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(MockResponse(status=500, headers={"retry-after-ms": "1"}))
    assert any_client.call(lambda client: client.models.list).retries == 1


def test_spending_limit_does_not_apply(any_client: AnyClient) -> None:
    any_client.options["max_spend_usd"] = 0
    with pytest.raises(aimlkit.SpendLimitError):
        any_client.create_chat_completion()
    assert len(any_client.call(lambda client: client.models.list).data) == len(MODELS)


def test_large_list_is_refused(any_client: AnyClient) -> None:
    any_client.options["size_limits"] = aimlkit.SizeLimits(response=100)
    with pytest.raises(aimlkit.ResponseTooLargeError):
        any_client.call(lambda client: client.models.list)


def test_slow_list_times_out(raw_client: AnyClient, raw_server: RawServer) -> None:
    raw_server.enqueue(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{", 30.0)
    raw_client.options["timeout"] = 0.2
    with pytest.raises(aimlkit.APITimeoutError):
        raw_client.call(lambda client: client.models.list)


def test_list_that_is_no_object_is_a_validation_error(raw_client: AnyClient, raw_server: RawServer) -> None:
    body = json.dumps([model("a")]).encode()
    raw_server.enqueue(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body))
    with pytest.raises(aimlkit.APIResponseValidationError, match="expected a JSON object"):
        raw_client.call(lambda client: client.models.list)
