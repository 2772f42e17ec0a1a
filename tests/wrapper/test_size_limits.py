"""The maximal sizes of responses, over real sockets; `tests/endurance` measures the memory."""

from __future__ import annotations

import gzip
import math
from typing import Any

import pytest

import aimlkit
from aimlkit import SizeLimits
from tests.wrapper.any_client import AnyClient
from tests.wrapper.payloads import (
    COMPLETION,
    EVENT_STREAM,
    STREAM_HEAD,
    chat_chunk,
    encode_chunked,
    encode_events,
    http_response,
)
from tests.wrapper.raw_server import RawServer

LARGE = COMPLETION | {"padding": "x" * 5000}
LIMITS = SizeLimits(response=2000, event=1000, headers=500)


@pytest.mark.parametrize("status", [200, 500])
@pytest.mark.parametrize("compressed", [False, True])
@pytest.mark.parametrize("stream", [False, True])
def test_response_larger_than_the_limit_is_an_error(
    raw_client: AnyClient, raw_server: RawServer, status: int, compressed: bool, stream: bool
) -> None:
    body = b'{"padding": "' + b"x" * 5000 + b'"}'
    if compressed:
        raw_server.enqueue(http_response(gzip.compress(body), status, content_encoding="gzip"))
    else:
        raw_server.enqueue(http_response(body, status))
    raw_client.options |= {"size_limits": LIMITS, "max_retries": 2}
    with pytest.raises(
        aimlkit.ResponseTooLargeError, match="body of the response is larger than 2,000 bytes"
    ):
        raw_client.create_chat_completion(stream=stream)
    assert len(raw_server.requests) == 1  # Another attempt would cost the same again.


def test_response_within_the_limit_is_returned(raw_client: AnyClient, raw_server: RawServer) -> None:
    raw_client.options["size_limits"] = SizeLimits(response=100_000)
    raw_server.enqueue(http_response(LARGE))
    assert raw_client.create_chat_completion().to_dict() == LARGE


@pytest.mark.parametrize(
    "data", [[b"data: " + b"x" * 2000], [b"data: x\n"] * 1000, [b"data: x" + b"y" * 9] * 200]
)
def test_event_larger_than_the_limit_ends_the_stream(
    raw_client: AnyClient, raw_server: RawServer, data: list[bytes]
) -> None:
    raw_client.options["size_limits"] = LIMITS
    first = encode_chunked(encode_events(chat_chunk("Hello")))
    raw_server.enqueue(STREAM_HEAD + first, *map(encode_chunked, data), 30.0)
    with pytest.raises(aimlkit.APIStreamError, match="an event is larger than 1,000 bytes") as raised:
        raw_client.create_chat_completion(stream=True)
    assert isinstance(raised.value.partial, aimlkit.ChatCompletion)
    assert raised.value.partial.text == "Hello"


def test_stream_of_many_events_may_be_larger_than_a_response(
    raw_client: AnyClient, raw_server: RawServer
) -> None:
    raw_client.options["size_limits"] = LIMITS
    events = encode_events(*[chat_chunk("Hello")] * 100, "[DONE]")
    raw_server.enqueue(http_response(events, content_type=EVENT_STREAM))
    assert len(raw_client.create_chat_completion(stream=True)) == 100


def test_headers_larger_than_the_limit_are_an_error(raw_client: AnyClient, raw_server: RawServer) -> None:
    raw_client.options["size_limits"] = LIMITS
    raw_server.enqueue(http_response(x_padding="x" * 600))
    with pytest.raises(
        aimlkit.ResponseTooLargeError, match="headers of the response is larger than 500 bytes"
    ):
        raw_client.create_chat_completion()


def test_size_limits_of_a_copy_are_its_own() -> None:
    client = aimlkit.AIMLAPI(api_key="a")
    assert client.size_limits == SizeLimits(response=64_000_000, event=16_000_000, headers=1_000_000)
    assert client.copy(size_limits=LIMITS).size_limits == LIMITS
    assert client.copy(size_limits=LIMITS).copy().size_limits == LIMITS


@pytest.mark.parametrize("size", [0, -1, math.nan, "1", None])
def test_size_limits_rejects_what_is_no_size(size: Any) -> None:
    with pytest.raises(ValueError, match="event must be a positive number of bytes"):
        SizeLimits(event=size)
