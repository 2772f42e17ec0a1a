"""Nulls that a response left empty are not sent back, whatever form its messages and items have."""

from __future__ import annotations

import json
from collections import deque
from types import MappingProxyType
from typing import Any

import pytest
from openai.types.chat import ChatCompletionMessage
from openai.types.responses import ResponseFunctionToolCall, ResponseOutputMessage, ResponseReasoningItem

from aimlkit import AIMLAPI
from aimlkit._requests import request_body, without_optional_nulls
from aimlkit.endpoints import responses
from aimlkit.mock import MockResponse, MockServer, ToolCall
from aimlkit_api import request_shapes
from aimlkit_api.operations import CREATE_RESPONSE, RequestObject
from aimlkit_api.request_shapes import RequestShape
from tests.mock.client import chat_function, responses_function
from tests.models import (
    CHAT_MODELS,
    CHAT_OPERATION,
    RESPONSES_MODEL,
    RESPONSES_OPERATION,
    model_that_takes,
    needs,
    optional_nulls,
)
from tests.wrapper.any_client import AnyClient

Json = Any

# In a schema, a null is data.
SCHEMA: Json = {
    "type": "object",
    "properties": {"unit": {"enum": ["°C", None], "default": None, "const": None}},
}
USER: Json = {"role": "user", "content": "Hi"}


def assert_no_nulls(value: Json) -> None:
    """Fail if a JSON value has a null outside of `SCHEMA`."""
    assert value is not None
    if isinstance(value, dict) and value != SCHEMA:
        for item in value.values():
            assert_no_nulls(item)
    elif isinstance(value, list):
        for item in value:
            assert_no_nulls(item)


def chat_forms(message: Json) -> dict[str, Json]:
    """Return a message of a completion in the forms in which programs send it back."""
    openai_message = ChatCompletionMessage.model_validate(message.to_dict())
    return {
        "our message": message,
        "our to_dict()": message.to_dict(),
        "our model_dump()": message.model_dump(),
        "openai's message": openai_message,
        "openai's model_dump()": openai_message.model_dump(),
        "mapping": MappingProxyType(openai_message.model_dump()),
    }


@pytest.mark.parametrize(
    "mock_response",
    [MockResponse(tool_calls=[ToolCall("f", "{}")]), MockResponse(text="Rain."), MockResponse(refusal="No.")],
)
def test_messages_of_a_completion_are_sent_back_without_nulls(
    any_client: AnyClient, aimlkit_mock: MockServer, mock_response: MockResponse
) -> None:
    aimlkit_mock.enqueue(mock_response)
    tools = [chat_function("f", SCHEMA)]
    messages = [USER, {"role": "assistant", "content": "a", "annotations": []}]
    # Some models document all properties of a message, and take no others.
    model = model_that_takes(CHAT_OPERATION, {"messages": messages, "tools": tools})
    message = any_client.create_chat_completion(model=model, tools=tools).first_message
    assert None in message.to_dict().values()
    results = [
        {"role": "tool", "tool_call_id": call.id, "content": "Rain."} for call in message.tool_calls or ()
    ]
    for form in chat_forms(message).values():
        any_client.create_chat_completion(model=model, messages=[USER, form, *results, USER], tools=tools)
        body = aimlkit_mock.requests[-1].body
        assert_no_nulls({**body, "messages": []})
        assert not optional_nulls(CHAT_OPERATION, body)
        assert body["tools"] == tools
        sent = body["messages"][1]
        assert (sent.get("content"), sent.get("refusal")) == (message.content, message.refusal)
        assert len(sent.get("tool_calls", ())) == len(message.tool_calls or ())


@pytest.mark.parametrize("model", CHAT_MODELS)
def test_message_of_a_completion_is_sent_back_as_the_model_takes_it(
    client: AIMLAPI, aimlkit_mock: MockServer, model: str
) -> None:
    message = client.chat.completions.create(model=model, messages=[USER]).first_message
    assert message
    client.chat.completions.create(model=model, messages=[USER, message, USER])
    conversation = client.chat.conversation(model=model)
    for _ in range(2):
        conversation.send("Hi")
    bodies = [request.body for request in aimlkit_mock.requests]
    assert bodies[1]["messages"][1]["content"] == message.content
    assert bodies[3]["messages"][1] == conversation.messages[1]


@pytest.mark.parametrize(
    "mock_response", [MockResponse(tool_calls=[ToolCall("f", "{}")]), MockResponse(text="a")]
)
def test_items_of_a_response_are_sent_back_without_nulls(
    any_client: AnyClient, aimlkit_mock: MockServer, mock_response: MockResponse
) -> None:
    aimlkit_mock.enqueue(mock_response)
    tools = [responses_function("f", SCHEMA)]
    output = any_client.create_response(tools=tools).output
    types: Json = {
        "reasoning": ResponseReasoningItem,
        "function_call": ResponseFunctionToolCall,
        "message": ResponseOutputMessage,
    }
    dumped = [types[item.type].model_validate(item.to_dict()).model_dump() for item in output]
    assert any(None in item.values() for item in dumped)
    part: Json = {"type": "output_text", "text": "b", "annotations": [], "logprobs": None}
    dumped.append(
        {"type": "message", "role": "assistant", "id": "m", "status": "completed", "content": [part]}
    )
    results = [
        {"type": "function_call_output", "call_id": item.call_id, "output": "Rain.", "id": None}
        for item in output
        if item.type == "function_call"
    ]
    for items in (output, [item.to_dict() for item in output], dumped, tuple(dumped)):
        any_client.create_response(input=[USER, *items, *results, USER], tools=tools)
        body = aimlkit_mock.requests[-1].body
        assert_no_nulls(body)
        assert body["tools"] == tools


def test_tools_and_settings_of_a_response_are_sent_back_without_nulls(
    any_client: AnyClient, aimlkit_mock: MockServer
) -> None:
    tool = {**responses_function("f", SCHEMA), "description": None}
    any_client.create_response(tools=[tool], reasoning={"effort": None, "summary": None})
    body = aimlkit_mock.requests[-1].body
    assert_no_nulls(body)
    assert body["reasoning"] == {}


def test_null_parameters_and_extra_body_are_sent_as_they_are(
    client: AIMLAPI, aimlkit_mock: MockServer
) -> None:
    client.responses.create(
        model=RESPONSES_MODEL, input="Hi", instructions=None, extra_body={"prompt": None, "x": {"a": None}}
    )
    body = aimlkit_mock.requests[-1].body
    assert body == {
        "model": RESPONSES_MODEL,
        "input": "Hi",
        "instructions": None,
        "prompt": None,
        "x": {"a": None},
    }


def test_without_optional_nulls_returns_what_has_none_and_changes_nothing() -> None:
    described = RequestObject(frozenset(), {"tool_calls": RequestObject(frozenset(), {})})
    messages = [USER, {"role": "assistant", "content": "a", "x": [{"a": None}], "tool_calls": []}]
    assert without_optional_nulls(messages, described) is messages
    for value in ("text", 5, None, [], [None, 1], [["a"]]):
        assert without_optional_nulls(value, described) == value
    history = deque([USER, {"role": "assistant", "content": None}], maxlen=5)
    assert without_optional_nulls(history, described) == [USER, {"role": "assistant"}]
    messages.append(messages)  # encoding it fails with a clear message
    assert without_optional_nulls(messages, described) is messages
    null_content = {"role": "assistant", "content": None}
    assert without_optional_nulls([USER, null_content], described) == [USER, {"role": "assistant"}]
    assert null_content == {"role": "assistant", "content": None}


def test_without_optional_nulls_keeps_those_that_the_api_requires() -> None:
    described = RequestObject(frozenset({"content"}), {"inner": RequestObject(frozenset({"a"}), {})})
    value = {"content": None, "other": None, "inner": {"a": None, "b": None}}
    assert without_optional_nulls(value, described) == {"content": None, "inner": {"a": None}}


@needs(CHAT_OPERATION, RESPONSES_OPERATION)
def test_request_objects_have_no_data() -> None:
    """A tool's schema, and objects with free keys, are not searched for nulls."""
    assert "parameters" not in CREATE_RESPONSE.request_objects["tools"].objects
    assert "input_schema" not in CREATE_RESPONSE.request_objects["input"].objects["tools"].objects
    assert "variables" not in CREATE_RESPONSE.request_objects["prompt"].objects


@needs(RESPONSES_OPERATION)
def test_null_that_only_the_model_requires_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    item: Json = {"role": "user", "content": "Hi", "status": None}
    endpoint = responses.ENDPOINT
    monkeypatch.setattr(endpoint, "spec", endpoint.spec._replace(models=("m", "another")))
    for required in (frozenset({"status"}), frozenset[str]()):
        shape = RequestShape(frozenset(), {}, {}, {"input": RequestObject(required, {})})
        monkeypatch.setattr(request_shapes, "request_shape", lambda operation, model, shape=shape: shape)
        objects = endpoint.request_objects({"model": "m"})
        body = json.loads(request_body(endpoint.spec, {"model": "m", "input": [item]}, None, objects))
        assert ("status" in body["input"][0]) == ("status" in required)
