"""A server that does next to nothing: what it sends was made before, and it reads no more than it has to.

What the mock says to the requests here is kept as bytes, so that a client's own work is what is measured.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from multiprocessing.connection import Connection

import httpx

from aimlkit.mock import MockServer, Step
from tests.bench.subjects import CHAT, RESPONSE

_LENGTH = re.compile(rb"(?i)\r\ncontent-length: (\d+)\r\n")


@contextmanager
def serving(events: int, many: int) -> Iterator[str]:
    """The server in a process of its own, and its address.

    Under /v1 a stream has about so many `events`, under /many/v1 it has `many`.
    """
    here, there = multiprocessing.get_context("spawn").Pipe()
    server = multiprocessing.get_context("spawn").Process(target=_serve, args=[there, recorded(events, many)])
    server.start()
    try:
        yield f"http://127.0.0.1:{here.recv()}"
    finally:
        server.terminate()
        server.join()


def recorded(events: int, many: int) -> dict[tuple[bytes, bool], bytes]:
    """Answers of the mock, by their paths and whether they are streams."""
    answers = {}
    with MockServer() as mock:
        for path, body in (("/chat/completions", CHAT), ("/responses", RESPONSE)):
            for streams in (False, True):
                if streams:
                    mock.script.append(Step(text=" word" * events))
                headers = {"Authorization": f"Bearer {mock.key}"}
                asked = {**body, "stream": streams}
                answer = httpx.post(mock.base_url + path, json=asked, headers=headers, trust_env=False)
                answer.raise_for_status()
                kind = answer.headers["content-type"]
                answers[f"/v1{path}".encode(), streams] = _answer(answer.content, kind)
                if streams and path == "/chat/completions":
                    first, rest = answer.content.split(b"\n\n", 1)
                    word, end = rest.split(b"\n\n", 1)[0], answer.content.rsplit(b"\n\n", 3)[1:]
                    longer = b"\n\n".join([first, *[word] * many, *end])
                    answers[f"/many/v1{path}".encode(), True] = _answer(longer, kind)
    return answers


def _answer(body: bytes, kind: str) -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Type: %b\r\nContent-Length: %d\r\n\r\n%b" % (
        kind.encode(),
        len(body),
        body,
    )


def _serve(pipe: Connection, answers: Mapping[tuple[bytes, bool], bytes]) -> None:
    async def serve() -> None:
        server = await asyncio.get_running_loop().create_server(lambda: _Served(answers), "127.0.0.1", 0)
        pipe.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(serve())


class _Served(asyncio.Protocol):
    """A connection. Its requests come one after the other."""

    transport: asyncio.Transport

    def __init__(self, answers: Mapping[tuple[bytes, bool], bytes]) -> None:
        self.answers = answers
        self.received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.received += data
        head, blank, body = self.received.partition(b"\r\n\r\n")
        length = _LENGTH.search(head + b"\r\n")
        if blank and length and len(body) == int(length[1]):
            self.received = b""
            streams = b'"stream":true' in body.replace(b" ", b"")
            self.transport.write(self.answers[head.split(b" ", 2)[1], streams])
