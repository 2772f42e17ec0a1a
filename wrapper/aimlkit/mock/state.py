"""The state of a running mock: enqueued responses, recorded requests, stored conversations."""

import asyncio
import contextlib
from collections import OrderedDict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from aimlkit.mock.contract import MockContract
from aimlkit.mock.hashing import stable_hash
from aimlkit.mock.json_types import JsonObject
from aimlkit.mock.mock_response import MockResponse
from aimlkit.mock.recorded_requests import RecordedRequests

# Limits of the stored conversations; the oldest are dropped.
MAX_CONVERSATIONS = 1000
MAX_CONVERSATION_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Conversation:
    """The items up to and with a response, and about how many bytes they have."""

    items: Sequence[JsonObject]
    size: int


class MockState:
    """The mutable state of a mock, and the contract, seed and clock that its responses depend on."""

    def __init__(self, contract: MockContract, seed: int, clock: Callable[[], float]) -> None:
        self.contract = contract
        self.seed = seed
        self.clock = clock
        self.pending_responses: deque[MockResponse] = deque()
        self.requests = RecordedRequests()
        self._conversations: OrderedDict[str, Conversation] = OrderedDict()
        self._conversation_bytes = 0
        self._ids_created = 0
        self._is_stopped = False
        self._stop_events: set[asyncio.Event] = set()

    def reset(self) -> None:
        """Return to the initial state: nothing enqueued, recorded or stored, and ids start again."""
        self.pending_responses.clear()
        self.requests.clear()
        self._conversations.clear()
        self._conversation_bytes = 0
        self._ids_created = 0

    def new_id(self) -> str:
        """Return 24 hexadecimal digits that no other response has."""
        self._ids_created += 1
        return stable_hash(self.seed, self._ids_created).hex()[:24]

    def next_mock_response(self, *, is_for_model: bool) -> MockResponse | None:
        """Remove and return the next enqueued response; return None if there is none.

        A request that no model handles leaves a response with the output of a model to the next one.
        """
        if not self.pending_responses or (not is_for_model and self.pending_responses[0].is_for_model):
            return None
        return self.pending_responses.popleft()

    def store_conversation(self, response_id: str, conversation: Conversation) -> None:
        """Store the conversation up to and with this response."""
        self._conversations[response_id] = conversation
        self._conversation_bytes += conversation.size
        while (
            len(self._conversations) > MAX_CONVERSATIONS or self._conversation_bytes > MAX_CONVERSATION_BYTES
        ):
            _, dropped = self._conversations.popitem(last=False)
            self._conversation_bytes -= dropped.size

    def stored_conversation(self, response_id: str) -> Conversation | None:
        """Return the conversation up to and with this response; None if it was not stored."""
        return self._conversations.get(response_id)

    async def wait(self, seconds: float | None) -> None:
        """Wait for `seconds` (None: forever), or until the server stops."""
        if self._is_stopped:
            return
        stop_event = asyncio.Event()
        self._stop_events.add(stop_event)
        try:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop_event.wait(), seconds)
        finally:
            self._stop_events.discard(stop_event)

    def stop(self) -> None:
        """End all waits."""
        self._is_stopped = True
        for stop_event in self._stop_events:
            stop_event.set()
