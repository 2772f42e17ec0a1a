"""Operations without a request body: the catalogue of models, the balance, and those of any other contract."""

from __future__ import annotations

import copy
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from aimlkit.mock import MockResponse, MockServer
from aimlkit.mock.conditional_requests import with_etag
from aimlkit.mock.contract import MockContract, packaged_contract
from aimlkit.mock.http_response import json_response
from tests.mock.client import BALANCE, CATALOGUE, MockClient, assert_valid
from tests.models import (
    CATALOGUE_OPERATION,
    CHAT_MODEL,
    CHAT_MODELS,
    MODELS,
    RESPONSES_MODELS,
    aliases_of,
    needs,
)

Json = Any


def ids(response: httpx.Response) -> list[str]:
    """Return the ids of the models in a valid response."""
    assert response.status_code == 200, response.text
    return [model["id"] for model in assert_valid("ModelList", response.json())["data"]]


# --- the catalogue ---


def test_models_are_those_of_the_request_schemas(mock_client: MockClient) -> None:
    names = [name for operation in packaged_contract().operations for name in operation.shapes]
    assert ids(mock_client.http.get(CATALOGUE)) == list(dict.fromkeys(names)) == MODELS


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        *((f"id={quote(alias)}", [model]) for model in MODELS for alias in aliases_of(model)),
        (f"id={quote(MODELS[-1].upper())}", MODELS[-1:]),
        (f"id={','.join(map(quote, MODELS))}", MODELS),
        ("&".join(f"id={quote(model)}" for model in MODELS), MODELS),
        ("id=", []),
        (f"id={quote(MODELS[0])}-unknown", []),
        ("type=openai/chat-completions", CHAT_MODELS),
        ("type=openai/responses", [model for model in RESPONSES_MODELS if model not in CHAT_MODELS]),
        (f"type=openai/nothing&id={quote(MODELS[0])}", []),
        ("tags=a,playground:chat", MODELS),
        ("modalities=Text", MODELS),
        ("output_modalities=video", []),
        ("capabilities=streaming", MODELS),
        ("page=2", MODELS),
    ],
)
def test_filters_select_models(mock_client: MockClient, query: str, expected: list[str]) -> None:
    assert ids(mock_client.http.get(f"{CATALOGUE}?{query}")) == expected


@pytest.mark.parametrize(
    ("query", "sections"),
    [
        ("", set[str]()),
        ("include=pricing", {"pricing"}),
        ("include=Pricing,capabilities,nothing", {"pricing", "capabilities"}),
        ("include=pricing&include=modalities", {"pricing", "modalities"}),
        ("include=all", {"pricing", "capabilities", "modalities"}),
        ("details=true", {"pricing", "capabilities", "modalities"}),
        ("details=1&include=pricing", {"pricing", "capabilities", "modalities"}),
    ],
)
def test_sections_are_those_that_the_request_names(
    mock_client: MockClient, query: str, sections: set[str]
) -> None:
    for model in mock_client.http.get(f"{CATALOGUE}?{query}").json()["data"]:
        assert model.keys() & {"pricing", "capabilities", "modalities"} == sections


@needs(CATALOGUE_OPERATION)
def test_alias_that_is_the_name_of_another_model_is_left_out() -> None:
    document = copy.deepcopy(packaged_contract().document)
    body = {
        "type": "object",
        "required": ["model"],
        "properties": {"model": {"type": "string", "enum": ["small", "vendor/small", "vendor/new"]}},
    }
    operation = copy.deepcopy(document["paths"]["/v1/models"]["get"])
    operation["requestBody"] = {"content": {"application/json": {"schema": body}}}
    document["paths"] = {"/v1/models": document["paths"]["/v1/models"], "/v1/other": {"post": operation}}
    with MockServer(contract=MockContract(document)) as server:
        models = httpx.get(f"{server.base_url}/models").json()["data"]
    aliases = {model["id"]: model["aliases"] for model in models}
    assert aliases == {"small": [], "vendor/small": [], "vendor/new": ["new"]}


def test_models_need_no_key_and_the_balance_does(mock_client: MockClient) -> None:
    without_key = {"Authorization": ""}
    assert len(ids(mock_client.http.get(CATALOGUE, headers=without_key))) == len(MODELS)
    mock_client.assert_error(401, BALANCE, method="GET", headers=without_key)
    response = mock_client.http.get(BALANCE)
    assert_valid("AccountBalance", response.json())
    assert response.json() == mock_client.http.get(BALANCE).json()


def test_prices_are_those_of_the_cost_that_responses_report(mock_client: MockClient) -> None:
    completion = mock_client.create_completion("Hi")
    [model] = mock_client.http.get(f"{CATALOGUE}?include=pricing&id={quote(CHAT_MODEL)}").json()["data"]
    rates = {unit["measure"]: unit["price"] / unit["per"] for unit in model["pricing"]["units"]}
    usage = completion["usage"]
    cost = usage["prompt_tokens"] * rates["input"] + usage["completion_tokens"] * rates["output"]
    assert completion["meta"]["usage"]["usd_spent"] == pytest.approx(cost)


# --- parameters ---


@pytest.mark.parametrize("query", ["details=yes", "details=", "details=true&details=1", "details=%FF"])
def test_invalid_parameter_is_rejected(mock_client: MockClient, query: str) -> None:
    message = mock_client.assert_error(400, f"{CATALOGUE}?{query}", method="GET").json()["message"]
    assert "details" in message or "query" in message


def test_query_with_too_many_parameters_is_rejected(mock_client: MockClient) -> None:
    mock_client.assert_error(400, f"{CATALOGUE}?{'a=&' * 1200}", method="GET")
    mock_client.assert_error(400, f"{CATALOGUE}?id={',' * 1200}", method="GET")


def test_body_of_a_get_is_ignored(mock_client: MockClient) -> None:
    response = mock_client.http.request(
        "GET", CATALOGUE, content=b"{", headers={"content-type": "text/plain"}
    )
    assert ids(response) == MODELS


def test_requests_are_recorded_with_their_query(mock_client: MockClient) -> None:
    mock_client.http.get(f"{CATALOGUE}?id=a%20b")
    [request] = mock_client.server.requests
    assert (request.method, request.path, request.query) == ("GET", "/v1/models", "id=a%20b")
    control = httpx.get(f"{mock_client.server.url}/_mock/requests").json()
    assert control[0]["query"] == "id=a%20b"


# --- conditional requests, HEAD ---


def test_known_etag_gets_304_without_a_body(mock_client: MockClient) -> None:
    etag = mock_client.http.get(CATALOGUE).headers["etag"]
    assert etag.startswith('W/"')
    for condition in (etag, etag.removeprefix("W/"), f'"a", {etag}', "*"):
        response = mock_client.http.get(CATALOGUE, headers={"If-None-Match": condition})
        assert (response.status_code, response.content) == (304, b"")
        assert response.headers["etag"] == etag
        assert "content-type" not in response.headers
    for condition in ('"a"', "a", "", etag.replace('"', "")):
        assert mock_client.http.get(CATALOGUE, headers={"If-None-Match": condition}).status_code == 200


def test_etag_belongs_to_the_content(mock_client: MockClient) -> None:
    etags = [
        mock_client.http.get(f"{CATALOGUE}?{query}").headers["etag"]
        for query in ("", "a=1", f"id={quote(MODELS[-1])}-unknown")
    ]
    assert etags[0] == etags[1] != etags[2]
    assert "etag" not in mock_client.http.get(BALANCE).headers


def test_only_successful_responses_have_an_etag() -> None:
    assert with_etag(json_response({}, 404), {}, "etag", "if-none-match").status == 404
    assert len(with_etag(json_response({}), {}, "etag", "if-none-match").headers) == 4


def test_head_has_the_headers_of_a_get_and_no_body(mock_client: MockClient) -> None:
    for path in (CATALOGUE, BALANCE, f"{CATALOGUE}?details=x"):
        get, head = mock_client.http.get(path), mock_client.http.head(path)
        assert (head.status_code, head.content) == (get.status_code, b"")
        assert head.headers["content-type"] == "application/json"
        assert head.headers.get("etag") == get.headers.get("etag")
        assert len(mock_client.http.get(CATALOGUE).json()) == 2  # The connection is still usable.


@pytest.mark.parametrize("path", [CATALOGUE, BALANCE])
def test_enqueued_responses_replace_those_of_the_contract(mock_client: MockClient, path: str) -> None:
    mock_client.server.enqueue(
        MockResponse(status=503),
        MockResponse(status=200, body={"a": 1}),
        MockResponse(failure="out of order"),
    )
    mock_client.assert_error(503, path, method="GET")
    response = mock_client.http.get(path)
    assert (response.json(), response.headers.get("etag")) == ({"a": 1}, None)
    error = mock_client.assert_error(500, path, method="GET")
    assert error.json()["message"] == "out of order"
    mock_client.server.enqueue(MockResponse(headers={"x-a": "1"}))
    assert mock_client.http.get(path).headers["x-a"] == "1"


# --- other contracts ---

ITEM: Json = {
    "type": "object",
    "properties": {"id": {"type": "integer", "minimum": 5}, "next": {"$ref": "#/components/schemas/Item"}},
    "required": ["id"],
}


def operation(name: str, *parameters: Json, **more: Json) -> Json:
    """Return an operation without a request body, which returns an item."""
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Item"}}}
    return {
        "operationId": name,
        "parameters": [*parameters],
        "responses": {"200": {"description": "", "content": content}},
        **more,
    }


def parameter(name: str, location: str, schema: Json, **more: Json) -> Json:
    return {"name": name, "in": location, "schema": schema, **more}


CONTRACT: Json = {
    "openapi": "3.1.0",
    "info": {"title": "t", "version": "1"},
    "paths": {
        "/v1/items/{item}": {
            "get": operation(
                "getItem",
                parameter("item", "path", {"type": "integer", "maximum": 9}, required=True),
                parameter("deep", "query", {"type": "boolean"}),
                parameter("sizes", "query", {"type": "array", "items": {"type": "number"}}),
                parameter("X-Trace", "header", {"type": "string", "pattern": "^[a-z]+$"}, required=True),
            ),
            "delete": operation("deleteItem", parameter("item", "path", {"type": "integer"}, required=True)),
        },
        "/v2/usage": {"get": operation("getUsage", security=[])},
        "/v1/empty": {"get": {"operationId": "getEmpty", "responses": {"200": {"description": ""}}}},
    },
    "components": {"schemas": {"Item": ITEM}},
}


@pytest.fixture(scope="module")
def other() -> Any:
    """The mock, serving another contract."""
    with MockServer(contract=MockContract(CONTRACT)) as server:
        headers = {"Authorization": f"Bearer {server.key}"}
        with httpx.Client(base_url=server.url, headers=headers, trust_env=False) as client:
            yield client


def test_operation_of_any_contract_has_an_example_as_its_response(other: httpx.Client) -> None:
    for path in ("/v1/items/3", "/v2/usage"):
        response = other.get(path, headers={"X-Trace": "a"})
        assert response.status_code == 200, response.text
        assert response.json()["id"] >= 5
    assert other.delete("/v1/items/3").status_code == 200
    assert other.get("/v1/empty").status_code == 200


@pytest.mark.parametrize(
    ("path", "trace", "message"),
    [
        ("/v1/items/3?deep=true&sizes=1&sizes=2.5", "a", None),
        ("/v1/items/3?sizes=", "a", "sizes"),
        ("/v1/items/3?sizes=1&sizes=x", "a", "sizes"),
        ("/v1/items/3?sizes=1,2", "a", "sizes"),
        ("/v1/items/3?deep=1", "a", "deep"),
        ("/v1/items/3?deep=True", "a", "deep"),
        ("/v1/items/10", "a", "item"),
        ("/v1/items/x", "a", "item"),
        ("/v1/items/1_0", "a", "item"),
        ("/v1/items/3", None, "X-Trace: is required, in the header"),
        ("/v1/items/3", "A", "X-Trace"),
    ],
)
def test_parameters_are_validated_by_their_schemas(
    other: httpx.Client, path: str, trace: str | None, message: str | None
) -> None:
    response = other.get(path, headers={"X-Trace": trace} if trace else {})
    assert response.status_code == (400 if message else 200), response.text
    assert message is None or response.json()["message"].startswith(message)


def test_operations_of_one_path_are_told_apart_by_their_method(other: httpx.Client) -> None:
    response = other.post("/v1/items/3")
    assert response.status_code == 405
    assert set(response.headers["allow"].split(", ")) == {"DELETE", "GET", "HEAD"}


def test_key_is_needed_unless_the_operation_says_otherwise(other: httpx.Client) -> None:
    headers = {"Authorization": "", "X-Trace": "a"}
    assert other.get("/v1/items/3", headers=headers).status_code == 401
    assert other.get("/v2/usage", headers=headers).status_code == 200


def test_base_path_is_the_version_of_most_paths() -> None:
    assert MockContract(CONTRACT).base_path == "/v1"
    assert packaged_contract().base_path == "/v1"


def test_schema_without_an_example_is_an_error_of_the_mock() -> None:
    document = copy.deepcopy(CONTRACT)
    document["components"]["schemas"]["Item"] = {
        "type": "object",
        "properties": {"a": False},
        "required": ["a"],
    }
    with MockServer(contract=MockContract(document)) as server:
        response = httpx.get(f"{server.url}/v2/usage", trust_env=False)
    assert response.status_code == 500
    assert "the schema of the response" in response.text


def test_response_of_a_model_stays_enqueued_for_a_request_to_a_model(
    mock_client: MockClient, aimlkit_mock: MockServer
) -> None:
    """A client may ask for prices in between."""
    aimlkit_mock.enqueue(MockResponse(text="One."), MockResponse(status=500))
    assert mock_client.http.get(CATALOGUE).status_code == 200
    assert len(aimlkit_mock.pending_responses) == 2
    body = {"model": CHAT_MODEL, "messages": [{"role": "user", "content": "Hi"}]}
    assert "One." in mock_client.http.post("/chat/completions", json=body).text
    assert mock_client.http.get(CATALOGUE).status_code == 500
