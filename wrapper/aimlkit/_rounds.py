"""Rounds of tool calls: generators of parameters, sent the answer, and of calls, sent their results."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping
from typing import Any, TypeAlias

from attrs import define

from aimlkit._answers import ChatCompletion, Response, dig, models_in
from aimlkit._errors import AIMLAPIError
from aimlkit._parsed import check_whole
from aimlkit._schemas import Mismatch
from aimlkit._tools import FunctionTool, text_of

Params: TypeAlias = dict[str, Any]
Rounds: TypeAlias = "Generator[Params | list[ToolCall], Any, Any]"


class MaxRoundsError(AIMLAPIError):
    """The model wanted to call tools once more after the last round. `answer` is what it said last."""

    def __init__(self, answer: ChatCompletion | Response, rounds: int) -> None:
        super().__init__(f"there is no answer after {rounds} rounds of tool calls: max_rounds= is the limit")
        self.answer = answer
        self.rounds = rounds


@define
class ToolCall:
    """A call that the model makes."""

    id: str
    name: str
    arguments: str
    tool: Any

    def run(self) -> str:
        """The result as the model gets it, or what is wrong with its call. Raises what the tool raises."""
        return self._problem() or text_of(self.tool.call(self.arguments))

    async def arun(self) -> str:
        """As `run`, async."""
        return self._problem() or text_of(await self.tool.acall(self.arguments))

    def _problem(self) -> str | None:
        if self.tool is None:
            return f"There is no tool {self.name}."
        try:
            self.tool.read(self.arguments)
        except Mismatch as error:
            return f"The arguments of {self.name} are wrong: {error}"
        return None


def chat_rounds(params: Params, max_rounds: int = 10) -> Rounds:
    """Chat completions until one calls no tool, or one without a function: that call is the caller's.

    The first choice counts. After the first round the model is free to answer, whatever `tool_choice` says.
    Raises MaxRoundsError where `max_rounds` requests led to no answer, and as `check_whole` if cut off.
    """
    for _ in range(max(1, max_rounds)):
        completion = yield {**params}
        message = dig(completion, "choices", 0, "message")
        found = [(dig(call, "id"), dig(call, "function")) for call in models_in(message, "tool_calls")]
        calls = _calls(params, found)
        if not calls:
            return completion
        check_whole(completion)
        pairs = zip(calls, (yield calls), strict=True)
        results = [{"role": "tool", "tool_call_id": call.id, "content": text} for call, text in pairs]
        params = _free(params) | {"messages": [*params["messages"], message, *results]}
    raise MaxRoundsError(completion, max_rounds)


def response_rounds(params: Params, max_rounds: int = 10) -> Rounds:
    """The same for Responses. One that is not complete is the last; nothing that it calls is called."""
    given = params.get("input", ())
    params = {**params, "input": [{"role": "user", "content": given}] if isinstance(given, str) else given}
    for _ in range(max(1, max_rounds)):
        response = yield {**params}
        whole = response.status in ("completed", None)
        calls = _calls(params, [(dig(call, "call_id"), call) for call in response.tool_calls if whole])
        if not calls:
            return response
        pairs = zip(calls, (yield calls), strict=True)
        results = [{"type": "function_call_output", "call_id": call.id, "output": out} for call, out in pairs]
        params = _free(params) | {"input": [*params["input"], *response.output, *results]}
    raise MaxRoundsError(response, max_rounds)


def _calls(params: Params, found: Iterable[tuple[Any, Any]]) -> list[ToolCall]:
    """The calls, told by ids and functions; none if one of them is the caller's."""
    tools = params.get("tools") or ()
    known = {tool.name: tool for tool in tools if isinstance(tool, FunctionTool)}
    callers = {tool.get("function", tool).get("name") for tool in tools if isinstance(tool, Mapping)}
    callers |= {"", *(tool.name for tool in known.values() if tool.function is None)}
    calls = []
    for call_id, function in found:
        name = str(dig(function, "name") or "")
        calls.append(ToolCall(str(call_id), name, str(dig(function, "arguments") or "{}"), known.get(name)))
    return [] if any(call.name in callers for call in calls) else calls


def _free(params: Params) -> Params:
    """The parameters without the demand to call a tool, which was followed."""
    forced = params.get("tool_choice") not in ("none", "auto")
    return {name: value for name, value in params.items() if not (forced and name == "tool_choice")}
