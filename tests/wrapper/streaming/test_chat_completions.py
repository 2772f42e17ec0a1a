"""Streams of Chat Completions as events: the same as openai-python's, and harmless for any chunks of a server."""

from __future__ import annotations

import json
import tracemalloc
from typing import Any

import openai
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aimlkit
from aimlkit import OutputValidationError, ParsedChatCompletion
from aimlkit.endpoints.chat_completions import ENDPOINT
from aimlkit.mock import MockResponse, MockServer
from aimlkit.streaming.chat_completions import (
    ChatCompletionAccumulator,
    ChatCompletionStreamEvent,
    ChunkEvent,
    ContentDeltaEvent,
    ContentDoneEvent,
    FunctionToolCallArgumentsDeltaEvent,
    FunctionToolCallArgumentsDoneEvent,
)
from aimlkit.structured import output_format
from aimlkit.tools import function_tool, function_tools_by_name
from aimlkit_api.models import ChatCompletionChunk
from tests.conftest import examples
from tests.models import CHAT_OPERATION, needs, require_cost
from tests.wrapper.payloads import encode_events
from tests.wrapper.streaming.json_values import JSON_OBJECTS, JSON_VALUES, SCALARS
from tests.wrapper.streaming.stream_bytes import fetch_stream, openai_client, parse_events, without_nulls
from tests.wrapper.weather import (
    CHAT_REQUEST,
    CHAT_TOOLS,
    FORECAST,
    FORECAST_JSON,
    TOOL_CALLS,
    Forecast,
    chat_tool,
)

Json = Any

pytestmark = needs(CHAT_OPERATION)

PATH = "/chat/completions"


def new_accumulator(output_type: Json = None, tools: Json = ()) -> ChatCompletionAccumulator[Any]:
    """Return the accumulator of a stream, as `stream()` makes it."""
    return ChatCompletionAccumulator(
        output_format(output_type) if output_type else None,
        function_tools_by_name(tools),
        parse=ENDPOINT.parse_output,
        require_complete=ENDPOINT.require_complete,
    )


def add_chunks(
    accumulator: ChatCompletionAccumulator[Any], *chunks: Json
) -> list[ChatCompletionStreamEvent[Any]]:
    """Return the events of chunks, which are JSON."""
    return [event for each in chunks for event in accumulator.add(ChatCompletionChunk.from_dict(each))]


def final_completion(accumulator: ChatCompletionAccumulator[Any]) -> ParsedChatCompletion[Any]:
    return accumulator.final(request_id=None, retries=0)


def chunk(*choices: Json, **fields: Json) -> Json:
    """Return a chunk with these choices."""
    return {
        "id": "c",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "m",
        "choices": [*choices],
        **fields,
    }


def choice(delta: Json, index: int = 0, finish_reason: str | None = None) -> Json:
    """Return the choice of a chunk."""
    return {"index": index, "delta": delta, "finish_reason": finish_reason}


# --- compared with openai-python ---

COMPARED_ATTRIBUTES = {
    "chunk": (),
    "content.delta": ("delta", "snapshot", "parsed"),
    "content.done": ("content", "parsed"),
    "refusal.delta": ("delta", "snapshot"),
    "refusal.done": ("refusal",),
    "tool_calls.function.arguments.delta": (
        *("name", "index", "arguments", "parsed_arguments", "arguments_delta"),
    ),
    "tool_calls.function.arguments.done": ("name", "index", "arguments", "parsed_arguments"),
}


def attributes_of(event: Json) -> Json:
    """Return the type of an event of either package, and its attributes."""
    return event.type, *(getattr(event, name) for name in COMPARED_ATTRIBUTES[event.type])


def assert_same_as_openai(
    stream: bytes, *, response_format: Json = None, tools: Json = ()
) -> ParsedChatCompletion[Any]:
    """Assert that both packages make the same events and completion of a stream; return our completion."""
    helper_params: Json = {"tools": tools} if tools else {}
    helper_params |= {"response_format": response_format} if response_format else {}
    client: Json = openai_client(stream)
    with client, client.chat.completions.stream(**CHAT_REQUEST, **helper_params) as openai_stream:
        openai_events = [attributes_of(event) for event in openai_stream]
        openai_completion = openai_stream.get_final_completion()

    accumulator = new_accumulator(response_format, tools)
    events = []
    for each in parse_events(stream):
        for event in accumulator.add(ChatCompletionChunk.from_dict(each)):
            events.append(attributes_of(event))
            assert_snapshot_is_parsed(event, accumulator.snapshot())
    events += [attributes_of(event) for event in accumulator.finish()]
    assert events == openai_events

    completion = final_completion(accumulator)
    expected = without_nulls(openai_completion.to_dict(warnings=False), "parsed", "parsed_arguments")
    ours = without_nulls(completion.to_dict())
    ours.pop("meta", None)  # The cost; openai-python keeps only the undocumented fields of the first chunk.
    assert ours == expected
    for our_choice, openai_choice in zip(completion.choices, openai_completion.choices, strict=True):
        message, openai_message = our_choice.message, openai_choice.message
        assert message.parsed == openai_message.parsed
        calls: Json = zip(message.tool_calls or (), openai_message.tool_calls or (), strict=True)
        for our_call, openai_call in calls:
            assert our_call.function.parsed_arguments == openai_call.function.parsed_arguments
    return completion


def assert_snapshot_is_parsed(event: Json, snapshot: ParsedChatCompletion[Any]) -> None:
    """Assert that a snapshot after a done event has what the event has parsed, as openai-python's snapshots do."""
    if event.type == "content.done":
        assert event.parsed in [each.message.parsed for each in snapshot.choices]
    elif event.type == "tool_calls.function.arguments.done":
        calls: Json = [call for each in snapshot.choices for call in each.message.tool_calls or ()]
        [call] = [call for call in calls if call.index == event.index]
        assert call.function.parsed_arguments == event.parsed_arguments


def test_snapshot_has_parsed_parts_once_they_are_complete() -> None:
    accumulator = new_accumulator(Forecast, CHAT_TOOLS)
    arguments = TOOL_CALLS[0].arguments
    assert isinstance(arguments, str)
    function = {"name": TOOL_CALLS[0].name, "arguments": arguments[:-1]}
    call = {"index": 0, "id": "a", "type": "function", "function": function}
    add_chunks(accumulator, chunk(choice({"content": FORECAST_JSON[:-1]})))
    assert accumulator.snapshot().choices[0].message.parsed is None
    add_chunks(accumulator, chunk(choice({"content": FORECAST_JSON[-1:], "tool_calls": [call]})))
    message: Json = accumulator.snapshot().choices[0].message
    assert message.tool_calls[0].function.parsed_arguments is None
    rest = {"index": 0, "function": {"arguments": arguments[-1:]}}
    add_chunks(accumulator, chunk(choice({"tool_calls": [rest]}, finish_reason="tool_calls")))
    message = accumulator.snapshot().choices[0].message
    assert message.parsed == FORECAST
    assert message.tool_calls[0].function.parsed_arguments is not None


def test_snapshot_with_content_that_does_not_match_its_type_is_unparsed() -> None:
    accumulator = new_accumulator(Forecast, ())
    events = add_chunks(accumulator, chunk(choice({"content": "{}"}, finish_reason="stop")))
    assert events[-1].type == "content.done"
    assert accumulator.snapshot().choices[0].message.parsed is None
    with pytest.raises(OutputValidationError):
        final_completion(accumulator)


def test_snapshot_has_no_padding() -> None:
    accumulator = new_accumulator()
    padded = chunk(choice({"content": "Hi"}), obfuscation="x9f")
    [event, *_] = add_chunks(accumulator, padded)
    assert isinstance(event, ChunkEvent)
    assert event.chunk.to_dict()["obfuscation"] == "x9f"
    assert "obfuscation" not in event.snapshot.to_dict()
    assert "obfuscation" not in final_completion(accumulator).to_dict()


def test_events_of_text(aimlkit_mock: MockServer) -> None:
    completion = assert_same_as_openai(fetch_stream(aimlkit_mock, PATH, CHAT_REQUEST))
    assert "mock's answer" in (completion.text or "")


def test_events_of_two_choices(aimlkit_mock: MockServer) -> None:
    completion = assert_same_as_openai(fetch_stream(aimlkit_mock, PATH, {**CHAT_REQUEST, "n": 2}))
    assert len({choice.message.content for choice in completion.choices}) == 2


def test_events_of_usage_in_a_chunk_without_choices(aimlkit_mock: MockServer) -> None:
    request = {**CHAT_REQUEST, "stream_options": {"include_usage": True}}
    completion = assert_same_as_openai(fetch_stream(aimlkit_mock, PATH, request))
    assert completion.usage is not None
    assert completion.usage.total_tokens > 1


def test_events_of_a_refusal(aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(MockResponse(refusal="No, thank you. Not today."))
    stream = fetch_stream(aimlkit_mock, PATH, CHAT_REQUEST)
    message = assert_same_as_openai(stream, response_format=Forecast).choices[0].message
    assert (message.refusal, message.parsed) == ("No, thank you. Not today.", None)


def test_events_of_a_refusal_and_content() -> None:
    delta = {"role": "assistant", "content": '{"city": 1}', "refusal": "No."}
    stream = encode_events(chunk(choice(delta, finish_reason="stop")), "[DONE]")
    completion = assert_same_as_openai(stream, response_format=Forecast)
    assert completion.choices[0].message.parsed is None


def test_events_of_tool_calls(aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(MockResponse(tool_calls=TOOL_CALLS))
    stream = fetch_stream(aimlkit_mock, PATH, {**CHAT_REQUEST, "tools": CHAT_TOOLS})
    calls: Json = assert_same_as_openai(stream, tools=CHAT_TOOLS).tool_calls
    assert [call.function.parsed_arguments["city"] for call in calls] == ["Oslo", "Bergen"]


def test_events_of_tools_that_are_not_strict_have_no_parsed_arguments(aimlkit_mock: MockServer) -> None:
    tools = [chat_tool("get_weather", strict=False)]
    stream = fetch_stream(aimlkit_mock, PATH, {**CHAT_REQUEST, "tools": tools})
    calls: Json = assert_same_as_openai(stream, tools=tools).tool_calls
    assert [call.function.parsed_arguments for call in calls] == [None]


def test_events_of_structured_output(aimlkit_mock: MockServer) -> None:
    response_format = ENDPOINT.output_format_parameter(output_format(Forecast))
    stream = fetch_stream(aimlkit_mock, PATH, {**CHAT_REQUEST, "response_format": response_format})
    completion = assert_same_as_openai(stream, response_format=Forecast)
    assert isinstance(completion.choices[0].message.parsed, Forecast)


@pytest.mark.parametrize(
    ("finish_reason", "error_class", "openai_error_class"),
    [
        ("length", aimlkit.LengthFinishReasonError, openai.LengthFinishReasonError),
        ("content_filter", aimlkit.ContentFilterFinishReasonError, openai.ContentFilterFinishReasonError),
    ],
)
def test_stream_raises_if_output_is_cut_off(
    finish_reason: str,
    error_class: type[aimlkit.LengthFinishReasonError | aimlkit.ContentFilterFinishReasonError],
    openai_error_class: type[openai.OpenAIError],
) -> None:
    require_cost(CHAT_OPERATION)
    start = chunk(choice({"role": "assistant", "content": '{"city'}))
    end = chunk(choice({}, finish_reason=finish_reason))
    client: Json = openai_client(encode_events(start, end, "[DONE]"))

    # With an output format, both raise while the stream is read.
    with (
        pytest.raises(openai_error_class),
        client.chat.completions.stream(**CHAT_REQUEST, response_format=Forecast) as openai_stream,
    ):
        openai_stream.until_done()
    # This package does so at the end of the stream: the last chunk has the cost.
    accumulator = new_accumulator(Forecast)
    last = chunk(meta={"usage": {"usd_spent": 0.5}})
    events = add_chunks(accumulator, start, end, last)
    assert "content.done" not in {event.type for event in events}
    with pytest.raises(error_class) as raised:
        list(accumulator.finish())
    assert isinstance(raised.value, aimlkit.LengthFinishReasonError | aimlkit.ContentFilterFinishReasonError)
    assert isinstance(raised.value.response, aimlkit.ChatCompletion)
    assert raised.value.response is raised.value.completion
    assert raised.value.text == raised.value.response.text == '{"city'
    assert raised.value.cost_usd == 0.5

    # Without one, both raise when the final completion is read.
    with client.chat.completions.stream(**CHAT_REQUEST) as openai_stream, pytest.raises(openai_error_class):
        openai_stream.get_final_completion()
    accumulator = new_accumulator()
    add_chunks(accumulator, start, end)
    with pytest.raises(error_class):
        final_completion(accumulator)


# --- parsed output and snapshots ---


def test_parsed_raises_if_output_does_not_match() -> None:
    accumulator = new_accumulator(Forecast)
    events = add_chunks(
        accumulator,
        chunk(choice({"content": '{"city": 1}'})),
        chunk(choice({}, finish_reason="stop")),
    )
    [done] = [event for event in events if isinstance(event, ContentDoneEvent)]
    with pytest.raises(OutputValidationError, match="city") as raised:
        _ = done.parsed
    assert isinstance(raised.value.response, aimlkit.ChatCompletion)
    assert raised.value.response.text == '{"city": 1}'
    with pytest.raises(OutputValidationError, match="city") as raised:
        final_completion(accumulator)
    assert isinstance(raised.value.response, aimlkit.ChatCompletion)
    assert raised.value.response.text == '{"city": 1}'


def test_final_completion_sorts_its_choices() -> None:
    accumulator = new_accumulator()
    add_chunks(accumulator, chunk(choice({"content": "b"}, index=1), choice({"content": "a"})))
    assert [each.message.content for each in final_completion(accumulator).choices] == ["a", "b"]


def test_parsed_arguments_of_a_function_tool() -> None:
    def get_weather(city: str, days: int = 3) -> str:
        return f"{city}, {days}"

    accumulator = new_accumulator(tools=[function_tool(get_weather)])
    function = {"name": "get_weather", "arguments": '{"city": "Oslo", "days": null}'}
    delta = {"tool_calls": [{"id": "1", "function": function}]}
    _, delta_event, done = add_chunks(accumulator, chunk(choice(delta, finish_reason="tool_calls")))
    assert isinstance(delta_event, FunctionToolCallArgumentsDeltaEvent)
    assert delta_event.parsed_arguments == {"city": "Oslo", "days": None}
    assert isinstance(done, FunctionToolCallArgumentsDoneEvent)
    assert done.parsed_arguments == {"city": "Oslo"}

    message = final_completion(accumulator).choices[0].message
    calls: Json = message.tool_calls
    assert [call.function.parsed_arguments for call in calls] == [{"city": "Oslo"}]
    assert json.loads(json.dumps(message.to_dict()))["tool_calls"][0]["function"] == function


def test_snapshot_is_the_completion_accumulated_so_far() -> None:
    accumulator = new_accumulator(Forecast)
    assert accumulator.snapshot().choices == []
    first, delta = add_chunks(accumulator, chunk(choice({"content": '{"city": "Oslo", "deg'})))
    add_chunks(accumulator, chunk(choice({"content": 'rees": 4'})))
    assert isinstance(delta, ContentDeltaEvent)
    assert (delta.snapshot, delta.parsed) == ('{"city": "Oslo", "deg', {"city": "Oslo"})
    assert isinstance(first, ChunkEvent)
    assert first.snapshot.text == '{"city": "Oslo", "degrees": 4'
    message = accumulator.snapshot().choices[0].message
    assert message.parsed is None
    assert "parsed" not in message.to_dict()


def test_finish_returns_done_events_of_choices_without_a_finish_reason() -> None:
    accumulator = new_accumulator()
    add_chunks(accumulator, chunk(choice({"content": "Hi", "refusal": "No"})))
    assert [event.type for event in accumulator.finish()] == ["content.done", "refusal.done"]
    assert [*accumulator.finish()] == []


# --- chunks that differ from the documentation ---


def test_accumulator_reads_chunks_as_servers_send_them() -> None:
    """Roles, names and indices are absent or null in recorded traffic; some fields are not documented."""
    require_cost(CHAT_OPERATION)
    tool_call_deltas: Json = [
        [{"id": "a", "type": "function", "function": {"name": "f", "arguments": ""}, "index": 0}],
        [{"index": 0, "function": {"arguments": '{"x"'}}],
        [{"index": 0, "function": {"name": "f", "arguments": ": 1}"}, "id": ""}],
        [{"index": 1, "id": "b", "function": {"name": "g", "arguments": "{}"}}],
        [{"index": 2, "id": "c", "function": {"name": "h"}}, {"index": 2, "function": {"arguments": "[]"}}],
    ]
    accumulator = new_accumulator()
    add_chunks(
        accumulator,
        chunk(choice({"content": None, "role": None, "tool_calls": None})),
        *(chunk(choice({"tool_calls": delta})) for delta in tool_call_deltas),
        chunk({"delta": {"reasoning_content": "So"}}, {"delta": {"reasoning_content": " be it"}}),
        chunk({"finish_reason": "stop", "logprobs": None}),
        chunk(usage={"total_tokens": 3}),
        chunk(meta={"usage": {"usd_spent": 0.5}}, usage=None, choices=None),
    )
    completion = final_completion(accumulator)
    calls = [call for call in completion.tool_calls if call.type == "function"]
    assert [(call.id, call.function.name, call.function.arguments) for call in calls] == [
        ("a", "f", '{"x": 1}'),
        ("b", "g", "{}"),
        ("c", "h", "[]"),
    ]
    data = completion.to_dict()
    assert (data["usage"], data["object"]) == ({"total_tokens": 3}, "chat.completion")
    assert completion.cost_usd == 0.5
    message = data["choices"][0]["message"]
    assert (message["role"], message["content"]) == ("assistant", None)
    assert message["reasoning_content"] == "So be it"


TOOL_CALL_DELTAS = st.fixed_dictionaries(
    {},
    optional={
        "index": SCALARS,
        "id": SCALARS,
        "function": st.fixed_dictionaries({"name": SCALARS, "arguments": SCALARS}) | JSON_VALUES,
    },
)
DELTAS = st.fixed_dictionaries(
    {},
    optional={
        "content": JSON_VALUES,
        "refusal": JSON_VALUES,
        "role": JSON_VALUES,
        "tool_calls": st.lists(TOOL_CALL_DELTAS | JSON_VALUES, max_size=3) | JSON_VALUES,
    },
)
CHOICES = st.fixed_dictionaries(
    {},
    optional={
        "index": JSON_VALUES,
        "delta": DELTAS | JSON_VALUES,
        "finish_reason": JSON_VALUES,
        "logprobs": st.fixed_dictionaries({"content": JSON_VALUES, "refusal": JSON_VALUES}) | JSON_VALUES,
    },
)
CHUNKS = JSON_OBJECTS | st.fixed_dictionaries({"choices": st.lists(CHOICES | JSON_VALUES, max_size=3)})


@settings(max_examples=examples(30))
@given(st.lists(CHUNKS, max_size=4), st.booleans())
def test_accumulator_takes_any_chunks(chunks: list[Json], parse: bool) -> None:
    accumulator = new_accumulator({"type": "object"}, CHAT_TOOLS) if parse else new_accumulator()
    try:
        for event in add_chunks(accumulator, *chunks):
            repr(event)
        list(accumulator.finish())
        accumulator.snapshot().to_dict()
        final_completion(accumulator)
    except aimlkit.LengthFinishReasonError:
        pass
    except aimlkit.ContentFilterFinishReasonError:
        pass
    except OutputValidationError:
        assert parse


def test_events_take_memory_in_proportion_to_the_stream() -> None:
    accumulator = new_accumulator()
    text = "x" * 1000
    chunks = [ChatCompletionChunk.from_dict(chunk(choice({"content": text}))) for _ in range(2000)]
    tracemalloc.start()
    events = [event for each in chunks for event in accumulator.add(each)]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4_000_000
    last = events[-1]
    assert isinstance(last, ContentDeltaEvent)
    assert last.snapshot == text * 2000
