"""The mock under attack: no request keeps it from answering others, or costs more than its share of memory."""

from __future__ import annotations

import contextlib
import json
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from aimlkit.mock import http_protocol
from aimlkit_api.operations import OPERATIONS
from tests.conftest import ROOT
from tests.endurance.measurements import Measurements
from tests.endurance.processes import cpu_seconds, memory_mb, peak_memory_mb
from tests.models import CHAT_MODEL, CHAT_OPERATION, RESPONSES_MODEL, needs

Json = Any

HEADERS = {"Authorization": "Bearer any"}
MESSAGES = [{"role": "user", "content": "Hi"}]

# The mock in a process of its own, with short timeouts, and a maximal body that a test can send quickly.
SERVE = """
import sys
from aimlkit.mock import http_protocol
from aimlkit.mock.app import create_app
from aimlkit.mock.server import UvicornServer, listener_url, open_listener
http_protocol.HTTPProtocol.head_timeout = 0.5
with open_listener("127.0.0.1", 0) as listener:
    app = create_app(body_timeout=0.5)
    UvicornServer(app, on_ready=lambda: print(listener_url(listener), flush=True)).run(sockets=[listener])
"""


@dataclass
class MockProcess:
    """A running mock."""

    process: subprocess.Popen[str]
    url: str

    @property
    def address(self) -> tuple[str, int]:
        """Its host and port."""
        url = httpx.URL(self.url)
        assert url.port
        return url.host, url.port

    def post(self, body: Json, path: str = "/v1/chat/completions", timeout: float = 30) -> httpx.Response:
        """Send a request."""
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        headers = {**HEADERS, "content-type": "application/json"}
        return httpx.post(f"{self.url}{path}", content=content, headers=headers, timeout=timeout)


@pytest.fixture
def mock() -> Iterator[MockProcess]:
    """A mock in a process of its own; its standard error stays empty."""
    command = [sys.executable, "-c", SERVE]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        yield MockProcess(process, process.stdout.readline().strip())
        process.terminate()
        _, errors = process.communicate(timeout=60)
        assert errors == ""


def object_with(schema: Json) -> Json:
    return {"type": "object", "properties": {"a": schema}, "required": ["a"]}


STRING: Json = {"type": "string"}
HOSTILE_SCHEMAS: dict[str, Json] = {
    "minContains": object_with({"type": "array", "contains": STRING, "minContains": 10**15}),
    "minItems": object_with({"type": "array", "items": STRING, "minItems": 10**15}),
    "minProperties": {"type": "object", "minProperties": 10**15},
    "minLength": object_with({"type": "string", "minLength": 10**15}),
    "many anchors": object_with({"type": "string", "pattern": "^" * 2000}),
    "many repetitions": object_with({"type": "string", "pattern": "a{9999}+" * 5000}),
    "nested repetitions": object_with({"type": "string", "pattern": "((a{999}){999}){999}"}),
    "repetitions of a group": object_with({"type": "string", "pattern": "(a{99}){99}" * 90}),
    "catastrophic backtracking": object_with({"type": "string", "pattern": "^(a+)+$", "minLength": 5000}),
    "back reference": object_with({"type": "string", "pattern": r"^(?=(a+)+b)(a+)+\1$"}),
    "many parentheses": object_with({"type": "string", "pattern": "(" * 400 + ")" * 400}),
    "uniqueItems": object_with(
        {
            "type": "array",
            "minItems": 1600,
            "uniqueItems": True,
            "items": {"type": "object", "properties": {"x": STRING, "y": STRING}, "required": ["x", "y"]},
        }
    ),
    "long strings": {
        "type": "object",
        "properties": {f"p{number}": {"type": "string", "minLength": 10_000} for number in range(4000)},
        "required": [f"p{number}" for number in range(4000)],
    },
    "allOf of long lists": {
        "type": "object",
        "allOf": [{"required": [f"{name}{number}" for number in range(20_000)]} for name in "ab"],
    },
    "allOf of long enumerations": object_with(
        {"allOf": [{"enum": list(range(18_000))}, {"enum": list(range(18_000, 0, -1))}]}
    ),
    "nested allOf": {"allOf": [{"allOf": [{"allOf": [{"type": "object"}] * 20}] * 20}] * 20},
    "exponential references": {
        "type": "object",
        "$ref": "#/$defs/n0",
        "$defs": {f"n{depth}": {"allOf": [{"$ref": f"#/$defs/n{depth + 1}"}] * 2} for depth in range(30)}
        | {"n30": {}},
    },
    "chain of references": {
        "type": "object",
        "$ref": "#/$defs/n0",
        "$defs": {f"n{depth}": {"allOf": [{"$ref": f"#/$defs/n{depth + 1}"}]} for depth in range(4000)}
        | {"n4000": {}},
    },
    "circular references": {"type": "object", "allOf": [{"$ref": "#"}, {"not": {"$ref": "#"}}]},
    "many branches": {
        "type": "object",
        "properties": {f"p{number}": {"anyOf": [STRING] * 50} for number in range(100)},
    },
    "exponential branches": {
        "anyOf": [{"$ref": "#/$defs/n"}] * 9,
        "$defs": {"n": {"type": "object", "properties": {name: {"$ref": "#"} for name in "abcdefgh"}}},
    },
    "small steps": object_with({"type": "number", "multipleOf": 1e-300, "minimum": 1e300}),
    "many properties": {"type": "object", "properties": {f"p{number}": STRING for number in range(60_000)}},
}


def requests_with(schema: Json) -> list[tuple[str, Json]]:
    """Return a request of each API that makes the model write JSON by the schema, and one that calls a tool with it."""
    output_format = {"name": "f", "schema": schema}
    tool = {"name": "f", "parameters": schema}
    return [
        (
            "/v1/chat/completions",
            {
                "model": CHAT_MODEL,
                "messages": MESSAGES,
                "response_format": {"type": "json_schema", "json_schema": output_format},
            },
        ),
        (
            "/v1/responses",
            {
                "model": RESPONSES_MODEL,
                "input": "Hi",
                "tools": [{"type": "function", "strict": False, **tool}],
                "tool_choice": "required",
            },
        ),
    ]


@dataclass
class Delays:
    """Another client, in the background, and how much the mock computes at most while it waits for a response.

    CPU time and not time: other programs of the machine do not count.
    """

    mock: MockProcess
    longest: float = 0.0
    count: int = 0

    def __enter__(self) -> Delays:
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._measure)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _measure(self) -> None:
        with httpx.Client(headers=HEADERS, timeout=60) as client:
            while not self._stop.is_set():
                began = cpu_seconds(self.mock.process.pid)
                body = {"model": CHAT_MODEL, "messages": MESSAGES}
                response = client.post(f"{self.mock.url}/v1/chat/completions", json=body)
                assert response.status_code == 200
                self.longest = max(self.longest, cpu_seconds(self.mock.process.pid) - began)
                self.count += 1


@needs(CHAT_OPERATION)
def test_mock_answers_hostile_schemas(mock: MockProcess, measurements: Measurements) -> None:
    """Each request needs at most a second of CPU time, with a limit or with a value; others are answered meanwhile."""
    before = memory_mb(mock.process.pid)
    slowest, slowest_name = 0.0, ""
    paths = {spec.path for spec in OPERATIONS.values()}
    with Delays(mock) as delays:
        for name, schema in HOSTILE_SCHEMAS.items():
            for path, body in [each for each in requests_with(schema) if each[0] in paths]:
                began = cpu_seconds(mock.process.pid)
                response = mock.post(body, path)
                seconds = cpu_seconds(mock.process.pid) - began
                assert response.status_code in (200, 400), name
                if response.status_code == 400:
                    message = response.json()["message"]
                    assert re.match(r"/(response_format|tools/0)\S*: .", message), message
                if seconds > slowest:
                    slowest, slowest_name = seconds, name
    assert delays.count > 10
    count = len(HOSTILE_SCHEMAS)
    measurements.at_most(
        f"mock, {count} hostile schemas: slowest ({slowest_name})", bound=1, measured=slowest, unit="s"
    )
    measurements.at_most(
        "mock, hostile schemas: wait of others", bound=1.5, measured=delays.longest, unit="s"
    )
    growth = peak_memory_mb(mock.process.pid) - before
    measurements.at_most("mock, hostile schemas: memory", bound=150, measured=growth, unit="MB")


@needs(CHAT_OPERATION)
def test_mock_answers_others_while_it_reads_large_bodies(
    mock: MockProcess, measurements: Measurements
) -> None:
    body = {"model": CHAT_MODEL, "messages": [{"role": "user", "content": "word " * 10}] * 100_000, "n": 128}
    content = json.dumps(body).encode()
    assert len(content) > 7_000_000
    with Delays(mock) as delays:
        assert mock.post(content).status_code == 200
    measurements.at_most("mock, bodies of 8 MB: wait of others", bound=1, measured=delays.longest, unit="s")


# --- streams that nobody reads ---


def open_stream(mock: MockProcess, receive_buffer: int) -> socket.socket:
    """Send a request for a long stream; return the connection, of which nothing has been read."""
    schema = object_with({"type": "string", "minLength": 9_999})
    schema["properties"] |= dict.fromkeys("bcdefghijklmnopqr", schema["properties"]["a"])
    schema["required"] = [*schema["properties"]]
    path, body = requests_with(schema)[0]
    content = json.dumps({**body, "stream": True, "n": 2}).encode()
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
    connection.connect(mock.address)
    head = f"POST {path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer any\r\ncontent-type: application/json"
    connection.sendall(f"{head}\r\ncontent-length: {len(content)}\r\n\r\n".encode() + content)
    return connection


@needs(CHAT_OPERATION)
@pytest.mark.parametrize("count", [10, pytest.param(120, marks=pytest.mark.long)])
def test_mock_keeps_one_stream_in_memory_for_each_slow_reader(
    mock: MockProcess, measurements: Measurements, count: int
) -> None:
    before = memory_mb(mock.process.pid)
    with contextlib.ExitStack() as stack:
        for _ in range(count):
            connection = stack.enter_context(open_stream(mock, 4096))
            connection.settimeout(60)
            assert connection.recv(12) == b"HTTP/1.1 200"
        growth = peak_memory_mb(mock.process.pid) - before
        assert mock.post({"model": CHAT_MODEL, "messages": MESSAGES}).status_code == 200
    # The whole of a stream is about 60 MB: 8 choices of 180,000 characters, in an event for each 8 of them.
    measurements.at_most(
        f"mock, {count} unread streams: memory for each", bound=8, measured=growth / count, unit="MB"
    )


@needs(CHAT_OPERATION)
@pytest.mark.parametrize("count", [5, pytest.param(50, marks=pytest.mark.long)])
def test_mock_stops_writing_when_the_client_has_left(
    mock: MockProcess, measurements: Measurements, count: int
) -> None:
    """asyncio logs a warning for each write to a connection that is closed; the fixture checks that there is none."""
    process_id = mock.process.pid
    before = cpu_seconds(process_id)
    for _ in range(count):
        with open_stream(mock, 65536) as connection:
            connection.settimeout(60)
            connection.recv(65536)
            linger_for_zero_seconds = (1).to_bytes(4, "little") + (0).to_bytes(4, "little")
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger_for_zero_seconds)
    wait_until_idle(process_id)
    assert mock.post({"model": CHAT_MODEL, "messages": MESSAGES}).status_code == 200
    seconds = (cpu_seconds(process_id) - before) / count
    # The whole of a stream takes more than a second.
    measurements.at_most(
        f"mock, {count} abandoned streams: CPU for each", bound=0.3, measured=seconds, unit="s"
    )


def wait_until_idle(process_id: int) -> None:
    """Wait until a process has used no processor time for a while."""
    used = -1.0
    while used != (used := cpu_seconds(process_id)):
        time.sleep(0.2)


# --- requests that do not end ---

HEAD = b"POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer any\r\n"


@needs(CHAT_OPERATION)
@pytest.mark.parametrize(
    ("name", "sent", "status"),
    [
        ("silence", b"", b""),
        ("half a head", HEAD, b""),
        ("half a body", HEAD + b"content-length: 10\r\n\r\n{", b"408"),
        ("half a chunk", HEAD + b"transfer-encoding: chunked\r\n\r\na\r\n{", b"408"),
        ("half a second head", HEAD + b"content-length: 0\r\n\r\nPOST /", b"400"),
    ],
)
def test_mock_closes_a_connection_whose_request_does_not_end(
    mock: MockProcess, measurements: Measurements, name: str, sent: bytes, status: bytes
) -> None:
    began = time.monotonic()
    with socket.create_connection(mock.address, timeout=30) as connection:
        connection.sendall(sent)
        received = b""
        while data := connection.recv(65536):
            received += data
    seconds = time.monotonic() - began
    assert received[9:12] == status
    measurements.at_most(f"mock, {name}: open for (limit 0.5 s)", bound=3, measured=seconds, unit="s")


@pytest.mark.parametrize("field", ["path", "name", "value", "many fields"])
def test_mock_limits_the_head_of_a_request(mock: MockProcess, measurements: Measurements, field: str) -> None:
    before = memory_mb(mock.process.pid)
    piece = {"many fields": b"x: y\r\n" * 10_000, "name": b"x" * 65536}.get(field, b"y" * 65536)
    start = {"path": b"POST /", "value": HEAD + b"x: "}.get(field, HEAD)
    sent = 0
    with socket.create_connection(mock.address, timeout=30) as connection, contextlib.suppress(OSError):
        connection.sendall(start)
        for _ in range(1000):
            connection.sendall(piece)
            sent += len(piece)
    assert sent < 1000 * len(piece)
    growth = peak_memory_mb(mock.process.pid) - before
    measurements.at_most(f"mock, endless {field} in a head: memory", bound=10, measured=growth, unit="MB")
    assert http_protocol.MAX_HEAD_BYTES < 100_000


# --- what the mock keeps ---


@pytest.mark.long
def test_memory_of_stored_responses_and_recorded_requests_is_bounded(
    mock: MockProcess, measurements: Measurements
) -> None:
    body = {"model": RESPONSES_MODEL, "input": "word " * 400_000, "store": True}
    with httpx.Client(headers=HEADERS, timeout=60, base_url=mock.url) as client:
        for _ in range(150):  # 300 MB in all
            assert client.post("/v1/responses", json=body).status_code == 200
        growth = memory_mb(mock.process.pid)
        measurements.at_most(
            "mock, 150 stored responses of 2 MB: memory", bound=400, measured=growth, unit="MB"
        )
        small = {"model": RESPONSES_MODEL, "input": "Hi", "store": True}
        for _ in range(2_000):
            client.post("/v1/responses", json=small)
        before = memory_mb(mock.process.pid)
        for _ in range(48_000):
            client.post("/v1/responses", json=small)
        growth = memory_mb(mock.process.pid) - before
    measurements.at_most("mock, 50,000 stored responses: growth", bound=20, measured=growth, unit="MB")


# --- smuggling and traversal ---

SMUGGLED = b"POST /_mock/reset HTTP/1.1\r\nhost: localhost\r\ncontent-length: 0\r\n\r\n"


@needs(CHAT_OPERATION)
@pytest.mark.parametrize(
    "request_",
    [
        HEAD + b"content-length: %d\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n" % (5 + len(SMUGGLED)),
        HEAD + b"transfer-encoding: chunked\r\ncontent-length: 4\r\n\r\n0\r\n\r\n",
        HEAD + b"content-length: 0\r\ncontent-length: %d\r\n\r\n" % len(SMUGGLED),
        HEAD + b"content-length: 0, %d\r\n\r\n" % len(SMUGGLED),
        HEAD + b"content-length: +0\r\n\r\n",
        HEAD + b"content-length : 0\r\n\r\n",
        HEAD + b"content-length: 0\n\n",
        HEAD + b"transfer-encoding: xchunked\r\n\r\n",
        HEAD + b"transfer-encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        HEAD + b"x: y\r\n content-length: 0\r\n\r\n",
    ],
)
def test_mock_rejects_ambiguous_requests(
    mock: MockProcess, measurements: Measurements, request_: bytes
) -> None:
    """A request whose length is ambiguous must not hide another one: the second is not executed."""
    mock.post([{"text": "Not reset."}], "/_mock/responses")
    with socket.create_connection(mock.address, timeout=30) as connection, contextlib.suppress(OSError):
        connection.sendall(request_ + SMUGGLED)
        connection.shutdown(socket.SHUT_WR)
        while connection.recv(65536):
            pass
    completion = mock.post({"model": CHAT_MODEL, "messages": MESSAGES}).json()
    was_executed = completion["choices"][0]["message"]["content"] != "Not reset."
    measurements.at_most("mock, smuggled requests executed", bound=0, measured=was_executed, unit="requests")


@pytest.mark.parametrize(
    "path",
    [
        "/v1/../_mock/reset",
        "/v1/%2e%2e/_mock/reset",
        "/v1/chat/completions/../../../_mock/reset",
        "/../../etc/passwd",
        "/%2e%2e%2f%2e%2e%2fetc/passwd",
        "//_mock/reset",
        "/_mock//reset",
        "/_mock/reset/",
        "/_mock/%00reset",
    ],
)
def test_mock_resolves_no_path(mock: MockProcess, measurements: Measurements, path: str) -> None:
    with socket.create_connection(mock.address, timeout=30) as connection:
        connection.sendall(f"POST {path} HTTP/1.1\r\nhost: localhost\r\ncontent-length: 0\r\n\r\n".encode())
        status = connection.recv(65536)[9:12]
    assert status in (b"404", b"400")
    measurements.at_most(
        "mock, path traversal succeeded", bound=0, measured=status == b"200", unit="requests"
    )
