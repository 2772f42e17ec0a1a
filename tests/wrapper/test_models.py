"""The response classes: their properties, and the methods of pydantic models that people know."""

from __future__ import annotations

import json
from typing import Any

import pytest

import aimlkit
from aimlkit._models import ParsedResponseOutputMessage
from aimlkit.endpoints.chat_completions import ENDPOINT as CHAT_COMPLETIONS
from aimlkit.endpoints.responses import ENDPOINT as RESPONSES
from aimlkit.mock import MockResponse, MockServer
from aimlkit.structured import output_format
from tests.models import CATALOGUE_OPERATION, CHAT_OPERATION, RESPONSES_OPERATION, needs
from tests.wrapper.any_client import AnyClient

Json = Any


def test_chat_completion_properties(any_client: AnyClient) -> None:
    completion = any_client.create_chat_completion()
    assert type(completion) is aimlkit.ChatCompletion
    assert completion.text == completion.choices[0].message.content
    assert completion.text and "mock" in completion.text
    assert completion.tool_calls == []
    assert completion.usage.total_tokens > 0
    assert completion.retries == 0
    assert completion.choices[0].message.audio is None


def test_response_properties(any_client: AnyClient) -> None:
    response = any_client.create_response()
    assert type(response) is aimlkit.Response
    assert "mock" in response.output_text
    assert response.to_dict()["output_text"] == response.output_text
    assert response.is_complete


def test_tool_calls(any_client: AnyClient) -> None:
    parameters = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
    function = {"name": "get_weather", "parameters": parameters, "strict": True}
    completion = any_client.create_chat_completion(
        messages=[{"role": "user", "content": "The weather?"}],
        tools=[{"type": "function", "function": function}],
    )
    assert completion.text is None
    assert completion.tool_calls[0].function.name == "get_weather"
    response = any_client.create_response(input="The weather?", tools=[{"type": "function", **function}])
    assert response.tool_calls[0].name == "get_weather"
    assert response.output_text == ""


@needs(RESPONSES_OPERATION)
@pytest.mark.parametrize(
    ("output", "text"),
    [
        (
            [{"type": "message", "content": [{"type": "output_text", "text": "a"}, {"type": "refusal"}]}] * 2,
            "aa",
        ),
        ([{"type": "message", "content": None}, {"type": "new"}, None, 5, {"content": {"a": 1}}], ""),
        (None, ""),
        ("odd", ""),
    ],
)
def test_output_text_is_joined_if_the_server_does_not_send_it(output: Json, text: str) -> None:
    assert aimlkit.Response.from_dict({"output": output}).output_text == text
    assert aimlkit.Response.from_dict({"output": output, "output_text": None}).output_text == text
    assert aimlkit.Response.from_dict({"output": output, "output_text": "sent"}).output_text == "sent"


def test_response_has_the_methods_of_a_pydantic_model(
    any_client: AnyClient, aimlkit_mock: MockServer
) -> None:
    aimlkit_mock.enqueue(MockResponse(headers={"X-Inference-Id": "r1"}))
    completion = any_client.create_chat_completion()
    data = completion.to_dict()
    assert completion.model_dump(exclude_unset=True) == completion.to_dict(mode="json") == data
    assert completion.model_dump() == completion.model_dump(mode="json")
    assert completion.model_dump()["system_fingerprint"] is None
    assert json.loads(completion.to_json()) == data
    assert json.loads(completion.model_dump_json(indent=2, exclude_unset=True)) == data
    assert "refusal" not in completion.choices[0].message.model_dump(exclude_none=True)
    assert completion.model_copy() == completion


def test_model_copy_is_independent_if_it_is_deep(any_client: AnyClient, aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(MockResponse(headers={"X-Inference-Id": "r1"}))
    completion = any_client.create_chat_completion()
    data = completion.to_dict()
    copy = completion.model_copy(update={"id": "other"}, deep=True)
    copy.choices[0].message.content = "other"
    assert (copy.id, copy.text, completion.to_dict()) == ("other", "other", data)
    assert copy.request_id == completion.request_id == "r1"


@needs(CHAT_OPERATION)
def test_parse_output_leaves_the_response_unchanged() -> None:
    data = {"choices": [{"index": 0, "message": {"role": "assistant", "content": "{}"}}]}
    completion = aimlkit.ChatCompletion.from_dict(data)
    message = completion.choices[0].message
    parsed = CHAT_COMPLETIONS.parse_output(completion, output_format({"type": "object"}), {})
    assert parsed.choices[0].message.parsed == {}
    assert type(completion) is aimlkit.ChatCompletion
    assert completion.choices[0].message is message
    assert not hasattr(message, "parsed")
    parsed.choices[0].message.content = "other"
    assert completion.to_dict() == data


@needs(CHAT_OPERATION, RESPONSES_OPERATION)
def test_parsed_values_are_in_the_repr_and_not_in_the_json() -> None:
    data = {
        "choices": [
            {
                "index": 0,
                "message": {
                    "role": "assistant",
                    "content": '{"a":1}',
                    "tool_calls": [{"type": "function", "function": {"name": "f", "arguments": "[2]"}}],
                },
            }
        ]
    }
    tools = {"f": aimlkit.FunctionTool("f", None, {})}
    completion = aimlkit.ChatCompletion.from_dict(data)
    parsed = CHAT_COMPLETIONS.parse_output(completion, output_format({"type": "object"}), tools)
    assert "parsed_arguments=[2]" in repr(parsed)
    assert parsed.to_dict() == data
    del data["choices"][0]["message"]["tool_calls"]  # type: ignore[attr-defined]  # it is a dictionary
    completion = aimlkit.ChatCompletion.from_dict(data)
    parsed = CHAT_COMPLETIONS.parse_output(completion, output_format({"type": "object"}), {})
    assert repr(parsed).endswith("parsed={'a': 1}))])")

    output = [
        {
            "type": "message",
            "role": "assistant",
            "status": "completed",
            "content": [{"type": "output_text", "text": "[3]"}],
        },
        {"type": "function_call", "name": "f", "arguments": "[4]", "status": "completed"},
    ]
    response = aimlkit.Response.from_dict({"output": output, "status": "completed"})
    parsed_response = RESPONSES.parse_output(response, output_format({"type": "array"}), tools)
    assert "parsed=[3]" in repr(parsed_response)
    assert "parsed_arguments=[4]" in repr(parsed_response)
    assert parsed_response.to_dict() == response.to_dict()
    assert isinstance((parsed_response.output or [])[0], ParsedResponseOutputMessage)


def test_response_is_a_dictionary_of_its_attributes(any_client: AnyClient) -> None:
    completion = any_client.create_chat_completion()
    attributes = dict(completion)
    assert attributes["choices"] is completion.choices
    assert attributes["system_fingerprint"] is None
    assert {*attributes} >= {*completion.to_dict()}
    assert completion.to_dict(exclude_none=True) == completion.model_dump(exclude_none=True)
    assert type(completion).model_validate(completion.to_dict()) == completion
    assert type(completion).model_validate(completion) is completion


@needs(CATALOGUE_OPERATION)
def test_list_yields_its_items_and_has_a_dictionary() -> None:
    from aimlkit.resources.models import ModelList  # noqa: PLC0415 - only if a source has the catalogue

    models = ModelList.from_dict({"object": "list", "data": [{"id": "a"}, {"id": "b"}]})
    assert [model.id for model in models] == ["a", "b"]
    assert models.model_dump(include={"data": {"__all__": {"id"}}}) == {"data": [{"id": "a"}, {"id": "b"}]}
