"""An async client in several event loops: connections belong to the loop that opened them, and are closed with it."""

from __future__ import annotations

import asyncio
import gc
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
import trio

import aimlkit
from aimlkit import AsyncAIMLAPI
from aimlkit.mock import MockServer
from tests.wrapper.payloads import CHAT_PARAMS

Json = Any

#: Runs an async function in an event loop of its own.
Run = Callable[[Callable[[], Awaitable[object]]], object]


def run_asyncio(function: Callable[[], Awaitable[object]]) -> object:
    async def call() -> object:
        return await function()

    return asyncio.run(call())


def run_until_complete(function: Callable[[], Awaitable[object]]) -> object:
    """Run a function as programs did before `asyncio.run`: nothing but its own end closes the loop."""
    event_loop = asyncio.new_event_loop()
    try:
        return event_loop.run_until_complete(function())
    finally:
        event_loop.run_until_complete(event_loop.shutdown_asyncgens())
        event_loop.close()


ALL_LOOPS: list[Run] = [run_asyncio, run_until_complete, trio.run]


@pytest.fixture
def async_client(aimlkit_mock: MockServer) -> AsyncAIMLAPI:
    return AsyncAIMLAPI(api_key=aimlkit_mock.key, base_url=aimlkit_mock.base_url, max_retries=0)


@pytest.mark.parametrize("first", ALL_LOOPS)
@pytest.mark.parametrize("second", ALL_LOOPS)
@pytest.mark.parametrize("stream", [False, True])
def test_client_works_in_several_event_loops(
    async_client: AsyncAIMLAPI, first: Run, second: Run, stream: bool
) -> None:
    """Warnings are errors in tests, so this also shows that no connection is left open."""

    async def create() -> object:
        response: Json = await async_client.chat.completions.create(**CHAT_PARAMS, stream=stream)
        return [chunk async for chunk in response] if stream else response.text

    for run in (first, second, first):
        assert run(create)
        gc.collect()


def test_client_is_shared_by_threads_with_an_event_loop_each(async_client: AsyncAIMLAPI) -> None:
    barrier = threading.Barrier(4)

    async def create() -> object:
        barrier.wait(timeout=30)
        responses = [await async_client.chat.completions.create(**CHAT_PARAMS) for _ in range(5)]
        barrier.wait(timeout=30)
        return responses[-1].text

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(run_asyncio, [create] * 4))


def test_client_forgets_event_loops_that_have_ended(async_client: AsyncAIMLAPI) -> None:
    async def create() -> object:
        return await async_client.chat.completions.create(**CHAT_PARAMS)

    for run in ALL_LOOPS * 3:
        run(create)
    transport: Json = async_client.transport
    assert len(transport._default_clients._clients) == 1


def test_connections_are_reused_within_an_event_loop(async_client: AsyncAIMLAPI) -> None:
    async def create() -> int:
        for _ in range(3):
            await async_client.chat.completions.create(**CHAT_PARAMS)
        http_client: Json = async_client.transport.http_client
        return len(http_client._transport._pool.connections)

    assert [run_asyncio(create), run_asyncio(create)] == [1, 1]


@pytest.mark.parametrize("close_in", ALL_LOOPS)
def test_client_is_closed_in_another_event_loop(async_client: AsyncAIMLAPI, close_in: Run) -> None:
    async def create() -> object:
        return await async_client.chat.completions.create(**CHAT_PARAMS)

    run_asyncio(create)
    close_in(async_client.aclose)
    assert async_client.is_closed()
    with pytest.raises(aimlkit.AIMLAPIError, match="the client is closed"):
        run_asyncio(create)


def test_client_is_closed_without_an_event_loop_of_its_own(async_client: AsyncAIMLAPI) -> None:
    assert not async_client.is_closed()
    run_asyncio(async_client.aclose)
    assert async_client.is_closed()


@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_httpx_client_of_the_user_works_in_several_event_loops(aimlkit_mock: MockServer) -> None:
    """Its idle connections belong to the first loop: the attempt that uses one fails, and is retried."""
    client = AsyncAIMLAPI(
        api_key=aimlkit_mock.key,
        base_url=aimlkit_mock.base_url,
        max_retries=1,
        http_client=httpx.AsyncClient(),
    )

    async def create() -> object:
        return await client.chat.completions.create(**CHAT_PARAMS)

    assert run_asyncio(create)
    assert run_asyncio(create)
    run_asyncio(client.aclose)
    gc.collect()


def test_stream_of_another_event_loop_is_an_error_of_this_package(async_client: AsyncAIMLAPI) -> None:
    streams: list[Json] = []

    async def open_stream() -> object:
        stream = await async_client.chat.completions.create(**CHAT_PARAMS, stream=True)
        streams.append(stream)
        return await anext(stream)

    run_asyncio(open_stream)
    with pytest.raises(aimlkit.APIError):
        run_asyncio(streams[0].until_done)
    run_asyncio(streams[0].close)


def test_client_without_an_event_loop_is_an_error_of_one_line(async_client: AsyncAIMLAPI) -> None:
    call = async_client.chat.completions.create(**CHAT_PARAMS)
    with pytest.raises(aimlkit.AIMLAPIError, match="needs a running event loop"):
        call.__await__().send(None)
