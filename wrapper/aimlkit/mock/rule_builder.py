"""Making rules in Python: `on(contains="Oslo").reply(text="Cold.")`."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypedDict, Unpack

from aimlkit.mock.conditions import Conditions, Texts
from aimlkit.mock.faults import Faults
from aimlkit.mock.mock_response import Call, Incomplete, MockResponse, Usage
from aimlkit.mock.rules import Rule


class ConditionFields(TypedDict, total=False):
    """The fields of Conditions, as keyword arguments."""

    contains: Texts
    regex: str
    model: str
    stream: bool
    api: str
    system: Texts
    turn: int
    tools: str | Sequence[str | Mapping[str, object]]
    tool_result: str | bool
    output_format: str | Mapping[str, object]
    headers: Mapping[str, str]


class ResponseFields(TypedDict, total=False):
    """The fields of MockResponse, as keyword arguments."""

    status: int
    headers: Mapping[str, str]
    body: object
    retry_after: float
    text: str
    json: object
    refusal: str
    reasoning: str
    tool_calls: Sequence[Call]
    incomplete: Incomplete
    failure: str
    usage: Usage
    cost_usd: float
    without_cost: bool
    delay: float
    event_delay: float
    reset: bool
    malformed: bool
    disconnect_after_bytes: int
    disconnect_after_events: int
    stall_after_events: int


class RuleBuilder:
    """The conditions of a rule; `reply` adds its replies, and the rule to the mock."""

    def __init__(self, conditions: Conditions, add: Callable[[Rule], None]) -> None:
        self._conditions = conditions
        self._add = add
        self.has_reply = False  # True once `reply` was called, even with a mistake

    def __repr__(self) -> str:
        return f"on({self._conditions})"

    def reply(
        self,
        *responses: MockResponse,
        times: int | None = None,
        name: str = "",
        faults: Faults | None = None,
        **fields: Unpack[ResponseFields],
    ) -> Rule:
        """Add the rule to the mock, with its replies: `responses` in order, or one with these fields of MockResponse.

        The last reply repeats; with `times`, the rule stops matching after that many replies. `name` is used in
        messages and metrics. `faults` are random faults of the replies.

        Raises ValueError if the contract does not allow a reply, or if a reply violates a schema in the conditions.
        """
        self.has_reply = True
        if responses and fields:
            raise ValueError("a rule has responses, or fields of one response, and not both")
        replies = responses or (MockResponse(**fields),)
        rule = Rule(self._conditions, replies, times, faults, name)
        self._add(rule)
        return rule
