"""`.stream()`, `.parse()`, `run_tools()`: the same program, openai-python and aimlkit, the same result."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import attrs
import openai
import pydantic
import pytest

import aimlkit
from aimlkit import AIMLAPI, AsyncAIMLAPI
from aimlkit.mock import MockResponse, MockServer, ToolCall
from tests.wrapper.conftest import ASK, Both

Json = Any

MODEL: Json = "o3-mini"
FORECAST = '{"city": "Oslo", "degrees": 4.5, "days": ["Mon", "Tue"]}'
TEXT_FORM = {"type": "json_schema", "name": "a", "schema": {"type": "object"}}
PARAMETERS = {
    "type": "object",
    "properties": {"city": {"type": "string"}},
    "required": ["city"],
    "additionalProperties": False,
}
CHAT_TOOL = {
    "type": "function",
    "function": {"name": "get_weather", "parameters": PARAMETERS, "strict": True},
}
TOOL = {"type": "function", "name": "get_weather", "parameters": PARAMETERS, "strict": True}


class Forecast(pydantic.BaseModel):
    """A form for an answer."""

    city: str
    degrees: float
    days: list[str]


@dataclass
class ForecastData:
    city: str
    degrees: float
    days: list[str]


@attrs.define
class ForecastAttrs:
    city: str
    degrees: float
    days: list[str]


@pytest.fixture
def twice(aimlkit_mock: MockServer) -> Iterator[Callable[..., tuple[Json, Json]]]:
    """Runs a program with both clients against the same mock, and gives both results."""
    options: Json = {"api_key": aimlkit_mock.key, "base_url": aimlkit_mock.base_url}
    with openai.OpenAI(**options) as theirs, AIMLAPI(**options) as ours:

        def run(program: Callable[[Json], Json], *steps: MockResponse) -> tuple[Json, Json]:
            results = []
            for client in (theirs, ours):
                aimlkit_mock.reset()
                aimlkit_mock.enqueue(*steps)
                try:
                    results.append(program(client))
                except (openai.OpenAIError, aimlkit.AIMLAPIError) as error:
                    results.append((type(error).__name__, hasattr(error, "completion")))
            return results[0], results[1]

        yield run


STEPS = [
    MockResponse(text="Hello, how are you?"),
    MockResponse(text=FORECAST),
    MockResponse(text=""),
    MockResponse(refusal="No, thank you."),
    MockResponse(tool_calls=[ToolCall("get_weather", '{"city": "Oslo"}')]),
    MockResponse(
        tool_calls=[ToolCall("get_weather", '{"city": "Oslo"}'), ToolCall("get_weather", '{"city": "Rome"}')]
    ),
]


def plain(value: Json) -> Json:
    """A value of either package as JSON without what is null."""
    for name in ("model_dump", "to_dict"):
        if hasattr(value, name):
            return plain(getattr(value, name)())
    if isinstance(value, dict):
        # A call of theirs keeps the index of its pieces.
        own = _OWN | {"index"} if "function" in value else _OWN
        return {name: plain(item) for name, item in value.items() if item is not None and name not in own}
    return [*map(plain, value)] if isinstance(value, list) else value


_OWN = {"parsed", "parsed_arguments", "meta", "created", "created_at", "id", "completed_at"}


@pytest.mark.parametrize("step", STEPS)
def test_a_chat_stream(twice: Json, step: MockResponse) -> None:
    def program(client: Json) -> Json:
        seen = []
        with client.chat.completions.stream(
            model=MODEL, messages=ASK["messages"], tools=[CHAT_TOOL]
        ) as stream:
            for event in stream:
                seen.append(event.type)
                match event.type:
                    case "content.delta":
                        seen.append((event.delta, event.snapshot))
                    case "content.done":
                        seen.append(event.content)
                    case "refusal.delta":
                        seen.append((event.delta, event.snapshot))
                    case "refusal.done":
                        seen.append(event.refusal)
                    case "tool_calls.function.arguments.delta":
                        seen.append((event.name, event.index, event.arguments_delta, event.arguments))
                    case "tool_calls.function.arguments.done":
                        seen.append((event.name, event.index, event.arguments, event.parsed_arguments))
            snapshot = stream.current_completion_snapshot
            final = stream.get_final_completion()
        calls = final.choices[0].message.tool_calls or []
        return seen, plain(snapshot), plain(final), [call.function.parsed_arguments for call in calls]

    theirs, ours = twice(program, step)
    assert ours == theirs


@pytest.mark.parametrize("step", STEPS)
def test_a_response_stream(twice: Json, step: MockResponse) -> None:
    def program(client: Json) -> Json:
        seen = []
        with client.responses.stream(model=MODEL, input="Hi", tools=[TOOL]) as stream:
            for event in stream:
                seen.append((event.type, event.sequence_number))
                if event.type in ("response.output_text.delta", "response.function_call_arguments.delta"):
                    seen.append((event.delta, event.snapshot))
            final = stream.get_final_response()
        parsed = [item.parsed_arguments for item in final.output if item.type == "function_call"]
        return seen, final.output_text, plain(final.output), parsed

    theirs, ours = twice(program, step)
    assert ours == theirs


def parse(**params: Json) -> Callable[[Json], Json]:
    def program(client: Json) -> Json:
        completion = client.chat.completions.parse(
            model=MODEL, messages=ASK["messages"], response_format=Forecast, **params
        )
        message = completion.choices[0].message
        return message.parsed, message.refusal, message.content

    return program


def test_parse(twice: Json) -> None:
    theirs, ours = twice(parse(), MockResponse(text=FORECAST))
    assert ours == theirs == (Forecast(city="Oslo", degrees=4.5, days=["Mon", "Tue"]), None, FORECAST)


def test_parse_of_a_refusal(twice: Json) -> None:
    theirs, ours = twice(parse(), MockResponse(refusal="No."))
    assert ours == theirs == (None, "No.", None)


def test_parse_of_what_is_cut_off(twice: Json) -> None:
    theirs, ours = twice(parse(max_completion_tokens=2))
    assert ours == theirs == ("LengthFinishReasonError", True)


def test_parse_of_a_stream(twice: Json) -> None:
    def program(client: Json) -> Json:
        with client.chat.completions.stream(**ASK, response_format=Forecast) as stream:
            done = [event.parsed for event in stream if event.type == "content.done"]
            return done, stream.get_final_completion().choices[0].message.parsed

    theirs, ours = twice(program, MockResponse(text=FORECAST))
    assert ours == theirs
    assert isinstance(ours[1], Forecast)


def test_parse_of_a_response(twice: Json) -> None:
    def program(client: Json) -> Json:
        response = client.responses.parse(model=MODEL, input="Hi", text_format=Forecast)
        with client.responses.stream(model=MODEL, input="Hi", text_format=Forecast) as stream:
            return response.output_parsed, stream.until_done().get_final_response().output_parsed

    theirs, ours = twice(program, MockResponse(text=FORECAST), MockResponse(text=FORECAST))
    assert ours == theirs
    assert all(isinstance(value, Forecast) for value in ours)


def test_parse_of_calls(twice: Json) -> None:
    class GetWeather(pydantic.BaseModel):
        """The weather somewhere."""

        city: str

    def program(client: Json) -> Json:
        package = openai if isinstance(client, openai.OpenAI) else aimlkit
        tools = [package.pydantic_function_tool(GetWeather, name="get_weather")]
        completion = client.chat.completions.parse(model=MODEL, messages=ASK["messages"], tools=tools)
        return completion.choices[0].message.tool_calls[0].function.parsed_arguments

    theirs, ours = twice(program, MockResponse(tool_calls=[ToolCall("get_weather", '{"city": "Oslo"}')]))
    assert ours == theirs == GetWeather(city="Oslo")


@pytest.mark.parametrize("kind", [Forecast, ForecastData, ForecastAttrs])
def test_parse_as_any_kind_of_class(both: Both, aimlkit_mock: MockServer, kind: type[Json]) -> None:
    aimlkit_mock.enqueue(MockResponse(text=FORECAST), MockResponse(text=FORECAST))
    wanted = kind(city="Oslo", degrees=4.5, days=["Mon", "Tue"])
    completion = both.call(lambda client: client.chat.completions.parse, **ASK, response_format=kind)
    assert completion.choices[0].message.parsed == wanted
    assert completion.cost_usd > 0
    response = both.call(lambda client: client.responses.parse, model=MODEL, input="Hi", text_format=kind)
    assert response.output_parsed == wanted
    assert all(request.body for request in aimlkit_mock.requests)


def test_parse_by_a_schema(both: Both, aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(MockResponse(text='{"a": 1}'))
    schema = {"type": "object", "properties": {"a": {"type": "integer"}}}
    completion = both.call(lambda client: client.chat.completions.parse, **ASK, response_format=schema)
    assert completion.choices[0].message.parsed == {"a": 1}
    plain_json = both.call(
        lambda client: client.chat.completions.parse, **ASK, response_format={"type": "json_object"}
    )
    assert plain_json.choices[0].message.parsed is None
    assert aimlkit_mock.requests[1].body["response_format"] == {"type": "json_object"}
    aimlkit_mock.enqueue(MockResponse(text="{}"))
    text = {"verbosity": "low"}
    both.call(
        lambda client: client.responses.parse, model=MODEL, input="Hi", text_format=TEXT_FORM, text=text
    )
    assert aimlkit_mock.requests[2].body["text"]["verbosity"] == "low"
    assert aimlkit_mock.requests[2].body["text"]["format"]["name"] == "a"


def test_parse_of_what_is_something_else(both: Both, aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(MockResponse(text='{"city": 5}'))
    with pytest.raises(ValueError, match="city"):
        both.call(lambda client: client.chat.completions.parse, **ASK, response_format=ForecastData)


@pytest.mark.parametrize("pieces", [3, 5])
def test_a_helper_stream_that_is_cut(client: AIMLAPI, aimlkit_mock: MockServer, pieces: int) -> None:
    aimlkit_mock.enqueue(MockResponse(text="One two three four five", disconnect_after_events=pieces))
    with client.chat.completions.stream(**ASK) as stream, pytest.raises(aimlkit.StreamCutError) as raised:
        stream.until_done()
    assert isinstance(raised.value.partial, aimlkit.ChatCompletion)
    assert raised.value.partial.text
    assert "One two three four five".startswith(raised.value.partial.text)
    aimlkit_mock.enqueue(MockResponse(text="One two three four five", disconnect_after_events=9))
    with (
        client.responses.stream(model=MODEL, input="Hi") as stream_,
        pytest.raises(aimlkit.StreamCutError) as cut,
    ):
        stream_.until_done()
    assert isinstance(cut.value.partial, aimlkit.Response)
    assert cut.value.partial.output_text in "One two three four five"


def test_leaving_a_helper_stream_early(client: AIMLAPI, aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(MockResponse(stall_after_events=3))
    with client.chat.completions.stream(**ASK) as stream:
        for _ in stream:
            break
        assert stream.response.is_closed
    aimlkit_mock.enqueue(MockResponse(stall_after_events=3))
    with client.responses.stream(model=MODEL, input="Hi") as other:
        next(other)
    assert other.response.is_closed


def test_text_streams(client: AIMLAPI, aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(*([MockResponse(text="One two three")] * 4))
    with client.chat.completions.stream(**ASK) as chat:
        assert "".join(chat.text_stream) == "One two three"
    with client.responses.stream(model=MODEL, input="Hi") as response:
        assert list(response.text_stream) == ["One", " two", " three"]
    assert "".join(client.chat.completions.create(**ASK, stream=True).text_stream) == "One two three"
    assert (
        "".join(client.responses.create(model=MODEL, input="Hi", stream=True).text_stream) == "One two three"
    )


def test_async_streams(aimlkit_mock: MockServer) -> None:
    async def ask() -> None:
        options: Json = {"api_key": aimlkit_mock.key, "base_url": aimlkit_mock.base_url}
        async with AsyncAIMLAPI(**options) as made:
            client: Json = made
            aimlkit_mock.enqueue(*([MockResponse(text=FORECAST)] * 3))
            async with client.chat.completions.stream(**ASK, response_format=Forecast) as chat:
                kinds = [event.type async for event in chat]
                assert chat.current_completion_snapshot.text == FORECAST
                final = await chat.get_final_completion()
            assert kinds[-1] == "content.done"
            assert final.choices[0].message.parsed == Forecast.model_validate_json(FORECAST)
            async with client.responses.stream(model=MODEL, input="Hi", text_format=Forecast) as response:
                assert "".join([text async for text in response.text_stream]) == FORECAST
                assert (await response.get_final_response()).output_parsed == final.choices[0].message.parsed
            async with client.responses.stream(model=MODEL, input="Hi") as left:
                await anext(left)
            assert left.response.is_closed

    asyncio.run(ask())


CALL = MockResponse(tool_calls=[ToolCall("weather", '{"city": "Oslo", "days": 2}')])


@pytest.mark.parametrize("kind", ["chat", "responses"])
def test_run_tools(both: Both, aimlkit_mock: MockServer, kind: str) -> None:
    called = []

    def weather(city: str, days: int = 1) -> dict[str, Json]:
        """The weather.

        Args:
            city: Where.
        """
        called.append((city, days))
        return {"degrees": 4}

    async def aweather(city: str, days: int = 1) -> dict[str, Json]:
        """The weather."""
        return weather(city, days)

    tool = aimlkit.function_tool(aweather if both.is_async else weather, name="weather")
    aimlkit_mock.enqueue(CALL, MockResponse(text="Cold."))
    if kind == "chat":
        answer = both.call(lambda client: client.chat.completions.run_tools, **ASK, tools=[tool])
        assert answer.text == "Cold."
        assert aimlkit_mock.requests[1].body["messages"][-1]["content"] == '{"degrees": 4}'
    else:
        answer = both.call(lambda client: client.responses.run_tools, model=MODEL, input="Hi", tools=[tool])
        assert answer.output_text == "Cold."
        assert aimlkit_mock.requests[1].body["input"][-1]["output"] == '{"degrees": 4}'
    assert called == [("Oslo", 2)]
    aimlkit_mock.enqueue(CALL, CALL, CALL)
    with pytest.raises(aimlkit.MaxRoundsError, match="no answer after 2 rounds"):
        both.call(lambda client: client.chat.completions.run_tools, **ASK, tools=[tool], max_rounds=2)


def test_what_a_tool_raises_is_raised(both: Both, aimlkit_mock: MockServer) -> None:
    def fail(city: str, days: int) -> None:
        raise StopIteration("out of order")

    aimlkit_mock.enqueue(CALL)
    tool = aimlkit.function_tool(fail, name="weather")
    # A coroutine cannot raise StopIteration; Python makes it another error.
    with pytest.raises(RuntimeError if both.is_async else StopIteration):
        both.call(lambda client: client.chat.completions.run_tools, **ASK, tools=[tool])


def test_function_tools_go_with_every_call(both: Both, aimlkit_mock: MockServer) -> None:
    def weather(city: str) -> str:
        """The weather."""
        return city

    tool = aimlkit.function_tool(weather)
    both.chat(tools=[tool, CHAT_TOOL])
    both.respond(tools=[tool, TOOL])
    one, two = (request.body["tools"] for request in aimlkit_mock.requests)
    assert (one[0]["function"]["name"], one[1]) == ("weather", CHAT_TOOL)
    assert (two[0]["name"], two[1]) == ("weather", TOOL)
