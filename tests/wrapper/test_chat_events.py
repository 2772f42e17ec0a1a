"""A chat stream as events: the official client's, and whatever a server sends."""

import json
import tracemalloc
from typing import Any

import openai
import pydantic
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aimlkit import _chat_events, _errors
from aimlkit._chat_events import ChatStreamState
from aimlkit._schemas import Mismatch, output_of
from aimlkit._tools import function_tool, tools_by_name
from aimlkit.mock import MockResponse, MockServer, ToolCall
from aimlkit_api.models import ChatCompletionChunk
from tests.wrapper.streamed import bare, bytes_of, events, official, wire

Json = Any
HI: Json = [{"role": "user", "content": "What is the weather in Oslo?"}]
REQUEST: Json = {"model": "o3-mini", "messages": HI}
PARAMETERS: Json = {
    "type": "object",
    "properties": {"city": {"type": "string"}, "days": {"type": "integer"}},
    "required": ["city", "days"],
    "additionalProperties": False,
}
TOOLS: Json = [
    {"type": "function", "function": {"name": name, "parameters": PARAMETERS, "strict": True}}
    for name in ("get_weather", "get_tides")
]
CALLS = [
    ToolCall("get_weather", '{"city": "Oslo", "days": 3}'),
    ToolCall("get_tides", '{"city": "Bergen", "days": 1}'),
]


class Forecast(pydantic.BaseModel):
    """A forecast."""

    city: str
    degrees: float
    days: list[str]


def chunks(values: list[Json]) -> list[ChatCompletionChunk]:
    return [ChatCompletionChunk.from_dict(value) for value in values]


def chunk(*choices: Json, **fields: Json) -> Json:
    return {
        "id": "c",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "m",
        "choices": [*choices],
        **fields,
    }


def piece(delta: Json, index: int = 0, finish_reason: str | None = None, **fields: Json) -> Json:
    return {"index": index, "delta": delta, "finish_reason": finish_reason, **fields}


# What to look at in an event, in both.
SEEN = {
    "chunk": (),
    "content.delta": ("delta", "snapshot", "parsed"),
    "content.done": ("content", "parsed"),
    "refusal.delta": ("delta", "snapshot"),
    "refusal.done": ("refusal",),
    "tool_calls.function.arguments.delta": (
        "name",
        "index",
        "arguments",
        "parsed_arguments",
        "arguments_delta",
    ),
    "tool_calls.function.arguments.done": ("name", "index", "arguments", "parsed_arguments"),
}


def seen(event: Json) -> Json:
    return event.type, *(getattr(event, name) for name in SEEN[event.type])


def same(stream: bytes, *, response_format: Json = None, tools: Json = ()) -> Json:
    """Asserts that both make the same of a stream; gives our completion."""
    wanted: Json = {"tools": tools} if tools else {}
    wanted |= {"response_format": response_format} if response_format else {}
    with official(stream) as client, client.chat.completions.stream(**REQUEST, **wanted) as theirs:
        their_events = [seen(event) for event in theirs]
        their_final = theirs.get_final_completion()
    state = ChatStreamState(output_of(response_format) if response_format else None, tools_by_name(tools))
    our_events = []
    for each in chunks(events(stream)):
        our_events += [seen(event) for event in state.handle(each)]
    our_events += [seen(event) for event in state.finish()]
    assert our_events == their_events
    final = state.final()
    expected = bare(their_final.to_dict(warnings=False), "parsed", "parsed_arguments")
    for choice in expected["choices"]:
        for call in choice["message"].get("tool_calls", ()):
            del call["index"]
    assert bare(final.to_dict()) == expected
    for ours, theirs_too in zip(final.choices, their_final.choices, strict=True):
        assert ours.message.parsed == theirs_too.message.parsed
        for call, their_call in zip(
            ours.message.tool_calls or (), theirs_too.message.tool_calls or (), strict=True
        ):
            assert call.function.parsed_arguments == their_call.function.parsed_arguments
    return final


# --- as the official client ---


def test_text(aimlkit_mock: MockServer) -> None:
    stream = wire(aimlkit_mock, "/chat/completions", REQUEST)
    assert "mock's answer" in (same(stream).text or "")


def test_two_choices_at_once(aimlkit_mock: MockServer) -> None:
    final = same(wire(aimlkit_mock, "/chat/completions", {**REQUEST, "n": 2}))
    assert len({choice.message.content for choice in final.choices}) == 2


def test_usage_in_a_chunk_without_choices(aimlkit_mock: MockServer) -> None:
    options = {"stream_options": {"include_usage": True}}
    final = same(wire(aimlkit_mock, "/chat/completions", {**REQUEST, **options}))
    assert final.usage.total_tokens > 1


def test_a_refusal(aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(MockResponse(refusal="No, thank you. Not today."))
    final = same(wire(aimlkit_mock, "/chat/completions", REQUEST), response_format=Forecast)
    assert final.choices[0].message.refusal == "No, thank you. Not today."
    assert final.choices[0].message.parsed is None


def test_tool_calls(aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(MockResponse(tool_calls=CALLS))
    final = same(wire(aimlkit_mock, "/chat/completions", {**REQUEST, "tools": TOOLS}), tools=TOOLS)
    assert [call.function.parsed_arguments["city"] for call in final.tool_calls] == ["Oslo", "Bergen"]


def test_tools_that_are_not_strict_are_not_read(aimlkit_mock: MockServer) -> None:
    loose = [{"type": "function", "function": {**TOOLS[0]["function"], "strict": False}}]
    final = same(wire(aimlkit_mock, "/chat/completions", {**REQUEST, "tools": loose}), tools=loose)
    assert final.tool_calls[0].function.parsed_arguments is None


def test_an_answer_in_a_form(aimlkit_mock: MockServer) -> None:
    form = {"response_format": output_of(Forecast).chat_param()}
    final = same(wire(aimlkit_mock, "/chat/completions", {**REQUEST, **form}), response_format=Forecast)
    assert isinstance(final.choices[0].message.parsed, Forecast)


@pytest.mark.parametrize("reason", ["length", "content_filter"])
def test_a_form_that_is_cut_off(reason: str) -> None:
    stream = bytes_of(
        [chunk(piece({"role": "assistant", "content": '{"city'})), chunk(piece({}, finish_reason=reason))]
    )
    kind = {"length": "LengthFinishReasonError", "content_filter": "ContentFilterFinishReasonError"}[reason]
    client: Json = official(stream)
    with (
        pytest.raises(getattr(openai, kind)),
        client.chat.completions.stream(**REQUEST, response_format=Forecast) as theirs,
    ):
        theirs.until_done()
    state = ChatStreamState(output_of(Forecast), {})
    begun, cut = chunks(events(stream))
    state.handle(begun)
    with pytest.raises(getattr(_errors, kind)) as raised:
        state.handle(cut)
    assert raised.value.completion.text == '{"city'
    plain: ChatStreamState[None] = ChatStreamState(None, {})
    for each in (begun, cut):  # Nothing was asked for, so the events are all there is to come.
        plain.handle(each)
    with pytest.raises(getattr(_errors, kind)):
        plain.final()
    with client.chat.completions.stream(**REQUEST) as theirs, pytest.raises(getattr(openai, kind)):
        theirs.get_final_completion()


# --- what was asked for, and what was not sent ---


def test_what_is_not_what_was_asked_for() -> None:
    state = ChatStreamState(output_of(Forecast), {})
    values = [chunk(piece({"content": '{"city": 1}'})), chunk(piece({}, finish_reason="stop"))]
    came = [event for each in chunks(values) for event in state.handle(each)]
    done = next(event for event in came if event.type == "content.done")
    with pytest.raises(Mismatch, match="city"):
        _ = done.parsed
    with pytest.raises(Mismatch, match="city"):
        state.final()


def test_a_refusal_beside_a_text() -> None:
    said = {"role": "assistant", "content": '{"city": 1}', "refusal": "No."}
    values = [chunk(piece(said, finish_reason="stop"))]
    assert same(bytes_of(values), response_format=Forecast).choices[0].message.parsed is None


def test_choices_stand_in_order() -> None:
    state: ChatStreamState[None] = ChatStreamState(None, {})
    state.handle(*chunks([chunk(piece({"content": "b"}, index=1), piece({"content": "a"}))]))
    assert [choice.message.content for choice in state.final().choices] == ["a", "b"]


def test_the_arguments_of_a_function() -> None:
    def get_weather(city: str, days: int = 3) -> str:
        return f"{city}, {days}"

    state: ChatStreamState[None] = ChatStreamState(None, {"get_weather": function_tool(get_weather)})
    function = {"name": "get_weather", "arguments": '{"city": "Oslo", "days": null}'}
    [_, delta, done] = state.handle(
        *chunks(
            [chunk(piece({"tool_calls": [{"id": "1", "function": function}]}, finish_reason="tool_calls"))]
        )
    )
    assert delta.parsed_arguments == {"city": "Oslo", "days": None}  # type: ignore[union-attr]
    assert done.parsed_arguments == {"city": "Oslo"}  # type: ignore[union-attr]
    message = state.final().choices[0].message
    assert message.tool_calls and message.tool_calls[0].function.parsed_arguments == {"city": "Oslo"}
    assert json.loads(json.dumps(message.to_dict()))["tool_calls"][0]["function"] == function


def test_the_snapshot_is_the_completion_so_far() -> None:
    state = ChatStreamState(output_of(Forecast), {})
    assert state.snapshot.choices == []
    [first, delta] = state.handle(*chunks([chunk(piece({"content": '{"city": "Oslo", "deg'}))]))
    state.handle(*chunks([chunk(piece({"content": 'rees": 4'}))]))
    assert delta.parsed == {"city": "Oslo"}  # type: ignore[union-attr]
    assert first.snapshot.text == '{"city": "Oslo", "degrees": 4'  # type: ignore[union-attr]
    assert state.snapshot.choices[0].message.parsed is None
    assert "parsed" not in state.snapshot.choices[0].message.to_dict()


def test_a_stream_that_does_not_say_that_it_is_done() -> None:
    state: ChatStreamState[None] = ChatStreamState(None, {})
    state.handle(*chunks([chunk(piece({"content": "Hi", "refusal": "No"}))]))
    assert [event.type for event in state.finish()] == ["content.done", "refusal.done"]
    assert [*state.finish()] == []


def test_what_servers_really_send() -> None:
    state: ChatStreamState[None] = ChatStreamState(None, {})
    calls: Json = [
        [{"id": "a", "type": "function", "function": {"name": "f", "arguments": ""}, "index": 0}],
        [{"index": 0, "function": {"arguments": '{"x"'}}],
        [{"index": 0, "function": {"name": "f", "arguments": ": 1}"}, "id": ""}],
        [{"index": 1, "id": "b", "function": {"name": "g", "arguments": "{}"}}],
        [{"index": 2, "id": "c", "function": {"name": "h"}}, {"index": 2, "function": {"arguments": "[]"}}],
    ]
    values = [
        chunk(piece({"content": None, "role": None, "tool_calls": None})),
        *(chunk(piece({"tool_calls": each})) for each in calls),
        chunk({"delta": {"reasoning_content": "So"}}, {"delta": {"reasoning_content": " be it"}}),
        chunk({"finish_reason": "stop", "logprobs": None}),
        chunk(usage={"total_tokens": 3}),
        chunk(meta={"usage": {"usd_spent": 0.5}}, usage=None, choices=None),
    ]
    for each in chunks(values):
        state.handle(each)
    final = state.final()
    functions = [call.function for call in final.tool_calls if call.type == "function"]
    assert [(each.name, each.arguments) for each in functions] == [
        ("f", '{"x": 1}'),
        ("g", "{}"),
        ("h", "[]"),
    ]
    assert [call.id for call in final.tool_calls if call.type == "function"] == ["a", "b", "c"]
    data = final.to_dict()
    assert (final.cost_usd, data["usage"], data["object"]) == (0.5, {"total_tokens": 3}, "chat.completion")
    message = data["choices"][0]["message"]
    assert (message["role"], message["content"]) == ("assistant", None)
    assert message["reasoning_content"] == "So be it"


# --- whatever comes ---

_NAMES = "choices index delta content refusal role tool_calls function arguments name id type logprobs"
_NAMES += " finish_reason usage object to_dict _x text __dict__"
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-2, 3)
    | st.floats(allow_nan=False)
    | st.sampled_from(["", "a", '{"'])
)
JSON = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_NAMES.split()), inner),
)
CALL = st.fixed_dictionaries(
    {},
    optional={
        "index": LEAVES,
        "id": LEAVES,
        "function": st.fixed_dictionaries({"name": LEAVES, "arguments": LEAVES}) | JSON,
    },
)
DELTA = st.fixed_dictionaries(
    {},
    optional={
        "content": JSON,
        "refusal": JSON,
        "role": JSON,
        "tool_calls": st.lists(CALL | JSON, max_size=3) | JSON,
    },
)
TOKENS_OF = st.fixed_dictionaries({"content": JSON, "refusal": JSON})
CHOICE = st.fixed_dictionaries(
    {}, optional={"index": JSON, "delta": DELTA | JSON, "finish_reason": JSON, "logprobs": TOKENS_OF | JSON}
)
CHUNK = st.dictionaries(st.sampled_from(_NAMES.split()), JSON) | st.fixed_dictionaries(
    {"choices": st.lists(CHOICE | JSON, max_size=3)}
)


@settings(max_examples=100)
@given(st.lists(CHUNK, max_size=4), st.booleans())
def test_no_chunk_is_too_strange(values: list[Json], reading: bool) -> None:
    tools = tools_by_name(TOOLS) if reading else {}
    state: Json = ChatStreamState(output_of({"type": "object"}) if reading else None, tools)
    try:
        for each in chunks(values):
            for event in state.handle(each):
                repr(event)
        state.finish()
        state.snapshot.to_dict()
        state.final()
    except (_errors.LengthFinishReasonError, _errors.ContentFilterFinishReasonError, Mismatch):
        pass


def test_a_stream_costs_what_its_length_is() -> None:
    state: ChatStreamState[None] = ChatStreamState(None, {})
    text = "x" * 1000
    values = chunks([chunk(piece({"content": text})) for _ in range(2000)])
    tracemalloc.start()
    kept = [event for each in values for event in state.handle(each)]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4_000_000
    last = kept[-1]
    assert isinstance(last, _chat_events.ContentDeltaEvent)
    assert last.snapshot == text * 2000
