"""A client of the mock that holds every answer against the contract."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import httpx
from jsonschema_rs import Draft202012Validator

from aimlkit.mock import MockServer
from aimlkit.mock.contract import contract

Json = Any

CHAT, RESPONSES = "/chat/completions", "/responses"
SCHEMAS = {CHAT: ("ChatCompletion", "ChatCompletionChunk"), RESPONSES: ("Response", "ResponseStreamEvent")}


@cache
def validator(name: str, *, strict: bool = True) -> Draft202012Validator:
    """A validator of one of the contract's schemas.

    A strict one allows no property that the contract does not name and no word that it does not know: so much
    for what a client has to be ready for, and the mock has no business with.
    """
    components = contract().document["components"]
    schemas = {key: _strict(schema) if strict else schema for key, schema in components["schemas"].items()}
    reference = {"$ref": f"#/components/schemas/{name}"}
    return Draft202012Validator(
        {**reference, "components": {"schemas": schemas}}, validate_formats=True, offline=True
    )


def _strict(schema: Json) -> Json:
    if isinstance(schema, list):
        return [_strict(child) for child in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: _strict(child) for key, child in schema.items()}
    if "properties" in schema and isinstance(schema["properties"], dict) and "type" in schema:
        closed.setdefault("additionalProperties", False)
    if "x-extensible-enum" in schema:
        closed["enum"] = [*schema["x-extensible-enum"], *([None] if "null" in schema["type"] else [])]
    return closed


def hold(name: str, value: Json, *, strict: bool = True) -> Json:
    """`value`, which is valid by this schema."""
    problems = [f"{e.instance_path}: {e.message}" for e in validator(name, strict=strict).iter_errors(value)]
    assert not problems, problems
    return value


class Talk:
    """Asks the mock and gives back what it says, held against the contract."""

    def __init__(self, server: MockServer, connection: httpx.Client) -> None:
        self.server = server
        self.connection = connection

    def ask(self, path: str, request: Json, *, strict: bool = True) -> Json:
        """The answer to a request that is right."""
        answer = self.connection.post(path, json=request)
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"] == "application/json"
        return hold(SCHEMAS[path][0], answer.json(), strict=strict)

    def chat(self, said: str | list[Json] = "Hello", **fields: Json) -> Json:
        """A chat completion."""
        messages = [{"role": "user", "content": said}] if isinstance(said, str) else said
        return self.ask(CHAT, {"model": "o3-mini", "messages": messages, **fields})

    def respond(self, said: str | list[Json] = "Hello", **fields: Json) -> Json:
        """A response."""
        return self.ask(RESPONSES, {"model": "openai/o3-pro", "input": said, **fields})

    def stream(self, path: str, request: Json, *, strict: bool = True) -> list[Json]:
        """The events of a stream, without the mark at its end."""
        answer = self.connection.post(path, json={**request, "stream": True})
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"].startswith("text/event-stream")
        values = list(map(json.loads, data(path, answer.text)))
        return [hold(SCHEMAS[path][1], value, strict=strict) for value in values]

    def chunks(self, said: str | list[Json] = "Hello", **fields: Json) -> list[Json]:
        """The chunks of a streamed chat completion."""
        messages = [{"role": "user", "content": said}] if isinstance(said, str) else said
        return self.stream(CHAT, {"model": "o3-mini", "messages": messages, **fields})

    def events(self, said: str | list[Json] = "Hello", **fields: Json) -> list[Json]:
        """The events of a streamed response."""
        return self.stream(RESPONSES, {"model": "openai/o3-pro", "input": said, **fields})

    def refused(
        self, status: int, path: str, request: Json = None, *, method: str = "POST", **options: Any
    ) -> httpx.Response:
        """The answer to a request that gets an error, with the documented body."""
        if request is not None:
            options["json"] = request
        answer = self.connection.request(method, path, **options)
        assert answer.status_code == status, answer.text
        body = hold("Error", answer.json())
        assert sorted(body) == ["message", "path", "requestId", "statusCode", "timestamp"]
        assert body["statusCode"] == str(status)
        assert body["path"] == answer.request.url.path
        return answer


def data(path: str, text: str) -> list[str]:
    """What the events of a stream hold, as it came."""
    assert text.endswith("\n\n")
    events = [dict(line.split(": ", 1) for line in event.split("\n")) for event in text.split("\n\n")[:-1]]
    if path == CHAT:
        assert [event.keys() for event in events] == [{"data"}] * len(events)
        assert events.pop()["data"] == "[DONE]"
    else:
        assert all(json.loads(event["data"])["type"] == event["event"] for event in events)
    return [event["data"] for event in events]


def function(name: str, parameters: Mapping[str, Json]) -> Json:
    """A tool as the chat API takes it."""
    return {"type": "function", "function": {"name": name, "parameters": parameters}}


def flat_function(name: str, parameters: Mapping[str, Json]) -> Json:
    """A tool as the Responses API takes it."""
    return {"type": "function", "name": name, "parameters": parameters, "strict": True}
