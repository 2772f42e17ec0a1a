"""The drivers: they run a flow and perform its effects, blocking or awaiting."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TypeVar, assert_never

from aimlkit._effects import Effect, ReadStream, RefreshApiKey, RunTools, SendRequest, Sleep

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aimlkit._effects import Flow
    from aimlkit._transport import AsyncTransport, SyncTransport
    from aimlkit.tools import RunnableToolCall

ResultT = TypeVar("ResultT")


def drive(flow: Flow[ResultT], transport: SyncTransport) -> ResultT:
    """Run `flow` to its end, performing each effect it yields; close it whatever happens."""
    try:
        effect = next(flow)
        while True:
            try:
                result = perform(effect, transport)
            except BaseException as error:  # Interrupts and cancellations, too: a flow redacts its request.
                effect = flow.throw(error)
            else:
                effect = flow.send(result)
    except StopIteration as end:
        return_value: ResultT = end.value
        return return_value
    finally:
        flow.close()


def perform(effect: Effect, transport: SyncTransport) -> object:
    """Perform an effect, blocking; return its result."""
    match effect:
        case SendRequest():
            return transport.send(effect)
        case Sleep():
            time.sleep(effect.seconds)
            return None
        case RefreshApiKey():
            effect.keys.refresh(effect.request)
            return None
        case RunTools():
            return [call.run() for call in effect.calls]
        case ReadStream():
            raise TypeError("only the stream of a tool run can read the stream of a turn")
        case _:
            assert_never(effect)


async def drive_async(flow: Flow[ResultT], transport: AsyncTransport) -> ResultT:
    """Run `flow` as `drive` does, awaiting its effects; tools run concurrently."""
    try:
        effect = next(flow)
        while True:
            try:
                result = await perform_async(effect, transport)
            except BaseException as error:  # Interrupts and cancellations, too: a flow redacts its request.
                effect = flow.throw(error)
            else:
                effect = flow.send(result)
    except StopIteration as end:
        return_value: ResultT = end.value
        return return_value
    finally:
        flow.close()


async def perform_async(effect: Effect, transport: AsyncTransport) -> object:
    """Perform an effect, awaiting; return its result."""
    match effect:
        case SendRequest():
            return await transport.send(effect)
        case Sleep():
            await transport.sleep(effect.seconds)
            return None
        case RefreshApiKey():
            await effect.keys.refresh_async(effect.request)
            return None
        case RunTools():
            return await _run_concurrently(effect.calls)
        case ReadStream():
            raise TypeError("only the stream of a tool run can read the stream of a turn")
        case _:
            assert_never(effect)


async def _run_concurrently(calls: Sequence[RunnableToolCall]) -> list[str]:
    """Run all calls at the same time; return their results in the order of the calls.

    A call that fails does not cancel the others. When all have ended, the exception of the first call that failed is
    raised as it is, and not in an ExceptionGroup. Only an interruption or an exit cancels the others.
    """
    from anyio import create_task_group, get_cancelled_exc_class  # noqa: PLC0415 - loaded with the first request

    results: list[str] = [""] * len(calls)
    failures: dict[int, BaseException] = {}
    interruptions: list[BaseException] = []

    async def run(position: int, call: RunnableToolCall) -> None:
        try:
            results[position] = await call.run_async()
        except get_cancelled_exc_class() as error:
            failures[position] = error  # Raised below, unless all of this is being cancelled.
            raise
        except Exception as error:
            failures[position] = error
        except BaseException as error:
            interruptions.append(error)
            task_group.cancel_scope.cancel()

    async with create_task_group() as task_group:
        for position, call in enumerate(calls):
            task_group.start_soon(run, position, call)
    for error in (*interruptions, *(failures[position] for position in sorted(failures))):
        # The traceback of the exception refers to this frame, which is not to refer back.
        interruptions.clear()
        failures.clear()
        try:
            raise error
        finally:
            del error
    return results
