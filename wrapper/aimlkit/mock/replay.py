"""Sending the response of a recording."""

import time

from starlette.types import Receive, Send

from aimlkit.mock.delivery import has_disconnected, send_response
from aimlkit.mock.http_response import HTTPResponse
from aimlkit.mock.recordings import RecordedEvent, Recording
from aimlkit.mock.state import MockState


async def replay(
    recording: Recording, speed: float | None, state: MockState, receive: Receive, send: Send
) -> None:
    """Send the response of a recording: at once or, with `speed`, at its recorded times, `speed` times as fast."""
    headers = [*recording.headers]
    started = time.monotonic()
    if speed is not None:
        await state.wait(recording.seconds / speed)
    if recording.events is None:
        if recording.status not in (204, 304):
            headers.append((b"content-length", str(len(recording.body)).encode()))
        await send_response(HTTPResponse(recording.status, headers, (recording.body,)), receive, send)
        return
    await send({"type": "http.response.start", "status": recording.status, "headers": headers})
    for event in recording.events:
        if speed is not None:
            await _wait_for(event, recording.seconds, speed, started, state)
        if await has_disconnected(receive):
            return
        await send({"type": "http.response.body", "body": event.block, "more_body": True})
    if recording.is_complete:  # otherwise, the server closes the connection
        await send({"type": "http.response.body", "body": b""})


async def _wait_for(
    event: RecordedEvent, seconds: float, speed: float, started: float, state: MockState
) -> None:
    """Wait until an event is due.

    `seconds` is the recorded time from the request to the head of the response; `started` is the start of the replay,
    in monotonic seconds.
    """
    remaining = started + (seconds + event.at) / speed - time.monotonic()
    if remaining > 0:
        await state.wait(remaining)
