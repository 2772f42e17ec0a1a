"""A server that does as little as possible, so that measurements show the work of the client.

Its responses are recorded from the mock and sent as bytes; it reads requests only as far as it has to.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from multiprocessing.connection import Connection

import httpx

from aimlkit.mock import MockResponse, MockServer
from tests.bench.subjects import CHAT, RESPONSE

_LENGTH = re.compile(rb"(?i)\r\ncontent-length: (\d+)\r\n")


@contextmanager
def serving(events: int, many: int) -> Iterator[str]:
    """Run the server in its own process; yield its URL.

    Streams have about `events` events under /v1, and `many` under /many/v1.
    """
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe()
    server = context.Process(target=_serve, args=[sender, record_responses(events, many)])
    server.start()
    try:
        yield f"http://127.0.0.1:{receiver.recv()}"
    finally:
        server.terminate()
        server.join()


def record_responses(events: int, many: int) -> dict[tuple[bytes, bool], bytes]:
    """Return responses of the mock as bytes, by their path and whether they are streams."""
    recorded: dict[tuple[bytes, bool], bytes] = {}
    with MockServer() as mock:
        for path, body in (("/chat/completions", CHAT), ("/responses", RESPONSE)):
            for is_stream in (False, True):
                if is_stream:
                    mock.enqueue(MockResponse(text=" word" * events))
                response = httpx.post(
                    mock.base_url + path,
                    json={**body, "stream": is_stream},
                    headers={"Authorization": f"Bearer {mock.key}"},
                    trust_env=False,
                )
                response.raise_for_status()
                content_type = response.headers["content-type"]
                recorded[f"/v1{path}".encode(), is_stream] = _http_message(response.content, content_type)
                if is_stream and path == "/chat/completions":
                    longer = _with_repeated_chunk(response.content, many)
                    recorded[f"/many/v1{path}".encode(), True] = _http_message(longer, content_type)
    return recorded


def _with_repeated_chunk(stream: bytes, count: int) -> bytes:
    """Return a stream with the first chunk of text `count` times, between its first chunk and its end."""
    first, rest = stream.split(b"\n\n", 1)
    text_chunk = rest.split(b"\n\n", 1)[0]
    end = stream.rsplit(b"\n\n", 3)[1:]
    return b"\n\n".join([first, *[text_chunk] * count, *end])


def _http_message(body: bytes, content_type: str) -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Type: %b\r\nContent-Length: %d\r\n\r\n%b" % (
        content_type.encode(),
        len(body),
        body,
    )


def _serve(port_sender: Connection, responses: Mapping[tuple[bytes, bool], bytes]) -> None:
    async def serve() -> None:
        server = await asyncio.get_running_loop().create_server(
            lambda: _ServerProtocol(responses), "127.0.0.1", 0
        )
        port_sender.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(serve())


class _ServerProtocol(asyncio.Protocol):
    """A connection whose requests arrive one at a time."""

    transport: asyncio.Transport

    def __init__(self, responses: Mapping[tuple[bytes, bool], bytes]) -> None:
        self.responses = responses
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
            is_stream = b'"stream":true' in body.replace(b" ", b"")
            self.transport.write(self.responses[head.split(b" ", 2)[1], is_stream])
