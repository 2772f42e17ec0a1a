"""Mistakes in rules are errors in the test: when the rule is made, or reported by the mock."""

from __future__ import annotations

import json
from typing import Any

import pytest

from aimlkit.mock import Call, MockResponse, MockServer, Usage
from aimlkit.mock.contract import MockContract, packaged_contract
from aimlkit.mock.json_types import JsonObject
from aimlkit.mock.rule_checks import schema_violations
from tests.mock.client import CHAT, RESPONSES, MockClient, chat_function, responses_function
from tests.mock.programs import openai_client
from tests.mock.test_any_contract import chat_contract
from tests.mock.test_rules import CITY, FORMAT
from tests.models import (
    CHAT_MODEL,
    CHAT_MODELS,
    CHAT_OPERATION,
    MODELS,
    RESPONSES_MODEL,
    RESPONSES_OPERATION,
    needs,
)

pytestmark = needs(CHAT_OPERATION, RESPONSES_OPERATION)

QUESTION: Any = {"model": CHAT_MODEL, "messages": [{"role": "user", "content": "Oslo?"}]}


@pytest.mark.parametrize(
    ("conditions", "message"),
    [
        ({"model": "gpt-9"}, f"model 'gpt-9' is not one of {', '.join(map(repr, MODELS))}"),
        (
            {"model": "gpt-9", "api": "chat"},
            f"model 'gpt-9' is not one of {', '.join(map(repr, CHAT_MODELS))}$",
        ),
        ({"api": "completions"}, "api 'completions' is not one of 'chat', 'responses'"),
        ({"regex": "("}, r"regex '\(' is not a regular expression: missing \)"),
        ({"turn": 0}, "turn is counted from 1"),
        ({"headers": {"Authorization": "Bearer a"}}, "headers: the mock does not record Authorization"),
        ({"tools": [{"type": "function"}]}, "a definition of a function tool has a name"),
    ],
)
def test_conditions_that_no_request_can_meet_are_refused(
    aimlkit_mock: MockServer, conditions: Any, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        aimlkit_mock.on(**conditions)


@pytest.mark.parametrize(
    ("conditions", "reply", "message"),
    [
        ({}, {"text": "a", "refusal": "b"}, "a response has only one of text, refusal"),
        ({}, {"text": "a", "json": 1}, "a response has only one of text, json"),
        ({}, {"status": 500, "usage": Usage(1, 1)}, "a response has only one of status, usage"),
        ({}, {"failure": "a", "reasoning": "b"}, "a response has only one of failure, reasoning"),
        ({}, {"json": float("nan")}, "not JSON compliant"),
        ({}, {"json": {1, 2}}, "JSON cannot express the value"),
        ({}, {"status": 200, "body": {1, 2}}, "JSON cannot express the value"),
        ({}, {"tool_calls": []}, "tool_calls is empty"),
        ({}, {"retry_after": -1}, "retry_after is a number of seconds"),
        ({"api": "chat"}, {"text": "a", "reasoning": "b"}, "the contract of chat does not allow the reply"),
        ({}, {"text": "a", "reasoning": "b"}, "add api='responses' to the conditions"),
        ({}, {"text": "a", "incomplete": "tired"}, "incomplete 'tired' is not one of 'max_tokens'"),
        (
            {"output_format": CITY},
            {"json": {"town": "Oslo"}},
            "json does not have the format of the output: .*town",
        ),
        (
            {"tools": [chat_function("get_weather", CITY)]},
            {"tool_calls": [Call("get_weather", {"city": 4})]},
            'the arguments of get_weather are not valid: /city: 4 is not of type "string"',
        ),
        (
            {"tools": [responses_function("get_weather", CITY)]},
            {"tool_calls": [Call("get_weather", {})]},
            "the arguments of get_weather are not valid: /city: is required",
        ),
        (
            {"tools": [{"name": "get_weather", "input_schema": CITY}]},
            {"tool_calls": [Call("get_weather", {})]},
            "the arguments of get_weather are not valid: /city: is required",
        ),
        ({}, {"text": "a", "times": 0}, "times is at least 1"),
    ],
)
def test_reply_that_the_contract_refuses_is_an_error_when_the_rule_is_made(
    aimlkit_mock: MockServer, conditions: Any, reply: Any, message: str
) -> None:
    builder = aimlkit_mock.on(**conditions)
    with pytest.raises(ValueError, match=message):
        builder.reply(**reply)
    assert aimlkit_mock.rules == []


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"input_tokens": -1, "output_tokens": 1}, "not negative"),
        ({"input_tokens": 1, "output_tokens": 1, "reasoning_tokens": 2}, "reasoning_tokens are a part"),
        ({"input_tokens": 1, "output_tokens": 1, "cached_tokens": 2}, "cached_tokens are a part"),
    ],
)
def test_usage_adds_up(fields: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Usage(**fields)


def test_rule_has_fewer_times_than_replies() -> None:
    with MockServer() as server, pytest.raises(ValueError, match="times is at least 2"):
        server.on().reply(MockResponse(text="a"), MockResponse(text="b"), times=1)


def test_rule_has_responses_or_fields(aimlkit_mock: MockServer) -> None:
    with pytest.raises(ValueError, match="responses, or fields of one response"):
        aimlkit_mock.on().reply(MockResponse(text="a"), text="b")


def test_reply_is_checked_against_any_contract() -> None:
    document = packaged_contract().document
    schemas: JsonObject = {
        **document["components"]["schemas"],
        "ChatCompletionMessage": {
            "type": "object",
            "properties": {"role": {"type": "string"}, "content": {"type": "string"}},
        },
    }
    contract = MockContract({**document, "components": {**document["components"], "schemas": schemas}})
    with MockServer(contract=contract) as server:
        server.on(api="chat").reply(text="Fine.")
        with pytest.raises(ValueError, match=r"chat does not allow the reply: /choices/0/message"):
            server.on(api="chat").reply(refusal="No.")
        server.on(api="responses").reply(refusal="No.")


def test_reply_has_reasoning_in_chat_if_the_contract_describes_it() -> None:
    document = json.loads(json.dumps(packaged_contract().document))
    for name in ("ChatCompletionMessage", "ChoiceDelta"):
        properties = document["components"]["schemas"][name]["properties"]
        properties["reasoning_content"] = {"type": ["string", "null"]}
    with MockServer(contract=MockContract(document)) as server, openai_client(server) as client:
        server.on().reply(text="So.", reasoning="Because of this.")
        request: Any = {"model": CHAT_MODEL, "messages": QUESTION["messages"]}
        message = client.chat.completions.create(**request).choices[0].message
        deltas = [chunk.choices[0].delta for chunk in client.chat.completions.create(**request, stream=True)]
    assert (message.reasoning_content, message.content) == ("Because of this.", "So.")
    reasoning = [getattr(delta, "reasoning_content", None) or "" for delta in deltas]
    assert "".join(reasoning) == "Because of this."


def test_reply_has_no_cost_if_the_contract_has_none() -> None:
    with MockServer(contract=chat_contract()) as server, pytest.raises(ValueError, match="have no cost"):
        server.on(model="m").reply(cost_usd=1)


@pytest.mark.parametrize(
    ("reply", "request_fields", "problem"),
    [
        (
            {"tool_calls": [Call("get_wether", {"city": "Oslo"})]},
            {"tools": [chat_function("get_weather", CITY)]},
            "the reply calls get_wether, but the request offers get_weather",
        ),
        (
            {"tool_calls": [Call("get_weather", {"city": 4})]},
            {"tools": [chat_function("get_weather", CITY)]},
            'the arguments of get_weather are not valid: /city: 4 is not of type "string"',
        ),
        ({"json": {"city": 4}}, FORMAT, "json does not have the format of the output: /city: 4"),
    ],
)
def test_reply_that_does_not_suit_the_request_is_a_problem_and_no_server_error(
    mock_client: MockClient, reply: Any, request_fields: Any, problem: str
) -> None:
    mock_client.server.on(contains="Oslo").reply(**reply)
    response = mock_client.assert_error(400, CHAT, {**QUESTION, **request_fields})
    assert problem in response.json()["message"]
    assert problem in mock_client.server.problems[0]
    with pytest.raises(AssertionError, match=r"on\(contains='Oslo'\)"):
        mock_client.server.assert_no_problems()
    mock_client.server.reset()


def test_arguments_of_text_are_sent_unchecked(mock_client: MockClient) -> None:
    mock_client.server.on().reply(tool_calls=[Call("unknown", '{"city": ')])
    [call] = mock_client.create_completion("Hi")["choices"][0]["message"]["tool_calls"]
    assert call["function"] == {"name": "unknown", "arguments": '{"city": '}


def test_schema_that_costs_too_much_is_not_used_for_checks() -> None:
    expensive: JsonObject = {"type": "integer"}
    for _ in range(20):
        expensive = {"allOf": [expensive, expensive]}
    for schema in (expensive, {"type": 5}, {"$ref": "https://example.com/schema"}, {"$ref": "#"}):
        assert list(schema_violations(schema, {"a": "b"})) == []
    assert list(schema_violations({"type": "integer"}, "a")) == [': "a" is not of type "integer"']


def test_problems_are_limited(mock_client: MockClient) -> None:
    mock_client.server.strict = True
    for _ in range(101):
        mock_client.http.post(RESPONSES, json={"model": RESPONSES_MODEL, "input": "Hi"})
    assert len(mock_client.server.problems) == 100
    mock_client.server.reset()
