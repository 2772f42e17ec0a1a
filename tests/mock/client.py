"""A client of the mock that checks every response against the contract."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import httpx
import httpx2
from jsonschema_rs import Draft202012Validator

from aimlkit.mock import MockServer
from aimlkit.mock.contract import packaged_contract
from aimlkit.mock.json_types import JsonObject
from tests.models import (
    BALANCE_OPERATION,
    CATALOGUE_OPERATION,
    CHAT_MODEL,
    CHAT_OPERATION,
    RESPONSES_MODEL,
    RESPONSES_OPERATION,
    require,
)

CHAT, RESPONSES = "/chat/completions", "/responses"
CATALOGUE, BALANCE = "/models", "/billing/balance"
OPERATIONS = {
    CHAT: CHAT_OPERATION,
    RESPONSES: RESPONSES_OPERATION,
    CATALOGUE: CATALOGUE_OPERATION,
    BALANCE: BALANCE_OPERATION,
}
SCHEMAS = {CHAT: ("ChatCompletion", "ChatCompletionChunk"), RESPONSES: ("Response", "ResponseStreamEvent")}


@cache
def schema_validator(name: str, *, strict: bool = True) -> Draft202012Validator:
    """Return a validator of one of the contract's schemas.

    A strict one allows no properties and no values of extensible enums that the contract does not name. Clients
    have to tolerate those, but the mock does not send them.
    """
    components = packaged_contract().document["components"]
    schemas = {key: _close(schema) if strict else schema for key, schema in components["schemas"].items()}
    reference = {"$ref": f"#/components/schemas/{name}"}
    return Draft202012Validator(
        {**reference, "components": {"schemas": schemas}}, validate_formats=True, offline=True
    )


def _close(schema: Any) -> Any:
    """Return the schema without its tolerance of unknown properties and values."""
    if isinstance(schema, list):
        return [_close(child) for child in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: _close(child) for key, child in schema.items()}
    if isinstance(schema.get("properties"), dict) and "type" in schema:
        closed.setdefault("additionalProperties", False)
    if "x-extensible-enum" in schema:
        closed["enum"] = [*schema["x-extensible-enum"], *([None] if "null" in schema["type"] else [])]
    return closed


def assert_valid(name: str, value: Any, *, strict: bool = True) -> Any:
    """Fail unless `value` satisfies the schema of that name; return it."""
    errors = schema_validator(name, strict=strict).iter_errors(value)
    problems = [f"{error.instance_path}: {error.message}" for error in errors]
    assert not problems, problems
    return value


def require_operation_of(request: httpx.Request | httpx2.Request) -> None:
    """Skip the test if a request is for an operation that no source has; an event hook of httpx."""
    for path, operation_id in OPERATIONS.items():
        if request.url.path.endswith(path):
            require(operation_id)


class MockClient:
    """Sends requests to a mock server, and checks its responses against the contract."""

    def __init__(self, server: MockServer, http: httpx.Client) -> None:
        self.server = server
        self.http = http

    def create(self, path: str, request: JsonObject, *, strict: bool = True) -> JsonObject:
        """Send a valid request; return its response."""
        require(OPERATIONS[path])
        response = self.http.post(path, json=request)
        assert response.status_code == 200, response.text
        assert response.headers["content-type"] == "application/json"
        body: JsonObject = assert_valid(SCHEMAS[path][0], response.json(), strict=strict)
        return body

    def stream(self, path: str, request: JsonObject, *, strict: bool = True) -> list[JsonObject]:
        """Send a valid request; return the events of its stream, without the end mark."""
        require(OPERATIONS[path])
        response = self.http.post(path, json={**request, "stream": True})
        assert response.status_code == 200, response.text
        assert response.headers["content-type"].startswith("text/event-stream")
        values = [json.loads(data) for data in event_data(path, response.text)]
        return [assert_valid(SCHEMAS[path][1], value, strict=strict) for value in values]

    def create_completion(self, content: str | list[JsonObject] = "Hello", **fields: Any) -> JsonObject:
        """Return a chat completion for a user message, or for a list of messages."""
        return self.create(CHAT, _chat_request(content, fields))

    def stream_completion(self, content: str | list[JsonObject] = "Hello", **fields: Any) -> list[JsonObject]:
        """Return the chunks of a streamed chat completion."""
        return self.stream(CHAT, _chat_request(content, fields))

    def create_response(self, content: str | list[JsonObject] = "Hello", **fields: Any) -> JsonObject:
        """Return a response for a text, or for a list of input items."""
        return self.create(RESPONSES, {"model": RESPONSES_MODEL, "input": content, **fields})

    def stream_response(self, content: str | list[JsonObject] = "Hello", **fields: Any) -> list[JsonObject]:
        """Return the events of a streamed response."""
        return self.stream(RESPONSES, {"model": RESPONSES_MODEL, "input": content, **fields})

    def assert_error(
        self, status: int, path: str, request: Any = None, *, method: str = "POST", **options: Any
    ) -> httpx.Response:
        """Send a request; fail unless the response is an error of this status with the documented body."""
        if path in OPERATIONS:
            require(OPERATIONS[path])
        if request is not None:
            options["json"] = request
        response = self.http.request(method, path, **options)
        assert response.status_code == status, response.text
        body = assert_valid("Error", response.json())
        assert sorted(body) == ["message", "path", "requestId", "statusCode", "timestamp"]
        assert body["statusCode"] == str(status)
        assert body["path"] == response.request.url.path
        return response


def event_data(path: str, stream: str) -> list[str]:
    """Return the data of the events in a stream, without the end mark of Chat Completions."""
    assert stream.endswith("\n\n")
    events = [dict(line.split(": ", 1) for line in event.split("\n")) for event in stream.split("\n\n")[:-1]]
    if path == CHAT:
        assert [event.keys() for event in events] == [{"data"}] * len(events)
        assert events.pop()["data"] == "[DONE]"
    else:
        assert all(json.loads(event["data"])["type"] == event["event"] for event in events)
    return [event["data"] for event in events]


def chat_function(name: str, parameters: Mapping[str, Any]) -> JsonObject:
    """Return a function tool as Chat Completions takes it."""
    return {"type": "function", "function": {"name": name, "parameters": parameters}}


def responses_function(name: str, parameters: Mapping[str, Any]) -> JsonObject:
    """Return a function tool as Responses takes it."""
    return {"type": "function", "name": name, "parameters": parameters, "strict": True}


def _chat_request(content: str | list[JsonObject], fields: JsonObject) -> JsonObject:
    messages = [{"role": "user", "content": content}] if isinstance(content, str) else content
    return {"model": CHAT_MODEL, "messages": messages, **fields}
