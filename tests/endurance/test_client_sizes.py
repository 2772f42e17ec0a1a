"""Responses that are too large: they end in an error, and need no more memory than the limits of the client."""

from __future__ import annotations

import gzip
import itertools
import json
import zlib
from collections.abc import Iterator
from functools import cache

import pytest

from tests.endurance.flood_server import FloodServer, ResponseBytes
from tests.endurance.measurements import Measurements
from tests.endurance.processes import run_python
from tests.wrapper.payloads import COMPLETION, STREAM_HEAD, encode_chunked, http_response

MEGABYTE = 1_000_000

# A client that sends one request and prints the class of the exception.
CLIENT = """
import sys, aimlkit
client = aimlkit.AIMLAPI(api_key="a", base_url=sys.argv[1], max_retries=0, timeout=float(sys.argv[3]))
try:
    result = client.chat.completions.create(
        model="any model", messages=[{"role": "user", "content": "Hi"}], stream=sys.argv[2] == "stream"
    )
    for _ in result if sys.argv[2] == "stream" else ():
        pass
    print("no error")
except aimlkit.APIError as error:
    print(type(error).__name__)
"""

ASYNC_CLIENT = """
import asyncio, sys, aimlkit
async def main():
    client = aimlkit.AsyncAIMLAPI(api_key="a", base_url=sys.argv[1], max_retries=0, timeout=float(sys.argv[3]))
    try:
        result = await client.chat.completions.create(
            model="any model", messages=[{"role": "user", "content": "Hi"}], stream=sys.argv[2] == "stream"
        )
        if sys.argv[2] == "stream":
            async for _ in result:
                pass
        print("no error")
    except aimlkit.APIError as error:
        print(type(error).__name__)
asyncio.run(main())
"""


@cache
def bomb(size: int) -> bytes:
    """Return `size` spaces, compressed about a thousand times."""
    compressor = zlib.compressobj(9, wbits=zlib.MAX_WBITS | 16)
    data = [compressor.compress(b" " * MEGABYTE) for _ in range(size // MEGABYTE)]
    return b"".join([*data, compressor.flush()])


def gzip_bomb() -> Iterator[bytes]:
    yield http_response(bomb(1000 * MEGABYTE), content_encoding="gzip")


def nested_gzip_bomb() -> Iterator[bytes]:
    yield http_response(gzip.compress(bomb(1000 * MEGABYTE)), content_encoding="gzip, gzip")


def gzip_bomb_of_an_error() -> Iterator[bytes]:
    yield http_response(bomb(1000 * MEGABYTE), 500, content_encoding="gzip")


def endless_body() -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n"
    yield from itertools.repeat(b" " * 65536)


def endless_body_in_tiny_chunks() -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n"
    yield from itertools.repeat(encode_chunked(b"  ") * 10_000)


def gzip_bomb_as_an_event() -> Iterator[bytes]:
    head = STREAM_HEAD.replace(b"\r\n\r\n", b"\r\ncontent-encoding: gzip\r\n\r\n")
    yield head + encode_chunked(bomb(1000 * MEGABYTE))


def endless_event() -> Iterator[bytes]:
    yield STREAM_HEAD + encode_chunked(b"data: ")
    yield from itertools.repeat(encode_chunked(b"x" * 65536))


def endless_event_of_short_lines() -> Iterator[bytes]:
    yield STREAM_HEAD
    yield from itertools.repeat(encode_chunked(b"data: x\n" * 8192))


def endless_event_in_tiny_chunks() -> Iterator[bytes]:
    yield STREAM_HEAD + encode_chunked(b"data: ")
    yield from itertools.repeat(encode_chunked(b"xx") * 10_000)


def endless_headers() -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\n"
    yield from itertools.repeat(b"x: " + b"y" * 60_000 + b"\r\n")


@pytest.mark.long
@pytest.mark.parametrize("client", [CLIENT, ASYNC_CLIENT], ids=["sync", "async"])
@pytest.mark.parametrize(
    ("attack", "mode", "error", "megabytes"),
    [
        (gzip_bomb, "response", "ResponseTooLargeError", 64),
        (nested_gzip_bomb, "response", "ResponseTooLargeError", 64),
        (gzip_bomb_of_an_error, "response", "ResponseTooLargeError", 64),
        (endless_body, "response", "ResponseTooLargeError", 64),
        (endless_body_in_tiny_chunks, "response", "APITimeoutError", 64),
        (gzip_bomb_as_an_event, "stream", "APIStreamError", 16),
        (endless_event, "stream", "APIStreamError", 16),
        (endless_event_of_short_lines, "stream", "APIStreamError", 16),
        (endless_event_in_tiny_chunks, "stream", "StreamTimeoutError", 16),
        (endless_headers, "response", "APIConnectionError", 1),
    ],
)
def test_client_memory_is_bounded(
    request: pytest.FixtureRequest,
    measurements: Measurements,
    client: str,
    attack: ResponseBytes,
    mode: str,
    error: str,
    megabytes: float,
) -> None:
    small = http_response(json.dumps(COMPLETION).encode())
    with FloodServer(lambda: iter([small])) as server:
        usual = run_python(["-c", client, server.base_url, "response", "10"], timeout=60)
    with FloodServer(attack) as server:
        result = run_python(["-c", client, server.base_url, mode, "10"], timeout=60)
    assert (usual.stdout, result.stdout, result.stderr) == ("no error\n", f"{error}\n", "")
    # A bytearray that grows has some room, and the limit is that of the data itself.
    measurements.at_most(
        f"{request.node.callspec.id.rpartition('-')[2]} client, {attack.__name__.replace('_', ' ')}: memory",
        bound=megabytes * 1.25 + 8,
        measured=result.peak_mb - usual.peak_mb,
        unit="MB",
    )
