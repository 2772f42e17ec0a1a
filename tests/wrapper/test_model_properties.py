"""Tools and output formats for models whose requests lack some of their properties."""

from collections.abc import Mapping
from typing import Any

import pytest

from aimlkit import UnsupportedByModelError, function_tool
from aimlkit.endpoints._model_properties import ModelProperties
from aimlkit.endpoints.chat_completions import ENDPOINT
from aimlkit.structured import output_format
from aimlkit_api import request_shapes
from aimlkit_api.operations import CREATE_CHAT_COMPLETION
from aimlkit_api.request_shapes import ObjectProperties, RequestShape

SCHEMA = {"type": "object", "properties": {"city": {"type": "string"}}}


def weather(city: str) -> str:
    return f"cold in {city}"


def described(*names: str, required: tuple[str, ...] = (), lists: tuple[str, ...] = ()) -> ObjectProperties:
    return ObjectProperties(frozenset(names), frozenset(required), frozenset(lists))


@pytest.fixture
def described_model(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a function that describes the requests for the model `m`."""

    def describe(**objects: ObjectProperties) -> None:
        places = {path.replace("__", "/").removeprefix("body"): each for path, each in objects.items()}
        shapes = {(CREATE_CHAT_COMPLETION.id, "m"): RequestShape(frozenset(), {}, places)}
        monkeypatch.setattr(
            request_shapes, "request_shape", lambda operation, model: shapes.get((operation, model))
        )

    return describe


def sent_tool(model: str = "m") -> Mapping[str, Any]:
    """Return the function of a tool as it is sent for a model."""
    params: Mapping[str, Any] = ENDPOINT.with_tool_parameters(
        {"model": model, "tools": [function_tool(weather)]}
    )
    function: Mapping[str, Any] = params["tools"][0]["function"]
    return function


def test_function_tool_is_sent_without_strict_if_the_model_has_none(described_model: Any) -> None:
    described_model(tools=described("type", "function"), tools__function=described("name", "parameters"))
    assert sent_tool().keys() == {"name", "parameters"}
    assert sent_tool("another")["strict"] is True


def test_function_tool_has_the_description_that_the_model_requires(described_model: Any) -> None:
    function = described("name", "parameters", "description", required=("description",))
    described_model(tools__function=function)
    assert sent_tool()["description"] == ""


def test_function_tool_for_a_model_without_tools_raises(described_model: Any) -> None:
    described_model(body=described("messages", "model"))
    with pytest.raises(UnsupportedByModelError) as caught:
        sent_tool()
    assert str(caught.value) == (
        "the model 'm' does not support function tools: its requests have no property 'tools'"
    )
    described_model(body=described("tools"), tools=described("name", "input_schema"))
    with pytest.raises(UnsupportedByModelError, match="no property 'tools/function'"):
        sent_tool()


def test_output_format_for_a_model_without_it_raises(described_model: Any) -> None:
    described_model(body=described("response_format"), response_format=described("type"))
    with pytest.raises(UnsupportedByModelError, match="no property 'response_format/json_schema'") as caught:
        ENDPOINT.with_output_format({"model": "m"}, SCHEMA)
    assert (caught.value.model, caught.value.property_path) == ("m", "response_format/json_schema")
    described_model(response_format__json_schema=described("name", "schema"))
    params, _ = ENDPOINT.with_output_format({"model": "m"}, SCHEMA)
    assert params["response_format"] == {
        "type": "json_schema",
        "json_schema": {"name": output_format(SCHEMA).name, "schema": SCHEMA},
    }


def test_properties_of_committed_models_are_described() -> None:
    for model in CREATE_CHAT_COMPLETION.models:
        properties = ModelProperties.of(CREATE_CHAT_COMPLETION, model)
        assert properties.has("", "messages")
        assert not properties.has("", "another")
        assert properties.requires("", "messages")
        assert properties.is_list("", "messages")
