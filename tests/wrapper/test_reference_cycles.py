"""Clients, streams, responses and errors are in no reference cycle: they are freed as soon as they are dropped."""

from __future__ import annotations

import asyncio
import gc
import weakref
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import aimlkit
from aimlkit import AIMLAPI, AsyncAIMLAPI
from aimlkit.mock import MockResponse, MockServer
from tests.models import CHAT_MODEL, RESPONSES_MODEL
from tests.wrapper.payloads import CHAT_PARAMS

Json = Any

RESPONSES_PARAMS: Json = {"model": RESPONSES_MODEL, "input": "Hi"}


@pytest.fixture(autouse=True)
def _no_garbage_collector() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def read(stream: Json) -> Json:
    list(stream)
    return stream


def read_partly(stream: Json) -> Json:
    with stream:
        next(stream)
    return stream


def read_from_block(stream: Json) -> Json:
    with stream:
        for event in stream:
            getattr(event, "snapshot", None)
    return stream


@pytest.mark.parametrize(
    "create",
    [
        lambda client: client,
        lambda client: client.with_options(max_retries=1),
        lambda client: client.chat,
        lambda client: client.chat.completions,
        lambda client: client.responses,
        lambda client: client.with_raw_response.chat.completions,
        lambda client: client.chat.conversation(model=CHAT_MODEL),
        lambda client: client.chat.completions.create(**CHAT_PARAMS),
        lambda client: client.responses.create(**RESPONSES_PARAMS),
        lambda client: client.chat.completions.with_raw_response.create(**CHAT_PARAMS),
        lambda client: client.chat.completions.with_raw_response.create(**CHAT_PARAMS).http_response,
        lambda client: client.chat.completions.parse(**CHAT_PARAMS),
        lambda client: read(client.chat.completions.create(**CHAT_PARAMS, stream=True)),
        lambda client: read(client.responses.create(**RESPONSES_PARAMS, stream=True)),
        lambda client: read_partly(client.chat.completions.create(**CHAT_PARAMS, stream=True)),
        lambda client: read_partly(client.chat.completions.create(**CHAT_PARAMS, stream=True)).response,
        lambda client: read_from_block(client.chat.completions.stream(**CHAT_PARAMS)),
        lambda client: read_from_block(client.responses.stream(**RESPONSES_PARAMS)),
    ],
)
def test_object_is_freed_when_it_is_dropped(aimlkit_mock: MockServer, create: Callable[[Json], Json]) -> None:
    with AIMLAPI(api_key=aimlkit_mock.key, base_url=aimlkit_mock.base_url) as client:
        reference = weakref.ref(create(client))
    del client
    assert reference() is None


def test_stream_that_is_open_is_freed_when_it_is_dropped(aimlkit_mock: MockServer) -> None:
    """The response stays, to be closed by the next request."""
    with AIMLAPI(api_key=aimlkit_mock.key, base_url=aimlkit_mock.base_url) as client:
        stream = client.chat.completions.create(**CHAT_PARAMS, stream=True)
        next(stream)
        response = weakref.ref(stream.response)
        reference = weakref.ref(stream)
        del stream
        assert reference() is None
        assert response() is not None
        with pytest.warns(ResourceWarning):
            client.chat.completions.create(**CHAT_PARAMS)
        assert response() is None


def test_async_objects_are_freed_when_they_are_dropped(aimlkit_mock: MockServer) -> None:
    async def create() -> list[weakref.ref[Json]]:
        async with AsyncAIMLAPI(api_key=aimlkit_mock.key, base_url=aimlkit_mock.base_url) as client:
            raw = await client.chat.completions.with_raw_response.create(**CHAT_PARAMS)
            stream = await client.chat.completions.create(**CHAT_PARAMS, stream=True)
            async for _ in stream:
                pass
            async with client.responses.stream(**RESPONSES_PARAMS) as response_stream:
                await anext(response_stream)
            return [*map(weakref.ref, (client, raw, raw.http_response, stream, response_stream))]

    assert [reference() for reference in asyncio.run(create())] == [None] * 5


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize(
    "mock_response",
    [
        MockResponse(status=400),
        MockResponse(status=200, body="<html>"),
        MockResponse(disconnect_after_bytes=10),
    ],
)
def test_error_is_freed_when_it_is_dropped(
    aimlkit_mock: MockServer, mock_response: MockResponse, stream: bool
) -> None:
    aimlkit_mock.enqueue(mock_response)
    references: list[weakref.ref[Json]] = []
    with AIMLAPI(api_key=aimlkit_mock.key, base_url=aimlkit_mock.base_url, max_retries=0) as client:
        try:
            result: Json = client.chat.completions.create(**CHAT_PARAMS, stream=stream)
            for _ in result:
                pass
        except aimlkit.APIError as error:
            references.append(weakref.ref(error))
    assert len(references) == 1
    assert references[0]() is None
