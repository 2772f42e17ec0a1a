"""Raw responses: a response with its status and headers, and what it is parsed to."""

from __future__ import annotations

import asyncio
import pickle
from typing import Any

import pytest

from aimlkit import AIMLAPI, AsyncAIMLAPI
from aimlkit.mock import MockResponse, MockServer
from tests.wrapper.payloads import CHAT_PARAMS

Json = Any


def test_raw_response_has_status_headers_and_parsed_response(
    client: AIMLAPI, aimlkit_mock: MockServer
) -> None:
    aimlkit_mock.enqueue(MockResponse(headers={"X-Inference-Id": "r1", "X-A": "b"}))
    raw = client.chat.completions.with_raw_response.create(**CHAT_PARAMS)
    assert (raw.status_code, raw.headers["x-a"], raw.request_id, raw.retries_taken) == (200, "b", "r1", 0)
    body: Json = raw.json()
    assert raw.parse().text == body["choices"][0]["message"]["content"]
    assert raw.parse().request_id == "r1"
    assert not hasattr(raw, "nothing")


def test_raw_response_of_a_stream(client: AIMLAPI) -> None:
    raw = client.responses.with_raw_response.create(model="o3-mini", input="Hi", stream=True)
    assert raw.headers["content-type"].startswith("text/event-stream")
    events: Json = [*raw.parse()]
    assert events[-1].type == "response.completed"


def test_raw_response_of_the_async_client(aimlkit_mock: MockServer) -> None:
    async def create() -> None:
        async with AsyncAIMLAPI(api_key=aimlkit_mock.key, base_url=aimlkit_mock.base_url) as client:
            raw = await client.responses.with_raw_response.create(model="o3-mini", input="Hi")
            assert raw.parse().output_text
            stream = await client.chat.completions.with_raw_response.create(**CHAT_PARAMS, stream=True)
            assert [chunk async for chunk in stream.parse()]

    asyncio.run(create())


def test_with_raw_response_of_the_client(client: AIMLAPI) -> None:
    raw = client.with_raw_response.chat.completions.create(**CHAT_PARAMS)
    assert (raw.status_code, raw.parse().text) == (200, client.chat.completions.create(**CHAT_PARAMS).text)
    assert client.with_raw_response.responses.create(model="o3-mini", input="Hi").parse().output_text


@pytest.mark.parametrize("name", ["parse", "stream", "run_tools"])
def test_with_raw_response_has_create_only(client: Json, name: str) -> None:
    for resource in (client.with_raw_response.chat.completions, client.responses.with_raw_response):
        assert callable(resource.create)
        assert not hasattr(resource, name)


def test_with_raw_response_has_no_conversation(client: Json) -> None:
    assert not hasattr(client.with_raw_response.chat, "conversation")
    assert not hasattr(client.with_raw_response.responses, "conversation")


def test_raw_response_can_be_pickled(client: AIMLAPI) -> None:
    raw = client.chat.completions.with_raw_response.create(**CHAT_PARAMS)
    copy = pickle.loads(pickle.dumps(raw))
    assert (copy.status_code, copy.parse().to_dict()) == (200, raw.parse().to_dict())
