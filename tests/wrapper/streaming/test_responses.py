"""Streams of Responses as events: the same as openai-python's, and harmless for any events of a server."""

from __future__ import annotations

import tracemalloc
from typing import Any

import pydantic
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aimlkit import (
    ContentFilterFinishReasonError,
    LengthFinishReasonError,
    OutputValidationError,
    ParsedResponse,
    Response,
)
from aimlkit.endpoints.responses import ENDPOINT
from aimlkit.mock import MockResponse, MockServer
from aimlkit.streaming.responses import (
    ResponseAccumulator,
    ResponseCompletedEvent,
    ResponseTextDeltaEvent,
    ResponseTextDoneEvent,
)
from aimlkit.structured import output_format
from aimlkit.tools import function_tools_by_name
from aimlkit_api.models import ResponseStreamEvent, response_stream_event
from tests.conftest import examples
from tests.models import RESPONSES_OPERATION, require_cost
from tests.wrapper.streaming.json_values import JSON_VALUES
from tests.wrapper.streaming.stream_bytes import fetch_stream, openai_client, parse_events, without_nulls
from tests.wrapper.weather import RESPONSES_REQUEST, RESPONSES_TOOLS, TOOL_CALLS, Forecast

Json = Any

PATH = "/responses"


def new_accumulator(output_type: Json = None, tools: Json = ()) -> ResponseAccumulator[Any]:
    """Return the accumulator of a stream, as `stream()` makes it."""
    return ResponseAccumulator(
        output_format(output_type) if output_type else None,
        function_tools_by_name(tools),
        parse=ENDPOINT.parse_output,
    )


def typed_events(values: list[Json]) -> list[ResponseStreamEvent]:
    return [response_stream_event.read(value) for value in values]


def add_events(accumulator: ResponseAccumulator[Any], values: list[Json]) -> list[Json]:
    """Return the events of the helper for events that are JSON."""
    return [event for each in typed_events(values) for event in accumulator.add(each)]


def final_response(accumulator: ResponseAccumulator[Any]) -> ParsedResponse[Any]:
    return accumulator.final(request_id=None, retries=0)


# --- compared with openai-python ---


def attributes_of(event: Json) -> Json:
    """Return the JSON of an event of either package, and the attributes that the helper adds."""
    options = {"warnings": False} if isinstance(event, pydantic.BaseModel) else {}
    data = without_nulls(event.to_dict(**options))
    if event.type == "response.completed":
        data["response"] = None  # Compared as the final response.
    for name in ("snapshot", "parsed"):
        data[name] = getattr(event, name, None)
    return data


def assert_same_as_openai(
    stream: bytes, *, text_format: Json = None, tools: Json = ()
) -> ParsedResponse[Any]:
    """Assert that both packages make the same events and response of a stream; return our response."""
    helper_params: Json = {"tools": tools} if tools else {}
    helper_params |= {"text_format": text_format} if text_format else {}
    client: Json = openai_client(stream)
    with client, client.responses.stream(**RESPONSES_REQUEST, **helper_params) as openai_stream:
        openai_events = [attributes_of(event) for event in openai_stream]
        openai_response = openai_stream.get_final_response()

    accumulator = new_accumulator(text_format, tools)
    events = add_events(accumulator, parse_events(stream))
    assert [attributes_of(event) for event in events] == openai_events

    response = final_response(accumulator)
    assert events[-1].response.to_dict() == response.to_dict()
    openai_data = openai_response.to_dict(warnings=False)
    assert without_nulls(response.to_dict()) == without_nulls(openai_data, "parsed", "parsed_arguments")
    assert response.output_parsed == openai_response.output_parsed
    output: Json = response.output
    for our_item, openai_item in zip(output, openai_response.output, strict=True):
        if our_item.type == "function_call":
            assert our_item.parsed_arguments == openai_item.parsed_arguments
    return response


def test_events_of_text(aimlkit_mock: MockServer) -> None:
    response = assert_same_as_openai(fetch_stream(aimlkit_mock, PATH, RESPONSES_REQUEST))
    assert "mock's answer" in response.output_text


def test_events_of_a_reasoning_summary(aimlkit_mock: MockServer) -> None:
    request = {**RESPONSES_REQUEST, "reasoning": {"summary": "auto"}}
    output: Json = assert_same_as_openai(fetch_stream(aimlkit_mock, PATH, request)).output
    assert output[0].summary[0].text


def test_events_of_a_refusal(aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(MockResponse(refusal="No, thank you."))
    stream = fetch_stream(aimlkit_mock, PATH, RESPONSES_REQUEST)
    assert assert_same_as_openai(stream, text_format=Forecast).output_parsed is None


def test_events_of_tool_calls(aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(MockResponse(tool_calls=TOOL_CALLS))
    stream = fetch_stream(aimlkit_mock, PATH, {**RESPONSES_REQUEST, "tools": RESPONSES_TOOLS})
    calls: Json = assert_same_as_openai(stream, tools=RESPONSES_TOOLS).tool_calls
    assert [call.parsed_arguments["city"] for call in calls] == ["Oslo", "Bergen"]


def test_events_of_structured_output(aimlkit_mock: MockServer) -> None:
    text = {"format": ENDPOINT.output_format_parameter(output_format(Forecast))}
    stream = fetch_stream(aimlkit_mock, PATH, {**RESPONSES_REQUEST, "text": text})
    response = assert_same_as_openai(stream, text_format=Forecast)
    assert isinstance(response.output_parsed, Forecast)
    output: Json = response.output
    assert output[-1].content[0].parsed == response.output_parsed


# --- the accumulated response ---


@pytest.mark.parametrize(
    "mock_response",
    [
        pytest.param(MockResponse(), id="text"),
        pytest.param(MockResponse(refusal="No, thank you."), id="refusal"),
        pytest.param(MockResponse(tool_calls=TOOL_CALLS), id="tool calls"),
    ],
)
def test_partial_response_has_the_output_of_any_events(
    aimlkit_mock: MockServer, mock_response: MockResponse
) -> None:
    """The output is the same whether it is taken from the deltas, from the done events, or from both."""
    aimlkit_mock.enqueue(mock_response)
    request = {**RESPONSES_REQUEST, "tools": RESPONSES_TOOLS, "reasoning": {"summary": "auto"}}
    *events, completed = parse_events(fetch_stream(aimlkit_mock, PATH, request))
    expected = without_nulls(completed["response"]["output"], "status", "annotations", "logprobs")
    text_events = [event for event in events if not event["type"].endswith(("_item.done", "_part.done"))]
    for selected in (
        events,
        text_events,
        [event for event in text_events if not event["type"].endswith(".done")],
        [event for event in events if event["type"].endswith("_item.done")],
        [event for event in text_events if not event["type"].endswith(".delta")],
    ):
        accumulator = new_accumulator()
        add_events(accumulator, selected)
        output = accumulator.partial_response().to_dict()["output"]
        assert without_nulls(output, "status", "annotations", "logprobs") == expected
        assert final_response(accumulator).status in ("in_progress", None)


def test_final_response_of_a_failed_stream(aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(MockResponse(failure="Out of luck."))
    accumulator = new_accumulator(Forecast)
    add_events(accumulator, parse_events(fetch_stream(aimlkit_mock, PATH, RESPONSES_REQUEST)))
    response = final_response(accumulator)
    assert response.status == "failed"
    assert response.error is not None
    assert response.error.message == "Out of luck."


def test_final_response_of_output_that_is_cut_off(aimlkit_mock: MockServer) -> None:
    require_cost(RESPONSES_OPERATION)
    aimlkit_mock.enqueue(MockResponse(text='{"city": "' + "Oslo " * 50))
    text = {"format": ENDPOINT.output_format_parameter(output_format(Forecast))}
    request = {**RESPONSES_REQUEST, "text": text, "max_output_tokens": 16}
    accumulator = new_accumulator(Forecast)
    add_events(accumulator, parse_events(fetch_stream(aimlkit_mock, PATH, request)))
    with pytest.raises(LengthFinishReasonError) as raised:
        final_response(accumulator)
    assert raised.value.response.to_dict()["status"] == "incomplete"
    assert (raised.value.text or "").startswith('{"city": "Oslo')
    assert raised.value.cost_usd


def test_final_response_has_the_accumulated_output_if_the_last_event_has_none() -> None:
    message: Json = {"type": "message", "id": "m", "role": "assistant", "content": []}
    accumulator = new_accumulator(Forecast)
    events = add_events(
        accumulator,
        [
            {"type": "response.output_item.added", "output_index": 3, "item": message},
            {"type": "response.output_text.delta", "output_index": 3, "delta": '{"city": "Oslo", '},
            {"type": "response.output_text.delta", "output_index": 3, "delta": '"degrees": 4, "days": []}'},
            {"type": "response.completed", "response": {"id": "r", "status": "completed", "output": None}},
        ],
    )
    forecast = Forecast(city="Oslo", degrees=4, days=[])
    assert final_response(accumulator).output_parsed == forecast
    assert isinstance(events[-1], ResponseCompletedEvent)
    assert events[-1].response.output_parsed == forecast


def test_partial_response_replaces_the_text_of_an_item_when_deltas_arrive() -> None:
    item: Json = {"type": "message", "content": [{"type": "output_text", "text": "Hello"}]}
    accumulator = new_accumulator()
    add_events(accumulator, [{"type": "response.output_item.added", "item": item}])
    assert accumulator.partial_response().to_dict()["output"] == [item]

    add_events(
        accumulator,
        [
            {"type": "response.output_text.delta", "delta": "Hel"},
            {"type": "response.output_text.delta"},
            {"type": "response.refusal.delta", "content_index": 1, "delta": "No"},
        ],
    )
    [message] = accumulator.partial_response().to_dict()["output"]
    assert message["content"] == [
        {"type": "output_text", "text": "Hel"},
        {"type": "refusal", "refusal": "No"},
    ]

    # The output of the last event takes precedence over the accumulated output.
    completed = {"status": "completed", "output": [item]}
    add_events(accumulator, [{"type": "response.completed", "response": completed}])
    assert final_response(accumulator).to_dict() == completed


def test_parsed_raises_if_output_does_not_match() -> None:
    text = '{"city": 1}'
    item = {"type": "message", "content": [{"type": "output_text", "text": text}]}
    accumulator = new_accumulator(Forecast)
    done, completed = add_events(
        accumulator,
        [
            {"type": "response.output_text.done", "text": text},
            {"type": "response.completed", "response": {"status": "completed", "output": [item]}},
        ],
    )
    assert isinstance(done, ResponseTextDoneEvent)
    with pytest.raises(OutputValidationError, match="city") as raised:
        _ = done.parsed
    assert isinstance(raised.value.response, Response)
    assert raised.value.response.output_text == text
    with pytest.raises(OutputValidationError, match="city") as raised:
        final_response(accumulator)
    assert raised.value.text == text
    # The event does not raise: all of the response can be read, and nothing of it is parsed.
    assert isinstance(completed, ResponseCompletedEvent)
    assert (completed.response.output_text, completed.response.output_parsed) == (text, None)


# --- events that differ from the documentation ---

EVENT_TYPES = st.sampled_from(
    [
        *("response.created", "response.completed", "response.failed", "error"),
        *(
            f"response.{name}.{end}"
            for name in ("output_text", "refusal", "reasoning_summary_text", "function_call_arguments", "new")
            for end in ("delta", "done")
        ),
        *(
            f"response.{name}.{end}"
            for name in (
                *("output_item", "content_part"),
                *("reasoning_summary_part", "output_text.annotation"),
            )
            for end in ("added", "done")
        ),
    ]
)
ITEMS = st.fixed_dictionaries(
    {"type": st.sampled_from(["message", "function_call", "reasoning", "new"])},
    optional={
        "content": st.lists(JSON_VALUES | st.just({"type": "output_text", "text": "{"}), max_size=2)
        | JSON_VALUES,
        "arguments": JSON_VALUES,
    },
)
EVENTS = st.fixed_dictionaries(
    {},
    optional={
        "type": EVENT_TYPES | JSON_VALUES,
        "output_index": st.integers(0, 2) | JSON_VALUES,
        "content_index": JSON_VALUES,
        "summary_index": JSON_VALUES,
        "delta": st.just("x") | JSON_VALUES,
        "text": JSON_VALUES,
        "arguments": JSON_VALUES,
        "item": ITEMS | JSON_VALUES,
        "part": JSON_VALUES,
        "item_id": JSON_VALUES,
        "annotation": JSON_VALUES,
        "response": st.fixed_dictionaries(
            {},
            optional={
                "output": st.lists(ITEMS | JSON_VALUES, max_size=2) | JSON_VALUES,
                "status": JSON_VALUES,
            },
        )
        | JSON_VALUES,
    },
)


@settings(max_examples=examples(30))
@given(st.lists(EVENTS | JSON_VALUES.map(lambda value: {"type": value}), max_size=6), st.booleans())
def test_accumulator_takes_any_events(values: list[Json], parse: bool) -> None:
    accumulator = new_accumulator({"type": "object"}, RESPONSES_TOOLS) if parse else new_accumulator()
    for event in add_events(accumulator, values):
        repr(event)
        getattr(event, "snapshot", None)
    assert isinstance(accumulator.partial_response().to_dict()["output"], list)
    try:
        final_response(accumulator).to_dict()
    except (OutputValidationError, LengthFinishReasonError, ContentFilterFinishReasonError):
        assert parse


def test_events_take_memory_in_proportion_to_the_stream() -> None:
    text = "x" * 1000
    deltas = typed_events([{"type": "response.output_text.delta", "delta": text} for _ in range(2000)])
    accumulator = new_accumulator()
    tracemalloc.start()
    events = [event for each in deltas for event in accumulator.add(each)]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4_000_000
    last = events[-1]
    assert isinstance(last, ResponseTextDeltaEvent)
    assert last.snapshot == text * 2000
