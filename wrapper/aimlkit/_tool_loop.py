"""The tool loop: requests and tool calls in turns, until the model returns a final response."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from aimlkit._effects import RunTools
from aimlkit._exceptions import APIError, MaxTurnsError, SpendLimitError
from aimlkit._json import json_array, json_object
from aimlkit._models import APIResponse, derive
from aimlkit.tools import FunctionTool, RunnableToolCall
from aimlkit_api.types import Model

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from aimlkit._effects import Flow
    from aimlkit._models import AnyResponse
    from aimlkit.endpoints._base import EndpointOf

ResponseT = TypeVar("ResponseT", bound=APIResponse)


def _unobserved(calls: Sequence[RunnableToolCall]) -> Sequence[RunnableToolCall]:
    return calls


class ToolLoop(Generic[ResponseT]):
    """A run of `run_tools()`: its flow, and its history and cost so far."""

    def __init__(
        self,
        endpoint: EndpointOf[ResponseT],
        params: Mapping[str, object],
        max_turns: int,
        observe_tools: Callable[[Sequence[RunnableToolCall]], Sequence[RunnableToolCall]] = _unobserved,
    ) -> None:
        """Create a run whose first request has `params`; it runs the result of `observe_tools` for its tool calls.

        Raises ValueError if `max_turns` is below 1.
        """
        if max_turns < 1:
            raise ValueError(f"max_turns must be at least 1; it is {max_turns!r}")
        self._endpoint = endpoint
        self._params = params
        self._max_turns = max_turns
        self._observe_tools = observe_tools
        self._responses: list[ResponseT] = []

    def run(self, create: Callable[[Mapping[str, object]], Flow[ResponseT]]) -> Flow[ResponseT]:
        """Send requests and run the functions that the model calls, until a response calls none; return that response.

        A response that calls a tool without a function also ends the loop: running that tool is up to the caller. After
        the first turn, the model may reply without calling a tool, even if `tool_choice` forces a call.

        Raises MaxTurnsError if response number `max_turns` still calls functions, and LengthFinishReasonError or
        ContentFilterFinishReasonError if tool calls are cut off. The exceptions of a request after the first one carry
        the response before it, which was paid for.
        """
        offered = json_array(self._params.get("tools")) or ()
        functions = {tool.name: tool for tool in offered if isinstance(tool, FunctionTool)}
        without_function = {"", *_names_without_function(offered)}
        while True:
            response = yield from self._create(create)
            requests = self._endpoint.tool_requests(response)
            if not requests or any(request.name in without_function for request in requests):
                self._params = self._endpoint.next_turn(self._params, response, ())
                return self._result(response)
            self._endpoint.require_complete(response)
            if len(self._responses) >= self._max_turns:
                raise MaxTurnsError(cast("AnyResponse", response), self._max_turns)
            calls = [
                RunnableToolCall(each.name, each.arguments, functions.get(each.name), each.call_id)
                for each in requests
            ]
            results: list[str] = yield RunTools(self._observe_tools(calls))
            params = without_forced_tool_choice(self._params)
            self._params = self._endpoint.next_turn(params, response, [*zip(requests, results, strict=True)])

    @property
    def history(self) -> list[Any]:
        """The messages, or input items, of the turns so far: those of the user unchanged, the others as JSON."""
        items = json_array(self._params.get(self._endpoint.history_parameter)) or ()
        model = self._params.get("model")
        return [
            self._endpoint.supported_item(item, model) if isinstance(item, Model) else item for item in items
        ]

    @property
    def total_cost_usd(self) -> float | None:
        """The cost of all responses so far in US dollars; None if the cost of one of them is unknown."""
        costs = [response.cost_usd for response in self._responses]
        return None if None in costs else sum(cost or 0.0 for cost in costs)

    def _create(self, create: Callable[[Mapping[str, object]], Flow[ResponseT]]) -> Flow[ResponseT]:
        latest = cast("AnyResponse | None", self._responses[-1] if self._responses else None)
        try:
            response = yield from create(self._params)
        except APIError as error:
            error.partial = error.partial or latest
            raise
        except SpendLimitError as error:
            error.response = latest
            raise
        self._responses.append(response)
        return response

    def _result(self, response: ResponseT) -> ResponseT:
        return derive(
            self._endpoint.tool_run_class,
            response,
            _history=self.history,
            _total_cost_usd=self.total_cost_usd,
        )


def without_forced_tool_choice(params: Mapping[str, object]) -> Mapping[str, object]:
    """Return `params` without a `tool_choice` that forces a call: the first turn has made that call."""
    if params.get("tool_choice") in ("none", "auto"):
        return params
    return {name: value for name, value in params.items() if name != "tool_choice"}


def _names_without_function(tools: Iterable[object]) -> list[str]:
    """Return the names of the tools that cannot be run: those written as dictionaries, or made of a model."""
    names: list[str] = []
    for tool in tools:
        if isinstance(tool, FunctionTool):
            if tool.function is None:
                names.append(tool.name)
        elif (fields := json_object(tool)) is not None:
            function = json_object(fields.get("function")) or fields
            names.append(str(function.get("name", "")))
    return names
