"""The state of a running mock: enqueued responses, rules, recorded requests, stored conversations."""

import asyncio
import contextlib
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from typing import TYPE_CHECKING

from aimlkit.mock.contract import MockContract
from aimlkit.mock.conversations import Conversation, Conversations
from aimlkit.mock.faults import Faults
from aimlkit.mock.hashing import stable_hash
from aimlkit.mock.metrics import Metrics
from aimlkit.mock.mock_response import MockResponse
from aimlkit.mock.recorded_requests import RecordedRequest, RecordedRequests
from aimlkit.mock.rules import Rule, RuleSet
from aimlkit.mock.timing import Timing

if TYPE_CHECKING:
    from starlette.types import ASGIApp

MAX_PENDING = 10_000  # enqueued responses
MAX_CONTROL_BYTES = 64 * 1024 * 1024  # of the enqueued responses, and of the rules, that came over HTTP
MAX_PROBLEMS = 100  # the last ones that are stored


class MockState:
    """The mutable state of a mock, and the contract, seed and clock that its responses depend on."""

    def __init__(
        self,
        contract: MockContract,
        seed: int,
        clock: Callable[[], float],
        *,
        strict: bool = False,
        faults: Faults | None = None,
        timing: Timing | None = None,
    ) -> None:
        self.contract = contract
        self.seed = seed
        self.clock = clock
        self.strict = strict
        self.faults = faults
        self.timing = timing
        self.pending_responses: deque[MockResponse] = deque()
        self.rules = RuleSet()
        self.requests = RecordedRequests()
        self.metrics = Metrics()
        #: Mistakes of tests: requests that no rule matches although one has to, replies that do not suit a request.
        self.problems: deque[str] = deque(maxlen=MAX_PROBLEMS)
        #: Called with each request after its response.
        self.on_finished: list[Callable[[RecordedRequest], None]] = []
        #: Called before rules are used: reads the file of rules again if it changed.
        self.refresh_rules: Callable[[], None] | None = None
        #: Responds to all requests in place of the operations of the contract.
        self.gateway: ASGIApp | None = None
        #: Called when the server stops.
        self.on_shutdown: list[Callable[[], Awaitable[None]]] = []
        self.requests_with_faults = 0  # requests that may have had a random fault
        self.streams_started = 0
        self._initially_strict = strict
        self._pending_bytes = self._rules_bytes = 0
        self._conversations = Conversations()
        self._ids_created = 0
        self._is_stopped = False
        self._stop_events: set[asyncio.Event] = set()

    def reset(self) -> None:
        """Return to the initial state: nothing enqueued, recorded or stored, no added rules, and ids start again."""
        self.pending_responses.clear()
        self.rules.reset()
        self.requests.clear()
        self.problems.clear()
        self.strict = self._initially_strict
        self.requests_with_faults = self.streams_started = 0
        self._conversations.clear()
        self._ids_created = 0

    def set_strict(self, strict: bool) -> None:
        """Set whether a rule has to match each request, also after a reset."""
        self.strict = self._initially_strict = strict

    def enqueue(self, responses: Iterable[MockResponse], size: int = 0) -> None:
        """Enqueue responses, which came in a body of `size` bytes. Raises ValueError if there would be too many."""
        responses = [*responses]
        pending_bytes = size + (self._pending_bytes if self.pending_responses else 0)
        if pending_bytes > MAX_CONTROL_BYTES:
            raise ValueError(f"the enqueued responses have more than {MAX_CONTROL_BYTES:,} bytes")
        if len(self.pending_responses) + len(responses) > MAX_PENDING:
            raise ValueError(f"there are at most {MAX_PENDING:,} enqueued responses")
        self.pending_responses.extend(responses)
        self._pending_bytes = pending_bytes

    def add_rules(self, rules: Iterable[Rule], size: int = 0) -> None:
        """Add rules, which came in a body of `size` bytes. Raises ValueError if there would be too many."""
        rules_bytes = size + (self._rules_bytes if self.rules.added else 0)
        if rules_bytes > MAX_CONTROL_BYTES:
            raise ValueError(f"the rules have more than {MAX_CONTROL_BYTES:,} bytes")
        self.rules.add(*rules)
        self._rules_bytes = rules_bytes

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
        """Store the conversation up to and including this response."""
        self._conversations.store(response_id, conversation)

    def stored_conversation(self, response_id: str) -> Conversation | None:
        """Return the conversation up to and including this response; None if it was not stored."""
        return self._conversations.get(response_id)

    def finish(self, request: RecordedRequest) -> None:
        """Count a request whose response has ended, and report it."""
        self.metrics.count(request)
        for report in self.on_finished:
            report(request)

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

    @property
    def is_stopped(self) -> bool:
        """True if the server stops."""
        return self._is_stopped

    def stop(self) -> None:
        """End all waits."""
        self._is_stopped = True
        for stop_event in self._stop_events:
            stop_event.set()
