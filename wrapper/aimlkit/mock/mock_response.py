"""Mock responses, which tests enqueue or use in rules: the content of a response, and faults in its delivery."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from http import HTTPStatus
from typing import Annotated, Any, Literal, get_args

from aimlkit.mock.class_schemas import Described

#: Why a model stopped before the end of its output.
Incomplete = Literal["max_tokens", "content_filter"]

_MAX_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a tool.

    `arguments` are JSON text as a model writes it, valid or not; or an object, which a rule checks against the schema
    of the tool.
    """

    name: Annotated[str, Described("the name of the tool")]
    arguments: Annotated[
        str | Mapping[str, object], Described("the arguments: JSON text, or an object that a rule checks")
    ]

    def __post_init__(self) -> None:
        self.arguments_text  # noqa: B018 - raises if the object is not JSON

    @property
    def arguments_text(self) -> str:
        """The arguments as JSON text. Raises ValueError if JSON cannot express them."""
        return self.arguments if isinstance(self.arguments, str) else to_json_text(self.arguments)


#: The earlier name of Call.
ToolCall = Call


@dataclass(frozen=True, slots=True)
class Usage:
    """The token usage of a response; the total is the sum of input and output."""

    input_tokens: Annotated[int, Described("the tokens of the input", minimum=0)]
    output_tokens: Annotated[int, Described("the generated tokens, with those of the reasoning", minimum=0)]
    reasoning_tokens: Annotated[int, Described("the tokens of the reasoning", minimum=0)] = 0
    cached_tokens: Annotated[int, Described("the tokens of the input from the cache", minimum=0)] = 0

    def __post_init__(self) -> None:
        if min(self.input_tokens, self.output_tokens, self.reasoning_tokens, self.cached_tokens) < 0:
            raise ValueError("numbers of tokens are not negative")
        if self.reasoning_tokens > self.output_tokens:
            raise ValueError("reasoning_tokens are a part of output_tokens, and not more")
        if self.cached_tokens > self.input_tokens:
            raise ValueError("cached_tokens are a part of input_tokens, and not more")

    @property
    def total_tokens(self) -> int:
        """The tokens of the input and the output."""
        return self.input_tokens + self.output_tokens


@dataclass(frozen=True)
class MockResponse:
    """The response to one request. Without content, the mock generates the response as usual.

    Content, at most one of:

    - `status`, with `headers` and `body`: exactly this response. A `body` of text or bytes is sent unchanged, any
      other as JSON; without a body, an error status has the service's error object. (`headers` alone are added to
      the generated response.)
    - `text`, `json`, `refusal` or `tool_calls`: the output of the model. It may have `reasoning` before it, and be
      `incomplete`.
    - `failure`: the model fails, with this message.

    A generated response has the `usage` of its text, or this one. It costs `cost_usd`, or by default what its tokens
    cost; `without_cost`: it states no cost.

    Faults (if the response is not streamed, its whole body counts as one event):

    - `delay`: seconds before the response starts; `event_delay`: seconds between events
    - `reset`: the connection is reset before the response
    - `malformed`: the second half of the first event is overwritten with spaces
    - `disconnect_after_bytes`, `disconnect_after_events`: the connection closes after this much of the body
    - `stall_after_events`: nothing is sent after these events until the client disconnects or the server stops
    """

    status: Annotated[int | None, Described("exactly this status", minimum=200, maximum=599)] = None
    headers: Annotated[
        Mapping[str, str],
        Described(
            "headers to add to the response, or to replace",
            propertyNames={"pattern": "^[A-Za-z0-9-]+$"},
            additionalProperties={"type": "string", "pattern": r"^[\x20-\x7e]*$"},
        ),
    ] = field(default_factory=dict[str, str])
    body: Annotated[
        object, Described("the body for a status: text and bytes unchanged, anything else as JSON")
    ] = None
    retry_after: Annotated[
        float | None, Described("seconds, in the header that tells clients when to retry", minimum=0)
    ] = None
    text: Annotated[str | None, Described("the text that the model writes")] = None
    json: Annotated[
        object, Described("a value that the model writes as JSON; a rule checks it against the output format")
    ] = None
    refusal: Annotated[str | None, Described("the text with which the model refuses")] = None
    reasoning: Annotated[
        str | None,
        Described("the text of the reasoning before the output, where the contract has a place for it"),
    ] = None
    tool_calls: Annotated[Sequence[Call] | None, Described("the calls of the model", minItems=1)] = None
    incomplete: Annotated[Incomplete | None, Described("the reason why the output is incomplete")] = None
    failure: Annotated[str | None, Described("the model fails with this message")] = None
    usage: Annotated[Usage | None, Described("the token usage")] = None
    cost_usd: Annotated[
        float | None, Described("the cost in US dollars; the credits follow from it", minimum=0)
    ] = None
    without_cost: Annotated[bool, Described("the response states no cost")] = False
    delay: Annotated[
        float, Described("seconds before the response starts", minimum=0, maximum=_MAX_SECONDS)
    ] = 0
    event_delay: Annotated[float, Described("seconds between events", minimum=0, maximum=_MAX_SECONDS)] = 0
    reset: Annotated[bool, Described("the connection is reset before the response")] = False
    malformed: Annotated[bool, Described("the first event is cut off in the middle")] = False
    disconnect_after_bytes: Annotated[
        int | None, Described("the connection closes after these bytes of the body", minimum=0)
    ] = None
    disconnect_after_events: Annotated[
        int | None, Described("the connection closes after these events", minimum=0)
    ] = None
    stall_after_events: Annotated[int | None, Described("nothing follows these events", minimum=0)] = None

    def __post_init__(self) -> None:
        present = self._present("status", "text", "json", "refusal", "tool_calls", "failure")
        if len(present) > 1:
            raise ValueError(f"a response has only one of {', '.join(present)}")
        if present in (["status"], ["failure"]):
            excluded = self._present("reasoning", "incomplete", "usage")
            if excluded:
                raise ValueError(f"a response has only one of {present[0]}, {excluded[0]}")
        if self.incomplete not in (None, *get_args(Incomplete)):
            reasons = ", ".join(map(repr, get_args(Incomplete)))
            raise ValueError(f"incomplete {self.incomplete!r} is not one of {reasons}")
        if self.tool_calls is not None and not self.tool_calls:
            raise ValueError("tool_calls is empty")
        if self.body is not None and self.status is None:
            raise ValueError("a body needs a status")
        if isinstance(self.body, str):
            try:
                self.body.encode()
            except UnicodeEncodeError as error:
                raise ValueError("a body of text must not have unpaired surrogates; pass bytes") from error
        elif not isinstance(self.body, bytes):
            to_json_text(self.body)
        to_json_text(self.json)
        if self.retry_after is not None and not 0 <= self.retry_after < math.inf:
            raise ValueError("retry_after is a number of seconds, and not negative")
        if self.cost_usd is not None and (self.without_cost or self.status is not None):
            other = "without_cost" if self.without_cost else "status"
            raise ValueError(f"a response has only one of {other}, cost_usd")
        if self.cost_usd is not None and not 0 <= self.cost_usd < math.inf:
            raise ValueError("cost_usd is a number of US dollars, and not negative")

    def _present(self, *names: str) -> list[str]:
        """Return the names of those fields that are set."""
        return [name for name in names if getattr(self, name) is not None]

    @property
    def summary(self) -> str:
        """The fields that are set, for messages."""
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        set_fields = [
            f"{name}={value!r}" for name, value in values.items() if value not in (None, False, 0, {})
        ]
        return f"MockResponse({', '.join(set_fields)})"

    @property
    def is_for_model(self) -> bool:
        """True if the response has the output, usage or cost of a model, so that it is only for requests to a model."""
        output = ("text", "json", "refusal", "reasoning", "tool_calls", "incomplete", "usage", "cost_usd")
        return self.without_cost or bool(self._present(*output))

    @property
    def raw_body(self) -> bytes | None:
        """The body as bytes; None stands for the service's error object."""
        if self.body is None:
            is_error = self.status is not None and self.status >= 400
            return None if is_error else b""
        if isinstance(self.body, bytes):
            return self.body
        return (self.body if isinstance(self.body, str) else to_json_text(self.body)).encode()

    @property
    def reason_phrase(self) -> str:
        """The standard phrase of the status."""
        phrases = {status.value: status.phrase for status in HTTPStatus}
        return phrases.get(self.status or 0, "Unknown error")


def to_json_text(value: Any) -> str:
    """Return a value as JSON text. Raises ValueError if JSON cannot express it."""
    try:
        return json.dumps(value, allow_nan=False)
    except (TypeError, RecursionError) as error:
        raise ValueError(f"JSON cannot express the value: {error}") from error
