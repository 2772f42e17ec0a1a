"""Requests as other clients send them, beyond what the published documents describe; see the overlay."""

from typing import Any

import pytest

from tests.mock.client import CHAT, RESPONSES, MockClient
from tests.models import (
    CHAT_MODEL,
    CHAT_OPERATION,
    REASONING_MODELS,
    RESPONSES_MODEL,
    RESPONSES_MODELS,
    model_that_takes,
)

SCHEMA = {"type": "object", "properties": {"city": {"type": "string"}}}
CHAT_CALL = {"id": "c", "type": "function", "function": {"name": "f", "arguments": "{}"}}
USER = {"role": "user", "content": "Hi"}
RESULT = {"role": "tool", "tool_call_id": "c", "content": "Rain."}
# What `model_dump()` of openai-python returns for a message and for the items of a response.
DUMPED_MESSAGE = {
    "role": "assistant",
    "content": None,
    "refusal": None,
    "annotations": [],
    "audio": None,
    "function_call": None,
    "tool_calls": [CHAT_CALL],
}
DUMPED_REASONING: Any = {
    "id": "rs",
    "type": "reasoning",
    "summary": [],
    "content": None,
    "encrypted_content": None,
    "status": None,
}
DUMPED_CALL = {
    "id": None,
    "type": "function_call",
    "call_id": "c",
    "name": "f",
    "arguments": "{}",
    "caller": None,
    "namespace": None,
    "status": None,
}
DUMPED_TEXT: Any = {"type": "output_text", "text": "Rain.", "annotations": [], "logprobs": None}
DUMPED_OUTPUT = {
    "id": "msg",
    "type": "message",
    "role": "assistant",
    "status": "completed",
    "phase": None,
    "content": [DUMPED_TEXT],
}
RESULT_ITEM = {"type": "function_call_output", "call_id": "c", "output": "Rain."}


@pytest.mark.parametrize(
    "message",
    [
        {"role": "assistant", "content": None, "tool_calls": [CHAT_CALL]},
        {"role": "assistant", "content": "", "tool_calls": [CHAT_CALL]},
        {"role": "assistant", "tool_calls": [CHAT_CALL]},
        DUMPED_MESSAGE,
        {**DUMPED_MESSAGE, "annotations": None},
        {**DUMPED_MESSAGE, "content": "Rain.", "tool_calls": None},
        {**DUMPED_MESSAGE, "refusal": "No.", "tool_calls": None},
    ],
)
def test_assistant_message_is_accepted_as_it_came(mock_client: MockClient, message: Any) -> None:
    results = [RESULT] if message.get("tool_calls") else []
    messages = [USER, message, *results]
    model = model_that_takes(
        CHAT_OPERATION, {"messages": messages}
    )  # Some models document all that they take.
    assert mock_client.create_completion(messages, model=model)["choices"]


@pytest.mark.parametrize("model", REASONING_MODELS)
@pytest.mark.parametrize(
    "items",
    [
        [DUMPED_REASONING, DUMPED_CALL, RESULT_ITEM],
        [DUMPED_REASONING, DUMPED_OUTPUT],
        [{name: value for name, value in DUMPED_OUTPUT.items() if name != "status"}],
    ],
)
def test_output_items_are_accepted_as_they_came(
    mock_client: MockClient, items: list[Any], model: str
) -> None:
    assert mock_client.create(RESPONSES, {"model": model, "input": [USER, *items, USER]})["output_text"]


@pytest.mark.parametrize(
    "fields",
    [{}, {"strict": None}, {"strict": None, "description": None}, {"defer_loading": True}],
)
def test_function_tools_of_responses_are_accepted_as_clients_write_them(
    mock_client: MockClient, fields: Any
) -> None:
    tool = {"type": "function", "name": "f", "parameters": SCHEMA, **fields}
    for model in RESPONSES_MODELS:
        response = mock_client.create(
            RESPONSES, {"model": model, "input": "Hi", "tools": [tool]}, strict=False
        )
        assert response["output"][-1]["name"] == "f"


def test_function_tools_of_chat_may_have_unknown_keys(mock_client: MockClient) -> None:
    tool = {"type": "function", "cache_control": {}, "function": {"name": "f", "parameters": SCHEMA, "x": 1}}
    completion = mock_client.create_completion("Hi", tools=[tool])
    assert completion["choices"][0]["message"]["tool_calls"]


@pytest.mark.parametrize("function", [{"name": "f"}, {"name": "f", "parameters": None}])
def test_function_of_chat_may_have_no_parameters(mock_client: MockClient, function: Any) -> None:
    tool = {"type": "function", "function": function}
    completion = mock_client.create_completion("Hi", tools=[tool])
    (call,) = completion["choices"][0]["message"]["tool_calls"]
    assert call["function"] == {"name": "f", "arguments": "{}"}


def test_result_of_a_tool_may_be_a_list_of_text_parts(mock_client: MockClient) -> None:
    parts = [{"type": "text", "text": "Rain"}, {"type": "text", "text": "and wind."}]
    call = {"id": "c1", "type": "function", "function": {"name": "f", "arguments": "{}"}}
    assistant = {"role": "assistant", "tool_calls": [call]}
    result = {"role": "tool", "tool_call_id": "c1", "content": parts}
    assert mock_client.create_completion([USER, assistant, result])["choices"]


def test_model_may_be_named_by_each_alias_of_the_catalogue(mock_client: MockClient) -> None:
    models = mock_client.http.get("/models").json()["data"]
    aliases = {alias: model["id"] for model in models for alias in model["aliases"]}
    for alias, model in aliases.items():
        if model in RESPONSES_MODELS:
            response = mock_client.create(RESPONSES, {"model": alias, "input": "Hi"})
        else:
            response = mock_client.create(CHAT, {"model": alias, "messages": [USER]})
        assert response["model"] == model


def test_token_limit_of_responses_may_be_null(mock_client: MockClient) -> None:
    assert mock_client.create_response("Hi", max_output_tokens=None)["output_text"]


@pytest.mark.parametrize(
    ("path", "request_body", "pointer"),
    [
        (CHAT, {"messages": [{"role": "user", "content": None}]}, "/messages/0/content"),
        (CHAT, {"messages": [{**RESULT, "content": None}]}, "/messages/0/content"),
        (CHAT, {"messages": [{"role": "system", "content": None}]}, "/messages/0/content"),
        (
            CHAT,
            {"messages": [], "tools": [{"type": "function", "function": {"name": "f", "description": None}}]},
            "/tools/0/function/description",
        ),
        (CHAT, {"messages": [{"role": "user", "content": "Hi", "name": None}]}, "/messages/0/name"),
        (CHAT, {"messages": [], "tool_choice": None}, "/tool_choice"),
        (CHAT, {"messages": [], "stream_options": None}, "/stream_options"),
        (CHAT, {"messages": [], "max_tokens": None}, "/max_tokens"),
        (
            RESPONSES,
            {"input": "Hi", "tools": [{"type": "function", "name": "f", "parameters": None}]},
            "/tools/0/parameters",
        ),
    ],
)
def test_nulls_that_no_client_sends_stay_invalid(
    mock_client: MockClient, path: str, request_body: Any, pointer: str
) -> None:
    error = mock_client.assert_error(
        400, path, {"model": CHAT_MODEL if path == CHAT else RESPONSES_MODEL, **request_body}
    )
    assert error.json()["message"].startswith(pointer)
