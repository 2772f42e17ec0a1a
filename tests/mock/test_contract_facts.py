"""Facts of the API that the mock takes from the contract: it follows an edited one."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import Any

import httpx
import pytest

from aimlkit.mock import MockResponse, MockServer
from aimlkit.mock.contract import MockContract, packaged_contract
from aimlkit.mock.json_types import JsonObject
from tests.mock.client import CHAT, OPERATIONS, RESPONSES
from tests.models import (
    CHAT_MODEL,
    CHAT_OPERATION,
    RESPONSES_MODEL,
    RESPONSES_OPERATION,
    needs,
    require,
    require_cost,
)

REQUESTS: dict[str, JsonObject] = {
    CHAT: {"model": CHAT_MODEL, "messages": [{"role": "user", "content": "Hi"}]},
    RESPONSES: {"model": RESPONSES_MODEL, "input": "Hi", "reasoning": {"summary": "auto"}},
}


@pytest.fixture
def document() -> JsonObject:
    """Return a copy of the contract, to edit."""
    return deepcopy(packaged_contract().document)


@contextmanager
def serving(document: JsonObject, **options: Any) -> Iterator[httpx.Client]:
    """Serve an edited contract; yield a client."""
    with (
        MockServer(contract=MockContract(document), **options) as server,
        httpx.Client(base_url=server.base_url, headers={"Authorization": f"Bearer {server.key}"}) as client,
    ):
        yield client


def rename_property(document: JsonObject, schema_name: str, old: str, new: str) -> None:
    """Rename a property of a schema, as if the provider had renamed it and the overlay had followed."""
    schema = document["components"]["schemas"][schema_name]
    schema["properties"][new] = schema["properties"].pop(old)
    if old in schema.get("required", ()):
        schema["required"] = [new if name == old else name for name in schema["required"]]


def event_types(stream: str) -> list[str]:
    return re.findall("^event: (.*)$", stream, re.MULTILINE)


@pytest.mark.parametrize("path", [CHAT, RESPONSES])
def test_cost_follows_a_renamed_property(document: JsonObject, path: str) -> None:
    require_cost(OPERATIONS[path])
    rename_property(document, "MetaUsage", "usd_spent", "usd_charged")
    rename_property(document, "MetaUsage", "credits_used", "credits_charged")
    with serving(document) as client:
        cost = client.post(path, json=REQUESTS[path]).json()["meta"]["usage"]
    assert sorted(cost) == ["credits_charged", "usd_charged"]
    assert cost["usd_charged"] == pytest.approx(cost["credits_charged"] / 2_000_000)


@pytest.mark.parametrize("path", [CHAT, RESPONSES])
def test_cost_follows_a_moved_property(document: JsonObject, path: str) -> None:
    require_cost(OPERATIONS[path])
    schemas = document["components"]["schemas"]
    cost = schemas["MetaUsage"]["properties"].pop("usd_spent")
    schemas["MetaUsage"]["required"].remove("usd_spent")
    schemas["ChatCompletion" if path == CHAT else "Response"]["properties"]["price_usd"] = cost
    with serving(document) as client:
        response = client.post(path, json=REQUESTS[path]).json()
    assert response["price_usd"] > 0
    assert "usd_spent" not in response["meta"]["usage"]


@needs(CHAT_OPERATION)
def test_cost_of_a_stream_of_chunks_follows_a_moved_property(document: JsonObject) -> None:
    require_cost(CHAT_OPERATION)
    properties = document["components"]["schemas"]["ChatCompletionChunk"]["properties"]
    properties["price"] = properties.pop("meta")
    with serving(document) as client:
        stream = client.post(CHAT, json={**REQUESTS[CHAT], "stream": True}).text
        whole = client.post(CHAT, json=REQUESTS[CHAT]).json()
    *_, last, end_mark = re.findall("^data: (.*)$", stream, re.MULTILINE)
    assert end_mark == "[DONE]"
    assert json.loads(last)["price"]["usage"].keys() == whole["meta"]["usage"].keys()
    del properties["price"]
    with serving(document) as client:
        stream = client.post(CHAT, json={**REQUESTS[CHAT], "stream": True}).text
    assert "usd_spent" not in stream


@pytest.mark.parametrize("path", [CHAT, RESPONSES])
def test_tracing_and_cost_headers_have_the_names_of_the_contract(document: JsonObject, path: str) -> None:
    require_cost(OPERATIONS[path])
    names = document["x-headers"]
    names |= {"inference-id": "x-id", "client-request-id": "x-own", "cost-usd": "x-usd", "credits": "x-spent"}
    for item in document["paths"].values():
        for operation in item.values():
            operation["parameters"] = [{"name": "X-Own", "in": "header", "schema": {"pattern": "^[0-9]$"}}]
    with serving(document) as client:
        response = client.post(path, json=REQUESTS[path], headers={"X-Own": "7"})
        assert {"x-id", "x-usd", "x-spent"} <= response.headers.keys()
        assert response.headers["x-own"] == "7"
        assert "x-own" not in client.post(path, json=REQUESTS[path], headers={"X-Own": "a"}).headers
        error = client.post(path, json={})
        assert error.headers["x-id"] == error.json()["requestId"]


@pytest.mark.parametrize("path", [CHAT, RESPONSES])
def test_cost_is_in_the_headers_if_no_property_has_it(document: JsonObject, path: str) -> None:
    require(OPERATIONS[path])
    schema = document["components"]["schemas"]["ChatCompletion" if path == CHAT else "Response"]
    schema["properties"].pop("meta", None)
    with serving(document) as client:
        response = client.post(path, json=REQUESTS[path])
    assert "meta" not in response.json()
    assert float(response.headers[document["x-headers"]["cost-usd"]]) > 0


@pytest.mark.parametrize("path", [CHAT, RESPONSES])
def test_contract_without_header_names_has_no_such_headers(document: JsonObject, path: str) -> None:
    del document["x-headers"]
    with serving(document) as client:
        response = client.post(path, json=REQUESTS[path], headers={"X-Client-Request-Id": "a"})
        error = client.post(path, json={}, headers={"X-Client-Request-Id": "a"})
    assert (response.status_code, error.status_code) == (200, 400)
    for each in (response, error):
        assert not [name for name in each.headers if name.startswith("x-")]


def test_unfinished_response_has_no_cost(document: JsonObject) -> None:
    require_cost(RESPONSES_OPERATION)
    require(RESPONSES_OPERATION)
    rename_property(document, "Response", "meta", "price")
    with serving(document) as client:
        stream = client.post(RESPONSES, json={**REQUESTS[RESPONSES], "stream": True}).text
    events = [json.loads(data) for data in re.findall("^data: (.*)$", stream, re.MULTILINE)]
    assert "price" not in events[0]["response"]
    assert "price" in events[-1]["response"]


def test_error_follows_renamed_properties(document: JsonObject) -> None:
    for name in ("message", "path", "requestId", "statusCode", "timestamp"):
        rename_property(document, "Error", name, f"error_{name}")
    with serving(document) as client:
        responses = [client.post(CHAT, json={}), client.get("/nothing"), client.get("/../_mock/nothing")]
    for response in responses:
        error = response.json()
        assert error["error_message"]
        assert error["error_path"] == response.request.url.path
        assert error["error_statusCode"] == str(response.status_code)
        assert len(error) == 5


@needs(CHAT_OPERATION)
def test_retry_after_follows_a_renamed_header(document: JsonObject) -> None:
    document["x-headers"]["retry-after"] = "x-retry-in"
    with serving(document, max_concurrent=0) as client:
        response = client.post(CHAT, json=REQUESTS[CHAT])
    assert (response.status_code, response.headers["x-retry-in"]) == (429, "1")


@needs(CHAT_OPERATION)
def test_chat_stream_follows_a_renamed_end_mark(document: JsonObject) -> None:
    end_mark = document["components"]["schemas"]["ChatCompletionServerSentEvent"]["properties"]["data"][
        "anyOf"
    ][0]
    end_mark["const"] = "[END]"
    with serving(document) as client:
        stream = client.post(CHAT, json={**REQUESTS[CHAT], "stream": True}).text
    assert stream.endswith("\n\ndata: [END]\n\n")


def test_response_stream_follows_renamed_events(document: JsonObject) -> None:
    require(RESPONSES_OPERATION)
    schemas = document["components"]["schemas"]
    schemas["ResponseTextDeltaEvent"]["properties"]["type"]["const"] = "response.text.delta"
    schemas["ResponseCompletedEvent"]["properties"]["type"]["const"] = "stream.completed"
    with serving(document) as client:
        stream = client.post(RESPONSES, json={**REQUESTS[RESPONSES], "stream": True}).text
    types = event_types(stream)
    assert {"response.text.delta", "response.text.done"} < set(types)
    assert not any(name.startswith("response.output_text") for name in types)
    assert types[-1] == "stream.completed"


def test_contract_without_extensions_is_served(document: JsonObject) -> None:
    require(CHAT_OPERATION)
    require(RESPONSES_OPERATION)

    def remove_extensions(node: Any) -> Any:
        if isinstance(node, list):
            return [remove_extensions(child) for child in node]
        if not isinstance(node, dict):
            return node
        return {name: remove_extensions(child) for name, child in node.items() if not name.startswith("x-")}

    document = remove_extensions(document)
    validator = MockContract(document).validator
    with serving(document) as client:
        completion = client.post(CHAT, json=REQUESTS[CHAT]).json()
        response = client.post(RESPONSES, json=REQUESTS[RESPONSES]).json()
        chunks = client.post(CHAT, json={**REQUESTS[CHAT], "stream": True}).text
        stream = client.post(RESPONSES, json={**REQUESTS[RESPONSES], "stream": True}).text
        error = client.post(CHAT, json={}).json()
    validator({"$ref": "#/components/schemas/ChatCompletion"}).validate(completion)
    validator({"$ref": "#/components/schemas/Response"}).validate(response)
    assert "meta" not in completion
    assert chunks.endswith("data: [DONE]\n\n")
    types = event_types(stream)
    assert types[-1] == "response.completed"
    assert not any(name.endswith(".delta") for name in types)
    assert error.keys() == {"message"}


@needs(CHAT_OPERATION)
def test_enqueued_error_has_the_documented_body(document: JsonObject) -> None:
    with MockServer(contract=MockContract(document)) as server:
        server.enqueue(MockResponse(status=503))
        headers = {"Authorization": f"Bearer {server.key}"}
        error = httpx.post(server.base_url + CHAT, json=REQUESTS[CHAT], headers=headers).json()
    assert (error["message"], error["statusCode"]) == ("Service Unavailable", "503")
