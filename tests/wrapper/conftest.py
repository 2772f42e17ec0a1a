"""Clients of the mock, and a server that answers with the bytes it is told."""

import asyncio
import contextlib
import json
import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from aimlkit import AIMLAPI, AsyncAIMLAPI
from aimlkit.mock import MockServer

Json = Any

ASK: Json = {"model": "o3-mini", "messages": [{"role": "user", "content": "Hi"}]}
COMPLETION: Json = {
    "id": "c1",
    "object": "chat.completion",
    "created": 1,
    "model": "o3-mini",
    "choices": [{"index": 0, "message": {"role": "assistant", "content": "Hello"}, "finish_reason": "stop"}],
    "usage": {"prompt_tokens": 1, "completion_tokens": 2, "total_tokens": 3},
    "meta": {"usage": {"credits_used": 10, "usd_spent": 0.25}},
}


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AIML_API_KEY", "AIMLAPI_API_KEY", "AIML_API_BASE", "AIMLAPI_API_BASE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def client(aimlkit_mock: MockServer) -> Iterator[AIMLAPI]:
    with AIMLAPI(api_key=aimlkit_mock.key, base_url=aimlkit_mock.base_url) as client:
        yield client


def held(client: Json) -> list[Json]:
    """The connections of a client that are neither free nor closed: between two calls there is none."""
    pool = client._http()._transport._pool
    return [each for each in pool.connections if not (each.is_idle() or each.is_closed())]


class Both:
    """The sync client and the async one behind one face: what is true of one has to be true of the other."""

    def __init__(self, is_async: bool, options: Json) -> None:
        self.is_async = is_async
        self.options = options

    def chat(self, **params: Json) -> Json:
        """A completion; of a stream, the list of its chunks."""
        return self.call(lambda client: client.chat.completions.create, **{**ASK, **params})

    def respond(self, **params: Json) -> Json:
        """A response; of a stream, the list of its events."""
        return self.call(
            lambda client: client.responses.create, **{"model": "o3-mini", "input": "Hi", **params}
        )

    def count(self) -> int:
        """How many chunks a stream has; none is kept."""
        if self.is_async:
            return asyncio.run(self._acount())
        with AIMLAPI(**self.options) as client:
            return sum(1 for _ in client.chat.completions.create(**ASK, stream=True))

    async def _acount(self) -> int:
        async with AsyncAIMLAPI(**self.options) as client:
            count = 0
            async for _ in await client.chat.completions.create(**ASK, stream=True):
                count += 1
            return count

    def call(self, method: Callable[[Json], Json], **params: Json) -> Json:
        """What a method of a new client gives; the part of a stream that came is in the error's `seen`."""
        if self.is_async:
            return asyncio.run(self._acall(method, params))
        with AIMLAPI(**self.options) as client:
            try:
                answer = method(client)(**params)
                if not params.get("stream"):
                    return answer
                seen = []
                try:
                    for event in answer:
                        seen.append(event)
                except Exception as error:
                    error.seen = seen  # type: ignore[attr-defined]
                    raise
                finally:
                    assert answer.response.is_closed
                return seen
            finally:
                assert not held(client)

    async def _acall(self, method: Callable[[Json], Json], params: Json) -> Json:
        async with AsyncAIMLAPI(**self.options) as client:
            try:
                answer = await method(client)(**params)
                if not params.get("stream"):
                    return answer
                seen = []
                try:
                    async for event in answer:
                        seen.append(event)
                except Exception as error:
                    error.seen = seen  # type: ignore[attr-defined]
                    raise
                finally:
                    assert answer.response.is_closed
                return seen
            finally:
                assert not held(client)


@pytest.fixture(params=["sync", "async"])
def both(request: pytest.FixtureRequest, aimlkit_mock: MockServer) -> Both:
    """Either client of the mock."""
    options = {"api_key": aimlkit_mock.key, "base_url": aimlkit_mock.base_url}
    return Both(request.param == "async", options)


class Wire:
    """A server that reads a request and then does what the next of its scripts says.

    A script is a list of what to send: bytes; a float, seconds to wait for the client to leave; or "reset".
    """

    def __init__(self) -> None:
        self.scripts: list[list[Json]] = []
        self.requests: list[bytes] = []
        self.connections = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.base_url = f"http://127.0.0.1:{self._listener.getsockname()[1]}/v1"
        self._stopped = False
        self._open: list[socket.socket] = []
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    def close(self) -> None:
        """Let go of everything."""
        self._stopped = True
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in self._open:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()

    def _accept(self) -> None:
        while not self._stopped:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            self._open.append(connection)
            thread = threading.Thread(target=self._serve, args=(connection,))
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        with connection:
            try:
                while self._request(connection) and self.scripts:
                    for step in self.scripts.pop(0):
                        if step == "reset":
                            linger = (1).to_bytes(4, "little") + (0).to_bytes(4, "little")
                            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                            return
                        if step == "close":
                            return
                        if isinstance(step, bytes):
                            connection.sendall(step)
                        else:
                            connection.settimeout(step)
                            try:
                                if not connection.recv(1):
                                    return
                            except TimeoutError:
                                connection.settimeout(None)
            except OSError:
                pass

    def _request(self, connection: socket.socket) -> bool:
        received = b""
        while b"\r\n\r\n" not in received:
            piece = connection.recv(65536)
            if not piece:
                return False
            received += piece
        head, _, body = received.partition(b"\r\n\r\n")
        fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
        while len(body) < int(fields.get(b"content-length", b"0")):
            piece = connection.recv(65536)
            if not piece:
                return False
            body += piece
        self.requests.append(head + b"\r\n\r\n" + body)
        return True


@pytest.fixture
def wire() -> Iterator[Wire]:
    server = Wire()
    yield server
    server.close()


@pytest.fixture(params=["sync", "async"])
def raw(request: pytest.FixtureRequest, wire: Wire) -> Both:
    """Either client of the server that answers with bytes; it does not try again, and waits two seconds."""
    options = {"api_key": "secret-key", "base_url": wire.base_url, "max_retries": 0, "timeout": 2}
    return Both(request.param == "async", options)


def fail_with_headers(request: httpx.Request) -> httpx.Response:
    """A transport that fails in a frame that has the headers in its variables."""
    headers = dict(request.headers)
    raise httpx.ConnectError(f"no connection for {len(headers)} headers")


def answer(
    body: bytes | Json = COMPLETION, status: int = 200, kind: str = "application/json", **headers: str
) -> bytes:
    """An answer as bytes."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    if "transfer_encoding" not in headers and "content_length" not in headers:
        lines.append(f"content-length: {len(content)}")
    head = "\r\n".join([f"HTTP/1.1 {status} Status", f"content-type: {kind}", *lines])
    return head.encode() + b"\r\n\r\n" + content


def chunk(text: str | None, **fields: Json) -> Json:
    """A chunk of a chat stream."""
    choice = {"index": 0, "delta": {"content": text}, "finish_reason": None}
    return {"id": "c1", "object": "chat.completion.chunk", "model": "o3-mini", "choices": [choice], **fields}


def sse(*data: Json) -> bytes:
    """Events as bytes: strings as they are, the rest as JSON."""
    texts = (value if isinstance(value, str) else json.dumps(value) for value in data)
    return b"".join(f"data: {text}\n\n".encode() for text in texts)


HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"


def chunked(*pieces: bytes) -> bytes:
    """Pieces in the chunked coding, without an end."""
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)
