"""The drivers: they run a flow and perform its effects, blocking or awaiting."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TypeVar, assert_never

from aimlkit._effects import Effect, RunTools, SendRequest, Sleep

if TYPE_CHECKING:
    from aimlkit._effects import Flow
    from aimlkit._transport import AsyncTransport, SyncTransport

ResultT = TypeVar("ResultT")


def drive(flow: Flow[ResultT], transport: SyncTransport) -> ResultT:
    """Run `flow` to its end, performing each effect it yields; close it whatever happens."""
    try:
        effect = next(flow)
        while True:
            try:
                result = _perform(effect, transport)
            except BaseException as error:  # Interrupts and cancellations, too: a flow redacts its request.
                effect = flow.throw(error)
            else:
                effect = flow.send(result)
    except StopIteration as end:
        return_value: ResultT = end.value
        return return_value
    finally:
        flow.close()


def _perform(effect: Effect, transport: SyncTransport) -> object:
    match effect:
        case SendRequest():
            return transport.send(effect)
        case Sleep():
            time.sleep(effect.seconds)
            return None
        case RunTools():
            return [call.run() for call in effect.calls]
        case _:
            assert_never(effect)


async def drive_async(flow: Flow[ResultT], transport: AsyncTransport) -> ResultT:
    """Run `flow` as `drive` does, awaiting its effects; tools run one after the other."""
    try:
        effect = next(flow)
        while True:
            try:
                result = await _perform_async(effect, transport)
            except BaseException as error:  # Interrupts and cancellations, too: a flow redacts its request.
                effect = flow.throw(error)
            else:
                effect = flow.send(result)
    except StopIteration as end:
        return_value: ResultT = end.value
        return return_value
    finally:
        flow.close()


async def _perform_async(effect: Effect, transport: AsyncTransport) -> object:
    match effect:
        case SendRequest():
            return await transport.send(effect)
        case Sleep():
            await transport.sleep(effect.seconds)
            return None
        case RunTools():
            return [await call.run_async() for call in effect.calls]
        case _:
            assert_never(effect)
