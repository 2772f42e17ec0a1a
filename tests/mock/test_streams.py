"""Streams: their order, their frame, and that the pieces add up to the answer."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import pytest

from aimlkit.mock import Step
from aimlkit.mock.contract import contract
from aimlkit.mock.script import Call
from tests.mock.talk import Talk, flat_function, function

Json = Any


def assembled(chunks: Iterable[Json]) -> dict[int, Json]:
    """The choices that chunks add up to."""
    choices: dict[int, Json] = defaultdict(lambda: {"message": {"content": None, "refusal": None}})
    for chunk in chunks:
        for piece in chunk["choices"]:
            choice = choices[piece["index"]]
            assert choice.get("finish_reason") is None, "nothing comes after the end"
            choice["finish_reason"] = piece["finish_reason"]
            message = choice["message"]
            for name, value in piece["delta"].items():
                if name == "role":
                    assert message.setdefault("role", value) == value
                elif name == "tool_calls":
                    for call in value:
                        merge(message.setdefault("tool_calls", []), call)
                elif value is not None:
                    message[name] = (message[name] or "") + value
    return dict(choices)


def merge(calls: list[Json], piece: Json) -> None:
    if piece["index"] == len(calls):
        calls.append({"id": piece["id"], "type": piece["type"], "function": dict(piece["function"])})
        return
    assert piece.keys() == {"index", "function"}, "later pieces have only this"
    assert piece["function"].keys() == {"arguments"}
    calls[piece["index"]]["function"]["arguments"] += piece["function"]["arguments"]


REQUESTS: list[Json] = [
    {},
    {"n": 3},
    {"max_completion_tokens": 5, "n": 2},
    {
        "tools": [function("a", {"properties": {"city": {"minLength": 40}}}), function("b", {})],
        "tool_choice": "required",
    },
    {"response_format": {"type": "json_object"}},
]
STEPS: list[Json] = [
    None,
    Step(text="Grüße,\n\n  und 你好 "),
    Step(text=""),
    Step(refusal="I will not say."),
    Step(tool_calls=[Call("a", '{"x": [1, 2, 3]}'), Call("b", "not JSON"), Call("c", "")]),
]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("request_", REQUESTS)
def test_chunks_add_up(talk: Talk, request_: Json, step: Step | None) -> None:
    script = [step] if step else []
    talk.server.script.extend(script)
    whole = talk.chat("Hi", **request_)
    talk.server.reset()
    talk.server.script.extend(script)
    chunks = talk.chunks("Hi", **request_)
    expected = {choice["index"]: choice for choice in whole["choices"]}
    for index, choice in assembled(chunks).items():
        wanted = expected.pop(index)
        assert choice["message"] == wanted["message"]
        assert choice["finish_reason"] == wanted["finish_reason"]
    assert not expected
    assert {chunk["id"] for chunk in chunks} == {whole["id"]}
    assert all("usage" not in chunk for chunk in chunks)


def test_the_role_comes_first_and_the_end_last(talk: Talk) -> None:
    chunks = talk.chunks("Hi")
    deltas = [chunk["choices"][0] for chunk in chunks]
    assert deltas[0]["delta"] == {"role": "assistant", "content": ""}
    assert all(delta["delta"].keys() == {"content"} for delta in deltas[1:-1])
    assert len(deltas) > 10
    assert (deltas[-1]["delta"], deltas[-1]["finish_reason"]) == ({}, "stop")


def test_choices_arrive_side_by_side(talk: Talk) -> None:
    chunks = talk.chunks("Hi", n=3)
    assert [chunk["choices"][0]["index"] for chunk in chunks][:6] == [0, 1, 2, 0, 1, 2]


def test_the_usage_chunk_when_asked_for(talk: Talk) -> None:
    whole = talk.chat("Hi")
    *chunks, last = talk.chunks("Hi", stream_options={"include_usage": True})
    assert (last["choices"], last["usage"]) == ([], whole["usage"])
    assert all(chunk["usage"] is None for chunk in chunks)
    assert all("usage" not in chunk for chunk in talk.chunks("Hi", stream_options={"include_usage": False}))


TEXT_PART = ["response.content_part.added", "response.output_text.delta", "response.output_text.done",
             "response.content_part.done"]  # fmt: skip
REFUSAL_PART = ["response.content_part.added", "response.refusal.delta", "response.refusal.done",
                "response.content_part.done"]  # fmt: skip
SUMMARY_PART = ["response.reasoning_summary_part.added", "response.reasoning_summary_text.delta",
                "response.reasoning_summary_text.done", "response.reasoning_summary_part.done"]  # fmt: skip
ARGUMENTS = ["response.function_call_arguments.delta", "response.function_call_arguments.done"]


def item(*inside: str) -> list[str]:
    return ["response.output_item.added", *inside, "response.output_item.done"]


BEGIN = ["response.created", "response.in_progress"]
CALLS = {"tools": [flat_function("a", {}), flat_function("b", {})], "tool_choice": "required"}


@pytest.mark.parametrize(
    ("request_", "step", "order"),
    [
        ({}, None, [*BEGIN, *item(), *item(*TEXT_PART), "response.completed"]),
        (
            {"reasoning": {"summary": "auto"}},
            None,
            [*BEGIN, *item(*SUMMARY_PART), *item(*TEXT_PART), "response.completed"],
        ),
        ({"max_output_tokens": 16}, None, [*BEGIN, *item(), *item(*TEXT_PART), "response.incomplete"]),
        ({}, Step(refusal="No."), [*BEGIN, *item(), *item(*REFUSAL_PART), "response.completed"]),
        (CALLS, None, [*BEGIN, *item(), *item(*ARGUMENTS), "response.completed"]),
        (
            {},
            Step(tool_calls=[Call("a", '{"x": 1}'), Call("b", "{}")]),
            [*BEGIN, *item(), *item(*ARGUMENTS), *item(*ARGUMENTS), "response.completed"],
        ),
        ({}, Step(failure="Out of order."), [*BEGIN, "response.failed"]),
        (
            {"background": True},
            None,
            [
                "response.created",
                "response.queued",
                "response.in_progress",
                *item(),
                *item(*TEXT_PART),
                "response.completed",
            ],
        ),
    ],
)
def test_events_in_order(talk: Talk, request_: Json, step: Step | None, order: list[str]) -> None:
    talk.server.script.extend([step] if step else [])
    events = talk.events("Hi", **request_)
    types = [event["type"] for event in events]
    assert [t for n, t in enumerate(types) if not (t.endswith(".delta") and types[n - 1] == t)] == order
    assert [event["sequence_number"] for event in events] == list(range(len(events)))
    assert (
        set(types)
        <= contract()
        .document["components"]["schemas"]["ResponseStreamEvent"]["discriminator"]["mapping"]
        .keys()
    )


@pytest.mark.parametrize(
    "request_",
    [
        {},
        {"reasoning": {"summary": "auto"}},
        {"max_output_tokens": 17},
        {
            "tools": [flat_function("a", {"properties": {"city": {"minLength": 40}}})],
            "tool_choice": "required",
        },
        {"text": {"format": {"type": "json_object"}}},
    ],
)
@pytest.mark.parametrize("step", STEPS)
def test_events_add_up(talk: Talk, request_: Json, step: Step | None) -> None:
    script = [step] if step else []
    talk.server.script.extend(script)
    whole = talk.respond("Hi", **request_)
    talk.server.reset()
    talk.server.script.extend(script)
    events = talk.events("Hi", **request_)
    last = events[-1]["response"]
    assert {**last, "created_at": 0} == {**whole, "created_at": 0}
    grown: list[Json] = []
    sums: dict[tuple[Any, ...], str] = defaultdict(str)
    for event in events:
        place = (event.get("output_index"), event.get("content_index"), event.get("summary_index"))
        kind = event["type"].removeprefix("response.")
        if kind == "output_item.added":
            assert event["output_index"] == len(grown)
            grown.append(event["item"])
        elif kind in {"content_part.added", "reasoning_summary_part.added"}:
            assert "" in event["part"].values(), "a part is empty before its deltas"
        elif kind in {"content_part.done", "reasoning_summary_part.done"}:
            parts = grown[-1]["content" if place[1] is not None else "summary"]
            assert len(parts) == (place[1] if place[1] is not None else place[2])
            parts.append(event["part"])
        elif kind.endswith(".delta"):
            sums[place] += event["delta"]
        elif kind.endswith((".text.done", "_text.done", "refusal.done", "arguments.done")):
            field = next(name for name in ("text", "refusal", "arguments") if name in event)
            assert sums[place] == event[field]
            if field == "arguments":
                grown[-1]["arguments"] = event[field]
        elif kind == "output_item.done":
            assert event["item"] == last["output"][event["output_index"]]
            if "status" in grown[-1]:
                assert grown[-1]["status"] == "in_progress"
                grown[-1]["status"] = event["item"]["status"]
        assert event.get("item_id", grown and grown[-1]["id"]) == (grown and grown[-1]["id"])
    assert grown == last["output"]


def test_the_response_grows(talk: Talk) -> None:
    created, begun, *_, completed = talk.events("Hi", background=False)
    for event in (created, begun):
        assert event["response"]["status"] == "in_progress"
        assert event["response"]["output"] == []
        assert event["response"]["usage"] is None
        assert event["response"]["id"] == completed["response"]["id"]
    assert completed["response"]["usage"]["total_tokens"] > 0


def test_a_response_in_the_background_is_queued_first(talk: Talk) -> None:
    events = talk.events("Hi", background=True)
    statuses = [event["response"]["status"] for event in events if "response" in event]
    assert statuses == ["queued", "queued", "in_progress", "completed"]


def test_a_streamed_response_is_remembered(talk: Talk) -> None:
    first = talk.events("Hi", store=True)[-1]["response"]
    talk.events("And?", previous_response_id=first["id"])
