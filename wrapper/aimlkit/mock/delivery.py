"""Sending responses over ASGI, with the faults that a mock response specifies, and the timing of streams."""

import asyncio
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from anyio import CancelScope
from anyio.lowlevel import checkpoint
from starlette.types import Receive, Scope, Send

from aimlkit.mock.http_protocol import RESET_EXTENSION
from aimlkit.mock.http_response import HTTPResponse
from aimlkit.mock.mock_response import MockResponse
from aimlkit.mock.state import MockState
from aimlkit.mock.timing import Timing

# Events between two checks of whether the client is still connected. The server writes them to a buffer, and waits
# while it is full, so that a slow client takes no more memory than this buffer and its response.
_EVENTS_PER_CHECK = 16


async def has_disconnected(receive: Receive) -> bool:
    """Let the event loop notice a disconnect; return whether there was one. Works on asyncio and trio."""
    await checkpoint()
    with CancelScope() as no_waiting:
        no_waiting.cancel()
        message = await receive()
        is_disconnect: bool = message["type"] == "http.disconnect"
        return is_disconnect
    return False


async def wait_for_disconnect(receive: Receive) -> None:
    """Wait until the client disconnects."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def send_response(response: HTTPResponse, receive: Receive, send: Send) -> None:
    """Send a complete response; a stream ends early if the client disconnects."""
    await send({"type": "http.response.start", "status": response.status, "headers": response.headers})
    if isinstance(response.body, Sequence):
        await send({"type": "http.response.body", "body": b"".join(response.body)})
        return
    for index, event in enumerate(response.body):
        if index % _EVENTS_PER_CHECK == 0 and await has_disconnected(receive):
            return
        await send({"type": "http.response.body", "body": event, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


async def send_with_faults(
    response: HTTPResponse, faults: MockResponse, state: MockState, receive: Receive, send: Send
) -> None:
    """Send a response with the delays and faults of `faults`; without an `event_delay`, a stream has the mock's timing.

    A truncated response stays incomplete, and the server closes its connection.
    """
    if faults.delay:
        await state.wait(faults.delay)
    await send({"type": "http.response.start", "status": response.status, "headers": response.headers})
    events = _malform_first(response.body) if faults.malformed else iter(response.body)
    limits = [n for n in (faults.stall_after_events, faults.disconnect_after_events) if n is not None]
    max_events = min(limits, default=None)
    bytes_left = faults.disconnect_after_bytes
    is_timed = response.is_stream and not faults.event_delay
    clock = _EventClock(state.timing if is_timed else None, faults.event_delay, state)
    for index, event in enumerate(islice(events, max_events)):
        await clock.wait_for_event(index)
        if index % _EVENTS_PER_CHECK == 0 and await has_disconnected(receive):
            return
        await send({"type": "http.response.body", "body": event[:bytes_left], "more_body": True})
        if bytes_left is not None:
            bytes_left = max(0, bytes_left - len(event))
            if bytes_left == 0:
                return
    if max_events is not None and max_events == faults.stall_after_events:
        await _stall(state, receive)
    if max_events is None and bytes_left is None:
        await send({"type": "http.response.body", "body": b""})


async def reset_connection(scope: Scope) -> None:
    """Reset the connection of a request. Raises RuntimeError if the server cannot."""
    extension = scope.get("extensions", {}).get(RESET_EXTENSION)
    if extension is None:
        raise RuntimeError("only the server of the mock can reset a connection")
    extension["reset"]()


class _EventClock:
    """A clock for the events of one response: it waits until each is due."""

    def __init__(self, timing: Timing | None, event_delay: float, state: MockState) -> None:
        self._state = state
        self._event_delay = event_delay
        self._times: Iterator[float] | None = None
        if timing is not None:
            self._times = timing.times(state.seed, state.streams_started)
            state.streams_started += 1
        self._started = time.monotonic()

    async def wait_for_event(self, index: int) -> None:
        """Wait until an event is to be sent."""
        if self._times is not None:
            remaining = self._started + next(self._times) - time.monotonic()
            if remaining > 0:
                await self._state.wait(remaining)
        elif index and self._event_delay:
            await self._state.wait(self._event_delay)


def _malform_first(events: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the events; the second half of the first one is overwritten with spaces."""
    for index, event in enumerate(events):
        if index == 0:
            end = b"\n\n" if event.endswith(b"\n\n") else b""
            yield event[: len(event) // 2].ljust(len(event) - len(end)) + end
        else:
            yield event


async def _stall(state: MockState, receive: Receive) -> None:
    """Wait until the client disconnects or the server stops."""
    disconnected = asyncio.ensure_future(wait_for_disconnect(receive))
    stopped = asyncio.ensure_future(state.wait(None))
    _, pending = await asyncio.wait({disconnected, stopped}, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
