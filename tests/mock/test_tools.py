"""Tools: when they are called, with what, and the answer after their result. Over both APIs."""

import json
from typing import Any

import jsonschema_rs
import pytest

from tests.mock.talk import CHAT, RESPONSES, Talk, flat_function, function

Json = Any

SHOUT = {"type": "object", "properties": {"words": {"type": "array", "items": {"type": "string"}}}}


class Chat:
    """The chat API, in the words of these tests."""

    def ask(
        self, talk: Talk, said: str, tools: dict[str, Json], choice: Json = "auto", **fields: Json
    ) -> Json:
        offered = [function(name, schema) for name, schema in tools.items()]
        if isinstance(choice, dict):
            choice = {"type": "function", "function": choice}
        return talk.chat(said, tools=offered, tool_choice=choice, **fields)

    def calls(self, answer: Json) -> list[tuple[str, str]]:
        choice = answer["choices"][0]
        calls = choice["message"].get("tool_calls", [])
        if calls:
            assert choice["message"]["content"] is None
            assert choice["finish_reason"] in {"tool_calls", "length"}
        assert len({call["id"] for call in calls}) == len(calls)
        return [(call["function"]["name"], call["function"]["arguments"]) for call in calls]


class Responses:
    """The Responses API, in the words of these tests."""

    def ask(
        self, talk: Talk, said: str, tools: dict[str, Json], choice: Json = "auto", **fields: Json
    ) -> Json:
        offered = [flat_function(name, schema) for name, schema in tools.items()]
        if isinstance(choice, dict):
            choice = {"type": "function", **choice}
        return talk.respond(said, tools=offered, tool_choice=choice, **fields)

    def calls(self, answer: Json) -> list[tuple[str, str]]:
        calls = [item for item in answer["output"] if item["type"] == "function_call"]
        if calls:
            assert answer["output_text"] == ""
        assert len({call["call_id"] for call in calls}) == len({call["id"] for call in calls}) == len(calls)
        return [(call["name"], call["arguments"]) for call in calls]


Api = Chat | Responses


@pytest.fixture(params=[Chat(), Responses()], ids=["chat", "responses"])
def api(request: pytest.FixtureRequest) -> Api:
    api: Api = request.param
    return api


def test_auto_calls_the_tool_that_the_user_speaks_of(talk: Talk, api: Api, get_weather: Json) -> None:
    tools = {"shout": SHOUT, "get_weather": get_weather}
    [(name, arguments)] = api.calls(api.ask(talk, "What is the weather in Oslo?", tools))
    assert name == "get_weather"
    jsonschema_rs.validate(get_weather, json.loads(arguments))
    assert api.calls(api.ask(talk, "Good morning!", tools)) == []


def test_auto_calls_every_tool_that_the_user_speaks_of(talk: Talk, api: Api, get_weather: Json) -> None:
    tools = {"shout": SHOUT, "get_weather": get_weather}
    said = "Shout the weather!"
    assert [name for name, _ in api.calls(api.ask(talk, said, tools))] == ["shout", "get_weather"]
    one = api.calls(api.ask(talk, said, tools, parallel_tool_calls=False))
    assert [name for name, _ in one] == ["shout"]


@pytest.mark.parametrize(
    ("name", "said", "called"),
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
def test_what_speaks_of_a_tool(talk: Talk, api: Api, name: str, said: str, called: bool) -> None:
    assert bool(api.calls(api.ask(talk, said, {name: SHOUT}))) is called


def test_none_calls_nothing(talk: Talk, api: Api, get_weather: Json) -> None:
    assert api.calls(api.ask(talk, "get_weather!", {"get_weather": get_weather}, "none")) == []


def test_required_calls_one_in_any_case(talk: Talk, api: Api, get_weather: Json) -> None:
    tools = {"shout": SHOUT, "get_weather": get_weather}
    assert [name for name, _ in api.calls(api.ask(talk, "Hi", tools, "required"))] == ["shout"]
    calls = api.calls(api.ask(talk, "The weather?", tools, "required"))
    assert [name for name, _ in calls] == ["get_weather"]


def test_a_named_tool_is_called(talk: Talk, api: Api, get_weather: Json) -> None:
    tools = {"shout": SHOUT, "get_weather": get_weather}
    [(name, arguments)] = api.calls(api.ask(talk, "Shout!", tools, {"name": "get_weather"}))
    assert name == "get_weather"
    jsonschema_rs.validate(get_weather, json.loads(arguments))


def test_required_without_tools_is_text(talk: Talk, api: Api) -> None:
    assert api.calls(api.ask(talk, "Hi", {}, "required")) == []


def test_a_limit_cuts_the_arguments(talk: Talk, get_weather: Json) -> None:
    schema = {"type": "object", "required": ["x"], "properties": {"x": {"type": "string", "minLength": 900}}}
    chat, responses = Chat(), Responses()
    completion = chat.ask(talk, "Hi", {"a": schema}, "required", max_completion_tokens=16)
    assert completion["choices"][0]["finish_reason"] == "length"
    response = responses.ask(talk, "Hi", {"a": schema}, "required", max_output_tokens=16)
    assert response["status"] == response["output"][-1]["status"] == "incomplete"
    for [(_, arguments)] in (chat.calls(completion), responses.calls(response)):
        assert 0 < len(arguments) <= 16 * 8
        with pytest.raises(ValueError, match="Unterminated string"):
            json.loads(arguments)


def test_after_the_result_the_chat_quotes_it(talk: Talk, get_weather: Json) -> None:
    asked = {"role": "user", "content": "The weather in Oslo?"}
    tools = [function("get_weather", get_weather)]
    called = talk.chat([asked], tools=tools)["choices"][0]["message"]
    result = {"role": "tool", "tool_call_id": called["tool_calls"][0]["id"], "content": "4 °C, snow"}
    said = {"role": "assistant", "tool_calls": called["tool_calls"]}
    answer = talk.chat([asked, said, result], tools=tools)["choices"][0]
    assert answer["finish_reason"] == "stop"
    assert "4 °C, snow" in answer["message"]["content"]


@pytest.mark.parametrize("stored", [True, False])
def test_after_the_result_the_response_quotes_it(talk: Talk, get_weather: Json, stored: bool) -> None:
    tools = [flat_function("get_weather", get_weather)]
    first = talk.respond("The weather in Oslo?", tools=tools, store=stored)
    call = first["output"][-1]
    result = {"type": "function_call_output", "call_id": call["call_id"], "output": "4 °C, snow"}
    if stored:
        second = talk.respond([result], tools=tools, previous_response_id=first["id"])
    else:
        asked = {"role": "user", "content": "The weather in Oslo?"}
        second = talk.respond([asked, *first["output"], result], tools=tools)
    assert "4 °C, snow" in second["output_text"]


@pytest.mark.parametrize(
    "schema",
    [{"type": "nonsense"}, {"not": {}}, {"$ref": "https://example.com/s.json"}, {"minProperties": 10**9}],
)
def test_a_schema_that_has_no_value(talk: Talk, schema: Json) -> None:
    chat = {"model": "o3-mini", "messages": [], "tools": [function("f", schema)], "tool_choice": "required"}
    message = talk.refused(400, CHAT, chat).json()["message"]
    assert message.startswith("/tools/0/function/parameters: ")
    responses = {
        "model": "o3-mini",
        "input": "Hi",
        "tools": [{"type": "mcp", "server_label": "a", "server_url": "b"}, flat_function("f", schema)],
        "tool_choice": {"type": "function", "name": "f"},
    }
    message = talk.refused(400, RESPONSES, responses).json()["message"]
    assert message.startswith("/tools/1/parameters: ")
