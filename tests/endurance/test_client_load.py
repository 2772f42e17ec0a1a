"""The client under load: threads, many calls, dropped and aborted streams, cancellations, forks."""

from __future__ import annotations

import asyncio
import os
import random
import threading
from collections.abc import Iterator
from typing import Any

import pytest

import aimlkit
from aimlkit import AIMLAPI, AsyncAIMLAPI
from aimlkit.mock import MockResponse, MockServer
from tests.endurance.measurements import Measurements
from tests.endurance.processes import memory_mb, run_python
from tests.models import CHAT_OPERATION, RESPONSES_MODEL, RESPONSES_OPERATION, needs
from tests.wrapper.any_client import busy_connections
from tests.wrapper.payloads import CHAT_PARAMS

Json = Any


@pytest.fixture
def client(aimlkit_mock: MockServer) -> Iterator[AIMLAPI]:
    with AIMLAPI(api_key=aimlkit_mock.key, base_url=aimlkit_mock.base_url) as client:
        yield client


# --- dropped streams ---

# The garbage collector runs all the time, so also while the pool of connections is locked.
DROP_STREAMS = """
import gc, sys, warnings, aimlkit
from aimlkit_api.operations import CREATE_CHAT_COMPLETION
warnings.simplefilter("ignore", ResourceWarning)
gc.set_threshold(1, 1, 1)
client = aimlkit.AIMLAPI(api_key=sys.argv[1], base_url=sys.argv[2])
for _ in range(int(sys.argv[3])):
    next(client.chat.completions.create(
        model=CREATE_CHAT_COMPLETION.models[0], messages=[{"role": "user", "content": "Hi"}], stream=True
    ))
client.close()
print(len(client.transport.http_client._transport._pool.connections))
"""


@needs(CHAT_OPERATION)
@pytest.mark.parametrize("count", [20, pytest.param(400, marks=pytest.mark.long)])
def test_dropped_streams_do_not_block_the_client(
    aimlkit_mock: MockServer, measurements: Measurements, count: int
) -> None:
    result = run_python(
        ["-c", DROP_STREAMS, aimlkit_mock.key, aimlkit_mock.base_url, str(count)], timeout=120
    )
    assert (result.stdout, result.stderr) == ("0\n", "")
    measurements.at_most(f"{count} dropped streams", bound=60, measured=result.seconds, unit="s")


# No client and no stream is closed, and some of them are referred to until the end.
DROP_EVERYTHING = """
import gc, sys, aimlkit
from aimlkit_api.operations import CREATE_RESPONSE
def use():
    client = aimlkit.AIMLAPI(api_key=sys.argv[1], base_url=sys.argv[2])
    client.responses.create(model=CREATE_RESPONSE.models[0], input="Hi")
    return client, client.responses.create(model=CREATE_RESPONSE.models[0], input="Hi", stream=True)
for _ in range(3):
    client, stream = use()
    next(stream)
gc.collect()
print("done")
"""


@needs(RESPONSES_OPERATION)
def test_process_that_closes_nothing_ends_quietly(aimlkit_mock: MockServer) -> None:
    """The first loop leaves a client and a stream for the second, whose request warns; warnings are shown here."""
    arguments = ["-W", "error", "-W", "default:a stream was dropped:ResourceWarning"]
    result = run_python(
        [*arguments, "-c", DROP_EVERYTHING, aimlkit_mock.key, aimlkit_mock.base_url], timeout=60
    )
    assert (result.exit_status, result.stdout) == (0, "done\n")
    assert result.stderr.count("Warning") == result.stderr.count("ResourceWarning: a stream was dropped") == 1


# --- threads and many calls ---


@needs(CHAT_OPERATION)
@pytest.mark.parametrize("calls", [10, pytest.param(200, marks=pytest.mark.long)])
def test_threads_share_a_client(
    client: AIMLAPI, aimlkit_mock: MockServer, measurements: Measurements, calls: int
) -> None:
    """Every tenth response is a failure, which is retried."""
    threads = 32
    aimlkit_mock.enqueue(
        *[
            MockResponse(status=503, headers={"retry-after-ms": "1"}) if number % 10 == 0 else MockResponse()
            for number in range(threads * calls)
        ]
    )
    costs: list[float] = []
    errors: list[Exception] = []

    def call() -> None:
        for _ in range(calls):
            try:
                costs.append(
                    client.with_options(max_retries=8).chat.completions.create(**CHAT_PARAMS).cost_usd or 0
                )
            except aimlkit.AIMLAPIError as error:
                errors.append(error)

    workers = [threading.Thread(target=call) for _ in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(costs) == threads * calls
    assert client.spend == pytest.approx(sum(costs))
    assert not busy_connections(client)
    attack = f"{threads} threads × {calls} calls with failures: errors"
    measurements.at_most(attack, bound=0, measured=len(errors), unit="errors")


@pytest.mark.long
def test_memory_does_not_grow_with_the_calls(
    client: AIMLAPI, aimlkit_mock: MockServer, measurements: Measurements
) -> None:
    def call(count: int) -> float:
        for number in range(count):
            if number % 2:
                client.chat.completions.create(**CHAT_PARAMS)
            else:
                list(client.responses.create(model=RESPONSES_MODEL, input="Hi", stream=True))
            if number % 100 == 0:
                aimlkit_mock.reset()  # It runs in this process, and keeps the last requests.
        aimlkit_mock.reset()
        return memory_mb(os.getpid())

    before = call(2_000)
    growth = call(18_000) - before
    measurements.at_most("20,000 calls, half of them streams: growth", bound=8, measured=growth, unit="MB")


# --- aborted streams, cancellations ---


@needs(CHAT_OPERATION)
@pytest.mark.parametrize("count", [20, pytest.param(1_000, marks=pytest.mark.long)])
def test_aborted_streams_leave_no_connection_busy(
    client: AIMLAPI, measurements: Measurements, count: int
) -> None:
    for number in range(count):
        with client.chat.completions.create(**CHAT_PARAMS, stream=True) as stream:
            for _ in range(number % 5):
                next(stream)
    busy = len(busy_connections(client))
    measurements.at_most(
        f"{count} aborted streams: busy connections", bound=0, measured=busy, unit="connections"
    )


@needs(CHAT_OPERATION)
@pytest.mark.parametrize("count", [50, pytest.param(2_000, marks=pytest.mark.long)])
def test_cancelled_tasks_leave_no_connection_busy(
    aimlkit_mock: MockServer, measurements: Measurements, count: int
) -> None:
    chance = random.Random(1)

    async def cancel_all() -> int:
        async with AsyncAIMLAPI(api_key=aimlkit_mock.key, base_url=aimlkit_mock.base_url) as client:

            async def read(stream: bool) -> None:
                result: Json = await client.chat.completions.create(**CHAT_PARAMS, stream=stream)
                if stream:
                    async for _ in result:
                        pass

            for _ in range(count // 50):
                tasks = [asyncio.create_task(read(number % 2 == 0)) for number in range(50)]
                for task in tasks:
                    for _ in range(chance.randrange(20)):
                        await asyncio.sleep(0)
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)
            busy = len(busy_connections(client))
            assert (await client.chat.completions.create(**CHAT_PARAMS)).text
            return busy

    busy = asyncio.run(cancel_all())
    measurements.at_most(
        f"{count} cancelled tasks: busy connections", bound=0, measured=busy, unit="connections"
    )


# --- forks ---

FORK = """
import os, sys, aimlkit
from aimlkit_api.operations import CREATE_RESPONSE
def check(client):
    assert client.responses.create(model=CREATE_RESPONSE.models[0], input="Hi").output_text
client = aimlkit.AIMLAPI(api_key=sys.argv[1], base_url=sys.argv[2])
check(client)
with client.responses.create(model=CREATE_RESPONSE.models[0], input="Hi", stream=True) as stream:
    next(stream)
    for _ in range(int(sys.argv[3])):
        child = os.fork()
        if child == 0:
            check(client)
            os._exit(0)
        check(client)
        _, status = os.waitpid(child, 0)
        assert status == 0, status
    events = list(stream)
    assert events[-1].type == "response.completed", events[-1]
print("done")
"""


@needs(RESPONSES_OPERATION)
@pytest.mark.parametrize("count", [3, pytest.param(100, marks=pytest.mark.long)])
def test_forked_processes_share_a_client(
    aimlkit_mock: MockServer, measurements: Measurements, count: int
) -> None:
    result = run_python(["-c", FORK, aimlkit_mock.key, aimlkit_mock.base_url, str(count)], timeout=120)
    assert (result.stdout, result.stderr) == ("done\n", "")
    measurements.at_most(f"{count} forks", bound=60, measured=result.seconds, unit="s")
