"""Responses: what they say, what they remember, and that it adds up."""

import re
from typing import Any

import pytest

from tests.mock.talk import RESPONSES, Talk

Json = Any


def message(response: Json) -> Json:
    return response["output"][-1]


@pytest.mark.parametrize("model", ["o3-mini", "openai/o3-pro"])
def test_an_answer_is_about_the_question(talk: Talk, model: str) -> None:
    response = talk.respond("How deep is the sea?", model=model)
    assert [item["type"] for item in response["output"]] == ["reasoning", "message"]
    text = message(response)["content"][0]["text"]
    assert "How deep is the sea?" in text
    assert response["output_text"] == text
    assert response["status"] == message(response)["status"] == "completed"
    assert response["model"] == model
    assert response["incomplete_details"] is response["error"] is None


def test_input_may_be_items(talk: Talk) -> None:
    items = [
        {"role": "developer", "content": "Be brief"},
        {"type": "message", "role": "user", "content": [{"type": "input_text", "text": "How deep is it?"}]},
    ]
    assert "How deep is it?" in talk.respond(items)["output_text"]


def test_ids_and_times(talk: Talk) -> None:
    response = talk.respond()
    assert re.fullmatch(r"resp_[0-9a-f]{24}", response["id"])
    assert [item["id"].split("_")[0] for item in response["output"]] == ["rs", "msg"]
    assert talk.respond()["id"] != response["id"]
    assert isinstance(response["created_at"], int)


def test_usage_adds_up(talk: Talk) -> None:
    usage = talk.respond("Hi there", instructions="Be brief")["usage"]
    assert usage["input_tokens"] == 4
    assert usage["total_tokens"] == usage["input_tokens"] + usage["output_tokens"]
    assert 0 < usage["output_tokens_details"]["reasoning_tokens"] < usage["output_tokens"]


def test_what_was_spent(talk: Talk) -> None:
    assert talk.respond()["meta"]["usage"]["credits_used"] > 0


def test_the_request_is_said_again(talk: Talk) -> None:
    fields: Json = {
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
    response = talk.respond("Hi", **fields)
    assert {name: response[name] for name in fields} == fields


def test_a_reasoning_summary_when_asked_for(talk: Talk) -> None:
    assert talk.respond()["output"][0]["summary"] == []
    summary = talk.respond("Why?", reasoning={"summary": "auto"})["output"][0]["summary"]
    assert "Why?" in summary[0]["text"]


def test_encrypted_reasoning_when_asked_for(talk: Talk) -> None:
    assert "encrypted_content" not in talk.respond()["output"][0]
    assert talk.respond(include=["reasoning.encrypted_content"])["output"][0]["encrypted_content"]


@pytest.mark.parametrize("limit", [16, 40])
def test_a_limit_makes_it_incomplete(talk: Talk, limit: int) -> None:
    whole = talk.respond()["output_text"]
    response = talk.respond(max_output_tokens=limit)
    assert response["status"] == message(response)["status"] == "incomplete"
    assert response["incomplete_details"] == {"reason": "max_output_tokens"}
    assert response["usage"]["output_tokens"] == limit
    assert whole.startswith(response["output_text"])
    assert 0 < len(response["output_text"]) < len(whole)


def test_a_stored_response_is_remembered(talk: Talk) -> None:
    first = talk.respond("My name is Ada.", store=True)
    second = talk.respond("What is my name?", previous_response_id=first["id"], store=True)
    assert second["previous_response_id"] == first["id"]
    alone = talk.respond("What is my name?")
    assert second["usage"]["input_tokens"] > alone["usage"]["input_tokens"] + first["usage"]["input_tokens"]
    third = talk.respond("Again?", previous_response_id=second["id"])
    assert third["usage"]["input_tokens"] > second["usage"]["input_tokens"]


@pytest.mark.parametrize("store", [{"store": False}, {"store": None}, {}])
def test_a_response_that_is_not_stored_is_not_remembered(talk: Talk, store: Json) -> None:
    first = talk.respond("My name is Ada.", **store)
    request = {"model": "o3-mini", "input": "And?", "previous_response_id": first["id"]}
    assert first["id"] in talk.refused(404, RESPONSES, request).json()["message"]


def test_an_unknown_previous_response(talk: Talk) -> None:
    request = {"model": "o3-mini", "input": "And?", "previous_response_id": "resp_unknown"}
    talk.refused(404, RESPONSES, request)
    talk.refused(404, RESPONSES, {**request, "stream": True})
    talk.respond("And?", previous_response_id=None)


def test_background_is_queued_and_goes_on(talk: Talk) -> None:
    queued = talk.respond("Hi", background=True, store=True)
    assert (queued["status"], queued["output"], queued["usage"]) == ("queued", [], None)
    assert queued["background"] is True
    talk.respond("And?", previous_response_id=queued["id"])
