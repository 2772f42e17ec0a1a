"""The mock with small contracts of other operations and models than those of the committed documents."""

import asyncio
import json
from typing import Any

import httpx

from aimlkit.mock import create_app
from aimlkit.mock.contract import MockContract
from aimlkit.mock.json_types import JsonObject
from aimlkit.mock.model import MAX_OUTPUT_CHARACTERS
from aimlkit.mock.response_fields import ResponseFields

CHAT_REQUEST: JsonObject = {"model": "m", "messages": [{"role": "user", "content": "Hello"}]}
ANSWER: JsonObject = {"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"]}


def contract(
    request: JsonObject | None,
    responses: JsonObject,
    *,
    id_: str = "createThing",
    content_type: str = "application/json",
) -> MockContract:
    """Return a contract with one operation, POST /v1/things."""
    operation: JsonObject = {"operationId": id_, "responses": responses}
    if request is not None:
        operation["requestBody"] = {"content": {content_type: {"schema": request}}}
    return MockContract({"paths": {"/v1/things": {"post": operation}}, "components": {"schemas": {}}})


def chat_contract(**properties: Any) -> MockContract:
    """Return a contract of Chat Completions for the model `m`, with additional request parameters."""
    request: JsonObject = {
        "type": "object",
        "properties": {"model": {"const": "m"}, "messages": {"type": "array"}, **properties},
        "required": ["model", "messages"],
    }
    return contract(request, {"200": {}}, id_="createChatCompletion")


def post(served: MockContract, **options: Any) -> httpx.Response:
    """Return the response to a POST of the contract's operation."""
    transport = httpx.ASGITransport(create_app(key="a-key", contract=served))

    async def send() -> httpx.Response:
        async with httpx.AsyncClient(transport=transport, base_url="http://mock") as client:
            return await client.post("/v1/things", headers={"Authorization": "Bearer a-key"}, **options)

    return asyncio.run(send())


def test_choices_are_limited_whatever_the_contract_allows() -> None:
    served = chat_contract(n={"type": "number"})
    assert len(post(served, json={**CHAT_REQUEST, "n": 128}).json()["choices"]) == 128
    response = post(served, json={**CHAT_REQUEST, "n": 1e12})
    assert response.status_code == 400
    assert response.json()["message"] == "/n: the mock generates at most 128 choices for a request"


def test_size_of_all_choices_is_limited() -> None:
    schema: JsonObject = {
        "type": "object",
        "properties": {"a": {"type": "string", "minLength": 9000}},
        "required": ["a"],
    }
    output_format: JsonObject = {"type": "json_schema", "json_schema": {"name": "long", "schema": schema}}
    response = post(chat_contract(), json={**CHAT_REQUEST, "n": 128, "response_format": output_format})
    assert response.status_code == 400
    assert response.json()["message"] == (
        f"/n: the output would have more than {MAX_OUTPUT_CHARACTERS:,} characters"
    )


def test_size_of_all_tool_calls_is_limited() -> None:
    parameters: JsonObject = {"properties": {"a": {"type": "string", "minLength": 9000}}, "required": ["a"]}
    tools: list[JsonObject] = [
        {"type": "function", "function": {"name": f"hello_{number}", "parameters": parameters}}
        for number in range(100)
    ]
    response = post(chat_contract(), json={**CHAT_REQUEST, "tools": tools})
    assert response.status_code == 400
    assert response.json()["message"].startswith("/tools: the output would have more than")


def test_names_and_constants_of_a_schema_are_not_repeated_without_limit() -> None:
    values: list[JsonObject] = [{"const": "a" * 10_000}, {"type": "object", "required": ["a" * 10_000]}]
    for items in values:
        schema: JsonObject = {
            "type": "object",
            "properties": {"a": {"type": "array", "minItems": 2000, "items": items}},
        }
        output_format: JsonObject = {"type": "json_schema", "json_schema": {"name": "long", "schema": schema}}
        schema["required"] = ["a"]
        response = post(chat_contract(), json={**CHAT_REQUEST, "response_format": output_format})
        assert response.status_code == 400
        assert "an example needs more than" in response.json()["message"]


def test_response_has_the_status_of_the_contract() -> None:
    request: JsonObject = {"type": "object", "properties": {"model": {"const": "m"}}}
    content: JsonObject = {"content": {"application/json": {"schema": ANSWER}}}
    response = post(contract(request, {"201": content}), json={"model": "m"})
    assert (response.status_code, response.json()) == (201, {"id": "id"})
    response = post(contract(request, {"default": content}), json={"model": "m"})
    assert (response.status_code, response.json()) == (200, {"id": "id"})
    response = post(contract(request, {"204": {}}), json={"model": "m"})
    assert (response.status_code, response.content) == (204, b"")


def test_request_without_listed_models_takes_any_model() -> None:
    request: JsonObject = {"type": "object", "properties": {"text": {"type": "string"}}, "required": ["text"]}
    served = contract(request, {"200": {"content": {"application/json": {"schema": ANSWER}}}})
    assert (post(served, json={"text": "a"})).status_code == 200
    assert (post(served, json={"text": "a", "model": "any"})).status_code == 200
    assert (post(served, json={"model": "any"})).status_code == 400


def test_form_and_binary_response_are_served() -> None:
    speech: JsonObject = {
        "200": {"content": {"audio/mpeg": {"schema": {"type": "string", "format": "binary"}}}}
    }
    served = contract({"type": "object"}, speech, content_type="multipart/form-data")
    response = post(served, files={"file": b"content"})
    assert (response.status_code, response.headers["content-type"]) == (200, "audio/mpeg")
    assert response.content
    assert (post(served, json={})).status_code == 415


def test_stream_is_ignored_if_the_contract_has_none() -> None:
    response = post(chat_contract(stream={"type": "boolean"}), json={**CHAT_REQUEST, "stream": True})
    assert response.headers["content-type"] == "application/json"
    assert response.json()["choices"]


def test_response_fields_are_those_of_the_schema() -> None:
    message: JsonObject = {
        "properties": {"content": {"type": "string"}, "kind": {"const": "text"}},
        "type": "object",
    }
    schemas: JsonObject = {"Message": {**message, "required": ["content", "kind"]}}
    schema: JsonObject = {
        "type": "object",
        "properties": {"choices": {"type": "array", "items": {"$ref": "#/components/schemas/Message"}}},
        "required": ["choices", "id"],
    }
    fields = ResponseFields(schema, {"schemas": schemas})
    valid: JsonObject = {"choices": [{"content": "a", "kind": "text"}], "id": "x"}
    fitted = fields.fit_to_schema({"choices": [{"content": "a", "refusal": None}], "usage": {}})
    assert fitted["choices"] == [{"content": "a", "kind": "text"}]
    assert fitted.keys() == valid.keys()


def test_model_of_two_shapes_has_the_first_one_or_that_of_the_discriminator() -> None:
    first, second = tuple[JsonObject, ...](
        {"type": "object", "properties": {"model": {"enum": ["m"]}, name: {}}} for name in ("a", "b")
    )
    document: JsonObject = {"components": {"schemas": {"A": first, "B": second}}}
    union: JsonObject = {"oneOf": [{"$ref": f"#/components/schemas/{name}"} for name in "AB"]}
    operation: JsonObject = {
        "operationId": "createThing",
        "requestBody": {"content": {"application/json": {"schema": union}}},
        "responses": {"200": {}},
    }
    document["paths"] = {"/v1/things": {"post": operation}}
    assert "a" in MockContract(document).operations[0].shapes["m"].properties
    union["discriminator"] = {"propertyName": "model", "mapping": {"m": "#/components/schemas/B"}}
    assert "b" in MockContract(json.loads(json.dumps(document))).operations[0].shapes["m"].properties
