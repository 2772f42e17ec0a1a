"""`run_tools()`: requests and tool calls in turns, with both clients against the mock server."""

from __future__ import annotations

import asyncio
import datetime
import decimal
import json
import pickle
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import pytest

import aimlkit
from aimlkit import FunctionTool, MaxTurnsError, OutputValidationError, function_tool, pydantic_function_tool
from aimlkit._models import ChatCompletion, Response
from aimlkit._tool_loop import ToolLoop
from aimlkit.endpoints import chat_completions, responses
from aimlkit.endpoints.chat_completions import ENDPOINT as CHAT_COMPLETIONS
from aimlkit.mock import MockResponse, MockServer, ToolCall
from aimlkit.structured import output_format
from tests.models import CHAT_OPERATION, RESPONSES_OPERATION, require_cost
from tests.wrapper.any_client import AnyClient
from tests.wrapper.weather import (
    CHAT_REQUEST,
    MESSAGES,
    RESPONSES_REQUEST,
    Forecast,
    chat_tool,
    responses_tool,
)

Json = Any

CALL = ToolCall("get_weather", '{"city": "Oslo", "days": null}')
RESULT = {"city": "Oslo", "degrees": 4, "days": 1}

each_api = pytest.mark.parametrize("api", ["chat completions", "responses"])


def get_weather(city: str, days: int = 1) -> Json:
    """Return the weather."""
    if city == "Atlantis":
        raise LookupError("it is under water")
    return {"city": city, "degrees": 4, "days": days}


async def get_tides(city: str) -> str:
    """Return the tides."""
    return f"high at {city}"


WEATHER = function_tool(get_weather)
TIDES = function_tool(get_tides)


def run_tools(any_client: AnyClient, api: str, *tools: Json, **params: Json) -> Json:
    """Return the result of `run_tools()` of an API."""
    if api == "chat completions":
        params = {**CHAT_REQUEST, **params}
        return any_client.call(lambda client: client.chat.completions.run_tools, tools=tools, **params)
    params = {**RESPONSES_REQUEST, **params}
    return any_client.call(lambda client: client.responses.run_tools, tools=tools, **params)


def text_of(response: Json) -> str | None:
    """Return the text of a response of either API."""
    return response.text if isinstance(response, ChatCompletion) else response.output_text


def sent_results(server: MockServer) -> list[str]:
    """Return the results of tools in the last request."""
    body = server.requests[-1].body
    messages = [message for message in body.get("messages", ()) if message["role"] == "tool"]
    items = [item for item in body.get("input", ()) if item.get("type") == "function_call_output"]
    return [message["content"] for message in messages] + [item["output"] for item in items]


# --- turns ---


@each_api
def test_run_tools_sends_results_until_there_is_a_final_response(
    any_client: AnyClient, aimlkit_mock: MockServer, api: str
) -> None:
    aimlkit_mock.enqueue(
        MockResponse(tool_calls=[CALL]),
        MockResponse(tool_calls=[CALL, CALL]),
        MockResponse(text="4 degrees."),
    )
    assert text_of(run_tools(any_client, api, WEATHER)) == "4 degrees."
    assert len(aimlkit_mock.requests) == 3
    assert [json.loads(result) for result in sent_results(aimlkit_mock)] == [RESULT] * 3


def test_run_tools_appends_messages(any_client: AnyClient, aimlkit_mock: MockServer) -> None:
    messages = [*MESSAGES]
    aimlkit_mock.enqueue(
        MockResponse(tool_calls=[CALL]), MockResponse(tool_calls=[CALL, CALL]), MockResponse(text="Cold.")
    )
    run_tools(any_client, "chat completions", WEATHER, messages=messages)
    assert messages == MESSAGES
    sent = aimlkit_mock.requests[-1].body["messages"]
    roles = [message["role"] for message in sent]
    assert roles == ["user", "assistant", "tool", "assistant", "tool", "tool"]
    assert sent[1]["tool_calls"][0]["id"] == sent[2]["tool_call_id"]


def test_run_tools_appends_input_items(any_client: AnyClient, aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(
        MockResponse(tool_calls=[CALL]), MockResponse(tool_calls=[CALL, CALL]), MockResponse(text="Cold.")
    )
    run_tools(any_client, "responses", WEATHER)
    sent = aimlkit_mock.requests[-1].body["input"]
    assert [item.get("type") for item in sent] == [
        None,
        *("reasoning", "function_call", "function_call_output"),
        *("reasoning", "function_call", "function_call", "function_call_output", "function_call_output"),
    ]
    assert sent[2]["call_id"] == sent[3]["call_id"]


@each_api
def test_run_tools_without_tools_returns_the_first_response(
    any_client: AnyClient, aimlkit_mock: MockServer, api: str
) -> None:
    aimlkit_mock.enqueue(MockResponse(text="Hello."))
    assert text_of(run_tools(any_client, api)) == "Hello."
    assert len(aimlkit_mock.requests) == 1


@each_api
def test_run_tools_raises_after_max_turns(any_client: AnyClient, aimlkit_mock: MockServer, api: str) -> None:
    cities = []

    def get_city(city: str, days: int | None) -> str:
        """Return the name of the city."""
        cities.append(city)
        return city

    tool = function_tool(get_city, name="get_weather")
    aimlkit_mock.enqueue(*[MockResponse(tool_calls=[CALL])] * 3)
    with pytest.raises(MaxTurnsError, match="max_turns=3") as raised:
        run_tools(any_client, api, tool, max_turns=3)
    assert len(aimlkit_mock.requests) == 3
    assert len(cities) == 2  # The results of the last turn would be lost.
    assert len(raised.value.response.tool_calls) == 1
    unpickled = pickle.loads(pickle.dumps(raised.value))
    assert (unpickled.max_turns, str(unpickled)) == (3, str(raised.value))
    assert unpickled.response.to_dict() == raised.value.response.to_dict()


@each_api
def test_run_tools_sends_a_forced_tool_choice_once(
    any_client: AnyClient, aimlkit_mock: MockServer, api: str
) -> None:
    aimlkit_mock.enqueue(MockResponse(tool_calls=[CALL]), MockResponse(text="Done."))
    run_tools(any_client, api, WEATHER, tool_choice="required")
    assert [each.body.get("tool_choice") for each in aimlkit_mock.requests] == ["required", None]

    aimlkit_mock.enqueue(MockResponse(tool_calls=[CALL]), MockResponse(text="Done."))
    run_tools(any_client, api, WEATHER, tool_choice="auto")
    assert [each.body.get("tool_choice") for each in aimlkit_mock.requests[2:]] == ["auto", "auto"]


@each_api
def test_run_tools_adds_every_turn_to_the_spend(
    any_client: AnyClient, aimlkit_mock: MockServer, api: str
) -> None:
    require_cost(CHAT_OPERATION if api == "chat completions" else RESPONSES_OPERATION)
    clients = []

    def run(client: Json) -> Json:
        clients.append(client)
        return (client.chat.completions if api == "chat completions" else client.responses).run_tools

    aimlkit_mock.enqueue(MockResponse(tool_calls=[CALL]), MockResponse(text="Done."))
    params = CHAT_REQUEST if api == "chat completions" else RESPONSES_REQUEST
    response = any_client.call(run, tools=[WEATHER], **params)
    assert clients[0].spend > response.cost_usd > 0


# --- tools ---


@each_api
def test_run_tools_calls_functions_with_typed_arguments(
    any_client: AnyClient, aimlkit_mock: MockServer, api: str
) -> None:
    arguments = []

    def get_forecast(city: str, days: int = 1) -> dict[str, int]:
        """Return the forecast.

        Args:
            city: The city.
        """
        arguments.append((city, days))
        return {"degrees": 4}

    async def get_forecast_async(city: str, days: int = 1) -> dict[str, int]:
        """Return the forecast."""
        return get_forecast(city, days)

    function = get_forecast_async if any_client.is_async else get_forecast
    tool = function_tool(function, name="get_weather")
    call = ToolCall("get_weather", '{"city": "Oslo", "days": 2}')
    aimlkit_mock.enqueue(MockResponse(tool_calls=[call]), MockResponse(text="Cold."))
    assert text_of(run_tools(any_client, api, tool)) == "Cold."
    assert sent_results(aimlkit_mock) == ['{"degrees": 4}']
    assert arguments == [("Oslo", 2)]


@each_api
def test_async_run_tools_calls_async_functions_and_others(aimlkit_mock: MockServer, api: str) -> None:
    options = {"api_key": aimlkit_mock.key, "base_url": aimlkit_mock.base_url}
    calls = [ToolCall("get_tides", '{"city": "Oslo"}'), CALL]
    aimlkit_mock.enqueue(MockResponse(tool_calls=calls), MockResponse(text="High."))
    any_client = AnyClient(is_async=True, options=options)
    assert text_of(run_tools(any_client, api, WEATHER, TIDES)) == "High."
    tides, weather = sent_results(aimlkit_mock)
    assert (tides, json.loads(weather)) == ("high at Oslo", RESULT)


@each_api
def test_async_run_tools_runs_the_calls_of_a_turn_concurrently(aimlkit_mock: MockServer, api: str) -> None:
    is_called = asyncio.Event()

    async def wait_for_call() -> str:
        """Wait until the other function is called."""
        await asyncio.wait_for(is_called.wait(), timeout=10)
        return "first"

    def call(city: str) -> Awaitable[dict[datetime.date, decimal.Decimal]]:
        """Return an awaitable, though this is no async function."""

        async def result() -> dict[datetime.date, decimal.Decimal]:
            is_called.set()
            return {datetime.date(2026, 1, 2): decimal.Decimal("1.5")}

        return result()

    options = {"api_key": aimlkit_mock.key, "base_url": aimlkit_mock.base_url}
    calls = [ToolCall("wait_for_call", "{}"), ToolCall("call", '{"city": "Oslo"}')]
    aimlkit_mock.enqueue(MockResponse(tool_calls=calls), MockResponse(text="Done."))
    run_tools(
        AnyClient(is_async=True, options=options), api, function_tool(wait_for_call), function_tool(call)
    )
    assert sent_results(aimlkit_mock) == ["first", '{"2026-01-02": "1.5"}']


def test_run_tools_raises_for_async_functions_in_a_sync_client(aimlkit_mock: MockServer) -> None:
    options = {"api_key": aimlkit_mock.key, "base_url": aimlkit_mock.base_url}
    aimlkit_mock.enqueue(MockResponse(tool_calls=[ToolCall("get_tides", '{"city": "Oslo"}')]))
    with pytest.raises(TypeError, match="the tool get_tides is async: use it with AsyncAIMLAPI"):
        run_tools(AnyClient(is_async=False, options=options), "responses", TIDES)


@each_api
def test_run_tools_reports_invalid_calls_to_the_model(
    any_client: AnyClient, aimlkit_mock: MockServer, api: str
) -> None:
    calls = [
        ToolCall("get_weather", '{"city": 1, "days": 1}'),
        ToolCall("get_wether", "{}"),
        ToolCall("get_weather", "{"),
    ]
    aimlkit_mock.enqueue(MockResponse(tool_calls=calls), MockResponse(text="Sorry."))
    assert text_of(run_tools(any_client, api, WEATHER)) == "Sorry."
    wrong_type, unknown_tool, broken_json = sent_results(aimlkit_mock)
    assert wrong_type == "Invalid arguments for get_weather: $.city: Input should be a valid string (got 1)"
    assert unknown_tool == "There is no tool get_wether."
    assert broken_json.startswith("Invalid arguments for get_weather: $: Invalid JSON")


@each_api
def test_run_tools_raises_the_exception_of_a_function(
    any_client: AnyClient, aimlkit_mock: MockServer, api: str
) -> None:
    aimlkit_mock.enqueue(MockResponse(tool_calls=[ToolCall("get_weather", '{"city": "Atlantis"}')]))
    with pytest.raises(LookupError, match="under water"):
        run_tools(any_client, api, WEATHER)


@each_api
def test_run_tools_raises_the_validation_error_of_a_function(
    any_client: AnyClient, aimlkit_mock: MockServer, api: str
) -> None:
    """A function may parse output itself: its error is not one of the arguments that the model wrote."""

    def get_nested_forecast(city: str, days: int | None) -> str:
        return repr(output_format(Forecast).parse('{"city": 1}'))

    aimlkit_mock.enqueue(MockResponse(tool_calls=[CALL]))
    with pytest.raises(OutputValidationError, match="city"):
        run_tools(any_client, api, function_tool(get_nested_forecast, name="get_weather"))


def test_run_tools_raises_if_a_function_raises_stop_iteration(
    any_client: AnyClient, aimlkit_mock: MockServer
) -> None:
    """Python allows neither coroutines nor generators to raise it, and makes it another exception."""

    def exhaust(city: str, days: int | None) -> None:
        raise StopIteration("out of order")

    aimlkit_mock.enqueue(MockResponse(tool_calls=[CALL]))
    with pytest.raises(RuntimeError, match="StopIteration"):
        run_tools(any_client, "chat completions", function_tool(exhaust, name="get_weather"))


@each_api
@pytest.mark.parametrize("tool_type", ["dictionary", "dictionary that is not strict", "model"])
def test_run_tools_returns_calls_of_tools_without_a_function(
    any_client: AnyClient, aimlkit_mock: MockServer, api: str, tool_type: str
) -> None:
    as_dictionary = chat_tool if api == "chat completions" else responses_tool
    tools: Mapping[str, Callable[[], Json | FunctionTool]] = {
        "dictionary": lambda: as_dictionary("get_weather"),
        "dictionary that is not strict": lambda: as_dictionary("get_weather", strict=False),
        "model": lambda: pydantic_function_tool(Forecast, name="get_weather"),
    }
    aimlkit_mock.enqueue(MockResponse(tool_calls=[ToolCall("get_tides", "{}"), CALL]))
    response = run_tools(any_client, api, tools[tool_type](), TIDES)
    assert len(response.tool_calls) == 2
    assert len(aimlkit_mock.requests) == 1


# --- responses that end the loop ---

CUT_OFF_CALLS = [CALL, ToolCall("get_weather", '{"city": "' + "Oslo " * 50)]


def test_run_tools_raises_if_calls_of_a_completion_are_cut_off(
    any_client: AnyClient, aimlkit_mock: MockServer
) -> None:
    aimlkit_mock.enqueue(MockResponse(tool_calls=CUT_OFF_CALLS))
    with pytest.raises(aimlkit.LengthFinishReasonError):
        run_tools(any_client, "chat completions", WEATHER, max_completion_tokens=40)
    assert len(aimlkit_mock.requests) == 1


def test_run_tools_returns_a_response_that_is_cut_off(
    any_client: AnyClient, aimlkit_mock: MockServer
) -> None:
    aimlkit_mock.enqueue(MockResponse(tool_calls=CUT_OFF_CALLS))
    response = run_tools(any_client, "responses", WEATHER, max_output_tokens=40)
    assert response.status == "incomplete"
    assert len(aimlkit_mock.requests) == 1


CALLS_OF_OTHER_TYPES: Json = [
    {"type": "custom", "id": "a"},
    {"type": "new"},
    {"type": "function", "id": "b", "function": {"name": "get_weather", "arguments": '{"city": "Oslo"}'}},
]


@pytest.mark.parametrize("endpoint", [chat_completions.ENDPOINT, responses.ENDPOINT])
@pytest.mark.parametrize(
    "data",
    [
        {},
        {"choices": None, "output": None},
        {"choices": [1, {}], "output": [{}, 3]},
        {"choices": [{"message": {"tool_calls": CALLS_OF_OTHER_TYPES}}], "output": [{"type": "new"}]},
    ],
)
def test_tool_loop_returns_responses_that_it_cannot_continue(endpoint: Json, data: Json) -> None:
    response = endpoint.response_class.from_dict(data)

    def create(params: Mapping[str, object]) -> Json:
        return response
        yield  # A flow without effects.

    loop: Json = ToolLoop(endpoint, {"tools": [WEATHER], "messages": [], "input": ""}, max_turns=10)
    flow = loop.run(create)
    with pytest.raises(StopIteration) as stopped:
        next(flow)
    assert isinstance(stopped.value.value, ChatCompletion | Response)
    assert stopped.value.value.to_dict() == response.to_dict()


@pytest.mark.parametrize("max_turns", [0, -1])
def test_tool_loop_refuses_max_turns_below_1(max_turns: int) -> None:
    with pytest.raises(ValueError, match="max_turns must be at least 1"):
        ToolLoop(CHAT_COMPLETIONS, {}, max_turns)
