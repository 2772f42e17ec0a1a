"""Tool calls of chat streams, as servers send them: whole or in fragments, with wrong indices and ids or none."""

from __future__ import annotations

import json
from typing import Any

import pytest

from aimlkit.streaming.chat_completions import (
    ChatCompletionAccumulator,
    FunctionToolCallArgumentsDeltaEvent,
    FunctionToolCallArgumentsDoneEvent,
)
from aimlkit_api.models import ChatCompletionChunk
from tests.models import CHAT_OPERATION, needs
from tests.wrapper.streaming.test_chat_completions import add_chunks, choice, chunk, new_accumulator
from tests.wrapper.weather import CHAT_TOOLS

Json = Any

pytestmark = needs(CHAT_OPERATION)

OSLO, ROME = '{"city": "Oslo"}', '{"city": "Rome"}'


def part(arguments: str | None = None, name: str | None = None, **fields: Json) -> Json:
    """Return a delta of a tool call with these fields: those that are None are left out."""
    function = {"name": name, "arguments": arguments}
    return {**fields, "function": {key: value for key, value in function.items() if value is not None}}


def read(*deltas: list[Json]) -> tuple[list[Json], list[Json]]:
    """Return the tool calls of a stream, and the done events, of chunks with these deltas of tool calls."""
    accumulator: ChatCompletionAccumulator[Any] = new_accumulator(tools=CHAT_TOOLS)
    chunks = [chunk(choice({"tool_calls": delta})) for delta in deltas]
    events = add_chunks(accumulator, *chunks, chunk(choice({}, finish_reason="tool_calls")))
    events += accumulator.finish()
    done = [event for event in events if isinstance(event, FunctionToolCallArgumentsDoneEvent)]
    deltas_by_index: dict[int, str] = {}
    for event in events:
        if isinstance(event, FunctionToolCallArgumentsDeltaEvent):
            text = deltas_by_index.get(event.index, "") + event.arguments_delta
            deltas_by_index[event.index] = text
            assert event.arguments == text
    assert {event.index: event.arguments for event in done} == deltas_by_index
    completion = accumulator.final(request_id=None, retries=0)
    calls = completion.to_dict()["choices"][0]["message"]["tool_calls"]
    indices = [each.pop("index") for each in calls]
    assert indices == sorted(indices)
    assert {*indices} >= {event.index for event in done}
    return calls, [(event.index, event.name, event.arguments) for event in done]


def call(call_id: str | None, name: str, arguments: str, **fields: Json) -> Json:
    """Return a tool call of the completion."""
    with_id = {} if call_id is None else {"id": call_id}
    return {"type": "function", **with_id, "function": {"name": name, "arguments": arguments}, **fields}


WEATHER, TIDES = "get_weather", "get_tides"
TWO_CALLS = [call("a", WEATHER, OSLO), call("b", TIDES, ROME)]
TWO_CALLS_WITHOUT_ID = [call(None, WEATHER, OSLO), call(None, TIDES, ROME)]
BOTH_DONE = [(0, WEATHER, OSLO), (1, TIDES, ROME)]
INDEX_0 = {"index": 0}


@pytest.mark.parametrize(
    "deltas",
    [
        pytest.param(
            [
                [part("", WEATHER, index=0, id="a")],
                *([part(text, index=0)] for text in OSLO),
                [part("", TIDES, index=1, id="b")],
                *([part(text, index=1)] for text in ROME),
            ],
            id="as documented",
        ),
        pytest.param(
            [
                [part("", WEATHER, index=0, id="a"), part("", TIDES, index=1, id="b")],
                *([part(one, index=0), part(two, index=1)] for one, two in zip(OSLO, ROME, strict=True)),
            ],
            id="fragments of both in each chunk",
        ),
        pytest.param(
            [
                [part("", WEATHER, index=0, id="a")],
                [part("", TIDES, index=1, id="b")],
                *(
                    [part(text, index=index)]
                    for texts in zip(OSLO, ROME, strict=True)
                    for index, text in enumerate(texts)
                ),
            ],
            id="fragments in turns",
        ),
        pytest.param(
            [[part(OSLO, WEATHER, index=0, id="a")], [part(ROME, TIDES, index=0, id="b")]], id="index 0"
        ),
        pytest.param([[part(OSLO, WEATHER, id="a")], [part(ROME, TIDES, id="b")]], id="no index"),
        pytest.param([[part(OSLO, WEATHER, id="a"), part(ROME, TIDES, id="b")]], id="no index, in one chunk"),
        pytest.param(
            [
                [part("", WEATHER, index=0, id="a")],
                *([part(text, index=0)] for text in OSLO),
                [part("", TIDES, index=0, id="b")],
                *([part(text, index=0)] for text in ROME),
            ],
            id="index 0 in fragments",
        ),
        pytest.param(
            [
                [part("", WEATHER, id="a")],
                *([part(text)] for text in OSLO),
                [part("", TIDES, id="b")],
                *([part(text)] for text in ROME),
            ],
            id="no index in fragments",
        ),
        pytest.param(
            [
                [part("", WEATHER, id="a"), part("", TIDES, id="b")],
                *([part(one), part(two)] for one, two in zip(OSLO, ROME, strict=True)),
            ],
            id="no index, fragments of both in each chunk",
        ),
        pytest.param(
            [
                [part("", WEATHER, index=0, id="a")],
                [part("", TIDES, index=0, id="b")],
                *(
                    [part(text, index=0, id=call_id)]
                    for texts in zip(OSLO, ROME, strict=True)
                    for call_id, text in zip("ab", texts, strict=True)
                ),
            ],
            id="index 0, fragments in turns with ids",
        ),
        pytest.param(
            [
                [part(OSLO[:5], WEATHER, id="a")],
                [part(ROME[:5], TIDES, id="b")],
                [part(OSLO[5:], WEATHER, id="a")],
                [part(ROME[5:], TIDES, id="b")],
            ],
            id="no index, ids and names in each fragment",
        ),
        pytest.param(
            [
                [part(OSLO[:5], WEATHER, index=0, id="a")],
                [part(OSLO[5:], index=0, id="chatcmpl-tool-1")],
                [part(ROME[:5], TIDES, index=1, id="b")],
                [part(ROME[5:], index=1, id="chatcmpl-tool-2")],
            ],
            id="another id in each fragment",
        ),
    ],
)
def test_stream_with_two_tool_calls(deltas: list[list[Json]]) -> None:
    calls, done = read(*deltas)
    for each in calls:
        each["id"] = {"chatcmpl-tool-1": "a", "chatcmpl-tool-2": "b"}.get(each["id"], each["id"])
    assert calls == TWO_CALLS
    assert sorted(done) == BOTH_DONE


@pytest.mark.parametrize(
    "fields", [{}, INDEX_0, {"id": ""}, {"index": 0, "id": "same"}, {"index": None, "id": None}]
)
@pytest.mark.parametrize("second", [WEATHER, TIDES])
def test_stream_with_two_whole_tool_calls_that_nothing_tells_apart(fields: Json, second: str) -> None:
    calls, done = read([part(OSLO, WEATHER, **fields)], [part(ROME, second, **fields)])
    assert [each["function"] for each in calls] == [
        {"name": WEATHER, "arguments": OSLO},
        {"name": second, "arguments": ROME},
    ]
    assert done == [(0, WEATHER, OSLO), (1, second, ROME)]


def test_stream_with_one_id_for_all_tool_calls() -> None:
    calls, done = read(
        [part("", WEATHER, index=0, id="x")],
        [part("", WEATHER, index=1, id="x")],
        *(
            [part(one, index=0, id="x"), part(two, index=1, id="x")]
            for one, two in zip(OSLO, ROME, strict=True)
        ),
    )
    assert [each["function"]["arguments"] for each in calls] == [OSLO, ROME]
    assert len(done) == 2


@pytest.mark.parametrize(
    "deltas",
    [
        [[part(OSLO[:5], WEATHER, index=0, id="a")], [part(OSLO[5:], WEATHER, index=0, id="")]],
        [[part(OSLO[:5], WEATHER, id="a")], [part(OSLO[5:], WEATHER)]],
        [[part(None, WEATHER, index=0)], [part(OSLO, index=0, id="a")]],
        [[part(OSLO, index=0, id="a")], [part(None, WEATHER, index=0, id="a")]],
        [[part(OSLO, WEATHER, index=0, id="a")], [part("", WEATHER, index=0, id="a")]],
        [[part(OSLO, WEATHER, index=0, id="a")], [{"index": 0, "id": "a"}], [{"index": 0}], [{}]],
        [[part(OSLO[:5], WEATHER, index=0, id="a")], [part(OSLO[5:], index=3, id="a")]],
    ],
)
def test_stream_with_one_tool_call(deltas: list[list[Json]]) -> None:
    calls, done = read(*deltas)
    assert calls == [call("a", WEATHER, OSLO)]
    assert done == [(0, WEATHER, OSLO)]


def test_stream_with_tool_calls_whose_indices_are_free_or_taken() -> None:
    parts = [
        part("{}", name, index=index, id=name) for name, index in [("f", 5), ("g", 5), ("h", 6), ("i", 0)]
    ]
    calls, done = read(*([each] for each in parts))
    assert [each["id"] for each in calls] == ["i", "f", "g", "h"]
    assert [index for index, *_ in done] == [5, 6, 7, 0]


def test_stream_of_tool_calls_keeps_unknown_fields() -> None:
    signature = {"google": {"thought_signature": "abc"}}
    calls, _ = read(
        [{**part(OSLO[:5], WEATHER, id="a"), "extra_content": {"google": {"thought_signature": "a"}}}],
        [{**part(OSLO[5:]), "confidence": 0.5}],
        [{"extra_content": {"google": {"thought_signature": "bc"}}}],
        [{"function": {"signature": "s", "arguments": None}, "note": None}],
    )
    expected = call("a", WEATHER, OSLO, extra_content=signature, confidence=0.5, note=None)
    expected["function"]["signature"] = "s"
    assert calls == [expected]


def test_stream_of_tool_calls_with_arguments_as_objects() -> None:
    calls, done = read([{"id": "a", "function": {"name": WEATHER, "arguments": {"city": "Oslo"}}}])
    assert calls == [call("a", WEATHER, OSLO)]
    assert done == [(0, WEATHER, OSLO)]


def test_stream_with_custom_tool_calls() -> None:
    calls, done = read(
        [{"index": 0, "id": "a", "type": "custom", "custom": {"name": "run", "input": "print"}}],
        [{"index": 0, "custom": {"input": "(1)"}}],
        [part(OSLO, WEATHER, index=1, id="b")],
        [{"index": 2, "id": "c", "type": "new", "new": {"a": "x"}}],
    )
    assert calls == [
        {"id": "a", "type": "custom", "custom": {"name": "run", "input": "print(1)"}},
        call("b", WEATHER, OSLO),
        {"id": "c", "type": "new", "new": {"a": "x"}},
    ]
    assert done == [(1, WEATHER, OSLO)]
    custom = {"index": 0, "custom": {"name": "run", "input": "1"}}
    calls, _ = read([{**custom, "id": "a"}], [{**custom, "id": "b"}])
    assert [each["id"] for each in calls] == ["a", "b"]


def test_stream_of_unknown_fields_of_message_and_choice() -> None:
    accumulator = new_accumulator()
    logprobs: Json = [{"token": token, "logprob": -1, "bytes": None, "top_logprobs": []} for token in "ab"]
    details = [
        {"type": "reasoning.text", "text": "So", "format": "v1", "index": 0},
        {"text": " be it", "format": "v1", "index": 0},
    ]
    chunks = [
        {
            "index": 0,
            "delta": {
                "role": "assistant",
                "audio": {"id": "x", "data": "AA"},
                "reasoning_details": [details[0]],
                "done": False,
            },
            "logprobs": {"content": [logprobs[0]], "refusal": None},
            "content_filter_results": {"hate": {"severity": "low"}},
        },
        {
            "index": 0,
            "delta": {
                "audio": {"data": "BB", "expires_at": 5},
                "reasoning_details": [details[1]],
                "done": True,
                "to_dict": 1,
            },
            "logprobs": {"content": [logprobs[1]], "refusal": None},
            "content_filter_results": {"hate": {"severity": "safe"}},
            "stop_reason": None,
        },
        {"index": 0, "delta": {"content": ["text"], "done": None}, "finish_reason": "stop", "logprobs": None},
    ]
    add_chunks(accumulator, *map(chunk, chunks))
    [result] = accumulator.final(request_id=None, retries=0).to_dict()["choices"]
    assert json.loads(json.dumps(result)) == {
        "index": 0,
        "finish_reason": "stop",
        "logprobs": {"content": logprobs, "refusal": None},
        "content_filter_results": {"hate": {"severity": "safe"}},
        "message": {
            "role": "assistant",
            "content": ["text"],
            "audio": {"id": "x", "data": "AABB", "expires_at": 5},
            "reasoning_details": [{"type": "reasoning.text", "text": "So be it", "format": "v1", "index": 0}],
            "done": True,
            "to_dict": 1,
        },
    }


def test_stream_of_many_fragments_in_turns_takes_time_in_proportion() -> None:
    """The arguments are not parsed at each fragment."""
    accumulator = new_accumulator()
    fragments = [chunk(choice({"tool_calls": [part("}", index=index)]})) for index in (0, 1)]
    parsed = [ChatCompletionChunk.from_dict(each) for each in fragments]
    start = chunk(choice({"tool_calls": [part('{"', "f", index=0), part('{"', "g", index=1)]}))
    add_chunks(accumulator, start)
    for _ in range(20_000):
        for each in parsed:
            list(accumulator.add(each))
    [first, second] = accumulator.final(request_id=None, retries=0).tool_calls
    assert len(str(first.to_dict())) == len(str(second.to_dict()))
