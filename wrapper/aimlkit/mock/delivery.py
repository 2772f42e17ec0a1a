"""Sending responses over ASGI, with the faults that a mock response specifies."""

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from starlette.types import Receive, Send

from aimlkit.mock.http_response import HTTPResponse
from aimlkit.mock.mock_response import MockResponse
from aimlkit.mock.state import MockState

# Events between two looks at whether the client is still there. The server writes them to a buffer of its own and
# waits if that is full, so a slow client never has more than a buffer in memory, and its stream.
_EVENTS_PER_CHECK = 16


class ClientConnection:
    """The connection of a client, which may leave while it receives a stream. A context manager."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive

    async def __aenter__(self) -> "ClientConnection":
        self._disconnected = asyncio.ensure_future(self._wait_for_disconnect())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._disconnected.cancel()

    async def has_left(self) -> bool:
        """Let the event loop notice a disconnect; return whether there was one."""
        await asyncio.sleep(0)
        return self._disconnected.done()

    async def wait_until_it_leaves(self, state: MockState) -> None:
        """Wait until the client leaves or the server stops."""
        stopped = asyncio.ensure_future(state.wait(None))
        await asyncio.wait({self._disconnected, stopped}, return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()

    async def _wait_for_disconnect(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass


async def send_response(response: HTTPResponse, receive: Receive, send: Send) -> None:
    """Send a complete response; a stream ends early if the client leaves."""
    await send({"type": "http.response.start", "status": response.status, "headers": response.headers})
    if isinstance(response.body, Sequence):
        await send({"type": "http.response.body", "body": b"".join(response.body)})
        return
    async with ClientConnection(receive) as client:
        for index, event in enumerate(response.body):
            if index % _EVENTS_PER_CHECK == 0 and await client.has_left():
                return
            await send({"type": "http.response.body", "body": event, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


async def send_with_faults(
    response: HTTPResponse, faults: MockResponse, state: MockState, receive: Receive, send: Send
) -> None:
    """Send a response with the delays and the truncation of `faults`.

    A truncated response stays incomplete, and the server closes its connection.
    """
    if faults.delay:
        await state.wait(faults.delay)
    await send({"type": "http.response.start", "status": response.status, "headers": response.headers})
    events = _malform_first(response.body) if faults.malformed else iter(response.body)
    limits = [n for n in (faults.stall_after_events, faults.disconnect_after_events) if n is not None]
    max_events = min(limits, default=None)
    bytes_left = faults.disconnect_after_bytes
    async with ClientConnection(receive) as client:
        for index, event in enumerate(islice(events, max_events)):
            if index and faults.event_delay:
                await state.wait(faults.event_delay)
            if index % _EVENTS_PER_CHECK == 0 and await client.has_left():
                return
            await send({"type": "http.response.body", "body": event[:bytes_left], "more_body": True})
            if bytes_left is not None:
                bytes_left = max(0, bytes_left - len(event))
                if bytes_left == 0:
                    return
        if max_events is not None and max_events == faults.stall_after_events:
            await client.wait_until_it_leaves(state)
    if max_events is None and bytes_left is None:
        await send({"type": "http.response.body", "body": b""})


def _malform_first(events: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the events; the second half of the first one is overwritten with spaces."""
    for index, event in enumerate(events):
        if index == 0:
            end = b"\n\n" if event.endswith(b"\n\n") else b""
            yield event[: len(event) // 2].ljust(len(event) - len(end)) + end
        else:
            yield event
