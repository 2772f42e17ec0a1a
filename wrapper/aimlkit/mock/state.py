"""What a running mock keeps: its seed and clock, the script, what it received, what it remembers."""

from __future__ import annotations

import asyncio
import contextlib
from collections import OrderedDict, deque
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from aimlkit.mock import content, wire
from aimlkit.mock.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from aimlkit.mock.script import Step

Json = Any

KEPT = 1000  # requests, and stored responses: the oldest go first

# Headers that may hold a key; what they hold is never kept.
_SECRET = {b"authorization", b"proxy-authorization", b"x-api-key", b"api-key", b"cookie"}


@dataclass
class Received:
    """A request that came."""

    method: str
    path: str
    headers: Mapping[str, str]
    content: bytes = b""  # the body as it came, where it was read

    @cached_property
    def body(self) -> Json:
        """The body's JSON, None where it has none."""
        try:
            return wire.load(self.content)
        except Refused:
            return None


def plain(headers: wire.Headers) -> dict[str, str]:
    """Headers as text, without the keys."""
    return {
        name.decode("latin-1"): "***" if name.lower() in _SECRET else value.decode("latin-1")
        for name, value in headers
    }


class State:
    """Everything about a mock that changes, and what its answers depend on."""

    def __init__(self, seed: int, clock: Callable[[], float]) -> None:
        self.seed = seed
        self.clock = clock
        self.script: deque[Step] = deque()
        self.received: deque[Received] = deque(maxlen=KEPT)
        self._stored: OrderedDict[str, Sequence[Json]] = OrderedDict()
        self._made = 0
        self._stopped = False
        self._waiting: set[asyncio.Event] = set()

    def reset(self) -> None:
        """As at the start: ids count from the first again, nothing is remembered."""
        self.script.clear()
        self.received.clear()
        self._stored.clear()
        self._made = 0

    def new_id(self) -> str:
        """24 hexadecimal digits that no other answer has."""
        self._made += 1
        return content.digest(self.seed, self._made).hex()[:24]

    def note(self, received: Received) -> None:
        """Keep a request that came."""
        self.received.append(received)

    def remember(self, response_id: str, conversation: Sequence[Json]) -> None:
        """Keep the conversation up to and with this response."""
        self._stored[response_id] = conversation
        if len(self._stored) > KEPT:
            self._stored.popitem(last=False)

    def recall(self, response_id: str) -> Sequence[Json] | None:
        """The conversation up to this response; None where it was not stored."""
        return self._stored.get(response_id)

    async def wait(self, seconds: float | None) -> None:
        """Wait so long, or for ever; the end of the server ends it."""
        if self._stopped:
            return
        ended = asyncio.Event()
        self._waiting.add(ended)
        try:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(ended.wait(), seconds)
        finally:
            self._waiting.discard(ended)

    def stop(self) -> None:
        """Let go of everything that waits."""
        self._stopped = True
        for ended in self._waiting:
            ended.set()
