"""One run of the contract checks: what was sent and came back, and where it has to end."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.conformance import wire

if TYPE_CHECKING:
    import schemathesis
    from schemathesis import Case

_SPENT = re.compile(rb'"usd_spent"\s*:\s*([0-9.eE+-]+)')


class LimitReached(KeyboardInterrupt):
    """The run ends here. An interrupt, because that is what schemathesis ends a whole run for."""


@dataclass
class Run:
    """Its limits; its requests, the answers with 200, the streams among them, what they hold and cost."""

    is_paid: bool = False
    max_requests: int = 0
    max_spend_usd: float = 0
    requests: int = 0
    answers: int = 0
    streams: int = 0
    events: int = 0
    followed: int = 0
    spent_usd: float = 0
    unpriced: int = 0
    failures: int = 0
    limit: str | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def before(self) -> None:
        """Count a request that is about to be sent; raise LimitReached where it is one too many."""
        with self._lock:
            if self.is_paid and self.requests >= self.max_requests:
                self.limit = f"{self.max_requests:,} requests"
            elif self.is_paid and self.spent_usd >= self.max_spend_usd:
                self.limit = f"${self.max_spend_usd:.2f}"
            if self.limit:
                raise LimitReached(self.limit)
            self.requests += 1

    def after(self, case: Case[Any], response: schemathesis.Response) -> None:
        """Count what came."""
        if response.status_code != 200:
            return
        content = response.content
        asked = wire.asked(case, response)
        prices = _SPENT.findall(content)
        with self._lock:
            self.answers += 1
            if wire.is_stream(response):
                self.streams += 1
                self.events += content.count(b"\ndata:") + content.startswith(b"data:")
            self.followed += bool(asked and asked.fields.get("previous_response_id"))
            self.spent_usd += float(prices[-1]) if prices else 0
            self.unpriced += not prices

    def summary(self, seconds: float) -> str:
        """What it was, in two lines."""
        return (
            f"{self.requests:,} requests in {seconds:.0f} s, {self.answers:,} answered with 200; "
            f"{self.streams:,} of these were streams, of {self.events:,} events; "
            f"{self.followed:,} went on from a stored response"
        )


#: The run of this process; who starts one puts it here.
current = Run()
