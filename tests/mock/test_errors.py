"""Errors: status, headers and body of each documented one."""

import asyncio
import json
import re
import socket
import time
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import httpx
import pytest

from aimlkit.mock import MockResponse, MockServer, create_app
from aimlkit.mock.contract import packaged_contract
from tests.mock.client import CHAT, OPERATIONS, RESPONSES, MockClient, assert_valid
from tests.models import (
    CHAT_MODEL,
    CHAT_MODELS,
    CHAT_OPERATION,
    RESPONSES_MODEL,
    RESPONSES_MODELS,
    RESPONSES_OPERATION,
    models_that_take,
    needs,
    require_properties,
)

VALID_REQUEST: Any = {"model": CHAT_MODEL, "messages": []}
#: The body of a request, without its last value.
BODY = json.dumps(VALID_REQUEST).encode()[:-1] + b', "x": %b}'


def known(models: list[str]) -> str:
    """Return the models as a message lists them."""
    return ", ".join(map(json.dumps, models))


@pytest.fixture
def limited_client() -> Iterator[MockClient]:
    """Return a client of a server with low limits."""
    with (
        MockServer(max_body=1000, max_concurrent=2) as server,
        httpx.Client(base_url=server.base_url, headers={"Authorization": "Bearer mock-key"}) as client,
    ):
        yield MockClient(server, client)


def test_error_body_has_path_time_and_request_id(mock_client: MockClient) -> None:
    first = mock_client.assert_error(400, CHAT, {}).json()
    assert first["path"] == "/v1/chat/completions"
    assert datetime.fromisoformat(first["timestamp"]).tzinfo
    assert first["requestId"] != mock_client.assert_error(400, CHAT, {}).json()["requestId"]


@pytest.mark.parametrize(
    "header",
    [None, "", "Bearer", "Bearer wrong", "Basic mock-key", "mock-key", "Bearer mock-key2"],
)
@pytest.mark.parametrize("path", [CHAT, RESPONSES])
def test_401_for_a_missing_or_wrong_key(mock_client: MockClient, path: str, header: str | None) -> None:
    headers = {} if header is None else {"Authorization": header}
    with httpx.Client(base_url=mock_client.server.base_url) as client:
        response = MockClient(mock_client.server, client).assert_error(
            401, path, VALID_REQUEST, headers=headers
        )
    assert response.headers["www-authenticate"] == "Bearer"
    assert "wrong" not in response.text
    assert "mock-key" not in response.text


def test_authorization_scheme_is_case_insensitive(mock_client: MockClient) -> None:
    response = mock_client.http.post(CHAT, json=VALID_REQUEST, headers={"Authorization": "bEARER mock-key"})
    assert response.status_code == 200


@needs(CHAT_OPERATION)
@pytest.mark.parametrize(("header", "status"), [("Bearer anything", 200), ("Bearer ", 401), (None, 401)])
def test_create_app_without_a_key_accepts_any_key(header: str | None, status: int) -> None:
    async def send() -> int:
        transport = httpx.ASGITransport(create_app())
        async with httpx.AsyncClient(transport=transport, base_url="http://mock/v1") as client:
            headers = {} if header is None else {"Authorization": header}
            return (await client.post(CHAT, json=VALID_REQUEST, headers=headers)).status_code

    assert asyncio.run(send()) == status


@pytest.mark.parametrize(
    ("path", "request_", "message"),
    [
        (CHAT, {"model": CHAT_MODEL}, "/messages: is required"),
        (CHAT, [], "the body is not a JSON object"),
        (CHAT, {"messages": []}, f"/model: is required; known models: {known(CHAT_MODELS)}"),
        (
            CHAT,
            {"messages": [], "model": "gpt"},
            f'/model: "gpt" is not a known model; known models: {known(CHAT_MODELS)}',
        ),
        (CHAT, {**VALID_REQUEST, "model": [CHAT_MODEL]}, f'/model: ["{CHAT_MODEL}"] is not a known model'),
        (CHAT, {**VALID_REQUEST, "n": 0}, "/n: 0 is less than the minimum of 1"),
        (CHAT, {**VALID_REQUEST, "n": 1.5}, "/n: 1.5 is not of type"),
        (CHAT, {**VALID_REQUEST, "seed": True}, "/seed: true is not of type"),
        (CHAT, {**VALID_REQUEST, "reasoning_effort": "huge"}, '/reasoning_effort: "huge" is not one of'),
        (CHAT, {**VALID_REQUEST, "stop": 5}, "/stop: 5 is not of type"),
        (CHAT, {**VALID_REQUEST, "stream_options": {}}, "/stream_options/include_usage: is required"),
        (CHAT, {**VALID_REQUEST, "tools": [{"type": "function"}]}, "/tools/0/function: is required"),
        (CHAT, {**VALID_REQUEST, "tool_choice": "maybe"}, "/tool_choice: "),
        (CHAT, {**VALID_REQUEST, "messages": [{"role": "user"}]}, "/messages/0/content: is required"),
        (
            CHAT,
            {
                **VALID_REQUEST,
                "messages": [{"role": "user", "content": ""}, {"role": "robot", "content": ""}],
            },
            '/messages/1/role: is not one of "',
        ),
        (
            CHAT,
            {**VALID_REQUEST, "messages": [{"role": "tool", "content": ""}]},
            "/messages/0/tool_call_id: is required",
        ),
        (
            CHAT,
            {**VALID_REQUEST, "messages": [{"role": "system", "content": "", "a/b": 1}]},
            "/messages/0/a~1b: is not",
        ),
        (CHAT, {**VALID_REQUEST, "n": 0, "seed": 0}, "/n: 0 is less than the minimum of 1; /seed: 0 is less"),
        (RESPONSES, {"model": RESPONSES_MODEL}, "/input: is required"),
        (RESPONSES, {"model": "o3", "input": ""}, "/model: "),
        (RESPONSES, {"input": ""}, f"/model: is required; known models: {known(RESPONSES_MODELS)}"),
        (
            RESPONSES,
            {"model": RESPONSES_MODEL, "input": "", "max_output_tokens": 15},
            "/max_output_tokens: 15 is less",
        ),
        (
            RESPONSES,
            {"model": RESPONSES_MODEL, "input": [{"role": "user", "content": [{"type": "input_text"}]}]},
            "/input/0/content/0/text: is required",
        ),
        (
            RESPONSES,
            {"model": RESPONSES_MODEL, "input": [{"type": "function_call_output", "call_id": "a"}]},
            "/input/0/output: is required",
        ),
    ],
)
def test_400_has_a_json_pointer_and_a_reason(
    mock_client: MockClient, path: str, request_: Any, message: str
) -> None:
    require_properties(OPERATIONS[path], request_)
    assert mock_client.assert_error(400, path, request_).json()["message"].startswith(message)


def test_400_for_an_invalid_format(mock_client: MockClient) -> None:
    link = {"type": "url_citation", "start_index": 0, "end_index": 1, "title": "", "url": "no address"}
    part = {"type": "output_text", "text": "", "annotations": [link]}
    message_item = {
        "type": "message",
        "role": "assistant",
        "id": "m",
        "status": "completed",
        "content": [part],
    }
    request = {"model": RESPONSES_MODEL, "input": [message_item]}
    message = mock_client.assert_error(400, RESPONSES, request).json()["message"]
    assert message.startswith('/input/0/content/0/annotations/0/url: "no address" is not a "uri"')


def test_request_is_validated_by_the_shape_of_its_model(mock_client: MockClient) -> None:
    search = {"input": "", "tools": [{"type": "web_search_preview"}]}
    takes_search = models_that_take(RESPONSES_OPERATION, search)
    for model in RESPONSES_MODELS:
        response = mock_client.http.post(RESPONSES, json={"model": model, **search})
        assert response.status_code == (200 if model in takes_search else 400)
        if model not in takes_search:
            assert response.json()["message"].startswith("/tools")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"nonsense",
        b"\xff\xfe",
        BODY % b"NaN",
        BODY % b"-Infinity",
        BODY % b"1e999",
        b'{"a":' * 100_000,
        BODY % (b"[" * 400 + b"]" * 400),
        BODY % (b"1" * 10_000),
    ],
)
def test_400_for_invalid_json(mock_client: MockClient, content: bytes) -> None:
    mock_client.assert_error(400, CHAT, content=content, headers={"Content-Type": "application/json"})


def test_400_shortens_long_values(mock_client: MockClient) -> None:
    message = mock_client.assert_error(400, CHAT, {**VALID_REQUEST, "seed": "x" * 100_000}).json()["message"]
    assert len(message) < 300


@pytest.mark.parametrize("path", ["/", "/nothing", "/v1", "/chat/completions/", "/_nothing"])
def test_404_for_an_unknown_path(mock_client: MockClient, path: str) -> None:
    mock_client.assert_error(404, f"{mock_client.server.url}{path}", VALID_REQUEST)


def test_404_for_a_trailing_slash(mock_client: MockClient) -> None:
    mock_client.assert_error(404, f"{CHAT}/", VALID_REQUEST)


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "QUERY"])
def test_405_lists_the_allowed_methods(mock_client: MockClient, method: str) -> None:
    for operation in packaged_contract().operations:
        if operation.method == method:
            continue
        response = mock_client.assert_error(405, mock_client.server.url + operation.path, method=method)
        allowed = {"GET", "HEAD"} if operation.method == "GET" else {operation.method}
        assert set(response.headers["allow"].split(", ")) == allowed


@pytest.mark.parametrize("declared", [True, False])
def test_413_for_a_large_body(limited_client: MockClient, declared: bool) -> None:
    body = json.dumps({**VALID_REQUEST, "x": "y" * 1000}).encode()

    def chunks() -> Iterator[bytes]:
        yield body[:500]
        yield body[500:]

    content: Any = body if declared else chunks()
    limited_client.assert_error(413, CHAT, content=content, headers={"Content-Type": "application/json"})
    limited_client.create_completion("x" * 800)


@needs(CHAT_OPERATION)
def test_413_for_a_large_content_length_before_the_body(limited_client: MockClient) -> None:
    head = (
        b"POST /v1/chat/completions HTTP/1.1\r\nHost: mock\r\nAuthorization: Bearer mock-key\r\n"
        b"Content-Type: application/json\r\nContent-Length: 1000000000\r\n\r\n"
    )
    url = httpx.URL(limited_client.server.url)
    with socket.create_connection((url.host, url.port or 0), timeout=10) as connection:
        connection.sendall(head)
        assert connection.recv(100).startswith(b"HTTP/1.1 413 ")


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "application/jsonx", ""]
)
def test_415_for_another_content_type(mock_client: MockClient, content_type: str) -> None:
    headers = {"Content-Type": content_type} if content_type else {}
    mock_client.assert_error(415, CHAT, content=json.dumps(VALID_REQUEST).encode(), headers=headers)


@pytest.mark.parametrize("content_type", ["application/json; charset=utf-8", "Application/JSON"])
def test_content_type_allows_parameters_and_upper_case(mock_client: MockClient, content_type: str) -> None:
    content = json.dumps(VALID_REQUEST).encode()
    assert (
        mock_client.http.post(CHAT, content=content, headers={"Content-Type": content_type}).status_code
        == 200
    )


def test_429_has_retry_after(limited_client: MockClient) -> None:
    limited_client.server.enqueue(*([MockResponse(text="a b c", stall_after_events=2)] * 2))
    client, request = limited_client.http, {**VALID_REQUEST, "stream": True}
    with (
        client.stream("POST", CHAT, json=request) as first,
        client.stream("POST", CHAT, json=request) as second,
    ):
        started = [first.iter_raw(), second.iter_raw()]
        assert all(map(next, started))
        response = limited_client.assert_error(429, CHAT, VALID_REQUEST)
        assert int(response.headers["retry-after"]) > 0
    # They have left: there is room again, once the server has seen it.
    deadline = time.monotonic() + 10
    while (
        response := client.post(CHAT, json=VALID_REQUEST)
    ).status_code == 429 and time.monotonic() < deadline:
        pass
    assert response.status_code == 200


@pytest.mark.parametrize("status", sorted({403, 500, 502, 503, 504}))
def test_error_status_of_an_enqueued_response(mock_client: MockClient, status: int) -> None:
    mock_client.server.enqueue(MockResponse(status=status, headers={"Retry-After": "3"}))
    response = mock_client.assert_error(status, CHAT, VALID_REQUEST)
    assert response.headers["retry-after"] == "3"
    mock_client.create_completion()


@needs(CHAT_OPERATION)
def test_500_for_a_bug_of_the_mock(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("out of order")

    monkeypatch.setattr("aimlkit.mock.chat_completions.create_completion", fail)

    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(create_app(), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://mock/v1") as client:
            return await client.post(CHAT, json=VALID_REQUEST, headers={"Authorization": "Bearer secret-key"})

    response = asyncio.run(send())
    assert response.status_code == 500
    assert "out of order" not in response.text
    assert assert_valid("Error", response.json())["path"] == "/v1/chat/completions"
    assert "out of order" in caplog.text
    assert "secret-key" not in caplog.text


def test_every_response_has_the_server_header(mock_client: MockClient) -> None:
    for response in (
        mock_client.http.post(CHAT, json=VALID_REQUEST),
        mock_client.http.post(CHAT, json={**VALID_REQUEST, "stream": True}),
        mock_client.http.get("/nothing"),
        mock_client.http.get(CHAT),
        mock_client.http.post(CHAT, json={}),
        mock_client.http.get(f"{mock_client.server.url}/_mock/requests"),
    ):
        assert re.fullmatch("aimlkit-mock", response.headers["server"])
