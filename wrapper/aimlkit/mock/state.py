"""What a running mock keeps: its seed and clock, the script, what it received, what it remembers."""

from __future__ import annotations

import asyncio
import contextlib
from collections import OrderedDict, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aimlkit.mock import content

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from aimlkit.mock.script import Step

Json = Any

KEPT = 1000  # requests, and stored responses: the oldest go first

# Headers that may hold a key; what they hold is never kept.
_SECRET = {b"authorization", b"proxy-authorization", b"x-api-key", b"api-key", b"cookie"}


@dataclass
class Received:
    """A request that came. `body` is its JSON, None where it has none."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: Json = None


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

    def receive(self, method: str, path: str, headers: Sequence[tuple[bytes, bytes]]) -> Received:
        """Note a request, without its keys."""
        plain = {
            name.decode("latin-1"): "***" if name.lower() in _SECRET else value.decode("latin-1")
            for name, value in headers
        }
        received = Received(method, path, plain)
        self.received.append(received)
        return received

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
