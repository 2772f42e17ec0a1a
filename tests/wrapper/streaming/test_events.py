"""The event classes of `stream()`: importable, documented, and picklable with all that they show."""

from __future__ import annotations

import asyncio
import copy
import inspect
import pickle
from typing import Any, get_args

import pytest

import aimlkit
from aimlkit import AIMLAPI, AsyncAIMLAPI, function_tool
from aimlkit.mock import MockResponse, MockServer, ToolCall
from aimlkit.streaming import chat_completions, responses
from aimlkit_api import models
from tests.wrapper.weather import CHAT_REQUEST, FORECAST, FORECAST_JSON, RESPONSES_REQUEST, Forecast

Json = Any

CHAT_EVENT_CLASSES = [
    chat_completions.ChunkEvent,
    chat_completions.ContentDeltaEvent,
    chat_completions.ContentDoneEvent,
    chat_completions.RefusalDeltaEvent,
    chat_completions.RefusalDoneEvent,
    chat_completions.FunctionToolCallArgumentsDeltaEvent,
    chat_completions.FunctionToolCallArgumentsDoneEvent,
]
RESPONSES_EVENT_CLASSES = [
    responses.ResponseTextDeltaEvent,
    responses.ResponseTextDoneEvent,
    responses.ResponseFunctionCallArgumentsDeltaEvent,
    responses.ResponseCompletedEvent,
]


def get_weather(city: str, days: int = 1) -> str:
    """Return the weather."""
    return city * days


WEATHER = function_tool(get_weather)
MOCK_RESPONSES = [
    MockResponse(text=FORECAST_JSON),
    MockResponse(refusal="No, thank you."),
    MockResponse(tool_calls=[ToolCall("get_weather", '{"city": "Oslo", "days": 3}')]),
]
CHAT_PARAMS: Json = {**CHAT_REQUEST, "response_format": Forecast, "tools": [WEATHER]}
RESPONSES_PARAMS: Json = {**RESPONSES_REQUEST, "text_format": Forecast, "tools": [WEATHER]}


def stream_events(server: MockServer, api: str, *, is_async: bool) -> list[Json]:
    """Return the events of streams of all of MOCK_RESPONSES."""
    options: Json = {"api_key": server.key, "base_url": server.base_url}

    def open_stream(client: Json) -> Json:
        if api == "chat completions":
            return client.chat.completions.stream(**CHAT_PARAMS)
        return client.responses.stream(**RESPONSES_PARAMS)

    async def stream_async() -> list[Json]:
        events = []
        async with AsyncAIMLAPI(**options) as client:
            for _ in MOCK_RESPONSES:
                async with open_stream(client) as stream:
                    events += [event async for event in stream]
        return events

    server.enqueue(*MOCK_RESPONSES)
    if is_async:
        return asyncio.run(stream_async())
    events = []
    with AIMLAPI(**options) as client:
        for _ in MOCK_RESPONSES:
            with open_stream(client) as stream:
                events += list(stream)
    return events


def public_attributes(event: Json) -> dict[str, Json]:
    """Return all that an event shows; responses in it as JSON, with their parsed output."""
    names = [name for name in dir(event) if not name.startswith("_")]
    values = {name: getattr(event, name) for name in names}
    return {name: comparable(value) for name, value in values.items() if not inspect.ismethod(value)}


def comparable(value: Json) -> Json:
    if isinstance(value, aimlkit.ParsedChatCompletion):
        return value.to_dict(), [choice.message.parsed for choice in value.choices]
    if isinstance(value, aimlkit.ParsedResponse):
        return value.to_dict(), value.output_parsed
    return value.to_dict() if hasattr(value, "to_dict") else value


@pytest.mark.parametrize("event_class", [*CHAT_EVENT_CLASSES, *RESPONSES_EVENT_CLASSES])
def test_event_class_is_importable_and_documented(event_class: type) -> None:
    module = chat_completions if event_class in CHAT_EVENT_CLASSES else responses
    assert event_class.__module__ == module.__name__
    assert vars(module)[event_class.__name__] is event_class
    assert inspect.cleandoc(vars(event_class)["__doc__"]).endswith(".")


def test_event_classes_are_all_of_the_union() -> None:
    members = {
        getattr(member, "__origin__", member)
        for member in get_args(chat_completions.ChatCompletionStreamEvent)
    }
    assert members == set(CHAT_EVENT_CLASSES)


def test_event_classes_of_responses_extend_those_of_plain_streams() -> None:
    for event_class in RESPONSES_EVENT_CLASSES:
        assert issubclass(event_class, getattr(models, event_class.__name__))


@pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])
@pytest.mark.parametrize(
    ("api", "event_classes"),
    [("chat completions", CHAT_EVENT_CLASSES), ("responses", RESPONSES_EVENT_CLASSES)],
)
def test_events_pickle_with_all_that_they_show(
    aimlkit_mock: MockServer, api: str, event_classes: list[type], is_async: bool
) -> None:
    events = stream_events(aimlkit_mock, api, is_async=is_async)
    assert {type(event) for event in events} >= set(event_classes)
    for event in events:
        unpickled = pickle.loads(pickle.dumps(event))
        assert type(unpickled) is type(event)
        assert public_attributes(unpickled) == public_attributes(event)
        assert public_attributes(copy.deepcopy(event)) == public_attributes(event)
        assert repr(unpickled) == repr(event)


def test_pickled_events_have_their_parsed_values(aimlkit_mock: MockServer) -> None:
    events = pickle.loads(pickle.dumps(stream_events(aimlkit_mock, "chat completions", is_async=False)))
    parsed = [event.parsed for event in events if event.type == "content.done"]
    assert parsed == [FORECAST]
    arguments = [event.parsed_arguments for event in events if event.type.endswith("arguments.done")]
    assert arguments == [{"city": "Oslo", "days": 3}]

    events = pickle.loads(pickle.dumps(stream_events(aimlkit_mock, "responses", is_async=False)))
    assert [event.parsed for event in events if event.type == "response.output_text.done"] == [FORECAST]
    outputs = [event.response.output_parsed for event in events if event.type == "response.completed"]
    assert outputs == [FORECAST, None, None]


def test_pickled_message_of_a_stream_has_all_its_fields(client: AIMLAPI, aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(MockResponse(text=FORECAST_JSON))
    with client.chat.completions.stream(**CHAT_PARAMS) as stream:
        completion = stream.get_final_completion()
    for value in (completion, completion.choices[0], completion.choices[0].message):
        unpickled = pickle.loads(pickle.dumps(value))
        assert type(unpickled) is type(value)
        assert public_attributes(unpickled) == public_attributes(value)
        assert unpickled.__dict__.keys() == value.__dict__.keys()
        assert repr(unpickled) == repr(value)
    assert pickle.loads(pickle.dumps(completion.choices[0].message)).parsed == FORECAST


def test_pickled_chunk_event_has_the_snapshot_of_its_time(client: AIMLAPI, aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(MockResponse(text="One two three"))
    snapshots = []
    with client.chat.completions.stream(**CHAT_REQUEST) as stream:
        for event in stream:
            if event.type == "chunk":
                snapshots.append(pickle.loads(pickle.dumps(event)).snapshot.text)
    texts = [text for text in dict.fromkeys(snapshots) if text]
    assert texts == ["One", "One two", "One two three"]
