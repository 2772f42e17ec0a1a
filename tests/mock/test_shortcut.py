"""The short way gives the same answers as the long one, and leaves it everything that is not plain."""

import asyncio
import json
import re
import socket
from types import SimpleNamespace
from typing import Any

import httpx
import pytest

from aimlkit.mock import MockServer, Step, create_app
from aimlkit.mock.app import Endpoint
from aimlkit.mock.contract import contract
from aimlkit.mock.shortcut import Shortcut

Json = Any

CHAT = next(o.path for o in contract().operations if o.id == "createChatCompletion")
RESPONSES = next(o.path for o in contract().operations if o.id == "createResponse")
HELLO = {"model": "o3-mini", "messages": [{"role": "user", "content": "Hello"}]}
TOOL = {"type": "function", "function": {"name": "get_weather", "parameters": {"type": "object"}}}
HEADERS = {"Authorization": "Bearer k"}
NOW = 1_700_000_000.0


def running(**options: Any) -> MockServer:
    return MockServer(key="k", clock=lambda: NOW, **options)


def test_both_ways_say_the_same() -> None:
    requests: list[tuple[str, Json]] = [
        (CHAT, HELLO),
        (CHAT, HELLO),
        (CHAT, {**HELLO, "n": 3}),
        (CHAT, {**HELLO, "tools": [TOOL], "tool_choice": "required"}),
        (CHAT, {**HELLO, "stream": True}),
        (CHAT, {**HELLO, "n": 1000}),
        (CHAT, {**HELLO, "messages": None}),
        (CHAT, {**HELLO, "max_completion_tokens": 10**30}),
        (RESPONSES, {"model": "openai/o3-pro", "input": "Hello", "store": True}),
        (RESPONSES, {"model": "openai/o3-pro", "input": "Hello", "max_output_tokens": 10**30}),
        (RESPONSES, {"model": "openai/o3-pro", "input": "Hello", "previous_response_id": "resp_none"}),
        (RESPONSES, {"model": "openai/o3-pro", "input": "Hello", "stream": True}),
        (CHAT, HELLO),
    ]

    async def long(app: Any) -> list[httpx.Response]:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://mock", headers=HEADERS) as client:
            return [await client.post(path, json=request) for path, request in requests]

    with running() as server:
        short = [httpx.post(server.url + path, json=body, headers=HEADERS) for path, body in requests]
        heard = server.requests
    app = create_app(key="k", clock=lambda: NOW)
    for ours, theirs in zip(short, asyncio.run(long(app)), strict=True):
        assert ours.status_code == theirs.status_code
        assert ours.text == theirs.text
        usual = {"date", "transfer-encoding"}  # what the server adds
        assert {k: v for k, v in ours.headers.items() if k not in usual} == theirs.headers
    received = app.state.mock.received
    assert [(r.method, r.path, r.body) for r in heard] == [(r.method, r.path, r.body) for r in received]
    assert {r.headers["authorization"] for r in heard} == {"***"}


def test_which_way_a_request_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Endpoint, "_request", None)  # the long way is closed
    with running() as server, httpx.Client(base_url=server.url, headers=HEADERS) as client:
        assert client.post(CHAT, json=HELLO).status_code == 200
        assert client.post(CHAT, json=HELLO).status_code == 200
        assert client.post(f"{CHAT}?", json=HELLO).status_code == 500
        for body, headers in [
            ({**HELLO, "stream": True}, {}),
            ({**HELLO, "n": 0.5}, {}),
            (HELLO, {"Connection": "close"}),
            (HELLO, {"Expect": "100-continue"}),
        ]:
            assert httpx.post(server.url + CHAT, json=body, headers=HEADERS | headers).status_code == 500
        server.script.append(Step(text="Scripted"))
        assert httpx.post(server.url + CHAT, json=HELLO, headers=HEADERS).status_code == 500


def test_no_more_than_the_limits_allow() -> None:
    with running(max_body=10) as server:
        assert httpx.post(server.url + CHAT, json=HELLO, headers=HEADERS).status_code == 413
    with running(max_concurrent=0) as server:
        assert httpx.post(server.url + CHAT, json=HELLO, headers=HEADERS).status_code == 429


def post(body: Json, *headers: str) -> bytes:
    content = json.dumps(body).encode()
    usual = ["Host: mock", "Authorization: Bearer k", "Content-Type: application/json"]
    lines = [f"POST {CHAT} HTTP/1.1", *usual, *headers, f"Content-Length: {len(content)}", "", ""]
    return "\r\n".join(lines).encode() + content


def talked(server: MockServer, *pieces: bytes) -> list[tuple[int, str]]:
    """Send these pieces and then a farewell over one connection; the status and text of each answer."""
    with socket.create_connection(
        ("127.0.0.1", int(server.url.rpartition(":")[2])), timeout=30
    ) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for piece in (*pieces, post(HELLO, "Connection: close")):
            connection.sendall(piece)
        said = b"".join(iter(lambda: connection.recv(1 << 16), b""))
    found = re.findall(r"HTTP/1\.1 (\d+).*?\r\n\r\n(\{.*?\})(?=HTTP/1|$)", said.decode(), re.DOTALL)
    return [(int(status), text) for status, text in found]


PLAIN, REFUSED = post(HELLO), post({})


@pytest.mark.parametrize(
    ("pieces", "statuses"),
    [
        ([], []),
        ([PLAIN], [200]),
        ([PLAIN * 3], [200, 200, 200]),
        ([PLAIN + PLAIN[:30], PLAIN[30:]], [200, 200]),
        ([PLAIN[:-10], PLAIN[-10:]], [200]),
        ([PLAIN, PLAIN[:-10], PLAIN[-10:] + post({**HELLO, "n": 2})], [200, 200, 200]),
        ([bytes([byte]) for byte in PLAIN], [200]),
        ([PLAIN, REFUSED, PLAIN], [200, 400, 200]),
    ],
)
def test_however_it_comes(pieces: list[bytes], statuses: list[int]) -> None:
    with running() as server:
        answers = talked(server, *pieces)
    assert [status for status, _ in answers] == [*statuses, 200]
    ids = [json.loads(text)["id"] for status, text in answers if status == 200]
    assert len(set(ids)) == len(ids)


def test_what_is_remembered_is_nobody_elses() -> None:
    with running() as server:
        first = httpx.post(server.url + CHAT, json=HELLO, headers=HEADERS).json()
        server.requests[0].body["messages"].clear()
        second = httpx.post(server.url + CHAT, json=HELLO, headers=HEADERS).json()
        assert server.requests[1].body == HELLO
    assert {**first, "id": ""} == {**second, "id": ""}
    assert first["id"] != second["id"]


def test_it_stops_with_a_connection_open() -> None:
    with httpx.Client(headers=HEADERS) as client:
        with running() as server:
            assert client.post(server.url + CHAT, json=HELLO).status_code == 200
        with pytest.raises(httpx.TransportError):
            client.post(server.url + CHAT, json=HELLO)


def test_it_closes_what_nobody_uses() -> None:
    class Transport:
        def __init__(self) -> None:
            self.written: list[bytes] = []
            self.closed = asyncio.Event()
            self.write = self.written.append
            self.close = self.closed.set

    async def use() -> None:
        transport: Any = Transport()
        config: Any = SimpleNamespace(timeout_keep_alive=0, app=create_app())
        state: Any = SimpleNamespace(connections=set(), default_headers=[])
        shortcut = Shortcut(config, state)
        shortcut.connection_made(transport)
        shortcut.data_received(PLAIN)
        assert transport.written
        await transport.closed.wait()
        shortcut.connection_lost(None)
        assert not state.connections

    asyncio.run(use())
