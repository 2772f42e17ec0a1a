"""Output items of Responses streams, as servers send them: with positions and ids that are wrong, or missing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.wrapper.streaming.test_responses import add_events, new_accumulator

Json = Any


def message(text: str, **fields: Json) -> Json:
    """Return a message of the output; an empty one if `text` is empty."""
    content = [{"type": "output_text", "text": text}] if text else []
    return {"type": "message", "role": "assistant", "content": content, **fields}


def function_call(arguments: str, **fields: Json) -> Json:
    return {"type": "function_call", "call_id": "c", "name": "f", "arguments": arguments, **fields}


def announced(item: Json, **fields: Json) -> Json:
    return {"type": "response.output_item.added", "item": item, **fields}


def completed(item: Json, **fields: Json) -> Json:
    return {"type": "response.output_item.done", "item": item, **fields}


def text_delta(delta: str, **fields: Json) -> Json:
    return {"type": "response.output_text.delta", "content_index": 0, "delta": delta, **fields}


def arguments_delta(delta: str, **fields: Json) -> Json:
    return {"type": "response.function_call_arguments.delta", "delta": delta, **fields}


def output_of(*events: Json) -> Json:
    """Return the output of a stream of these events, without ids."""
    accumulator = new_accumulator()
    add_events(accumulator, [*events])
    output = accumulator.partial_response().to_dict()["output"]
    return [{name: value for name, value in item.items() if name != "id"} for item in output]


def events_of(identify: Callable[[str, int], Json], *, in_turns: bool, with_done: bool) -> list[Json]:
    """Return the events of a message and a function call; `identify` returns the id and position of an item by both."""

    def item_fields(item_id: str, position: int) -> tuple[Json, Json]:
        fields = identify(item_id, position)
        own_id = {"id": fields.pop("item_id")} if "item_id" in fields else {}
        return own_id, fields

    first = [text_delta(text, **identify("m", 0)) for text in ("One ", "two")]
    second = [arguments_delta(text, **identify("f", 1)) for text in ("{", "}")]
    own_first, at_first = item_fields("m", 0)
    own_second, at_second = item_fields("f", 1)
    start_first, start_second = (
        announced(message("", **own_first), **at_first),
        announced(function_call("", **own_second), **at_second),
    )
    if in_turns:
        events = [start_first, start_second, first[0], second[0], first[1], second[1]]
    else:
        events = [start_first, *first, start_second, *second]
    if with_done:
        events += [
            completed(message("One two", **own_first), **at_first),
            completed(function_call("{}", **own_second), **at_second),
        ]
    return events


IDENTITIES: list[Callable[[str, int], Json]] = [
    lambda item_id, position: {"item_id": item_id, "output_index": position},
    lambda item_id, position: {"item_id": item_id, "output_index": 0},
    lambda item_id, position: {"item_id": item_id},
    lambda item_id, position: {"output_index": position},
    lambda item_id, position: {"item_id": "same", "output_index": position},
    lambda item_id, position: {"item_id": "", "output_index": None},
    lambda item_id, position: {"output_index": 0},
]


@pytest.mark.parametrize("with_done", [False, True])
@pytest.mark.parametrize("in_turns", [False, True])
@pytest.mark.parametrize("identify", IDENTITIES)
def test_output_of_items_of_two_types(
    identify: Callable[[str, int], Json], in_turns: bool, with_done: bool
) -> None:
    events = events_of(identify, in_turns=in_turns, with_done=with_done)
    assert output_of(*events) == [message("One two"), function_call("{}")]


@pytest.mark.parametrize("identify", IDENTITIES[:5])
def test_output_of_two_items_of_one_type(identify: Callable[[str, int], Json]) -> None:
    def events(item_id: str, position: int, *texts: str) -> list[Json]:
        fields = identify(item_id, position)
        own_id, at = {"id": fields.get("item_id")}, {"output_index": fields.get("output_index")}
        item = {"status": "in_progress", **own_id}
        done = {"status": "completed", **own_id}
        deltas = [text_delta(text, **fields) for text in texts]
        return [
            announced(message("", **item), **at),
            *deltas,
            completed(message("".join(texts), **done), **at),
        ]

    output = output_of(*events("a", 0, "One ", "two"), *events("b", 1, "three"))
    assert output == [message("One two", status="completed"), message("three", status="completed")]


def test_output_of_an_item_with_another_id_in_each_event() -> None:
    assert output_of(
        announced(message("", id="m1"), output_index=0),
        text_delta("One ", item_id="m2", output_index=0),
        text_delta("two", item_id="m3", output_index=0),
        completed(message("One two", id="m4"), output_index=0),
        announced(message("", id="m5"), output_index=1),
        text_delta("three", item_id="m6", output_index=1),
    ) == [message("One two"), message("three")]


def test_output_of_items_that_no_event_announced() -> None:
    assert output_of(
        text_delta("One ", output_index=0, item_id="m"),
        arguments_delta("{", output_index=0, item_id="f"),
        text_delta("two", output_index=0, item_id="m"),
        announced(function_call("", id="f"), output_index=1),
        arguments_delta("}", output_index=1, item_id="f"),
    ) == [{"type": "message", "content": [{"type": "output_text", "text": "One two"}]}, function_call("{}")]


def test_output_of_an_item_that_ends_without_its_text() -> None:
    done = {"type": "message", "id": "m", "role": "assistant", "content": [], "status": "completed"}
    assert output_of(text_delta("One", output_index=0, item_id="m"), completed(done, output_index=0)) == [
        message("One", status="completed")
    ]


def test_output_of_an_event_after_its_item_has_ended() -> None:
    done = {
        "type": "response.output_text.done",
        "text": "One",
        "item_id": "m",
        "output_index": 0,
        "content_index": 0,
    }
    assert output_of(completed(message("One", id="m"), output_index=0), done) == [message("One")]


@pytest.mark.parametrize(
    ("event_type", "item_type", "field"),
    [
        ("response.custom_tool_call_input", "custom_tool_call", "input"),
        ("response.mcp_call_arguments", "mcp_call", "arguments"),
        ("response.code_interpreter_call_code", "code_interpreter_call", "code"),
    ],
)
def test_output_of_tool_calls_of_other_types(event_type: str, item_type: str, field: str) -> None:
    deltas = [
        {"type": f"{event_type}.delta", "item_id": "a", "output_index": 0, "delta": text} for text in "ab"
    ]
    assert output_of(*deltas) == [{"type": item_type, field: "ab"}]
    assert output_of({**deltas[0], "type": f"{event_type}.done", field: "ab"}) == [
        {"type": item_type, field: "ab"}
    ]
