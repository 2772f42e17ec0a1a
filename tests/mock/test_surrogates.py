"""Unpaired surrogates: JSON may escape them, UTF-8 cannot encode them. The mock serves such requests like any other."""

import json
from typing import Any

import pytest

from aimlkit.mock import MockResponse
from aimlkit.mock.json_text import dump_json, without_surrogates
from tests.mock.client import (
    CHAT,
    OPERATIONS,
    RESPONSES,
    MockClient,
    chat_function,
    event_data,
    responses_function,
)
from tests.models import CHAT_MODEL, RESPONSES_MODEL, require_properties

LONE = "a \ud83c b"
JSON = {"Content-Type": "application/json"}

CHAT_REQUEST = {"model": CHAT_MODEL, "messages": [{"role": "user", "content": LONE}]}
RESPONSES_REQUEST = {"model": RESPONSES_MODEL, "input": LONE}
SCHEMA = {"type": "object", "properties": {LONE: {"enum": [LONE]}}, "required": [LONE], "title": LONE}
JSON_SCHEMA = {"name": "a", "schema": SCHEMA, "strict": True}
TOOL_MESSAGES = [
    {"role": "user", "content": "Hi"},
    {
        "role": "assistant",
        "tool_calls": [{"id": LONE, "type": "function", "function": {"name": LONE, "arguments": LONE}}],
    },
    {"role": "tool", "tool_call_id": LONE, "content": LONE},
]
TOOL_ITEMS = [
    {"role": "user", "content": [{"type": "input_text", "text": LONE}]},
    {"type": "function_call", "call_id": LONE, "name": LONE, "arguments": LONE},
    {"type": "function_call_output", "call_id": LONE, "output": LONE},
]

VALID = [
    (CHAT, CHAT_REQUEST),
    (CHAT, {**CHAT_REQUEST, "stop": [LONE], "provider": LONE, "metadata": {LONE: LONE}, LONE: LONE}),
    (CHAT, {**CHAT_REQUEST, "messages": TOOL_MESSAGES}),
    (CHAT, {**CHAT_REQUEST, "tools": [chat_function(LONE, SCHEMA)]}),
    (CHAT, {**CHAT_REQUEST, "response_format": {"type": "json_schema", "json_schema": JSON_SCHEMA}}),
    (CHAT, {**CHAT_REQUEST, "response_format": {"type": "json_object"}}),
    (RESPONSES, RESPONSES_REQUEST),
    (RESPONSES, {**RESPONSES_REQUEST, "instructions": LONE, "metadata": {LONE: LONE}, LONE: LONE}),
    (RESPONSES, {**RESPONSES_REQUEST, "reasoning": {"summary": "auto"}, "store": True}),
    (RESPONSES, {**RESPONSES_REQUEST, "input": TOOL_ITEMS}),
    (RESPONSES, {**RESPONSES_REQUEST, "tools": [responses_function(LONE, SCHEMA)]}),
    (RESPONSES, {**RESPONSES_REQUEST, "text": {"format": {"type": "json_schema", **JSON_SCHEMA}}}),
]


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize(("path", "request_body"), VALID)
def test_request_with_an_unpaired_surrogate_is_served(
    mock_client: MockClient, path: str, request_body: Any, stream: bool
) -> None:
    content = json.dumps({**request_body, "stream": stream}).encode()
    response = mock_client.http.post(path, content=content, headers=JSON)
    assert response.status_code == 200, response.text
    text = response.content.decode()  # strict: the response is valid UTF-8
    bodies = [json.loads(data) for data in (event_data(path, text) if stream else [text])]
    assert bodies
    [recorded] = mock_client.server.requests
    assert recorded.body == {**request_body, "stream": stream}


@pytest.mark.parametrize("path", [CHAT, RESPONSES])
def test_text_with_an_unpaired_surrogate_returns_as_it_came(mock_client: MockClient, path: str) -> None:
    request = CHAT_REQUEST if path == CHAT else RESPONSES_REQUEST
    body = mock_client.http.post(path, content=json.dumps(request).encode(), headers=JSON).json()
    text = body["choices"][0]["message"]["content"] if path == CHAT else body["output_text"]
    assert f"“{LONE}”" in text


@pytest.mark.parametrize(
    ("path", "request_body", "message"),
    [
        (CHAT, {**CHAT_REQUEST, "model": LONE}, "/model: "),
        (CHAT, {**CHAT_REQUEST, "seed": LONE}, "/seed: "),
        (CHAT, {**CHAT_REQUEST, "reasoning_effort": LONE}, "/reasoning_effort: "),
        (CHAT, {**CHAT_REQUEST, "messages": [{"role": LONE, "content": "Hi"}]}, "/messages/0"),
        (RESPONSES, {**RESPONSES_REQUEST, "truncation": LONE}, "/truncation: "),
    ],
)
def test_400_for_an_invalid_value_with_an_unpaired_surrogate(
    mock_client: MockClient, path: str, request_body: Any, message: str
) -> None:
    require_properties(OPERATIONS[path], request_body)
    content = json.dumps(request_body).encode()
    error = mock_client.assert_error(400, path, content=content, headers=JSON)
    assert error.json()["message"].startswith(message)


def test_404_for_a_previous_response_with_an_unpaired_surrogate(mock_client: MockClient) -> None:
    content = json.dumps({**RESPONSES_REQUEST, "previous_response_id": LONE}).encode()
    mock_client.assert_error(404, RESPONSES, content=content, headers=JSON)


def test_control_endpoints_take_and_return_unpaired_surrogates(mock_client: MockClient) -> None:
    url = mock_client.server.url
    mock_responses = [
        {"text": LONE},
        {"refusal": LONE},
        {"tool_calls": [{"name": LONE, "arguments": {LONE: LONE}}]},
        {"failure": LONE},
        {"status": 200, "body": {LONE: LONE}},
    ]
    content = json.dumps(mock_responses).encode()
    response = mock_client.http.post(f"{url}/_mock/responses", content=content, headers=JSON)
    assert response.json() == {"pending": len(mock_responses)}
    bodies = [
        mock_client.http.post(CHAT, json={**CHAT_REQUEST, "messages": []}).json() for _ in mock_responses
    ]
    messages = [body["choices"][0]["message"] for body in bodies[:3]]
    assert messages[0]["content"] == messages[1]["refusal"] == LONE
    assert json.loads(messages[2]["tool_calls"][0]["function"]["arguments"]) == {LONE: LONE}
    assert bodies[3]["message"] == LONE
    assert bodies[4] == {LONE: LONE}
    mock_client.http.post(CHAT, content=json.dumps(CHAT_REQUEST).encode(), headers=JSON)
    recorded = mock_client.http.get(f"{url}/_mock/requests").json()
    assert recorded[-1]["body"] == CHAT_REQUEST


def test_body_of_text_with_an_unpaired_surrogate_is_refused(mock_client: MockClient) -> None:
    with pytest.raises(ValueError, match="unpaired surrogates; pass bytes"):
        MockResponse(status=200, body=LONE)
    content = json.dumps([{"status": 200, "body": LONE}]).encode()
    url = f"{mock_client.server.url}/_mock/responses"
    message = mock_client.assert_error(400, url, content=content, headers=JSON).json()["message"]
    assert message.startswith("/0: ")


def test_headers_with_unpaired_surrogates_are_refused(mock_client: MockClient) -> None:
    content = json.dumps([{"headers": {"X-A": LONE}}]).encode()
    mock_client.assert_error(400, f"{mock_client.server.url}/_mock/responses", content=content, headers=JSON)


def test_without_surrogates_replaces_unpaired_ones_only() -> None:
    assert without_surrogates(["\ud83c\ud83c", {"\udf00": "🌀"}]) == ["��", {"�": "🌀"}]
    unchanged = {"a": ["🌀", 1, None]}
    assert without_surrogates(unchanged) is unchanged


def test_dump_json_escapes_unpaired_surrogates() -> None:
    assert dump_json({"é": "\ud83c"}) == rb'{"\u00e9":"\ud83c"}'
