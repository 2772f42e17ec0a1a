"""The drivers: they perform the effects of a flow, blocking or awaiting, and close it whatever happens."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any, TypeVar

import httpx
import pytest
import trio

from aimlkit._drivers import drive, drive_async
from aimlkit._effects import Flow, RunTools, SendRequest, Sleep
from aimlkit._size_limits import SizeLimits
from aimlkit._transport import AsyncTransport, SyncTransport
from tests.wrapper.flows import new_request

ResultT = TypeVar("ResultT")
Run = Callable[[Flow[Any], Callable[[httpx.Request], httpx.Response]], Any]


class StubCall:
    """Stands in for a `ToolCall`: its result is a text, or it raises an exception."""

    def __init__(self, result: str | Exception) -> None:
        self._result = result

    def run(self) -> str:
        if isinstance(self._result, Exception):
            raise self._result
        return self._result

    async def run_async(self) -> str:
        return self.run()


def run_sync(flow: Flow[ResultT], respond: Callable[[httpx.Request], httpx.Response]) -> ResultT:
    with httpx.Client(transport=httpx.MockTransport(respond)) as http_client:
        return drive(flow, SyncTransport(http_client))


async def drive_with_mock(flow: Flow[ResultT], respond: Callable[[httpx.Request], httpx.Response]) -> ResultT:
    async with httpx.AsyncClient(transport=httpx.MockTransport(respond)) as http_client:
        return await drive_async(flow, AsyncTransport(http_client))


def run_asyncio(flow: Flow[ResultT], respond: Callable[[httpx.Request], httpx.Response]) -> ResultT:
    return asyncio.run(drive_with_mock(flow, respond))


def run_trio(flow: Flow[ResultT], respond: Callable[[httpx.Request], httpx.Response]) -> ResultT:
    return trio.run(drive_with_mock, flow, respond)


def respond_ok(request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, json={"path": request.url.path})


def refuse_connection(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("refused")


def send_request() -> SendRequest:
    return SendRequest(new_request(), time.monotonic() + 60, stream=False, size_limits=SizeLimits())


ALL_DRIVERS = pytest.mark.parametrize("run", [run_sync, run_asyncio, run_trio])


@ALL_DRIVERS
def test_drive_returns_the_result_of_the_flow(run: Run) -> None:
    def flow() -> Flow[str]:
        response = yield send_request()
        return str(response.json()["path"])

    assert run(flow(), respond_ok) == "/v1/chat/completions"


@ALL_DRIVERS
def test_drive_throws_the_exception_of_an_effect_into_the_flow(run: Run) -> None:
    def flow() -> Flow[str]:
        try:
            yield send_request()
        except httpx.ConnectError as error:
            return str(error)
        return "connected"

    assert run(flow(), refuse_connection) == "refused"


@ALL_DRIVERS
def test_drive_raises_an_exception_that_the_flow_does_not_catch(run: Run) -> None:
    def flow() -> Flow[None]:
        yield send_request()

    with pytest.raises(httpx.ConnectError):
        run(flow(), refuse_connection)


@ALL_DRIVERS
def test_drive_sleeps(run: Run) -> None:
    def flow() -> Flow[float]:
        started = time.monotonic()
        assert (yield Sleep(0.05)) is None
        return time.monotonic() - started

    assert 0.045 < run(flow(), respond_ok) < 2


@ALL_DRIVERS
def test_drive_runs_tools_in_order(run: Run) -> None:
    def flow() -> Flow[list[str]]:
        calls: Any = [StubCall("one"), StubCall("two")]
        results: list[str] = yield RunTools(calls)
        return results

    assert run(flow(), respond_ok) == ["one", "two"]


@ALL_DRIVERS
def test_drive_throws_the_exception_of_a_tool_into_the_flow(run: Run) -> None:
    def flow() -> Flow[str]:
        calls: Any = [StubCall(ZeroDivisionError("by zero"))]
        try:
            yield RunTools(calls)
        except ZeroDivisionError as error:
            return str(error)
        return "no exception"

    assert run(flow(), respond_ok) == "by zero"


@ALL_DRIVERS
@pytest.mark.parametrize("interruption", [KeyboardInterrupt, SystemExit, GeneratorExit])
def test_drive_closes_the_flow_on_an_interruption(run: Run, interruption: type[BaseException]) -> None:
    """The flow cannot catch it, but its `finally` blocks run at once, not when it is garbage-collected."""
    events: list[str] = []

    def interrupt(request: httpx.Request) -> httpx.Response:
        raise interruption

    def flow() -> Flow[None]:
        try:
            yield send_request()
        finally:
            events.append("closed")

    running = flow()
    with pytest.raises(interruption):
        run(running, interrupt)
    assert events == ["closed"]


def test_drive_async_closes_the_flow_on_cancellation() -> None:
    events: list[str] = []

    def flow() -> Flow[None]:
        try:
            yield Sleep(60)
        finally:
            events.append("closed")

    async def cancel() -> None:
        task = asyncio.create_task(drive_with_mock(flow(), respond_ok))
        await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(cancel())
    assert events == ["closed"]
