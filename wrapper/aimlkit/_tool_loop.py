"""The tool loop: requests and tool calls in turns, until the model returns a final response."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

from aimlkit._effects import RunTools
from aimlkit._exceptions import APIError, MaxTurnsError, SpendLimitError
from aimlkit._json import json_array, json_object
from aimlkit._models import APIResponse
from aimlkit.tools import FunctionTool, RunnableToolCall

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from aimlkit._effects import Flow
    from aimlkit._models import AnyResponse
    from aimlkit.endpoints._base import Endpoint

ResponseT = TypeVar("ResponseT", bound=APIResponse)


def tool_loop(
    endpoint: Endpoint[ResponseT, Any],
    params: Mapping[str, object],
    create: Callable[[Mapping[str, object]], Flow[ResponseT]],
    max_turns: int,
) -> Flow[ResponseT]:
    """Send requests and run the functions that the model calls, until a response calls none.

    A response that calls a tool without a function also ends the loop: running that tool is up to the caller. After
    the first turn, the model may reply without calling a tool, even if `tool_choice` forces a call.

    Raises MaxTurnsError if response number `max_turns` still calls functions, and LengthFinishReasonError or
    ContentFilterFinishReasonError if tool calls are cut off. The exceptions of a request after the first one carry the
    response before it, which was paid for.
    """
    if max_turns < 1:
        raise ValueError(f"max_turns must be at least 1; it is {max_turns!r}")
    offered = json_array(params.get("tools")) or ()
    functions = {tool.name: tool for tool in offered if isinstance(tool, FunctionTool)}
    without_function = {"", *_names_without_function(offered)}
    turn = 1
    response: ResponseT | None = None
    while True:
        try:
            response = yield from create(params)
        except APIError as error:
            error.partial = error.partial or cast("AnyResponse | None", response)
            raise
        except SpendLimitError as error:
            error.response = cast("AnyResponse | None", response)
            raise
        requests = endpoint.tool_requests(response)
        if not requests or any(request.name in without_function for request in requests):
            return response
        endpoint.require_complete(response)
        if turn >= max_turns:
            raise MaxTurnsError(cast("AnyResponse", response), max_turns)
        calls = [RunnableToolCall(each.name, each.arguments, functions.get(each.name)) for each in requests]
        results: list[str] = yield RunTools(calls)
        params = without_forced_tool_choice(params)
        params = endpoint.next_turn(params, response, [*zip(requests, results, strict=True)])
        turn += 1


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
