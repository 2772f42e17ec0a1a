"""The control endpoints: enqueue responses and read requests over HTTP, from this machine only."""

import asyncio
import base64
import json
from typing import Any

import httpx
import jsonschema_rs
import pytest
from openapi_spec_validator import validate

from aimlkit.mock import Call, MockServer, Usage, create_app
from aimlkit.mock import state as state_module
from aimlkit.mock.control import CONTROL_PREFIX, OPERATIONS, openapi_document
from aimlkit.mock.mock_response_json import parse_mock_responses
from tests.mock.client import CHAT, MockClient
from tests.models import CHAT_MODEL, RESPONSES_MODEL

VALID_REQUEST: Any = {"model": CHAT_MODEL, "messages": [{"role": "user", "content": "Hi"}]}


def test_requests_are_recorded_without_credentials(mock_client: MockClient) -> None:
    mock_client.create_completion("Hi")
    mock_client.assert_error(404, "/nothing?key=secret", {})
    mock_client.assert_error(405, CHAT, method="DELETE")
    mock_client.assert_error(400, CHAT, content=b"{", headers={"Content-Type": "application/json"})
    first, second, third, fourth = mock_client.server.requests
    assert (first.method, first.path) == ("POST", "/v1/chat/completions")
    assert first.body == {"model": CHAT_MODEL, "messages": [{"role": "user", "content": "Hi"}]}
    assert first.headers["content-type"] == "application/json"
    assert first.headers["authorization"] == "***"
    assert (second.method, second.path, second.body) == ("POST", "/v1/nothing", None)
    assert (third.method, third.path) == ("DELETE", "/v1/chat/completions")
    assert fourth.body is None


def control(mock_client: MockClient, method: str, path: str, body: object = None) -> Any:
    response = httpx.request(method, mock_client.server.url + path, json=body)
    assert response.status_code == 200, response.text
    return response.json()


def test_post_responses_enqueues_them(mock_client: MockClient) -> None:
    mock_responses = [
        {"text": "One."},
        {"tool_calls": [{"name": "f", "arguments": {"a": 1}}, {"name": "f", "arguments": "{"}]},
        {"status": 503, "headers": {"Retry-After": "0"}},
        {"status": 200, "body_base64": base64.b64encode(b"\xff").decode()},
        {"status": 200, "body": {"a": [1]}},
    ]
    assert control(mock_client, "POST", "/_mock/responses", mock_responses) == {"pending": 5}
    assert mock_client.create_completion()["choices"][0]["message"]["content"] == "One."
    calls = mock_client.create_completion()["choices"][0]["message"]["tool_calls"]
    assert [call["function"]["arguments"] for call in calls] == ['{"a": 1}', "{"]
    assert mock_client.assert_error(503, CHAT, VALID_REQUEST).headers["retry-after"] == "0"
    assert mock_client.http.post(CHAT, json=VALID_REQUEST).content == b"\xff"
    assert mock_client.http.post(CHAT, json=VALID_REQUEST).json() == {"a": [1]}


def test_get_requests_and_post_reset(mock_client: MockClient) -> None:
    mock_client.create_response("Hi")
    control(mock_client, "POST", "/_mock/responses", [{"text": "One."}])
    [request] = control(mock_client, "GET", "/_mock/requests")
    assert request["path"] == "/v1/responses"
    assert request["body"] == {"model": RESPONSES_MODEL, "input": "Hi"}
    assert "mock-key" not in json.dumps(request)
    assert control(mock_client, "POST", "/_mock/reset") == {"pending": 0}
    assert control(mock_client, "GET", "/_mock/requests") == []
    assert "mock" in mock_client.create_response("Hi")["output_text"]


@pytest.mark.parametrize(
    ("mock_responses", "message"),
    [
        ({}, ": {} is not of type"),
        ([{"status": 99}], "/0/status: 99 is less"),
        (
            [{"text": "a"}, {"tekst": "b"}],
            "/1: Additional properties are not allowed ('tekst' was unexpected)",
        ),
        ([{"text": "a", "refusal": "b"}], "/0: a response has only one of text, refusal"),
        ([{"body": "a"}], "/0: a body needs a status"),
        ([{"headers": {"a": "b\r\nc: d"}}], "/0/headers/a: "),
        ([{"headers": {"a:": "b"}}], "/0/headers"),
        ([{"status": 200, "body_base64": "?"}], "/0: "),
        ([{"delay": -1}], "/0/delay: -1 is less"),
        ([{"tool_calls": [{"name": "f"}]}], "/0/tool_calls/0/arguments: is required"),
    ],
)
def test_post_responses_rejects_invalid_ones(
    mock_client: MockClient, mock_responses: Any, message: str
) -> None:
    response = httpx.post(f"{mock_client.server.url}/_mock/responses", json=mock_responses)
    assert response.status_code == 400
    assert response.json()["message"].startswith(message)
    assert not mock_client.server.pending_responses


def test_post_responses_supports_every_field() -> None:
    fields_of_each: list[Any] = [
        {
            "status": 200,
            "headers": {"a": "b"},
            "body": "a",
            "delay": 1,
            "event_delay": 0.5,
            "malformed": True,
        },
        {"text": "a", "disconnect_after_bytes": 1, "disconnect_after_events": 2, "stall_after_events": 3},
        {"refusal": "a", "cost_usd": 0.5, "reasoning": "b", "incomplete": "max_tokens"},
        {"failure": "a", "without_cost": True, "retry_after": 0.5, "reset": True},
        {"json": [1]},
        {
            "tool_calls": [{"name": "f", "arguments": "a"}],
            "usage": {"input_tokens": 3, "output_tokens": 2, "reasoning_tokens": 1, "cached_tokens": 3},
        },
    ]
    *mock_responses, calling = map(vars, parse_mock_responses(fields_of_each))
    assert calling["tool_calls"] == [Call("f", "a")]
    assert calling["usage"] == Usage(3, 2, 1, 3)
    assert {name for fields in fields_of_each for name in fields} == calling.keys()
    for mock_response, fields in zip(mock_responses, fields_of_each, strict=False):
        assert {name: mock_response[name] for name in fields} == fields


def test_control_endpoint_requires_the_json_content_type(mock_client: MockClient) -> None:
    response = httpx.post(
        f"{mock_client.server.url}/_mock/responses", content=b"[]", headers={"Content-Type": "text/plain"}
    )
    assert response.status_code == 415


@pytest.mark.parametrize(
    ("client", "status"),
    [
        (("127.0.0.1", 5), 200),
        (("::1", 5), 200),
        (("::ffff:127.0.0.1", 5), 200),
        (("192.0.2.1", 5), 403),
        (("2001:db8::1", 5), 403),
        (("", 5), 403),
    ],
)
def test_control_endpoints_serve_this_machine_only(client: tuple[str, int], status: int) -> None:
    async def send(method: str, path: str) -> int:
        transport = httpx.ASGITransport(create_app(), client=client)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as http_client:
            headers = {"X-Forwarded-For": "127.0.0.1"}
            body: Any = [] if method == "POST" else None
            return (await http_client.request(method, path, json=body, headers=headers)).status_code

    for operation in OPERATIONS:
        expected = 200 if operation.is_public else status
        assert asyncio.run(send(operation.method, CONTROL_PREFIX + operation.name)) == expected


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"host": "localhost"}, 200),
        ({"host": "127.0.0.1:80"}, 200),
        ({"host": "[::1]:8080"}, 200),
        ({"host": "app.localhost:8080"}, 200),
        ({"host": "rebound.test"}, 403),
        ({"host": "localhost.test"}, 403),
        ({"host": "[::1"}, 403),
        ({"host": ""}, 403),
        ({"origin": "http://localhost:3000"}, 200),
        ({"origin": "http://127.0.0.1:3000"}, 200),
        ({"origin": "https://page.test"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://127.0.0.1.page.test"}, 403),
    ],
)
def test_control_endpoints_refuse_foreign_pages(
    mock_client: MockClient, headers: dict[str, str], status: int
) -> None:
    """A page of another origin, or one whose name was made to resolve to this machine (DNS rebinding)."""
    url = f"{mock_client.server.url}/_mock/responses"
    response = httpx.post(url, json=[{"text": "Hi"}], headers=headers)
    assert response.status_code == status
    assert len(mock_client.server.pending_responses) == (1 if status == 200 else 0)
    mock_client.server.reset()


def test_control_endpoints_ignore_forwarded_addresses(mock_client: MockClient) -> None:
    response = httpx.get(f"{mock_client.server.url}/_mock/requests", headers={"X-Forwarded-For": "192.0.2.1"})
    assert response.status_code == 200


def test_control_endpoint_lists_its_methods(mock_client: MockClient) -> None:
    response = httpx.get(f"{mock_client.server.url}/_mock/responses")
    assert response.status_code == 405
    assert sorted(response.headers["allow"].split(", ")) == ["POST"]
    assert mock_client.server.requests == []


# --- from other machines ---

TOKEN = "a-control-token"


@pytest.mark.parametrize(
    ("authorization", "status"),
    [
        (f"Bearer {TOKEN}", 200),
        (f"bearer {TOKEN}", 200),
        (f"Basic {TOKEN}", 403),
        (f"Bearer {TOKEN}x", 403),
        ("Bearer é", 403),
        ("Bearer", 403),
        (None, 403),
    ],
)
def test_control_token_admits_other_machines(authorization: str | None, status: int) -> None:
    async def send() -> int:
        transport = httpx.ASGITransport(create_app(control_token=TOKEN), client=("192.0.2.1", 5))
        headers = {} if authorization is None else {b"Authorization": authorization.encode()}
        async with httpx.AsyncClient(transport=transport, base_url="http://mock.test") as http_client:
            return (await http_client.get("/_mock/requests", headers=headers)).status_code

    assert asyncio.run(send()) == status


def test_control_endpoints_need_no_token_on_this_machine() -> None:
    with MockServer(control_token=TOKEN) as server:
        assert httpx.get(f"{server.url}/_mock/requests").status_code == 200


# --- rules ---

RULE: Any = {"match": {"contains": "Oslo"}, "reply": [{"text": "Cold."}, {"text": "Still."}], "times": 3}


def test_post_rules_adds_them(mock_client: MockClient) -> None:
    assert control(mock_client, "POST", "/_mock/rules", [RULE, {"reply": {"text": "Other."}}]) == {"rules": 2}
    texts = [
        mock_client.create_completion(text)["choices"][0]["message"]["content"]
        for text in ("Oslo", "Rome", "Oslo", "Oslo", "Oslo")
    ]
    assert texts == ["Cold.", "Other.", "Still.", "Still.", "Other."]
    assert control(mock_client, "GET", "/_mock/rules") == [
        {"name": "on(contains='Oslo')", "times": 3, "uses": 3},
        {"name": "on(any request)", "times": None, "uses": 2},
    ]
    assert control(mock_client, "GET", "/_mock/requests")[0]["rule"] == "on(contains='Oslo')"
    assert control(mock_client, "DELETE", "/_mock/rules") == {"rules": 0}
    assert control(mock_client, "GET", "/_mock/rules") == []


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        ([RULE, {"reply": {"text": 5}}], '/1/reply/text: 5 is not of type "string"'),
        ([RULE, {"match": {"function": "f"}, "reply": {}}], "/1/match/function: is not a known field"),
        ([RULE, {"match": {"functions": []}, "reply": {}}], "/1/match/functions: is not a known field"),
        ([RULE, {"match": {"model": "gpt"}, "reply": {}}], "/1: model 'gpt' is not one of"),
        ([RULE] * 1001, ": "),
        ({"rules": [RULE]}, ": {"),
    ],
)
def test_post_rules_adds_all_or_none(mock_client: MockClient, rules: Any, message: str) -> None:
    response = httpx.post(f"{mock_client.server.url}/_mock/rules", json=rules)
    assert response.status_code == 400
    assert response.json()["message"].startswith(message)
    assert mock_client.server.rules == []


def test_post_rules_are_limited_in_all(mock_client: MockClient) -> None:
    control(mock_client, "POST", "/_mock/rules", [{"reply": {"status": 500}}] * 999)
    response = httpx.post(f"{mock_client.server.url}/_mock/rules", json=[RULE, RULE])
    assert (response.status_code, response.json()["message"]) == (400, "there are at most 1,000 rules")
    assert len(mock_client.server.rules) == 999


def test_post_responses_are_limited_in_all(mock_client: MockClient) -> None:
    control(mock_client, "POST", "/_mock/responses", [{}] * 10_000)
    response = httpx.post(f"{mock_client.server.url}/_mock/responses", json=[{}])
    assert (response.status_code, response.json()["message"]) == (
        400,
        "there are at most 10,000 enqueued responses",
    )
    mock_client.server.reset()


def test_size_of_rules_and_responses_is_limited(
    mock_client: MockClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state_module, "MAX_CONTROL_BYTES", 1000)
    long = "a" * 600
    for path, items, fix in (
        ("/_mock/rules", [{"reply": {"text": long}}], ("DELETE", "/_mock/rules")),
        ("/_mock/responses", [{"text": long}], ("POST", "/_mock/reset")),
    ):
        control(mock_client, "POST", path, items)
        response = httpx.post(mock_client.server.url + path, json=items)
        assert response.status_code == 400
        assert "have more than 1,000 bytes" in response.json()["message"]
        control(mock_client, *fix)
        control(mock_client, "POST", path, items)
    mock_client.server.reset()


def test_control_endpoints_are_those_of_their_openapi_document(mock_client: MockClient) -> None:
    document = control(mock_client, "GET", "/_mock/openapi.json")
    assert document == openapi_document()
    validate(document)
    control(mock_client, "POST", "/_mock/rules", [RULE])
    mock_client.create_completion("Oslo")
    mock_client.assert_error(404, "/nothing", {})
    bodies: dict[str, Any] = {"/_mock/responses": [{"text": "a"}], "/_mock/rules": [RULE]}
    for path, item in document["paths"].items():
        for method, operation in sorted(item.items(), key=lambda pair: pair[0] != "get"):
            body = bodies.get(path) if method == "post" else None
            response = httpx.request(method, mock_client.server.url + path, json=body)
            assert response.status_code == 200, (path, response.text)
            [(media_type, content)] = operation["responses"]["200"]["content"].items()
            assert response.headers["content-type"] == media_type
            value = response.json() if media_type == "application/json" else response.text
            assert jsonschema_rs.is_valid(content["schema"], value), (path, value)
    mock_client.server.reset()
