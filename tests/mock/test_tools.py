"""Tool calls over both APIs: which tools are called, their arguments, the reply to their result."""

import json
from typing import Any

import jsonschema_rs
import pytest

from aimlkit.mock.json_types import JsonObject
from tests.mock.client import CHAT, RESPONSES, MockClient, chat_function, responses_function
from tests.models import CHAT_MODEL, RESPONSES_MODEL

SHOUT = {"type": "object", "properties": {"words": {"type": "array", "items": {"type": "string"}}}}


class ChatAPI:
    """Requests and responses of Chat Completions."""

    def create(
        self,
        mock_client: MockClient,
        message: str,
        tools: dict[str, Any],
        choice: Any = "auto",
        **fields: Any,
    ) -> Any:
        function_tools = [chat_function(name, schema) for name, schema in tools.items()]
        if isinstance(choice, dict):
            choice = {"type": "function", "function": choice}
        return mock_client.create_completion(message, tools=function_tools, tool_choice=choice, **fields)

    def calls(self, response: Any) -> list[tuple[str, str]]:
        choice = response["choices"][0]
        calls = choice["message"].get("tool_calls", [])
        if calls:
            assert choice["message"]["content"] is None
            assert choice["finish_reason"] in {"tool_calls", "length"}
        assert len({call["id"] for call in calls}) == len(calls)
        return [(call["function"]["name"], call["function"]["arguments"]) for call in calls]


class ResponsesAPI:
    """Requests and responses of Responses."""

    def create(
        self,
        mock_client: MockClient,
        message: str,
        tools: dict[str, Any],
        choice: Any = "auto",
        **fields: Any,
    ) -> Any:
        function_tools = [responses_function(name, schema) for name, schema in tools.items()]
        if isinstance(choice, dict):
            choice = {"type": "function", **choice}
        return mock_client.create_response(message, tools=function_tools, tool_choice=choice, **fields)

    def calls(self, response: Any) -> list[tuple[str, str]]:
        calls = [item for item in response["output"] if item["type"] == "function_call"]
        if calls:
            assert response["output_text"] == ""
        assert len({call["call_id"] for call in calls}) == len({call["id"] for call in calls}) == len(calls)
        return [(call["name"], call["arguments"]) for call in calls]


AnyAPI = ChatAPI | ResponsesAPI


@pytest.fixture(params=[ChatAPI(), ResponsesAPI()], ids=["chat", "responses"])
def api(request: pytest.FixtureRequest) -> AnyAPI:
    api: AnyAPI = request.param
    return api


def test_auto_calls_the_mentioned_tool(
    mock_client: MockClient, api: AnyAPI, weather_parameters: JsonObject
) -> None:
    tools = {"shout": SHOUT, "get_weather": weather_parameters}
    [(name, arguments)] = api.calls(api.create(mock_client, "What is the weather in Oslo?", tools))
    assert name == "get_weather"
    jsonschema_rs.validate(weather_parameters, json.loads(arguments))


@pytest.mark.parametrize("choice", ["auto", None])
@pytest.mark.parametrize("stream", [False, True])
def test_auto_calls_the_first_tool_without_a_mention(
    mock_client: MockClient, weather_parameters: JsonObject, choice: str | None, stream: bool
) -> None:
    tools = {"shout": SHOUT, "get_weather": weather_parameters}
    options = {} if choice is None else {"tool_choice": choice}
    chat_tools = [chat_function(name, schema) for name, schema in tools.items()]
    responses_tools = [responses_function(name, schema) for name, schema in tools.items()]
    if stream:
        chunks = mock_client.stream_completion("Good morning!", tools=chat_tools, **options)
        deltas = [chunk["choices"][0]["delta"] for chunk in chunks]
        calls = [call["function"] for delta in deltas for call in delta.get("tool_calls", ())]
        assert chunks[-1]["choices"][0]["finish_reason"] == "tool_calls"
        events = mock_client.stream_response("Good morning!", tools=responses_tools, **options)
        items = [event["item"] for event in events if event["type"] == "response.output_item.done"]
    else:
        message = mock_client.create_completion("Good morning!", tools=chat_tools, **options)
        calls = [call["function"] for call in message["choices"][0]["message"]["tool_calls"]]
        items = mock_client.create_response("Good morning!", tools=responses_tools, **options)["output"]
    assert [call["name"] for call in calls if "name" in call] == ["shout"]
    assert [item["name"] for item in items if item["type"] == "function_call"] == ["shout"]


def test_auto_calls_every_mentioned_tool(
    mock_client: MockClient, api: AnyAPI, weather_parameters: JsonObject
) -> None:
    tools = {"shout": SHOUT, "get_weather": weather_parameters}
    message = "Shout the weather!"
    assert [name for name, _ in api.calls(api.create(mock_client, message, tools))] == [
        "shout",
        "get_weather",
    ]
    one = api.calls(api.create(mock_client, message, tools, parallel_tool_calls=False))
    assert [name for name, _ in one] == ["shout"]


@pytest.mark.parametrize(
    ("name", "message", "called"),
    [
        ("get_weather", "What do you get?", False),
        ("getWeather", "Weather?", True),
        ("GET_WEATHER", "weather?", True),
        ("add", "Please add 1 and 2.", True),
        ("add", "What is your address?", False),
        ("do-it", "Do-it!", True),
        ("天气", "奥斯陆的天气怎么样？", True),
    ],
)
def test_auto_recognizes_names_and_parts_of_names(
    mock_client: MockClient, api: AnyAPI, name: str, message: str, called: bool
) -> None:
    [(called_name, _)] = api.calls(api.create(mock_client, message, {"first": SHOUT, name: SHOUT}))
    assert called_name == (name if called else "first")


def test_none_calls_no_tool(mock_client: MockClient, api: AnyAPI, weather_parameters: JsonObject) -> None:
    assert (
        api.calls(api.create(mock_client, "get_weather!", {"get_weather": weather_parameters}, "none")) == []
    )


def test_required_calls_a_tool_without_a_mention(
    mock_client: MockClient, api: AnyAPI, weather_parameters: JsonObject
) -> None:
    tools = {"shout": SHOUT, "get_weather": weather_parameters}
    assert [name for name, _ in api.calls(api.create(mock_client, "Hi", tools, "required"))] == ["shout"]
    calls = api.calls(api.create(mock_client, "The weather?", tools, "required"))
    assert [name for name, _ in calls] == ["get_weather"]


def test_forced_tool_is_called(mock_client: MockClient, api: AnyAPI, weather_parameters: JsonObject) -> None:
    tools = {"shout": SHOUT, "get_weather": weather_parameters}
    [(name, arguments)] = api.calls(api.create(mock_client, "Shout!", tools, {"name": "get_weather"}))
    assert name == "get_weather"
    jsonschema_rs.validate(weather_parameters, json.loads(arguments))


def test_required_without_tools_is_text(mock_client: MockClient, api: AnyAPI) -> None:
    assert api.calls(api.create(mock_client, "Hi", {}, "required")) == []


def test_arguments_are_truncated_at_the_token_limit(
    mock_client: MockClient, weather_parameters: JsonObject
) -> None:
    schema = {"type": "object", "required": ["x"], "properties": {"x": {"type": "string", "minLength": 900}}}
    chat, responses = ChatAPI(), ResponsesAPI()
    completion = chat.create(mock_client, "Hi", {"a": schema}, "required", max_completion_tokens=16)
    assert completion["choices"][0]["finish_reason"] == "length"
    response = responses.create(mock_client, "Hi", {"a": schema}, "required", max_output_tokens=16)
    assert response["status"] == response["output"][-1]["status"] == "incomplete"
    for [(_, arguments)] in (chat.calls(completion), responses.calls(response)):
        assert 0 < len(arguments) <= 16 * 8
        with pytest.raises(ValueError, match="Unterminated string"):
            json.loads(arguments)


def test_completion_quotes_a_tool_result(mock_client: MockClient, weather_parameters: JsonObject) -> None:
    user_message = {"role": "user", "content": "The weather in Oslo?"}
    tools = [chat_function("get_weather", weather_parameters)]
    called = mock_client.create_completion([user_message], tools=tools)["choices"][0]["message"]
    result = {"role": "tool", "tool_call_id": called["tool_calls"][0]["id"], "content": "4 °C, snow"}
    message = {"role": "assistant", "tool_calls": called["tool_calls"]}
    response = mock_client.create_completion([user_message, message, result], tools=tools)["choices"][0]
    assert response["finish_reason"] == "stop"
    assert "4 °C, snow" in response["message"]["content"]


@pytest.mark.parametrize("stored", [True, False])
def test_response_quotes_a_tool_result(
    mock_client: MockClient, weather_parameters: JsonObject, stored: bool
) -> None:
    tools = [responses_function("get_weather", weather_parameters)]
    first = mock_client.create_response("The weather in Oslo?", tools=tools, store=stored)
    call = first["output"][-1]
    result = {"type": "function_call_output", "call_id": call["call_id"], "output": "4 °C, snow"}
    if stored:
        second = mock_client.create_response([result], tools=tools, previous_response_id=first["id"])
    else:
        user_message = {"role": "user", "content": "The weather in Oslo?"}
        second = mock_client.create_response([user_message, *first["output"], result], tools=tools)
    assert "4 °C, snow" in second["output_text"]


def test_auto_calls_tools_again_after_another_user_message(mock_client: MockClient) -> None:
    chat = {"tools": [chat_function("shout", SHOUT)]}
    call = {"id": "c", "type": "function", "function": {"name": "shout", "arguments": "{}"}}
    first_round: list[JsonObject] = [
        {"role": "user", "content": "Hi"},
        {"role": "assistant", "content": None, "tool_calls": [call]},
        {"role": "tool", "tool_call_id": "c", "content": "HI"},
        {"role": "assistant", "content": "It is HI."},
    ]
    assert mock_client.create_completion(first_round, **chat)["choices"][0]["finish_reason"] == "stop"
    second_round = [*first_round, {"role": "user", "content": "And now?"}]
    assert mock_client.create_completion(second_round, **chat)["choices"][0]["finish_reason"] == "tool_calls"


def test_auto_replies_after_a_tool_result_that_instructions_follow(mock_client: MockClient) -> None:
    call = {"type": "function_call", "call_id": "c", "name": "shout", "arguments": "{}"}
    result = {"type": "function_call_output", "call_id": "c", "output": "HI"}
    conversation = [
        {"role": "user", "content": "Hi"},
        call,
        result,
        {"role": "system", "content": "Be brief."},
    ]
    response = mock_client.create_response(conversation, tools=[responses_function("shout", SHOUT)])
    assert "HI" in response["output_text"]


def test_required_calls_the_tools_that_are_left_after_a_result(mock_client: MockClient) -> None:
    """Agents return their result by a tool of its own, and require calls until then."""
    names = ["shout", "final_result"]
    messages: list[JsonObject] = [{"role": "user", "content": "Hi"}]
    tools = [chat_function(name, SHOUT) for name in names]
    called: list[str] = []
    for _ in range(3):
        completion = mock_client.create_completion(messages, tools=tools, tool_choice="required")
        message = completion["choices"][0]["message"]
        [call] = message["tool_calls"]
        called.append(call["function"]["name"])
        messages += [message, {"role": "tool", "tool_call_id": call["id"], "content": "Done."}]
    assert called == ["shout", "final_result", "shout"]


def test_choice_of_a_built_in_tool_calls_no_function(mock_client: MockClient) -> None:
    choice = {"type": "mcp"}
    tools = [
        {"type": "mcp", "server_label": "a", "server_url": "b"},
        responses_function("shout", SHOUT),
    ]
    request = {"model": RESPONSES_MODEL, "input": "Shout!", "tools": tools, "tool_choice": choice}
    assert mock_client.create(RESPONSES, request)["output_text"]


@pytest.mark.parametrize(
    "schema",
    [{"type": "nonsense"}, {"not": {}}, {"$ref": "https://example.com/s.json"}, {"minProperties": 10**9}],
)
def test_unsatisfiable_parameters_are_rejected(mock_client: MockClient, schema: Any) -> None:
    chat = {
        "model": CHAT_MODEL,
        "messages": [],
        "tools": [chat_function("f", schema)],
        "tool_choice": "required",
    }
    message = mock_client.assert_error(400, CHAT, chat).json()["message"]
    assert message.startswith("/tools/0/function/parameters: ")
    responses = {
        "model": RESPONSES_MODEL,
        "input": "Hi",
        "tools": [{"type": "mcp", "server_label": "a", "server_url": "b"}, responses_function("f", schema)],
        "tool_choice": {"type": "function", "name": "f"},
    }
    message = mock_client.assert_error(400, RESPONSES, responses).json()["message"]
    assert message.startswith("/tools/1/parameters: ")
