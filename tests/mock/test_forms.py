"""Answers in the form that the request asks for."""

import json
from typing import Any

import jsonschema_rs
import pytest

from tests.mock.talk import CHAT, RESPONSES, Talk

Json = Any

RECIPE = {
    "type": "object",
    "properties": {
        "title": {"type": "string"},
        "servings": {"type": "integer", "minimum": 1},
        "steps": {"type": "array", "items": {"$ref": "#/$defs/step"}, "minItems": 2},
    },
    "required": ["title", "servings", "steps"],
    "additionalProperties": False,
    "$defs": {
        "step": {
            "type": "object",
            "properties": {
                "do": {"type": "string"},
                "minutes": {"anyOf": [{"type": "number"}, {"type": "null"}]},
            },
            "required": ["do", "minutes"],
            "additionalProperties": False,
        }
    },
}


def chat_text(talk: Talk, form: Json) -> str:
    text: str = talk.chat("A recipe, please", response_format=form)["choices"][0]["message"]["content"]
    return text


def response_text(talk: Talk, form: Json) -> str:
    text: str = talk.respond("A recipe, please", text={"format": form})["output_text"]
    return text


def test_text(talk: Talk) -> None:
    assert "recipe" in chat_text(talk, {"type": "text"})
    assert "recipe" in response_text(talk, {"type": "text"})


def test_json_object(talk: Talk) -> None:
    for text in (chat_text(talk, {"type": "json_object"}), response_text(talk, {"type": "json_object"})):
        assert isinstance(json.loads(text), dict)


def test_json_schema(talk: Talk) -> None:
    chat = chat_text(talk, {"type": "json_schema", "json_schema": {"name": "recipe", "schema": RECIPE}})
    response = response_text(talk, {"type": "json_schema", "name": "recipe", "schema": RECIPE})
    for text in (chat, response):
        jsonschema_rs.validate(RECIPE, json.loads(text))
        assert len(json.loads(text)["steps"]) >= 2


def test_json_schema_without_a_schema(talk: Talk) -> None:
    assert isinstance(
        json.loads(chat_text(talk, {"type": "json_schema", "json_schema": {"name": "a"}})), dict
    )


@pytest.mark.parametrize("schema", [{"type": 5}, {"type": "string", "minLength": 2, "maxLength": 1}])
def test_a_schema_that_has_no_value(talk: Talk, schema: Json) -> None:
    form = {"type": "json_schema", "json_schema": {"name": "a", "schema": schema}}
    answer = talk.refused(400, CHAT, {"model": "o3-mini", "messages": [], "response_format": form})
    assert answer.json()["message"].startswith("/response_format/json_schema/schema: ")
    form = {"type": "json_schema", "name": "a", "schema": schema}
    answer = talk.refused(400, RESPONSES, {"model": "o3-mini", "input": "Hi", "text": {"format": form}})
    assert answer.json()["message"].startswith("/text/format/schema: ")
