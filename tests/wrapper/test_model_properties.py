"""Tools and output formats for models whose requests lack some of their properties."""

from collections.abc import Mapping
from typing import Any

import pytest

from aimlkit import AIMLAPI, UnsupportedByModelError, function_tool
from aimlkit.endpoints._model_properties import ModelProperties
from aimlkit.endpoints.chat_completions import ENDPOINT
from aimlkit.mock import MockResponse, MockServer, ToolCall
from aimlkit.structured import output_format
from aimlkit_api import request_shapes
from aimlkit_api.models import ChatCompletionMessage
from aimlkit_api.operations import CREATE_CHAT_COMPLETION
from aimlkit_api.request_shapes import ObjectProperties, RequestShape
from tests.models import CHAT_MODEL, CHAT_OPERATION, model_that_takes, needs

SCHEMA = {"type": "object", "properties": {"city": {"type": "string"}}}


def weather(city: str) -> str:
    return f"cold in {city}"


def described(
    *names: str, required: tuple[str, ...] = (), lists: tuple[str, ...] = (), is_closed: bool = False
) -> ObjectProperties:
    return ObjectProperties(frozenset(names), frozenset(required), frozenset(lists), is_closed)


@pytest.fixture
def described_model(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a function that describes the requests for a model."""

    def describe(model: str = "m", /, **objects: ObjectProperties) -> None:
        places = {path.replace("__", "/").removeprefix("body"): each for path, each in objects.items()}
        shapes = {(CREATE_CHAT_COMPLETION.id, model): RequestShape(frozenset(), {}, places)}
        monkeypatch.setattr(
            request_shapes, "request_shape", lambda operation, name: shapes.get((operation, name))
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


@needs(CHAT_OPERATION)
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


MESSAGE: Any = {
    "role": "assistant",
    "content": "a",
    "annotations": [],
    "tool_calls": [{"id": "c", "index": 0, "function": {"name": "f", "extra": 1}}],
}


def test_message_of_a_response_has_only_what_closed_objects_of_the_model_can_have(
    described_model: Any,
) -> None:
    describe_closed_messages(described_model)
    messages = [ChatCompletionMessage.from_dict(MESSAGE), MESSAGE, "text"]
    params: Any = ENDPOINT.with_supported_history({"model": "m", "messages": messages})
    supported = {
        "role": "assistant",
        "content": "a",
        "tool_calls": [{"id": "c", "function": {"name": "f", "extra": 1}}],
    }
    assert params["messages"] == [supported, MESSAGE, "text"]
    params = ENDPOINT.with_supported_history({"model": "another", "messages": messages})
    assert params["messages"] == [MESSAGE, MESSAGE, "text"]


@needs(CHAT_OPERATION)
def test_message_of_a_response_is_sent_with_only_what_the_model_can_have(
    described_model: Any, client: AIMLAPI, aimlkit_mock: MockServer
) -> None:
    describe_closed_messages(described_model, CHAT_MODEL)
    message = ChatCompletionMessage.from_dict({"role": "assistant", "content": "a", "annotations": []})
    client.chat.completions.create(model=CHAT_MODEL, messages=[{"role": "user", "content": "Hi"}, message])
    assert aimlkit_mock.requests[0].body["messages"][1] == {"role": "assistant", "content": "a"}


def test_history_of_a_tool_run_has_only_what_closed_objects_of_the_model_can_have(
    described_model: Any, client: AIMLAPI, aimlkit_mock: MockServer
) -> None:
    aimlkit_mock.enqueue(MockResponse(tool_calls=[ToolCall("weather", '{"city": "Oslo"}')]))
    aimlkit_mock.enqueue(MockResponse(text="Cold."))
    model = model_that_takes(CHAT_OPERATION, {"messages": [], "tools": []})
    describe_closed_messages(described_model, model)
    run = client.chat.completions.run_tools(
        model=model, messages=[{"role": "user", "content": "Hi"}], tools=[function_tool(weather)]
    )
    call: Any = aimlkit_mock.requests[1].body["messages"][1]
    assert call == run.messages[1]
    assert {"role", "tool_calls"} <= call.keys() <= {"role", "content", "tool_calls"}
    assert run.messages[-1] == {"role": "assistant", "content": "Cold."}


def describe_closed_messages(described_model: Any, model: str = "m") -> None:
    described_model(
        model,
        messages=described("role", "content", "tool_calls", is_closed=True),
        messages__tool_calls=described("id", "type", "function", is_closed=True),
        messages__tool_calls__function=described("name", "arguments"),
    )
