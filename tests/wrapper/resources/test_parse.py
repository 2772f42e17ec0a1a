"""`parse()`: output and tool arguments as Python values, the same as openai-python returns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import attrs
import openai
import pydantic
import pytest

import aimlkit
from aimlkit.mock import MockResponse, MockServer, ToolCall
from tests.models import RESPONSES_MODEL, RESPONSES_OPERATION, require_cost
from tests.wrapper.any_client import AnyClient
from tests.wrapper.payloads import CHAT_PARAMS
from tests.wrapper.resources.conftest import Program, RunBoth
from tests.wrapper.weather import FORECAST, FORECAST_JSON, Forecast

Json = Any

RESPONSES_PARAMS: Json = {"model": RESPONSES_MODEL, "input": "Hi"}


@dataclass
class ForecastDataclass:
    city: str
    degrees: float
    days: list[str]


@attrs.define
class ForecastAttrs:
    city: str
    degrees: float
    days: list[str]


def parse_chat_completion(any_client: AnyClient, **params: Json) -> Json:
    return any_client.call(lambda client: client.chat.completions.parse, **{**CHAT_PARAMS, **params})


def parse_response(any_client: AnyClient, **params: Json) -> Json:
    return any_client.call(lambda client: client.responses.parse, **{**RESPONSES_PARAMS, **params})


def test_parse_of_empty_text_has_no_output(any_client: AnyClient, aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(*[MockResponse(text="")] * 2)
    completion = parse_chat_completion(any_client, response_format=Forecast)
    assert completion.choices[0].message.parsed is None
    assert parse_response(any_client, text_format=Forecast).output_parsed is None


# --- compared with openai-python ---


def chat_program(**params: Json) -> Program:
    """Return a program that parses a chat completion and returns the parts of its message."""

    def program(client: Json) -> Json:
        completion = client.chat.completions.parse(**CHAT_PARAMS, response_format=Forecast, **params)
        message = completion.choices[0].message
        return message.parsed, message.refusal, message.content

    return program


def test_parse_of_a_chat_completion(run_both: RunBoth) -> None:
    openai_result, result = run_both(chat_program(), MockResponse(text=FORECAST_JSON))
    assert result == openai_result == (FORECAST, None, FORECAST_JSON)


def test_parse_of_a_refusal(run_both: RunBoth) -> None:
    openai_result, result = run_both(chat_program(), MockResponse(refusal="No."))
    assert result == openai_result == (None, "No.", None)


def test_parse_raises_if_a_completion_is_cut_off(run_both: RunBoth) -> None:
    openai_result, result = run_both(chat_program(max_completion_tokens=2))
    assert result == openai_result == ("LengthFinishReasonError", True)


def test_parse_of_a_response(run_both: RunBoth) -> None:
    def program(client: Json) -> Json:
        return client.responses.parse(**RESPONSES_PARAMS, text_format=Forecast).output_parsed

    openai_result, result = run_both(program, MockResponse(text=FORECAST_JSON))
    assert result == openai_result == FORECAST
    assert isinstance(result, Forecast)


def test_parse_of_tool_calls(run_both: RunBoth) -> None:
    class GetWeather(pydantic.BaseModel):
        """Get the weather of a city."""

        city: str

    def program(client: Json) -> Json:
        package: Json = openai if isinstance(client, openai.OpenAI) else aimlkit
        tools = [package.pydantic_function_tool(GetWeather, name="get_weather")]
        completion = client.chat.completions.parse(**CHAT_PARAMS, tools=tools)
        return completion.choices[0].message.tool_calls[0].function.parsed_arguments

    call = ToolCall("get_weather", '{"city": "Oslo"}')
    openai_result, result = run_both(program, MockResponse(tool_calls=[call]))
    assert result == openai_result == GetWeather(city="Oslo")


# --- output formats ---


@pytest.mark.parametrize("output_type", [Forecast, ForecastDataclass, ForecastAttrs])
def test_parse_returns_instances_of_any_class(
    any_client: AnyClient, aimlkit_mock: MockServer, output_type: type[Json]
) -> None:
    aimlkit_mock.enqueue(MockResponse(text=FORECAST_JSON), MockResponse(text=FORECAST_JSON))
    expected = output_type(city="Oslo", degrees=4.5, days=["Mon", "Tue"])
    completion = parse_chat_completion(any_client, response_format=output_type)
    assert completion.choices[0].message.parsed == expected
    assert completion.cost_usd > 0
    response = parse_response(any_client, text_format=output_type)
    assert response.output_parsed == expected
    assert response.cost_usd > 0


def test_parse_by_a_json_schema(any_client: AnyClient, aimlkit_mock: MockServer) -> None:
    schema = {"type": "object", "properties": {"a": {"type": "integer"}}}
    aimlkit_mock.enqueue(MockResponse(text='{"a": 1}'))
    completion = parse_chat_completion(any_client, response_format=schema)
    assert completion.choices[0].message.parsed == {"a": 1}


@pytest.mark.parametrize("response_format", [{"type": "json_object"}, {"type": "text"}])
def test_parse_sends_formats_without_a_schema(
    any_client: AnyClient, aimlkit_mock: MockServer, response_format: Json
) -> None:
    completion = parse_chat_completion(any_client, response_format=response_format)
    assert completion.choices[0].message.parsed is None
    assert aimlkit_mock.requests[0].body["response_format"] == response_format


def test_parse_of_a_response_adds_the_format_to_text(any_client: AnyClient, aimlkit_mock: MockServer) -> None:
    text_format = {"type": "json_schema", "name": "a", "schema": {"type": "object"}}
    aimlkit_mock.enqueue(MockResponse(text="{}"))
    response = parse_response(any_client, text_format=text_format, text={"verbosity": "low"})
    assert response.output_parsed == {}
    text = aimlkit_mock.requests[0].body["text"]
    assert (text["verbosity"], text["format"]["name"]) == ("low", "a")


@pytest.mark.parametrize("stream", [False, None, aimlkit.omit])
def test_parse_accepts_stream_false_as_openai_python_does(
    any_client: AnyClient, aimlkit_mock: MockServer, stream: object
) -> None:
    aimlkit_mock.enqueue(MockResponse(text="Hello"))
    assert parse_response(any_client, stream=stream).output_text == "Hello"
    with pytest.raises(TypeError, match=r"parse\(\) takes no parameter 'stream'"):
        parse_response(any_client, stream=True)


def test_parse_without_a_format_returns_plain_text(any_client: AnyClient, aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(MockResponse(text="Hello"), MockResponse(text="Hello"))
    completion = parse_chat_completion(any_client)
    assert (completion.text, completion.choices[0].message.parsed) == ("Hello", None)
    response = parse_response(any_client)
    assert (response.output_text, response.output_parsed) == ("Hello", None)
    assert "response_format" not in aimlkit_mock.requests[0].body
    assert "text" not in aimlkit_mock.requests[1].body


# --- output that does not match ---


def test_parse_raises_with_the_whole_completion(any_client: AnyClient, aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(MockResponse(text='{"city": 5}'))
    with pytest.raises(aimlkit.OutputValidationError, match="city") as raised:
        parse_chat_completion(any_client, response_format=ForecastDataclass)
    assert isinstance(raised.value, ValueError)
    assert isinstance(raised.value.response, aimlkit.ChatCompletion)
    assert raised.value.response.text == raised.value.text == '{"city": 5}'
    assert raised.value.cost_usd == raised.value.response.cost_usd
    assert raised.value.cost_usd is not None


def test_parse_raises_with_the_whole_response(any_client: AnyClient, aimlkit_mock: MockServer) -> None:
    require_cost(RESPONSES_OPERATION)
    aimlkit_mock.enqueue(MockResponse(text='{"city": 5}'))
    with pytest.raises(aimlkit.OutputValidationError, match="city") as raised:
        parse_response(any_client, text_format=Forecast)
    assert isinstance(raised.value.response, aimlkit.Response)
    assert raised.value.response.output_text == raised.value.text == '{"city": 5}'
    assert raised.value.cost_usd == raised.value.response.cost_usd
    assert raised.value.cost_usd is not None


@pytest.mark.parametrize("text", [" \n \n", "Four degrees, and calm.", '{"city": "Oslo"', "{}"])
def test_parse_error_has_response_text_and_cost(
    any_client: AnyClient, aimlkit_mock: MockServer, text: str
) -> None:
    aimlkit_mock.enqueue(*[MockResponse(text=text)] * 2)
    for parse, option in ((parse_chat_completion, "response_format"), (parse_response, "text_format")):
        with pytest.raises(aimlkit.OutputValidationError) as raised:
            parse(any_client, **{option: Forecast})
        assert isinstance(raised.value.response, aimlkit.ChatCompletion | aimlkit.Response)
        assert raised.value.text == text
        assert raised.value.cost_usd == raised.value.response.cost_usd
        assert raised.value.cost_usd


def test_parse_error_if_a_chat_completion_is_cut_off(any_client: AnyClient, aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(MockResponse(text='{"city": "' + "Oslo " * 50))
    with pytest.raises(aimlkit.LengthFinishReasonError) as raised:
        parse_chat_completion(any_client, response_format=Forecast, max_completion_tokens=16)
    assert isinstance(raised.value.response, aimlkit.ChatCompletion)
    assert (raised.value.text or "").startswith('{"city": "Oslo')
    assert raised.value.cost_usd == raised.value.response.cost_usd
    assert raised.value.cost_usd


def test_parse_error_if_a_response_is_cut_off(any_client: AnyClient, aimlkit_mock: MockServer) -> None:
    require_cost(RESPONSES_OPERATION)
    aimlkit_mock.enqueue(*[MockResponse(text='{"city": "' + "Oslo " * 50)] * 2)
    with pytest.raises(aimlkit.LengthFinishReasonError) as raised:
        parse_response(any_client, text_format=Forecast, max_output_tokens=16)
    assert isinstance(raised.value.response, aimlkit.Response)
    assert raised.value.response.status == "incomplete"
    assert (raised.value.text or "").startswith('{"city": "Oslo')
    assert raised.value.cost_usd == raised.value.response.cost_usd
    assert raised.value.cost_usd
    # Without a format, nothing needs to be complete.
    assert parse_response(any_client, max_output_tokens=16).status == "incomplete"


# --- parsed responses ---


def test_parsed_responses_have_the_data_of_the_server(
    any_client: AnyClient, aimlkit_mock: MockServer
) -> None:
    aimlkit_mock.enqueue(*[MockResponse(text=FORECAST_JSON, headers={"x-inference-id": "r1"})] * 2)
    completion = parse_chat_completion(any_client, response_format=Forecast)
    assert isinstance(completion, aimlkit.ParsedChatCompletion)
    assert completion.request_id == "r1"
    assert completion.to_dict()["choices"][0]["message"]["content"] == FORECAST_JSON
    assert "parsed" not in str(completion.to_dict())
    assert aimlkit.ChatCompletion.from_dict(completion.to_dict()).to_dict() == completion.to_dict()

    response = parse_response(any_client, text_format=Forecast)
    assert isinstance(response, aimlkit.ParsedResponse)
    assert response.request_id == "r1"
    assert response.output_text == FORECAST_JSON
    assert "parsed" not in str(response.to_dict())
    assert aimlkit.Response.from_dict(response.to_dict()).to_dict() == response.to_dict()


# --- function tools in requests ---


def test_function_tools_are_sent_with_other_tools(any_client: AnyClient, aimlkit_mock: MockServer) -> None:
    def get_weather(city: str) -> str:
        """Return the weather."""
        return city

    chat_tool = {"type": "function", "function": {"name": "f", "parameters": {"type": "object"}}}
    responses_tool = {"type": "function", "name": "f", "parameters": {"type": "object"}, "strict": False}
    tool = aimlkit.function_tool(get_weather)
    any_client.create_chat_completion(tools=[tool, chat_tool])
    any_client.create_response(tools=[tool, responses_tool])
    chat_tools, responses_tools = (request.body["tools"] for request in aimlkit_mock.requests)
    assert chat_tools == [
        {
            "type": "function",
            "function": {
                "name": "get_weather",
                "description": "Return the weather.",
                "parameters": tool.parameters,
                "strict": True,
            },
        },
        chat_tool,
    ]
    assert responses_tools == [
        {
            "type": "function",
            "name": "get_weather",
            "description": "Return the weather.",
            "parameters": tool.parameters,
            "strict": True,
        },
        responses_tool,
    ]


@pytest.mark.parametrize(
    ("tool", "message"),
    [
        (len, r"<built-in function len> is not a tool: pass aimlkit\.function_tool\(\) of it"),
        (Forecast, r"Forecast'> is not a tool: pass aimlkit\.pydantic_function_tool\(\) of it"),
    ],
)
def test_functions_and_classes_are_not_tools(
    any_client: AnyClient, aimlkit_mock: MockServer, tool: Json, message: str
) -> None:
    with pytest.raises(TypeError, match=message):
        any_client.create_chat_completion(tools=[tool])
    with pytest.raises(TypeError, match=message):
        any_client.create_response(tools=[tool])
    assert aimlkit_mock.requests == []


# --- a type for parsing that is not sent ---


@dataclass
class City:
    """A part of a forecast."""

    city: str
    degrees: float
    days: list[str]


def sent_format(aimlkit_mock: MockServer) -> Json:
    """Return the output format of the last request; None if it had none."""
    body: Json = aimlkit_mock.requests[-1].body
    return body.get("text", {}).get("format")


def test_parse_as_selects_the_type_without_sending_it(
    any_client: AnyClient, aimlkit_mock: MockServer
) -> None:
    aimlkit_mock.enqueue(MockResponse(text=FORECAST_JSON))
    response = parse_response(any_client, parse_as=Forecast)
    assert response.output_parsed == FORECAST
    assert sent_format(aimlkit_mock) is None


def test_parse_as_differs_from_the_format_that_is_sent(
    any_client: AnyClient, aimlkit_mock: MockServer
) -> None:
    aimlkit_mock.enqueue(MockResponse(text=FORECAST_JSON))
    response = parse_response(any_client, text_format=Forecast, parse_as=City)
    assert response.output_parsed == City(FORECAST.city, FORECAST.degrees, FORECAST.days)
    assert sent_format(aimlkit_mock)["name"] == "Forecast"


def test_parse_as_none_returns_text_that_is_not_parsed(
    any_client: AnyClient, aimlkit_mock: MockServer
) -> None:
    aimlkit_mock.enqueue(MockResponse(text="no JSON"))
    response = parse_response(any_client, text_format=Forecast, parse_as=None)
    assert (response.output_parsed, response.output_text) == (None, "no JSON")
    assert sent_format(aimlkit_mock)["name"] == "Forecast"


def test_parse_as_a_json_schema_returns_plain_data(any_client: AnyClient, aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(MockResponse(text='{"a": 1}'))
    assert parse_response(any_client, parse_as={"type": "object"}).output_parsed == {"a": 1}
    assert sent_format(aimlkit_mock) is None


def test_parse_as_raises_for_output_of_another_type(any_client: AnyClient, aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(MockResponse(text='{"a": 1}'))
    with pytest.raises(aimlkit.OutputValidationError):
        parse_response(any_client, text_format={"type": "object"}, parse_as=Forecast)


def test_parse_as_is_the_same_in_openai_python(run_both: RunBoth) -> None:
    def program(client: Json) -> Json:
        response = client.responses.parse(**RESPONSES_PARAMS, text_format=Forecast, parse_as=None)
        return response.output_parsed, response.output_text

    openai_result, result = run_both(program, MockResponse(text=FORECAST_JSON))
    assert result == openai_result == (None, FORECAST_JSON)


# --- tools that are not strict ---


@pytest.mark.parametrize("parse", [parse_chat_completion, parse_response])
def test_parse_validates_the_arguments_of_function_tools_that_are_not_strict(
    any_client: AnyClient, aimlkit_mock: MockServer, parse: Json
) -> None:
    """Accept such tools, which `chat.completions.parse()` of openai-python rejects."""

    def look_up(day: str, count: int = 1) -> None: ...

    def arguments_of(response: Json) -> Json:
        if hasattr(response, "choices"):
            return response.choices[0].message.tool_calls[0].function.parsed_arguments
        return response.output[-1].parsed_arguments

    tools = [aimlkit.function_tool(look_up, description="Looks up.", strict=False)]
    aimlkit_mock.enqueue(MockResponse(tool_calls=[ToolCall("look_up", '{"day": "Monday", "count": 2}')]))
    assert arguments_of(parse(any_client, tools=tools)) == {"day": "Monday", "count": 2}
    aimlkit_mock.enqueue(MockResponse(tool_calls=[ToolCall("look_up", '{"day": 1}')]))
    with pytest.raises(aimlkit.OutputValidationError):
        parse(any_client, tools=tools)


@pytest.mark.parametrize("arguments", ["{}", "no JSON"])
def test_parse_leaves_the_arguments_of_other_tools_that_are_not_strict(
    any_client: AnyClient, aimlkit_mock: MockServer, arguments: str
) -> None:
    tool = {"name": "look_up", "description": "Looks up.", "parameters": {"type": "object", "properties": {}}}
    aimlkit_mock.enqueue(MockResponse(tool_calls=[ToolCall("look_up", arguments)]))
    completion = parse_chat_completion(any_client, tools=[{"type": "function", "function": tool}])
    function = completion.choices[0].message.tool_calls[0].function
    assert (function.parsed_arguments, function.arguments) == (None, arguments)
