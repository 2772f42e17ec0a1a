"""Responses: content, usage, limits, stored conversations."""

import re
from typing import Any

import pytest

from aimlkit.mock.json_types import JsonObject
from tests.mock.client import RESPONSES, MockClient
from tests.models import (
    REASONING_MODELS,
    RESPONSES_MODEL,
    RESPONSES_MODELS,
    RESPONSES_OPERATION,
    model_that_takes,
    require_cost,
)


def last_item(response: Any) -> Any:
    return response["output"][-1]


@pytest.mark.parametrize("model", RESPONSES_MODELS)
def test_response_quotes_the_user_message(mock_client: MockClient, model: str) -> None:
    response = mock_client.create_response("How deep is the sea?", model=model)
    reasoning = ["reasoning"] if model in REASONING_MODELS else []
    assert [item["type"] for item in response["output"]] == [*reasoning, "message"]
    text = last_item(response)["content"][0]["text"]
    assert "How deep is the sea?" in text
    assert response["output_text"] == text
    assert response["status"] == last_item(response)["status"] == "completed"
    assert response["model"] == model
    assert response["incomplete_details"] is response["error"] is None


def test_response_reads_input_items(mock_client: MockClient) -> None:
    items: list[JsonObject] = [
        {"role": "developer", "content": "Be brief"},
        {"type": "message", "role": "user", "content": [{"type": "input_text", "text": "How deep is it?"}]},
    ]
    assert "How deep is it?" in mock_client.create_response(items)["output_text"]


def test_response_has_ids_and_a_time(mock_client: MockClient) -> None:
    response = mock_client.create_response()
    assert re.fullmatch(r"resp_[0-9a-f]{24}", response["id"])
    reasoning = ["rs"] if RESPONSES_MODEL in REASONING_MODELS else []
    assert [item["id"].split("_")[0] for item in response["output"]] == [*reasoning, "msg"]
    assert mock_client.create_response()["id"] != response["id"]
    assert isinstance(response["created_at"], int)


def test_response_usage_adds_up(mock_client: MockClient) -> None:
    usage = mock_client.create_response("Hi there", instructions="Be brief")["usage"]
    assert usage["input_tokens"] == 4
    assert usage["total_tokens"] == usage["input_tokens"] + usage["output_tokens"]
    assert 0 < usage["output_tokens_details"]["reasoning_tokens"] < usage["output_tokens"]


def test_response_reports_its_cost(mock_client: MockClient) -> None:
    require_cost(RESPONSES_OPERATION)
    assert mock_client.create_response()["meta"]["usage"]["credits_used"] > 0


def test_response_repeats_fields_of_the_request(mock_client: MockClient) -> None:
    fields: Any = {
        "instructions": "Be brief",
        "max_output_tokens": 4000,
        "parallel_tool_calls": False,
        "prompt": {"id": "pmpt_1", "variables": {"a": "b"}},
        "reasoning": {"effort": "high", "summary": "auto"},
        "text": {"format": {"type": "text"}},
        "tool_choice": "none",
        "tools": [{"type": "web_search_preview", "search_context_size": "low"}],
        "truncation": "auto",
    }
    model = model_that_takes(RESPONSES_OPERATION, {"input": "Hi", **fields})
    response = mock_client.create_response("Hi", model=model, **fields)
    assert {name: response[name] for name in fields} == fields


def test_response_has_a_reasoning_summary_on_request(mock_client: MockClient) -> None:
    assert mock_client.create_response()["output"][0]["summary"] == []
    summary = mock_client.create_response("Why?", reasoning={"summary": "auto"})["output"][0]["summary"]
    assert "Why?" in summary[0]["text"]


def test_response_has_encrypted_reasoning_on_request(mock_client: MockClient) -> None:
    assert "encrypted_content" not in mock_client.create_response()["output"][0]
    assert mock_client.create_response(include=["reasoning.encrypted_content"])["output"][0][
        "encrypted_content"
    ]


@pytest.mark.parametrize("limit", [16, 40])
def test_response_is_incomplete_at_the_token_limit(mock_client: MockClient, limit: int) -> None:
    complete = mock_client.create_response()["output_text"]
    response = mock_client.create_response(max_output_tokens=limit)
    assert response["status"] == last_item(response)["status"] == "incomplete"
    assert response["incomplete_details"] == {"reason": "max_output_tokens"}
    assert response["usage"]["output_tokens"] == limit
    assert complete.startswith(response["output_text"])
    assert 0 < len(response["output_text"]) < len(complete)


def test_stored_response_is_continued(mock_client: MockClient) -> None:
    first = mock_client.create_response("My name is Ada.", store=True)
    second = mock_client.create_response("What is my name?", previous_response_id=first["id"], store=True)
    assert second["previous_response_id"] == first["id"]
    alone = mock_client.create_response("What is my name?")
    assert second["usage"]["input_tokens"] > alone["usage"]["input_tokens"] + first["usage"]["input_tokens"]
    third = mock_client.create_response("Again?", previous_response_id=second["id"])
    assert third["usage"]["input_tokens"] > second["usage"]["input_tokens"]


@pytest.mark.parametrize("store", [{"store": False}, {"store": None}, {}])
def test_404_for_a_previous_response_that_was_not_stored(mock_client: MockClient, store: Any) -> None:
    first = mock_client.create_response("My name is Ada.", **store)
    request = {"model": RESPONSES_MODEL, "input": "And?", "previous_response_id": first["id"]}
    assert first["id"] in mock_client.assert_error(404, RESPONSES, request).json()["message"]


def test_404_for_an_unknown_previous_response(mock_client: MockClient) -> None:
    request = {"model": RESPONSES_MODEL, "input": "And?", "previous_response_id": "resp_unknown"}
    mock_client.assert_error(404, RESPONSES, request)
    mock_client.assert_error(404, RESPONSES, {**request, "stream": True})
    mock_client.create_response("And?", previous_response_id=None)


def test_background_response_is_queued_and_can_be_continued(mock_client: MockClient) -> None:
    queued = mock_client.create_response("Hi", background=True, store=True)
    assert (queued["status"], queued["output"], queued["usage"]) == ("queued", [], None)
    assert queued["background"] is True
    mock_client.create_response("And?", previous_response_id=queued["id"])
