"""Output in the format of the request."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import jsonschema_rs
import pytest

from aimlkit.mock import schema_examples
from aimlkit.mock.prompt_schema import MAX_CHARACTERS, find_schema
from tests.mock.client import CHAT, RESPONSES, MockClient
from tests.models import CHAT_MODEL, RESPONSES_MODEL, RESPONSES_OPERATION, needs

RECIPE: Any = {
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


def chat_text(mock_client: MockClient, output_format: Any) -> str:
    text: str = mock_client.create_completion("A recipe, please", response_format=output_format)["choices"][
        0
    ]["message"]["content"]
    return text


def response_text(mock_client: MockClient, output_format: Any) -> str:
    text: str = mock_client.create_response("A recipe, please", text={"format": output_format})["output_text"]
    return text


def test_text_format(mock_client: MockClient) -> None:
    assert "recipe" in chat_text(mock_client, {"type": "text"})
    assert "recipe" in response_text(mock_client, {"type": "text"})


def test_json_object_format(mock_client: MockClient) -> None:
    for text in (
        chat_text(mock_client, {"type": "json_object"}),
        response_text(mock_client, {"type": "json_object"}),
    ):
        assert isinstance(json.loads(text), dict)


def test_json_schema_format(mock_client: MockClient) -> None:
    chat = chat_text(
        mock_client, {"type": "json_schema", "json_schema": {"name": "recipe", "schema": RECIPE}}
    )
    response = response_text(mock_client, {"type": "json_schema", "name": "recipe", "schema": RECIPE})
    for text in (chat, response):
        jsonschema_rs.validate(RECIPE, json.loads(text))
        assert len(json.loads(text)["steps"]) >= 2


def test_json_schema_format_without_a_schema(mock_client: MockClient) -> None:
    assert isinstance(
        json.loads(chat_text(mock_client, {"type": "json_schema", "json_schema": {"name": "a"}})), dict
    )


# Prompts of instructor, LangChain, LlamaIndex and pydantic-ai, in short.
PROMPTS = {
    "indented": f"Provide objects that match the following json_schema:\n\n{json.dumps(RECIPE, indent=2)}\n\nMake sure …",
    "one line": f"Answer by this schema: {json.dumps(RECIPE)}",
    "doubled braces": "Here's a JSON schema to follow:\n"
    + json.dumps(RECIPE).replace("{", "{{").replace("}", "}}"),
    "inside another object": json.dumps({"name": "recipe", "schema": RECIPE}),
    "after other braces": 'Use {placeholders} and {"a": 1} and {"properties": 5}, not {"b: '
    + json.dumps(RECIPE),
    "reference": json.dumps(
        {"$ref": "#/$defs/recipe", "$defs": {**RECIPE["$defs"], "recipe": {**RECIPE, "$defs": {}}}}
    ),
}


@pytest.mark.parametrize("prompt", PROMPTS.values(), ids=PROMPTS)
@pytest.mark.parametrize("role", ["system", "user"])
def test_json_object_format_follows_a_schema_in_the_prompt(
    mock_client: MockClient, prompt: str, role: str
) -> None:
    messages: list[Any] = [{"role": role, "content": prompt}, {"role": "user", "content": "A recipe, please"}]
    output_format = {"type": "json_object"}
    completion = mock_client.create_completion(messages, response_format=output_format)
    response = mock_client.create_response(messages, text={"format": output_format})
    instructed = mock_client.create_response("Hi", instructions=prompt, text={"format": output_format})
    for text in (
        completion["choices"][0]["message"]["content"],
        response["output_text"],
        instructed["output_text"],
    ):
        jsonschema_rs.validate(RECIPE, json.loads(text))


def test_text_format_ignores_a_schema_in_the_prompt(mock_client: MockClient) -> None:
    text = mock_client.create_response(json.dumps(RECIPE), text={"format": {"type": "text"}})["output_text"]
    assert text.startswith("This is a mock")


@pytest.mark.parametrize(
    "prompt",
    [
        "{",
        '{"type": "object"}',
        '{"type": "Feature", "properties": {"name": "Oslo"}}',
        '{"properties": {"a": 1}}',
        '{"type": "object", "properties": {"a": {"type": "nonsense"}}}',
        '{"type": "object", "properties": {"a": false}, "required": ["a"]}',
        '{"$ref": "https://example.com/s.json"}',
        '{"$ref": "#/$defs/a"}',
        '{"a": ' + "1" * 5000 + "}",
        '{"a":' * 100_000,
        '{"' * 100_000,
    ],
)
def test_json_object_format_without_a_usable_schema_is_any_object(
    mock_client: MockClient, prompt: str
) -> None:
    response = mock_client.create_response(prompt, text={"format": {"type": "json_object"}})
    assert json.loads(response["output_text"])["answer"].startswith("This is a mock")


def test_find_schema_returns_the_last_schema() -> None:
    first: Any = {"properties": {"a": {}}}
    last: Any = {"properties": {"b": {}}}
    assert find_schema([json.dumps(first), f"{json.dumps(first)} {json.dumps(last)}", "{}"]) == last
    assert find_schema([]) is None


def test_find_schema_stops_at_its_limit() -> None:
    schema = json.dumps({"properties": {"a": {}}})
    assert find_schema(["{" * 100 + schema]) is not None
    assert find_schema(["{" * (MAX_CHARACTERS // 10) + schema]) is None


@pytest.mark.parametrize("schema", [{"type": 5}, {"type": "string", "minLength": 2, "maxLength": 1}])
def test_unsatisfiable_schema_is_rejected(mock_client: MockClient, schema: Any) -> None:
    output_format = {"type": "json_schema", "json_schema": {"name": "a", "schema": schema}}
    response = mock_client.assert_error(
        400, CHAT, {"model": CHAT_MODEL, "messages": [], "response_format": output_format}
    )
    assert response.json()["message"].startswith("/response_format/json_schema/schema: ")
    output_format = {"type": "json_schema", "name": "a", "schema": schema}
    response = mock_client.assert_error(
        400, RESPONSES, {"model": RESPONSES_MODEL, "input": "Hi", "text": {"format": output_format}}
    )
    assert response.json()["message"].startswith("/text/format/schema: ")


@needs(RESPONSES_OPERATION)
def test_other_requests_are_answered_while_an_example_is_built(
    mock_client: MockClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    has_begun, other_is_answered = threading.Event(), threading.Event()

    def example_json(schema_json: str) -> str:
        has_begun.set()
        assert other_is_answered.wait(timeout=30)
        return "{}"

    monkeypatch.setattr(schema_examples, "example_json", example_json)
    output_format = {"type": "json_schema", "name": "f", "schema": {"type": "object"}}
    with ThreadPoolExecutor() as pool:
        text = pool.submit(response_text, mock_client, output_format)
        assert has_begun.wait(timeout=30)
        assert mock_client.create_response("Hello")["output_text"]
        assert not text.done()
        other_is_answered.set()
        assert text.result(timeout=30) == "{}"
