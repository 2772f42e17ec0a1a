"""Streams of the mock server as bytes, read by this package's events and by the official client's."""

import json
from typing import Any

import httpx
import openai

from aimlkit.mock import MockServer

Json = Any


def wire(server: MockServer, path: str, request: Json) -> bytes:
    """What the server sends for a streamed request."""
    headers = {"Authorization": f"Bearer {server.key}"}
    answer = httpx.post(f"{server.base_url}{path}", json={**request, "stream": True}, headers=headers)
    assert answer.status_code == 200, answer.text
    return answer.content


def events(stream: bytes) -> list[Json]:
    """The JSON of the events in a stream, without the mark at its end."""
    data = [line.removeprefix("data: ") for line in stream.decode().splitlines() if line.startswith("data:")]
    return [json.loads(text) for text in data if text != "[DONE]"]


def bytes_of(values: list[Json]) -> bytes:
    """A stream of these events."""
    return (
        b"".join(b"data: " + json.dumps(value).encode() + b"\n\n" for value in values) + b"data: [DONE]\n\n"
    )


def official(stream: bytes) -> openai.OpenAI:
    """The official client, to whom every request is answered with this stream."""

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=stream, headers={"content-type": "text/event-stream"})

    http_client: Any = httpx.Client(transport=httpx.MockTransport(answer))
    return openai.OpenAI(api_key="any", base_url="http://localhost", http_client=http_client)


def bare(value: Json, *without: str) -> Json:
    """JSON without nulls, and without some of its keys."""
    if isinstance(value, dict):
        return {k: bare(v, *without) for k, v in value.items() if v is not None and k not in without}
    return [bare(item, *without) for item in value] if isinstance(value, list) else value
