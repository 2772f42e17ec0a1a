"""Streams of the mock server as bytes, so that this package and openai-python can read the same stream."""

from __future__ import annotations

import json
from typing import Any

import httpx
import openai

from aimlkit.mock import MockServer

Json = Any


def fetch_stream(server: MockServer, path: str, request: Json) -> bytes:
    """Return the body that the server sends for a streamed request."""
    response = httpx.post(
        f"{server.base_url}{path}",
        json={**request, "stream": True},
        headers={"Authorization": f"Bearer {server.key}"},
    )
    assert response.status_code == 200, response.text
    return response.content


def parse_events(stream: bytes) -> list[Json]:
    """Return the JSON of the events in a stream, without the end mark."""
    data = [line.removeprefix("data: ") for line in stream.decode().splitlines() if line.startswith("data:")]
    return [json.loads(text) for text in data if text != "[DONE]"]


def openai_client(stream: bytes) -> openai.OpenAI:
    """Return a client of openai-python that gets this stream as the response to every request."""

    def respond(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=stream, headers={"content-type": "text/event-stream"})

    http_client: Any = httpx.Client(transport=httpx.MockTransport(respond))
    return openai.OpenAI(api_key="any", base_url="http://localhost", http_client=http_client)


def without_nulls(value: Json, *names: str) -> Json:
    """Return JSON without null properties, and without the properties of these names."""
    if isinstance(value, dict):
        return {
            name: without_nulls(item, *names)
            for name, item in value.items()
            if item is not None and name not in names
        }
    return [without_nulls(item, *names) for item in value] if isinstance(value, list) else value
