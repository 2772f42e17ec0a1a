"""Observers of the response of an upstream while it is passed on: they record or report it."""

import time
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias, cast

from anyio import to_thread

from aimlkit.mock.contract_facts import StreamFacts
from aimlkit.mock.event_blocks import EventSplitter, parse_event
from aimlkit.mock.exchanges import Exchange, Request
from aimlkit.mock.http_response import Headers
from aimlkit.mock.json_text import parse_json
from aimlkit.mock.recordings import RecordedEvent, Recording
from aimlkit.mock.upstream import UpstreamError

if TYPE_CHECKING:
    from aimlkit.mock.json_types import JsonObject

MAX_BODY = 64 * 1024 * 1024  # bytes of a response

#: How a body ends: it is complete, the upstream cuts it off, or the client disconnects.
End: TypeAlias = Literal["complete", "cut", "left"]

#: Is called with each exchange after its response; with None in place of one that is too large.
OnExchange: TypeAlias = Callable[[Exchange | None], None]

#: Writes a recording. Raises OSError.
Write: TypeAlias = Callable[[Recording], None]


class Observer(Protocol):
    """An observer of a response while it is passed on."""

    @property
    def holds_body(self) -> bool:
        """True if the body is passed on only after its end was observed."""
        ...

    async def receive(self, chunk: bytes) -> None:
        """Observe a chunk before it is passed on. Raises UpstreamError if it must not be passed on."""
        ...

    async def end(self, end: End) -> None:
        """Observe the end of the body before it is passed on. Raises UpstreamError if it must not be passed on."""
        ...


class ExchangeReporter:
    """An observer that reports an exchange after its response."""

    holds_body = False

    def __init__(self, request: Request, status: int, headers: Headers, report: OnExchange) -> None:
        self._request = request
        self._status = status
        self._headers = headers
        self._report = report
        self._body = bytearray()
        self._size = 0

    async def receive(self, chunk: bytes) -> None:
        self._size += len(chunk)
        if self._size <= MAX_BODY:
            self._body += chunk

    async def end(self, end: End) -> None:
        is_complete = end == "complete"
        exchange = Exchange(
            self._request, self._status, self._headers, bytes(self._body), is_complete, has_all_headers=True
        )
        self._report(exchange if self._size <= MAX_BODY else None)


class BodyRecorder:
    """An observer that records a response that is not a stream. The client gets the body after the file is written."""

    holds_body = True

    def __init__(self, head: Recording, write: Write) -> None:
        self._head = head
        self._write = write
        self._body = bytearray()

    async def receive(self, chunk: bytes) -> None:
        self._body += chunk
        _check_size(len(self._body))

    async def end(self, end: End) -> None:
        if end == "complete":
            await _write_recording(self._write, self._head.with_body(bytes(self._body)))


class StreamRecorder:
    """An observer that records a stream. The event that ends the stream is passed on after the file is written.

    All other events are passed on at once. If the client disconnects, the events that it has received are recorded. A
    stream that the upstream cuts off is not recorded.
    """

    holds_body = False

    def __init__(self, head: Recording, write: Write, facts: StreamFacts) -> None:
        self._head = head
        self._write = write
        self._facts = facts
        self._splitter = EventSplitter()
        self._events: list[RecordedEvent] = []
        self._written: int | None = None  # events in the file; None if there is no file
        self._size = 0
        self._started = time.monotonic()

    async def receive(self, chunk: bytes) -> None:
        self._size += len(chunk)
        _check_size(self._size)
        at = time.monotonic() - self._started
        blocks = [*self._splitter.feed(chunk)]
        self._events += [RecordedEvent(at, block) for block in blocks]
        if any(ends_stream(block, self._facts) for block in blocks):
            await self._store(is_complete=True)

    async def end(self, end: End) -> None:
        has_ended = self._written is not None
        if self._splitter.incomplete_block:
            self._events.append(
                RecordedEvent(time.monotonic() - self._started, self._splitter.incomplete_block)
            )
        if self._written != len(self._events) and (end != "cut" or has_ended):
            await self._store(is_complete=end == "complete" or has_ended)

    async def _store(self, *, is_complete: bool) -> None:
        self._written = len(self._events)
        await _write_recording(self._write, self._head.with_events([*self._events], is_complete=is_complete))


def ends_stream(block: bytes, facts: StreamFacts) -> bool:
    """Return whether an event is the last one of its stream, by the contract."""
    try:
        name, data = parse_event(block)
    except ValueError:
        return False
    if data is None:
        return False
    if data == facts.end_mark or name in facts.terminal_events:
        return True
    return name is None and _type_of(data, facts.terminal_events) in facts.terminal_events


def _type_of(data: str, types: Collection[str]) -> object:
    """Return the type of an event from its data; None unless it may be one of `types`."""
    if not any(each in data for each in types):
        return None
    try:
        value = parse_json(data.encode())
    except ValueError:
        return None
    return cast("JsonObject", value).get("type") if isinstance(value, dict) else None


def _check_size(size: int) -> None:
    if size > MAX_BODY:
        raise UpstreamError(f"the response is larger than {MAX_BODY:,} bytes, and cannot be recorded")


async def _write_recording(write: Write, recording: Recording) -> None:
    try:
        await to_thread.run_sync(write, recording)
    except OSError as error:
        raise UpstreamError(f"the recording cannot be written: {error.strerror or error}") from error
