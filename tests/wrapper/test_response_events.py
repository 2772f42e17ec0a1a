"""A Responses stream as events: the official client's, and whatever a server sends."""

import tracemalloc
from typing import Any

import pydantic
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aimlkit._response_events import ResponseStreamState
from aimlkit._schemas import Mismatch, output_of
from aimlkit._tools import tools_by_name
from aimlkit.mock import MockResponse, MockServer
from aimlkit_api.models import response_stream_event
from tests.wrapper.streamed import bare, events, official, wire
from tests.wrapper.test_chat_events import CALLS, JSON, PARAMETERS, Forecast

Json = Any
REQUEST: Json = {"model": "openai/o3-pro", "input": "What is the weather in Oslo?"}
TOOLS: Json = [
    {"type": "function", "name": name, "parameters": PARAMETERS, "strict": True}
    for name in ("get_weather", "get_tides")
]


def read(values: list[Json]) -> list[Json]:
    return [response_stream_event.read(value) for value in values]


def run(state: Json, values: list[Json]) -> list[Json]:
    return [event for each in read(values) for event in state.handle(each)]


def seen(event: Json) -> Json:
    """An event's own JSON, and what was added to it."""
    data = bare(event.to_dict(**({"warnings": False} if isinstance(event, pydantic.BaseModel) else {})))
    if event.type == "response.completed":
        data["response"] = None
    for added in ("snapshot", "parsed"):
        data[added] = getattr(event, added, None)
    return data


def same(stream: bytes, *, text_format: Json = None, tools: Json = ()) -> Json:
    """Asserts that both make the same of a stream; gives our response."""
    wanted: Json = {"tools": tools} if tools else {}
    wanted |= {"text_format": text_format} if text_format else {}
    with official(stream) as client, client.responses.stream(**REQUEST, **wanted) as theirs:
        their_events = [seen(event) for event in theirs]
        their_final = theirs.get_final_response()
    state: Json = ResponseStreamState(output_of(text_format) if text_format else None, tools_by_name(tools))
    came = run(state, events(stream))
    assert [seen(event) for event in came] == their_events
    final = state.final()
    assert came[-1].response.to_dict() == final.to_dict()
    added = ("parsed", "parsed_arguments")
    assert bare(final.to_dict()) == bare(their_final.to_dict(warnings=False), *added)
    assert final.output_parsed == their_final.output_parsed
    for ours, theirs_too in zip(final.output, their_final.output, strict=True):
        if ours.type == "function_call":
            assert ours.parsed_arguments == theirs_too.parsed_arguments  # type: ignore[union-attr]
    return final


# --- as the official client ---


def test_text(aimlkit_mock: MockServer) -> None:
    assert "mock's answer" in same(wire(aimlkit_mock, "/responses", REQUEST)).output_text


def test_reasoning(aimlkit_mock: MockServer) -> None:
    final = same(wire(aimlkit_mock, "/responses", {**REQUEST, "reasoning": {"summary": "auto"}}))
    assert final.output[0].summary[0].text


def test_a_refusal(aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(MockResponse(refusal="No, thank you."))
    final = same(wire(aimlkit_mock, "/responses", REQUEST), text_format=Forecast)
    assert final.output_parsed is None


def test_tool_calls(aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(MockResponse(tool_calls=CALLS))
    final = same(wire(aimlkit_mock, "/responses", {**REQUEST, "tools": TOOLS}), tools=TOOLS)
    assert [call.parsed_arguments["city"] for call in final.tool_calls] == ["Oslo", "Bergen"]


def test_an_answer_in_a_form(aimlkit_mock: MockServer) -> None:
    form = {"text": {"format": output_of(Forecast).responses_param()}}
    final = same(wire(aimlkit_mock, "/responses", {**REQUEST, **form}), text_format=Forecast)
    assert isinstance(final.output_parsed, Forecast)
    assert final.output[-1].content[0].parsed == final.output_parsed


# --- what has come so far ---


@pytest.mark.parametrize(
    "step", [MockResponse(), MockResponse(refusal="No, thank you."), MockResponse(tool_calls=CALLS)]
)
def test_the_snapshot_grows_into_the_response(aimlkit_mock: MockServer, step: MockResponse) -> None:
    aimlkit_mock.enqueue(step)
    request = {**REQUEST, "tools": TOOLS, "reasoning": {"summary": "auto"}}
    values = events(wire(aimlkit_mock, "/responses", request))
    whole = values[-1]["response"]
    deltas_only = [v for v in values[:-1] if not v["type"].endswith(("_item.done", "_part.done"))]
    for kept in (
        values[:-1],
        deltas_only,
        [v for v in deltas_only if not v["type"].endswith(".done")],
        [v for v in values[:-1] if v["type"].endswith("_item.done")],
        [v for v in deltas_only if not v["type"].endswith(".delta")],
    ):
        state: Json = ResponseStreamState(None, {})
        run(state, kept)
        ours = bare(state.snapshot.to_dict()["output"], "status", "annotations", "logprobs")
        assert ours == bare(whole["output"], "status", "annotations", "logprobs")
        assert state.final().status in ("in_progress", None)


def test_a_response_that_fails_or_is_cut(aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(MockResponse(failure="Out of luck."))
    state = ResponseStreamState(output_of(Forecast), {})
    run(state, events(wire(aimlkit_mock, "/responses", REQUEST)))
    assert state.final().error.message == "Out of luck."  # type: ignore[union-attr]
    form = {"text": {"format": output_of(Forecast).responses_param()}, "max_output_tokens": 16}
    aimlkit_mock.enqueue(MockResponse(text='{"city": "' + "Oslo " * 50))
    state = ResponseStreamState(output_of(Forecast), {})
    run(state, events(wire(aimlkit_mock, "/responses", {**REQUEST, **form})))
    final = state.final()
    assert (final.status, final.output_parsed) == ("incomplete", None)
    assert final.output_text.startswith('{"city": "Oslo')


def test_a_response_without_its_output() -> None:
    message: Json = {"type": "message", "id": "m", "role": "assistant", "content": []}
    values: list[Json] = [
        {"type": "response.output_item.added", "output_index": 3, "item": message},
        {"type": "response.output_text.delta", "output_index": 3, "delta": '{"city": "Oslo", '},
        {"type": "response.output_text.delta", "output_index": 3, "delta": '"degrees": 4, "days": []}'},
        {"type": "response.completed", "response": {"id": "r", "status": "completed", "output": None}},
    ]
    state = ResponseStreamState(output_of(Forecast), {})
    came = run(state, values)
    assert state.final().output_parsed == Forecast(city="Oslo", degrees=4, days=[])
    assert came[-1].response.output_parsed == state.final().output_parsed


def test_what_was_said_of_an_item_holds_until_more_comes() -> None:
    begun: Json = {"type": "message", "content": [{"type": "output_text", "text": "Hello"}]}
    state: Json = ResponseStreamState(None, {})
    run(state, [{"type": "response.output_item.added", "item": begun}])
    assert state.snapshot.to_dict()["output"] == [begun]
    run(
        state,
        [{"type": "response.output_text.delta", "delta": "Hel"}, {"type": "response.output_text.delta"}],
    )
    run(state, [{"type": "response.refusal.delta", "content_index": 1, "delta": "No"}])
    parts = state.snapshot.to_dict()["output"][0]["content"]
    assert parts == [{"type": "output_text", "text": "Hel"}, {"type": "refusal", "refusal": "No"}]
    whole = {"status": "completed", "output": [begun]}
    run(state, [{"type": "response.completed", "response": whole}])
    assert state.final().to_dict() == whole  # What the stream ends with is what holds.


def test_what_is_not_what_was_asked_for() -> None:
    text = '{"city": 1}'
    item = {"type": "message", "content": [{"type": "output_text", "text": text}]}
    values: list[Json] = [
        {"type": "response.output_text.done", "text": text},
        {"type": "response.completed", "response": {"status": "completed", "output": [item]}},
    ]
    state = ResponseStreamState(output_of(Forecast), {})
    done, completed = run(state, values)
    for late in (lambda: done.parsed, lambda: completed.response, state.final):
        with pytest.raises(Mismatch, match="city"):
            late()


# --- whatever comes ---

_KINDS = {
    "output_text refusal reasoning_summary_text function_call_arguments new": "delta done",
    "output_item content_part reasoning_summary_part output_text.annotation": "added done",
}
_LIFE = ["response.created", "response.completed", "response.failed", "error"]
KINDS = st.sampled_from(
    [
        *_LIFE,
        *(f"response.{a}.{b}" for stems, ends in _KINDS.items() for a in stems.split() for b in ends.split()),
    ]
)
ITEM = st.fixed_dictionaries(
    {"type": st.sampled_from(["message", "function_call", "reasoning", "new"])},
    optional={
        "content": st.lists(JSON | st.just({"type": "output_text", "text": "{"}), max_size=2) | JSON,
        "arguments": JSON,
    },
)
EVENT = st.fixed_dictionaries(
    {},
    optional={
        "type": KINDS | JSON,
        "output_index": st.integers(0, 2) | JSON,
        "content_index": JSON,
        "summary_index": JSON,
        "delta": st.just("x") | JSON,
        "text": JSON,
        "arguments": JSON,
        "item": ITEM | JSON,
        "part": JSON,
        "item_id": JSON,
        "annotation": JSON,
        "response": st.fixed_dictionaries(
            {}, optional={"output": st.lists(ITEM | JSON, max_size=2) | JSON, "status": JSON}
        )
        | JSON,
    },
)


@settings(max_examples=100)
@given(st.lists(EVENT | JSON.map(lambda value: {"type": value}), max_size=6), st.booleans())
def test_no_event_is_too_strange(values: list[Json], reading: bool) -> None:
    tools = tools_by_name(TOOLS) if reading else {}
    state: Json = ResponseStreamState(output_of({"type": "object"}) if reading else None, tools)
    for event in run(state, values):
        repr(event)
        getattr(event, "snapshot", None)
    assert isinstance(state.snapshot.to_dict()["output"], list)
    try:
        state.final().to_dict()
    except Mismatch:
        assert reading


def test_a_stream_costs_what_its_length_is() -> None:
    text = "x" * 1000
    values = read([{"type": "response.output_text.delta", "delta": text} for _ in range(2000)])
    state: Json = ResponseStreamState(None, {})
    tracemalloc.start()
    kept = [event for each in values for event in state.handle(each)]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4_000_000
    assert kept[-1].snapshot == text * 2000
