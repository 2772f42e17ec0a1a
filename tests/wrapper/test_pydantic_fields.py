"""Responses, and the objects in them, as pydantic types: in fields of models, and with `TypeAdapter`."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pydantic
import pytest

from aimlkit import ChatCompletion, ParsedChatCompletion, Response
from aimlkit.types.chat import ChatCompletionMessage
from tests.wrapper.payloads import COMPLETION

Json = Any


class Log(pydantic.BaseModel):
    """A model of an application, with objects of responses in it."""

    completion: ChatCompletion
    messages: list[ChatCompletionMessage] = []
    by_name: dict[str, Response | None] = {}


def test_model_is_a_field_of_a_pydantic_model() -> None:
    completion = ChatCompletion.from_dict(COMPLETION)
    log = Log(completion=completion, messages=[completion.choices[0].message], by_name={"a": None})
    assert log.completion is completion
    dumped = log.model_dump()
    assert dumped["completion"] == COMPLETION
    assert dumped["messages"] == [COMPLETION["choices"][0]["message"]]
    assert json.loads(log.model_dump_json()) == log.model_dump(mode="json") == dumped
    for copy in (Log.model_validate(dumped), Log.model_validate_json(log.model_dump_json())):
        assert copy == log
        assert type(copy.completion) is ChatCompletion
        assert copy.completion.text == "Hello"


def test_model_preserves_unknown_fields_through_pydantic() -> None:
    adapter = pydantic.TypeAdapter(ChatCompletion)
    data = {"new": [1, {"a": None}], "choices": "no list", "id": None}
    completion = adapter.validate_python(data)
    assert adapter.dump_python(completion) == json.loads(adapter.dump_json(completion)) == data


def test_parsed_model_is_unchanged() -> None:
    parsed: ParsedChatCompletion[None] = ParsedChatCompletion.from_dict(COMPLETION)
    assert pydantic.TypeAdapter(ChatCompletion).validate_python(parsed) is parsed


@pytest.mark.parametrize("value", ["text", 1, None, [], Response.from_dict({})])
def test_model_rejects_values_other_than_objects(value: Json) -> None:
    with pytest.raises(pydantic.ValidationError, match="ChatCompletion"):
        pydantic.TypeAdapter(ChatCompletion).validate_python(value)


@pytest.mark.parametrize("mode", ["validation", "serialization"])
def test_model_has_a_json_schema(mode: Json) -> None:
    schema = Log.model_json_schema(mode=mode)
    completion = {"additionalProperties": True, "title": "ChatCompletion", "type": "object"}
    assert schema["properties"]["completion"] == completion
    assert schema["properties"]["messages"]["items"]["title"] == "ChatCompletionMessage"


def test_model_imports_pydantic_only_for_a_schema() -> None:
    code = "import sys, aimlkit; aimlkit.ChatCompletion.from_dict({}); assert 'pydantic' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
