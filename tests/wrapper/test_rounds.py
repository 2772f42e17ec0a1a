"""Rounds of tool calls, driven against the mock server."""

import asyncio
import json
import pickle
from collections.abc import Generator
from typing import Any

import httpx
import pytest

from aimlkit._answers import ChatCompletion, Response
from aimlkit._errors import LengthFinishReasonError
from aimlkit._requests import encoded
from aimlkit._rounds import MaxRoundsError, chat_rounds, response_rounds
from aimlkit._tools import FunctionTool, function_tool, pydantic_function_tool
from aimlkit.mock import MockResponse, MockServer, ToolCall
from tests.wrapper.test_chat_events import HI, TOOLS, Forecast

Json = Any


def get_weather(city: str, days: int = 1) -> Json:
    """The weather."""
    if city == "Atlantis":
        raise LookupError("it is under water")
    return {"city": city, "degrees": 4, "days": days}


async def get_tides(city: str) -> str:
    """The tides."""
    return f"high at {city}"


WEATHER, TIDES = function_tool(get_weather), function_tool(get_tides)
CALL = ToolCall("get_weather", '{"city": "Oslo", "days": null}')


def drive(server: MockServer, rounds: Generator[Json, Any, Json]) -> Json:
    """What the synchronous client does."""

    async def arun(calls: Json) -> list[str]:
        return [await call.arun() for call in calls]

    try:
        step = next(rounds)
        while True:
            if isinstance(step, dict):
                step = rounds.send(ask(server, step))
            elif any(call.tool is TIDES for call in step):
                step = rounds.send(asyncio.run(arun(step)))
            else:
                step = rounds.send([call.run() for call in step])
    except StopIteration as stop:
        return stop.value


def ask(server: MockServer, params: Json) -> Json:
    chat = "messages" in params
    param = "chat_param" if chat else "responses_param"
    tools = [getattr(t, param)() if isinstance(t, FunctionTool) else t for t in params.get("tools", ())]
    path = "/chat/completions" if chat else "/responses"
    headers = {"Authorization": f"Bearer {server.key}", "Content-Type": "application/json"}
    content = encoded({**params, "tools": tools})
    answer = httpx.post(f"{server.base_url}{path}", content=content, headers=headers)
    assert answer.status_code == 200, answer.text
    return (ChatCompletion if chat else Response).from_dict(answer.json())


def rounds_of(api: str, *tools: Json, max_rounds: int = 10, **params: Json) -> Generator[Json, Any, Json]:
    if api == "chat":
        return chat_rounds({"model": "o3-mini", "messages": HI, "tools": tools, **params}, max_rounds)
    return response_rounds(
        {"model": "openai/o3-pro", "input": "Weather?", "tools": tools, **params}, max_rounds
    )


def text_of(answer: Json) -> str:
    text = answer.text if isinstance(answer, ChatCompletion) else answer.output_text
    assert isinstance(text, str)
    return text


def results(server: MockServer) -> list[str]:
    """What the last request gave as results of tools."""
    body = server.requests[-1].body
    given = [item.get("content") for item in body.get("messages", ()) if item["role"] == "tool"]
    return given or [i["output"] for i in body.get("input", ()) if i.get("type") == "function_call_output"]


OTHER_CALLS: Json = [
    {"type": "custom", "id": "a"},
    {"type": "new"},
    {"type": "function", "id": "b", "function": {"name": "get_weather", "arguments": '{"city": "Oslo"}'}},
]
STRANGE: Json = [
    {},
    {"choices": None, "output": None},
    {"choices": [1, {}], "output": [{}, 3]},
    {"choices": [{"message": {"tool_calls": OTHER_CALLS}}], "output": [{"type": "new"}]},
]
both = pytest.mark.parametrize("api", ["chat", "responses"])


@both
def test_until_there_is_an_answer(aimlkit_mock: MockServer, api: str) -> None:
    aimlkit_mock.enqueue(
        MockResponse(tool_calls=[CALL]),
        MockResponse(tool_calls=[CALL, CALL]),
        MockResponse(text="4 degrees."),
    )
    given = [*HI]
    params: Json = {"messages": given} if api == "chat" else {}
    answer = drive(aimlkit_mock, rounds_of(api, WEATHER, **params))
    assert text_of(answer) == "4 degrees."
    assert len(aimlkit_mock.requests) == 3
    assert [json.loads(each) for each in results(aimlkit_mock)] == [
        {"city": "Oslo", "degrees": 4, "days": 1}
    ] * 3
    assert given == HI
    said = aimlkit_mock.requests[-1].body["messages" if api == "chat" else "input"]
    if api == "chat":
        assert [message["role"] for message in said] == [
            "user",
            "assistant",
            "tool",
            "assistant",
            "tool",
            "tool",
        ]
        assert said[1]["tool_calls"][0]["id"] == said[2]["tool_call_id"]
    else:
        called, resulted = "function_call", "function_call_output"
        kinds = [item.get("type") for item in said]
        assert kinds == [None, "reasoning", called, resulted, "reasoning", called, called, resulted, resulted]
        assert said[2]["call_id"] == said[3]["call_id"]


@both
def test_async_tools(aimlkit_mock: MockServer, api: str) -> None:
    calls = [ToolCall("get_tides", '{"city": "Oslo"}'), CALL]
    aimlkit_mock.enqueue(MockResponse(tool_calls=calls), MockResponse(text="High."))
    assert text_of(drive(aimlkit_mock, rounds_of(api, WEATHER, TIDES))) == "High."
    assert results(aimlkit_mock)[0] == "high at Oslo"


@both
def test_nothing_to_call(aimlkit_mock: MockServer, api: str) -> None:
    aimlkit_mock.enqueue(MockResponse(text="Hello."))
    assert text_of(drive(aimlkit_mock, rounds_of(api))) == "Hello."


@both
def test_wrong_calls_are_the_models_to_mend(aimlkit_mock: MockServer, api: str) -> None:
    wrong = [
        ToolCall("get_weather", '{"city": 1, "days": 1}'),
        ToolCall("get_wether", "{}"),
        ToolCall("get_weather", "{"),
    ]
    aimlkit_mock.enqueue(MockResponse(tool_calls=wrong), MockResponse(text="Sorry."))
    assert text_of(drive(aimlkit_mock, rounds_of(api, WEATHER))) == "Sorry."
    mistyped, unknown, broken = results(aimlkit_mock)
    wanted = "$.city: it is 1, and has to be {'type': 'string'}"
    assert mistyped == f"The arguments of get_weather are wrong: {wanted}"
    assert unknown == "There is no tool get_wether."
    assert "not JSON" in broken


@both
def test_what_a_tool_raises_is_the_callers(aimlkit_mock: MockServer, api: str) -> None:
    aimlkit_mock.enqueue(MockResponse(tool_calls=[ToolCall("get_weather", '{"city": "Atlantis"}')]))
    with pytest.raises(LookupError, match="under water"):
        drive(aimlkit_mock, rounds_of(api, WEATHER))


@both
def test_a_limit(aimlkit_mock: MockServer, api: str) -> None:
    aimlkit_mock.enqueue(*([MockResponse(tool_calls=[CALL])] * 3))
    with pytest.raises(MaxRoundsError, match="after 3 rounds") as raised:
        drive(aimlkit_mock, rounds_of(api, WEATHER, max_rounds=3))
    assert len(aimlkit_mock.requests) == 3
    assert raised.value.answer.tool_calls
    assert pickle.loads(pickle.dumps(raised.value)).rounds == 3


@both
def test_calls_that_are_the_callers(aimlkit_mock: MockServer, api: str) -> None:
    plain = TOOLS[0] if api == "chat" else {"type": "function", **TOOLS[0]["function"]}
    loose = (
        {**plain, "function": {**plain["function"], "strict": False}}
        if api == "chat"
        else {**plain, "strict": False}
    )
    for tool in (plain, loose, pydantic_function_tool(Forecast, name="get_weather")):
        aimlkit_mock.enqueue(MockResponse(tool_calls=[ToolCall("get_tides", "{}"), CALL]))
        answer = drive(aimlkit_mock, rounds_of(api, tool, TIDES))
        assert len(answer.tool_calls) == 2


@both
def test_a_demand_to_call_holds_once(aimlkit_mock: MockServer, api: str) -> None:
    aimlkit_mock.enqueue(MockResponse(tool_calls=[CALL]), MockResponse(text="Done."))
    drive(aimlkit_mock, rounds_of(api, WEATHER, tool_choice="required"))
    asked = [request.body.get("tool_choice") for request in aimlkit_mock.requests]
    assert asked == ["required", None]
    aimlkit_mock.enqueue(MockResponse(tool_calls=[CALL]), MockResponse(text="Done."))
    drive(aimlkit_mock, rounds_of(api, WEATHER, tool_choice="auto"))
    assert aimlkit_mock.requests[-1].body["tool_choice"] == "auto"


def test_calls_that_are_cut_off_are_not_called(aimlkit_mock: MockServer) -> None:
    long = ToolCall("get_weather", '{"city": "' + "Oslo " * 50)
    aimlkit_mock.enqueue(MockResponse(tool_calls=[CALL, long]))
    with pytest.raises(LengthFinishReasonError):
        drive(aimlkit_mock, rounds_of("chat", WEATHER, max_completion_tokens=40))
    aimlkit_mock.enqueue(MockResponse(tool_calls=[CALL, long]))
    answer = drive(aimlkit_mock, rounds_of("responses", WEATHER, max_output_tokens=40))
    assert answer.status == "incomplete"
    assert len(aimlkit_mock.requests) == 2


@both
@pytest.mark.parametrize("answer", STRANGE)
def test_strange_answers_are_the_last(api: str, answer: Json) -> None:
    rounds = rounds_of(api, WEATHER)
    next(rounds)
    with pytest.raises(StopIteration):
        rounds.send((ChatCompletion if api == "chat" else Response).from_dict(answer))
