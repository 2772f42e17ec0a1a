"""One run of the contract checks: what it has sent and received, and its limits."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.conformance import parsed_response
from tests.conformance.cost import cost_in_headers, reported_cost
from tests.conformance.report import Report
from tests.conformance.sent_request import sent_request, served_operation

if TYPE_CHECKING:
    import schemathesis
    from schemathesis import Case


class LimitReached(KeyboardInterrupt):
    """Ends the run. It is an interrupt, because only that ends a whole run of schemathesis."""


@dataclass
class Run:
    """The limits and the counts of a run.

    `successes` are responses with the status of success; `creations` those among them that a model created, and `streams` those
    that were streamed, with `events` in total. `continuations` continued a stored response. `without_cost` reported no cost.
    """

    is_paid: bool = False
    max_requests: int = 0
    max_spend_usd: float = 0
    requests: int = 0
    successes: int = 0
    creations: int = 0
    streams: int = 0
    events: int = 0
    continuations: int = 0
    spent_usd: float = 0
    without_cost: int = 0
    failures: int = 0
    reached_limit: str | None = None
    report: Report = field(default_factory=Report)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def before_request(self) -> None:
        """Count a request that is about to be sent; raise LimitReached if it exceeds a limit."""
        with self._lock:
            if self.is_paid and self.requests >= self.max_requests:
                self.reached_limit = f"{self.max_requests:,} requests"
            elif self.is_paid and self.spent_usd >= self.max_spend_usd:
                self.reached_limit = f"${self.max_spend_usd:.2f}"
            if self.reached_limit:
                raise LimitReached(self.reached_limit)
            self.requests += 1

    def after_response(self, case: Case[Any], response: schemathesis.Response) -> None:
        """Count a response, and add its cost."""
        operation = served_operation(case)
        if response.status_code != operation.success_status:
            return
        content = response.content
        request = sent_request(case, response)
        cost = reported_cost(content, operation)
        if cost is None:
            cost, _ = cost_in_headers(response)
        with self._lock:
            self.successes += 1
            self.creations += request is not None
            if parsed_response.is_stream(response):
                self.streams += 1
                self.events += content.count(b"\ndata:") + content.startswith(b"data:")
            self.continuations += bool(request and request.fields.get("previous_response_id"))
            self.spent_usd += cost or 0
            self.without_cost += cost is None and bool(operation.shapes)

    def summary(self, seconds: float) -> str:
        """Return the counts as text."""
        return (
            f"{self.requests:,} requests in {seconds:.0f} s, {self.successes:,} of them successful; "
            f"{self.streams:,} of these were streams, with {self.events:,} events; "
            f"{self.continuations:,} continued a stored response"
        )


#: The run of this process. Code that starts a run assigns it.
current = Run()
