"""The small connection pools of a default HTTP client: together, they behave like a large one."""

from __future__ import annotations

import asyncio
import random
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import httpx
import pytest
import trio

from aimlkit import AsyncAIMLAPI
from aimlkit._split_pools import POOL_SIZE, AsyncSplitPool, Slots, SplitPool, Waiter, split_pools
from aimlkit.mock import MockServer
from tests.wrapper.families import MODULES, Family, new_http_client, over_both_families
from tests.wrapper.payloads import CHAT_PARAMS, http_response
from tests.wrapper.raw_server import RawServer

Json = Any

MANY = 3 * POOL_SIZE
LIMIT = POOL_SIZE + 2


def pool_of(http_client: Json) -> Json:
    return http_client._transport._pool


def limits(family: Family, **options: Any) -> Json:
    return MODULES[family].Limits(**{"max_connections": LIMIT, "max_keepalive_connections": LIMIT, **options})


def open_body(raw_server: RawServer) -> None:
    """Make the server send the beginning of a response, and not its end."""
    raw_server.enqueue(http_response(b"", content_length="5"), 30.0)


# --- the slots ---


def test_slots_of_the_first_pool_are_taken_first() -> None:
    slots = Slots(MANY)
    assert [slots.take() for _ in range(MANY)] == [0] * POOL_SIZE + [1] * POOL_SIZE + [2] * POOL_SIZE
    assert slots.take() is None
    for position in (2, 0, 1):
        slots.release(position)
    assert [slots.take() for _ in range(4)] == [0, 1, 2, None]


def test_slots_of_the_last_pool_are_the_rest() -> None:
    slots = Slots(LIMIT)
    assert [slots.take() for _ in range(LIMIT + 1)] == [0] * POOL_SIZE + [1, 1, None]
    assert [slots.size(position) for position in range(3)] == [POOL_SIZE, 2, -POOL_SIZE + 2]


def test_slots_are_passed_to_those_that_wait_in_their_order() -> None:
    slots = Slots(1)
    assert slots.take() == 0
    woken: list[str] = []
    first, second = (slots.wait(partial(woken.append, name)) for name in ("first", "second"))
    third = slots.wait(lambda: woken.append("third"))
    slots.abandon(second)
    slots.release(0)
    assert (woken, first.position, third.position, slots.take()) == (["first"], 0, None, None)
    slots.abandon(first)  # It was cancelled after it had been woken.
    assert (woken, third.position) == (["first", "third"], 0)
    slots.release(0)
    assert slots.is_idle(0)
    assert slots.take() == 0


def test_slots_are_never_more_than_their_limit() -> None:
    """Compare the slots with a simple model, for random sequences of operations."""
    numbers = random.Random(1)
    slots = Slots(LIMIT)
    taken: list[int] = []
    waiters: list[Waiter] = []
    for _ in range(5000):
        if numbers.random() < 0.55:
            position = slots.take()
            if position is None:
                waiters.append(slots.wait(lambda: None))
            else:
                taken.append(position)
        elif waiters and numbers.random() < 0.3:
            slots.abandon(waiters.pop(numbers.randrange(len(waiters))))
        elif taken:
            slots.release(taken.pop(numbers.randrange(len(taken))))
        taken += [each.position for each in waiters if each.position is not None]
        waiters = [each for each in waiters if each.position is None]
        assert len(taken) <= LIMIT
        assert not waiters or len(taken) == LIMIT
        assert taken.count(0) <= POOL_SIZE


# --- the fault, and the pools of a client ---


class CountedConnection:
    """A busy connection that counts how often its pool looks at it."""

    def __init__(self) -> None:
        self.looks = 0

    def __getattr__(self, name: str) -> Any:
        self.looks += 1
        return lambda: name == "is_connected"


@over_both_families
def test_httpx_checks_all_connections_for_each_request(family: Family) -> None:
    with MODULES[family].Client(verify=False) as client:
        connections = [CountedConnection() for _ in range(500)]
        pool = pool_of(client)
        pool._connections = [*connections]
        pool._requests = [
            type("Request", (), {"connection": each, "is_queued": bool})() for each in connections
        ]
        pool._assign_requests_to_connections()
        assert all(each.looks for each in connections)
        pool._connections, pool._requests = [], []


@over_both_families
def test_default_clients_have_small_pools(family: Family) -> None:
    with new_http_client(family, is_async=False) as client:
        assert isinstance(pool_of(client), SplitPool)
    client = new_http_client(family, is_async=True)
    assert isinstance(pool_of(client), AsyncSplitPool)
    assert pool_of(client)._slots.size(1000 // POOL_SIZE - 1) == POOL_SIZE
    assert pool_of(client)._slots.size(1000 // POOL_SIZE) == 0


def test_pools_of_proxies_are_split(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    client: Json = new_http_client("httpx", is_async=True)
    [proxy] = filter(None, client._mounts.values())
    assert isinstance(proxy._pool, AsyncSplitPool)
    assert type(proxy._pool.all_pools[0]).__name__ == "AsyncHTTPProxy"


@pytest.mark.parametrize("options", [{"http2": True}, {"max_connections": POOL_SIZE}], ids=["http2", "few"])
def test_pools_are_not_split_without_need(options: dict[str, Any]) -> None:
    sizes = {"max_connections": 1000} | options
    http2 = sizes.pop("http2", False)
    transport: Json = httpx.HTTPTransport(limits=httpx.Limits(**sizes), verify=False)
    transport._pool._http2 = http2  # Creating it needs the package h2.
    split_pools([transport, object(), httpx.MockTransport(lambda request: httpx.Response(200))])
    assert not isinstance(transport._pool, SplitPool)


# --- requests ---


@over_both_families
def test_requests_after_each_other_use_one_connection(aimlkit_mock: MockServer, family: Family) -> None:
    async def create() -> int:
        http_client = new_http_client(family, is_async=True)
        options: dict[str, Any] = {"api_key": aimlkit_mock.key, "base_url": aimlkit_mock.base_url}
        async with AsyncAIMLAPI(**options, http_client=http_client) as client:
            await asyncio.gather(*(client.chat.completions.create(**CHAT_PARAMS) for _ in range(MANY)))
            connections = pool_of(http_client).connections
            assert 0 < len(connections) <= MANY
            assert all(connection.is_idle() for connection in connections)
            for _ in range(3):
                await client.chat.completions.create(**CHAT_PARAMS)
            assert len(pool_of(http_client).connections) == len(connections)
            return sum(len(pool.connections) > POOL_SIZE for pool in pool_of(http_client).all_pools)

    assert asyncio.run(create()) == 0


@over_both_families
def test_idle_connections_are_limited_over_all_pools(aimlkit_mock: MockServer, family: Family) -> None:
    async def create() -> tuple[int, int]:
        sizes = limits(family, max_connections=100, max_keepalive_connections=LIMIT)
        http_client = new_http_client(family, is_async=True, limits=sizes)
        options: dict[str, Any] = {"api_key": aimlkit_mock.key, "base_url": aimlkit_mock.base_url}
        async with AsyncAIMLAPI(**options, http_client=http_client) as client:
            await asyncio.gather(*(client.chat.completions.create(**CHAT_PARAMS) for _ in range(MANY)))
            pools = pool_of(http_client).all_pools[1:]
            assert [pool._max_keepalive_connections for pool in pools] == [POOL_SIZE, 2, 0]
            return len(pools), len(pool_of(http_client).connections)

    pools, idle = asyncio.run(create())
    assert pools == 3
    assert idle <= LIMIT


@over_both_families
def test_expired_connections_of_all_pools_are_closed(aimlkit_mock: MockServer, family: Family) -> None:
    async def create() -> int:
        sizes = limits(family, max_connections=100, max_keepalive_connections=100)
        http_client = new_http_client(family, is_async=True, limits=sizes)
        options: dict[str, Any] = {"api_key": aimlkit_mock.key, "base_url": aimlkit_mock.base_url}
        async with AsyncAIMLAPI(**options, http_client=http_client) as client:
            await asyncio.gather(*(client.chat.completions.create(**CHAT_PARAMS) for _ in range(MANY)))
            connections = pool_of(http_client).connections
            for connection in connections:
                connection._connection._expire_at = 0.0
            for _ in pool_of(http_client).all_pools:
                await client.chat.completions.create(**CHAT_PARAMS)
            return len({*pool_of(http_client).connections} & {*connections})

    assert asyncio.run(create()) == 0


@over_both_families
@pytest.mark.parametrize(
    "run", [asyncio.run, lambda coroutine: trio.run(lambda: coroutine)], ids=["asyncio", "trio"]
)
def test_request_waits_until_any_other_ends(raw_server: RawServer, family: Family, run: Json) -> None:
    async def send() -> None:
        module = MODULES[family]
        async with new_http_client(family, is_async=True, limits=limits(family)) as client:
            responses = []
            for _ in range(LIMIT):
                open_body(raw_server)
                request = client.build_request("GET", raw_server.base_url)
                responses.append(await client.send(request, stream=True))
            with pytest.raises(module.PoolTimeout):
                await client.get(raw_server.base_url, timeout=module.Timeout(5, pool=0.01))
            assert raw_server.connections == LIMIT
            await responses[POOL_SIZE].aclose()
            raw_server.enqueue(http_response())
            assert (await client.get(raw_server.base_url)).status_code == 200
            for response in responses:
                await response.aclose()
            await responses[0].aclose()  # Again: it has no effect.
            slots = pool_of(client)._slots
            assert slots.is_idle(0)
            assert slots.is_idle(1)

    run(send())


@over_both_families
@pytest.mark.parametrize("is_cancelled", [False, True])
def test_waiting_request_is_sent_when_another_ends(
    raw_server: RawServer, family: Family, is_cancelled: bool
) -> None:
    async def send() -> None:
        async with new_http_client(family, is_async=True, limits=limits(family)) as client:
            responses = []
            for _ in range(LIMIT):
                open_body(raw_server)
                request = client.build_request("GET", raw_server.base_url)
                responses.append(await client.send(request, stream=True))
            slots = pool_of(client)._slots
            tasks = [asyncio.create_task(client.get(raw_server.base_url)) for _ in range(2)]
            while len(slots._waiters) < 2:
                await asyncio.sleep(0)
            raw_server.enqueue(http_response())
            closing = asyncio.create_task(responses[3].aclose())
            while len(slots._waiters) == 2:
                await asyncio.sleep(0)
            if is_cancelled:  # When it has its place, and has not used it: the other request gets it.
                tasks[0].cancel()
            await closing
            response = await tasks[1 if is_cancelled else 0]
            assert response.status_code == 200
            raw_server.enqueue(http_response())
            await asyncio.gather(*tasks, return_exceptions=True)
            for each in responses:
                await each.aclose()
            assert slots.is_idle(0)
            assert slots.is_idle(1)

    asyncio.run(send())


@over_both_families
def test_blocking_request_waits_until_another_ends(raw_server: RawServer, family: Family) -> None:
    module = MODULES[family]
    with new_http_client(family, is_async=False, limits=limits(family)) as client:
        responses = []
        for _ in range(LIMIT):
            open_body(raw_server)
            request = client.build_request("GET", raw_server.base_url)
            responses.append(client.send(request, stream=True))
        with pytest.raises(module.PoolTimeout):
            client.get(raw_server.base_url, timeout=module.Timeout(5, pool=0.01))
        slots = pool_of(client)._slots
        assert not slots._waiters
        raw_server.enqueue(http_response())
        with ThreadPoolExecutor(1) as threads:
            future = threads.submit(client.get, raw_server.base_url)
            while not slots._waiters:
                assert not future.done()
            responses[5].close()
            assert future.result().status_code == 200
        for response in responses:
            response.close()
        assert slots.is_idle(0)
        assert slots.is_idle(1)


@over_both_families
def test_threads_share_a_client(aimlkit_mock: MockServer, family: Family) -> None:
    barrier = threading.Barrier(MANY)
    url = f"{aimlkit_mock.url}/_mock/health"
    with new_http_client(family, is_async=False, limits=limits(family)) as client:

        def get(_: int) -> int:
            barrier.wait(timeout=30)
            return sum(client.get(url).status_code for _ in range(5))

        with ThreadPoolExecutor(MANY) as threads:
            assert set(threads.map(get, range(MANY))) == {1000}
        pool = pool_of(client)
        assert len(pool.connections) <= LIMIT
        assert all(connection.is_idle() for connection in pool.connections)
        assert pool._slots.is_idle(0)


@over_both_families
def test_request_that_fails_releases_its_slot(family: Family) -> None:
    with new_http_client(family, is_async=False) as client:
        for _ in range(3):
            with pytest.raises(MODULES[family].ConnectError):
                client.get("http://127.0.0.1:1")
        assert pool_of(client)._slots.is_idle(0)
        assert pool_of(client).connections == []
