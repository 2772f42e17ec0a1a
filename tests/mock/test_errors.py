"""Errors: each documented one, with its status, its headers and its body."""

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

from aimlkit.mock import MockServer, Step, create_app
from aimlkit.mock.contract import contract
from tests.mock.talk import CHAT, RESPONSES, Talk, hold

Json = Any

RIGHT: Json = {"model": "o3-mini", "messages": []}


@pytest.fixture
def small() -> Iterator[Talk]:
    """A server of narrow limits."""
    with (
        MockServer(max_body=1000, max_concurrent=2) as server,
        httpx.Client(base_url=server.base_url, headers={"Authorization": "Bearer mock-key"}) as client,
    ):
        yield Talk(server, client)


def test_the_body_of_an_error(talk: Talk) -> None:
    first = talk.refused(400, CHAT, {}).json()
    assert first["path"] == "/v1/chat/completions"
    assert datetime.fromisoformat(first["timestamp"]).tzinfo
    assert first["requestId"] != talk.refused(400, CHAT, {}).json()["requestId"]


@pytest.mark.parametrize(
    "header",
    [None, "", "Bearer", "Bearer wrong", "Basic mock-key", "mock-key", "Bearer mock-key2"],
)
@pytest.mark.parametrize("path", [CHAT, RESPONSES])
def test_401_without_the_key(talk: Talk, path: str, header: str | None) -> None:
    headers = {} if header is None else {"Authorization": header}
    with httpx.Client(base_url=talk.server.base_url) as client:
        answer = Talk(talk.server, client).refused(401, path, RIGHT, headers=headers)
    assert answer.headers["www-authenticate"] == "Bearer"
    assert "wrong" not in answer.text
    assert "mock-key" not in answer.text


def test_the_scheme_of_a_key_is_in_any_case(talk: Talk) -> None:
    answer = talk.connection.post(CHAT, json=RIGHT, headers={"Authorization": "bEARER mock-key"})
    assert answer.status_code == 200


@pytest.mark.parametrize(("header", "status"), [("Bearer anything", 200), ("Bearer ", 401), (None, 401)])
def test_any_key_will_do_where_none_is_set(header: str | None, status: int) -> None:
    async def ask() -> int:
        transport = httpx.ASGITransport(create_app())
        async with httpx.AsyncClient(transport=transport, base_url="http://mock/v1") as client:
            headers = {} if header is None else {"Authorization": header}
            return (await client.post(CHAT, json=RIGHT, headers=headers)).status_code

    assert asyncio.run(ask()) == status


@pytest.mark.parametrize(
    ("path", "request_", "message"),
    [
        (CHAT, {"model": "o3-mini"}, "/messages: is required"),
        (CHAT, [], "the body is not a JSON object"),
        (CHAT, {"messages": []}, '/model: is required; it is one of "o3-mini"'),
        (CHAT, {"messages": [], "model": "gpt"}, '/model: "gpt" is not a model here; it is one of "o3-mini"'),
        (CHAT, {**RIGHT, "model": ["o3-mini"]}, '/model: ["o3-mini"] is not a model here'),
        (CHAT, {**RIGHT, "n": 0}, "/n: 0 is less than the minimum of 1"),
        (CHAT, {**RIGHT, "n": 1.5}, "/n: 1.5 is not of type"),
        (CHAT, {**RIGHT, "seed": True}, "/seed: true is not of type"),
        (CHAT, {**RIGHT, "reasoning_effort": "huge"}, '/reasoning_effort: "huge" is not one of'),
        (CHAT, {**RIGHT, "stop": 5}, "/stop: 5 is not of type"),
        (CHAT, {**RIGHT, "stream_options": {}}, "/stream_options/include_usage: is required"),
        (CHAT, {**RIGHT, "tools": [{"type": "function"}]}, "/tools/0/function: is required"),
        (CHAT, {**RIGHT, "tool_choice": "maybe"}, "/tool_choice: "),
        (CHAT, {**RIGHT, "messages": [{"role": "user"}]}, "/messages/0/content: is required"),
        (
            CHAT,
            {**RIGHT, "messages": [{"role": "user", "content": ""}, {"role": "robot", "content": ""}]},
            '/messages/1/role: is not one of "assistant", "developer", "system", "tool", "user"',
        ),
        (
            CHAT,
            {**RIGHT, "messages": [{"role": "tool", "content": ""}]},
            "/messages/0/tool_call_id: is required",
        ),
        (
            CHAT,
            {**RIGHT, "messages": [{"role": "system", "content": "", "a/b": 1}]},
            "/messages/0/a~1b: is not",
        ),
        (CHAT, {**RIGHT, "n": 0, "seed": 0}, "/n: 0 is less than the minimum of 1; /seed: 0 is less"),
        (RESPONSES, {"model": "o3-mini"}, "/input: is required"),
        (RESPONSES, {"model": "o3", "input": ""}, "/model: "),
        (RESPONSES, {"input": ""}, '/model: is required; it is one of "o3-mini", "openai/o3-pro"'),
        (
            RESPONSES,
            {"model": "o3-mini", "input": "", "max_output_tokens": 15},
            "/max_output_tokens: 15 is less",
        ),
        (
            RESPONSES,
            {"model": "o3-mini", "input": [{"role": "user", "content": [{"type": "input_text"}]}]},
            "/input/0/content/0/text: is required",
        ),
        (
            RESPONSES,
            {"model": "openai/o3-pro", "input": [{"type": "function_call_output", "call_id": "a"}]},
            "/input/0/output: is required",
        ),
    ],
)
def test_400_has_the_pointer_and_the_reason(talk: Talk, path: str, request_: Json, message: str) -> None:
    assert talk.refused(400, path, request_).json()["message"].startswith(message)


def test_400_for_a_format(talk: Talk) -> None:
    link = {"type": "url_citation", "start_index": 0, "end_index": 1, "title": "", "url": "no address"}
    part = {"type": "output_text", "text": "", "annotations": [link]}
    said = {"type": "message", "role": "assistant", "id": "m", "status": "completed", "content": [part]}
    message = talk.refused(400, RESPONSES, {"model": "o3-mini", "input": [said]}).json()["message"]
    assert message.startswith('/input/0/content/0/annotations/0/url: "no address" is not a "uri"')


def test_a_request_is_held_against_the_shape_of_its_model(talk: Talk) -> None:
    search = {"input": "", "tools": [{"type": "web_search_preview"}]}
    assert talk.connection.post(RESPONSES, json={"model": "openai/o3-pro", **search}).status_code == 200
    message = talk.refused(400, RESPONSES, {"model": "o3-mini", **search}).json()["message"]
    assert message.startswith("/tools/0/type: is not one of")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"nonsense",
        b"\xff\xfe",
        b'{"model": "o3-mini", "messages": [], "x": NaN}',
        b'{"model": "o3-mini", "messages": [], "x": -Infinity}',
        b'{"model": "o3-mini", "messages": [], "x": 1e999}',
        b'{"model": "o3-mini", "messages": [], "x": "\\ud800"}',
        b'{"a":' * 100_000,
        b'{"model": "o3-mini", "messages": [], "x": ' + b"[" * 400 + b"]" * 400 + b"}",
        b'{"model": "o3-mini", "messages": [], "x": ' + b"1" * 10_000 + b"}",
    ],
)
def test_400_for_what_is_not_json(talk: Talk, content: bytes) -> None:
    talk.refused(400, CHAT, content=content, headers={"Content-Type": "application/json"})


def test_a_long_value_is_not_said_again_whole(talk: Talk) -> None:
    message = talk.refused(400, CHAT, {**RIGHT, "seed": "x" * 100_000}).json()["message"]
    assert len(message) < 300


@pytest.mark.parametrize("path", ["/", "/nothing", "/v1", "/chat/completions/", "/_nothing"])
def test_404(talk: Talk, path: str) -> None:
    talk.refused(404, f"{talk.server.url}{path}", RIGHT)


def test_no_redirect_to_a_path_without_the_slash(talk: Talk) -> None:
    talk.refused(404, f"{CHAT}/", RIGHT)


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE", "OPTIONS", "QUERY"])
def test_405_says_what_is_allowed(talk: Talk, method: str) -> None:
    for operation in contract().operations:
        answer = talk.refused(405, talk.server.url + operation.path, method=method)
        assert answer.headers["allow"] == operation.method


@pytest.mark.parametrize("declared", [True, False])
def test_413(small: Talk, declared: bool) -> None:
    body = json.dumps({**RIGHT, "x": "y" * 1000}).encode()

    def pieces() -> Iterator[bytes]:
        yield body[:500]
        yield body[500:]

    content: Any = body if declared else pieces()
    small.refused(413, CHAT, content=content, headers={"Content-Type": "application/json"})
    small.chat("x" * 800)


def test_413_before_the_body_has_come(small: Talk) -> None:
    head = (
        b"POST /v1/chat/completions HTTP/1.1\r\nHost: mock\r\nAuthorization: Bearer mock-key\r\n"
        b"Content-Type: application/json\r\nContent-Length: 1000000000\r\n\r\n"
    )
    url = httpx.URL(small.server.url)
    with socket.create_connection((url.host, url.port or 0), timeout=10) as connection:
        connection.sendall(head)
        assert connection.recv(100).startswith(b"HTTP/1.1 413 ")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/jsonx", ""])
def test_415(talk: Talk, kind: str) -> None:
    headers = {"Content-Type": kind} if kind else {}
    talk.refused(415, CHAT, content=json.dumps(RIGHT).encode(), headers=headers)


@pytest.mark.parametrize("kind", ["application/json; charset=utf-8", "Application/JSON"])
def test_json_in_other_words(talk: Talk, kind: str) -> None:
    content = json.dumps(RIGHT).encode()
    assert talk.connection.post(CHAT, content=content, headers={"Content-Type": kind}).status_code == 200


def test_429_says_when_to_come_again(small: Talk) -> None:
    small.server.script.extend([Step(text="a b c", stall_after_pieces=2)] * 2)
    client, request = small.connection, {**RIGHT, "stream": True}
    with (
        client.stream("POST", CHAT, json=request) as first,
        client.stream("POST", CHAT, json=request) as second,
    ):
        begun = [first.iter_raw(), second.iter_raw()]
        assert all(map(next, begun))
        answer = small.refused(429, CHAT, RIGHT)
        assert int(answer.headers["retry-after"]) > 0
    # They have left: there is room again, once the server has seen it.
    deadline = time.monotonic() + 10
    while (answer := client.post(CHAT, json=RIGHT)).status_code == 429 and time.monotonic() < deadline:
        pass
    assert answer.status_code == 200


@pytest.mark.parametrize("status", sorted({403, 500, 502, 503, 504}))
def test_other_errors_through_the_script(talk: Talk, status: int) -> None:
    talk.server.script.append(Step(status=status, headers={"Retry-After": "3"}))
    answer = talk.refused(status, CHAT, RIGHT)
    assert answer.headers["retry-after"] == "3"
    talk.chat()


def test_500_for_an_error_of_the_mock_itself(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("out of order")

    monkeypatch.setattr("aimlkit.mock.chat.complete", broken)

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(create_app(), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://mock/v1") as client:
            return await client.post(CHAT, json=RIGHT, headers={"Authorization": "Bearer secret-key"})

    answer = asyncio.run(ask())
    assert answer.status_code == 500
    assert "out of order" not in answer.text
    assert hold("Error", answer.json())["path"] == "/v1/chat/completions"
    assert "out of order" in caplog.text
    assert "secret-key" not in caplog.text


def test_every_answer_says_that_it_is_a_mock(talk: Talk) -> None:
    for answer in (
        talk.connection.post(CHAT, json=RIGHT),
        talk.connection.post(CHAT, json={**RIGHT, "stream": True}),
        talk.connection.get("/nothing"),
        talk.connection.get(CHAT),
        talk.connection.post(CHAT, json={}),
        talk.connection.get(f"{talk.server.url}/_requests"),
    ):
        assert re.fullmatch("aimlkit-mock", answer.headers["server"])
