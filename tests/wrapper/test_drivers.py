"""The drivers: they perform the effects of a flow, blocking or awaiting, and close it whatever happens."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import anyio
import anyio.lowlevel
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
ASYNC_DRIVERS = pytest.mark.parametrize("run", [run_asyncio, run_trio])


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


class AsyncCall:
    """Stands in for a `ToolCall` of the async client."""

    def __init__(self, function: Callable[[], Awaitable[str]]) -> None:
        self.run_async = function


async def raise_(error: BaseException) -> str:
    raise error


def run_tools(run: Run, *functions: Callable[[], Awaitable[str]]) -> list[str]:
    """Return the results of these tools, run by one effect."""

    def flow() -> Flow[list[str]]:
        calls: Any = [AsyncCall(function) for function in functions]
        results: list[str] = yield RunTools(calls)
        return results

    results: list[str] = run(flow(), respond_ok)
    return results


@ASYNC_DRIVERS
def test_drive_async_runs_tools_concurrently_and_returns_results_in_order(run: Run) -> None:
    def tools() -> tuple[Callable[[], Awaitable[str]], ...]:
        second_started, third_ended = anyio.Event(), anyio.Event()

        async def first() -> str:
            with anyio.fail_after(10):
                await second_started.wait()
                await third_ended.wait()
            return "one"

        async def second() -> str:
            second_started.set()
            return "two"

        async def third() -> str:
            third_ended.set()
            return "three"

        return first, second, third

    assert run_tools(run, *tools()) == ["one", "two", "three"]


@ASYNC_DRIVERS
def test_drive_async_lets_all_tools_end_before_it_raises_the_first_exception(run: Run) -> None:
    failed, ended = anyio.Event(), list[str]()

    async def slow() -> str:
        with anyio.fail_after(10):
            await failed.wait()
        await anyio.lowlevel.checkpoint()
        ended.append("slow")
        return await raise_(LookupError("slow"))

    async def fail() -> str:
        failed.set()
        return await raise_(ZeroDivisionError("quick"))

    async def finish() -> str:
        await failed.wait()
        ended.append("finish")
        return "finished"

    with pytest.raises(LookupError, match="slow") as raised:
        run_tools(run, slow, fail, finish)
    assert sorted(ended) == ["finish", "slow"]
    assert raised.value.__context__ is raised.value.__cause__ is None


@ASYNC_DRIVERS
@pytest.mark.parametrize("interruption", [KeyboardInterrupt, SystemExit])
def test_drive_async_ends_all_tools_at_an_interruption(run: Run, interruption: type[BaseException]) -> None:
    async def interrupt() -> str:
        return await raise_(interruption("stop"))

    async def wait() -> str:
        with anyio.fail_after(10):
            await anyio.sleep_forever()
        return "never"

    with pytest.raises(interruption, match="stop"):
        run_tools(run, wait, interrupt, wait)


def test_drive_async_raises_the_cancellation_of_a_tool() -> None:
    """A tool may await a task that something else cancels."""

    async def wait_for_cancelled_task() -> str:
        task = asyncio.ensure_future(anyio.sleep_forever())
        task.cancel()
        await task
        return "never"

    async def finish() -> str:
        return "finished"

    with pytest.raises(asyncio.CancelledError):
        run_tools(run_asyncio, wait_for_cancelled_task, finish)


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_drive_async_cancels_tools_with_its_task(backend: str) -> None:
    events: list[str] = []

    async def drive_and_cancel() -> None:
        started = anyio.Event()

        async def wait() -> str:
            started.set()
            try:
                await anyio.sleep_forever()
            finally:
                events.append("tool ended")
            return "never"

        def flow() -> Flow[None]:
            calls: Any = [AsyncCall(wait), AsyncCall(wait)]
            try:
                yield RunTools(calls)
            finally:
                events.append("flow closed")

        async with anyio.create_task_group() as task_group:
            task_group.start_soon(drive_with_mock, flow(), respond_ok)
            await started.wait()
            task_group.cancel_scope.cancel()

    anyio.run(drive_and_cancel, backend=backend)
    assert events == ["tool ended", "tool ended", "flow closed"]


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
