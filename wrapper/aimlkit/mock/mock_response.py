"""Mock responses, which tests enqueue: the content of a response, and faults in its delivery."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A call of a tool. `arguments` is JSON text as a model writes it, valid or not."""

    name: str
    arguments: str


@dataclass(frozen=True)
class MockResponse:
    """The response to one request. Without content, the mock generates the response as usual.

    Content, at most one of:

    - `status`, with `headers` and `body`: exactly this response. A `body` of text or bytes is sent unchanged, any
      other as JSON; without a body, an error status has the service's error object. (`headers` alone are added to
      the generated response.)
    - `text`, `refusal` or `tool_calls`: the output of the model.
    - `failure`: the model fails, with this message.

    A generated response costs `cost_usd`, or by default what its tokens cost; `without_cost`: it states no cost.

    Faults (if the response is not streamed, its whole body counts as one event):

    - `delay`: seconds before the response starts; `event_delay`: seconds between events
    - `malformed`: the second half of the first event is overwritten with spaces
    - `disconnect_after_bytes`, `disconnect_after_events`: the connection closes after this much of the body
    - `stall_after_events`: nothing is sent after these events until the client disconnects or the server stops
    """

    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    body: object = None
    text: str | None = None
    refusal: str | None = None
    tool_calls: Sequence[ToolCall] | None = None
    failure: str | None = None
    cost_usd: float | None = None
    without_cost: bool = False
    delay: float = 0
    event_delay: float = 0
    malformed: bool = False
    disconnect_after_bytes: int | None = None
    disconnect_after_events: int | None = None
    stall_after_events: int | None = None

    def __post_init__(self) -> None:
        content = {
            "status": self.status,
            "text": self.text,
            "refusal": self.refusal,
            "tool_calls": self.tool_calls,
            "failure": self.failure,
        }
        present = [name for name, value in content.items() if value is not None]
        if len(present) > 1:
            raise ValueError(f"a response has only one of {', '.join(present)}")
        if self.body is not None and self.status is None:
            raise ValueError("a body needs a status")
        if isinstance(self.body, str):
            try:
                self.body.encode()
            except UnicodeEncodeError as error:
                raise ValueError("a body of text must not have unpaired surrogates; pass bytes") from error
        if self.cost_usd is not None and (self.without_cost or self.status is not None):
            other = "without_cost" if self.without_cost else "status"
            raise ValueError(f"a response has only one of {other}, cost_usd")
        if self.cost_usd is not None and not 0 <= self.cost_usd < math.inf:
            raise ValueError("cost_usd is a number of US dollars, and not negative")

    @property
    def is_for_model(self) -> bool:
        """True if the response has the output of a model or its cost, and so answers no other request."""
        output = (self.text, self.refusal, self.tool_calls, self.cost_usd)
        return self.without_cost or any(value is not None for value in output)

    @property
    def raw_body(self) -> bytes | None:
        """The body as bytes; None stands for the service's error object."""
        if self.body is None:
            is_error = self.status is not None and self.status >= 400
            return None if is_error else b""
        if isinstance(self.body, bytes):
            return self.body
        return (self.body if isinstance(self.body, str) else json.dumps(self.body)).encode()

    @property
    def reason_phrase(self) -> str:
        """The standard phrase of the status."""
        phrases = {status.value: status.phrase for status in HTTPStatus}
        return phrases.get(self.status or 0, "Unknown error")
