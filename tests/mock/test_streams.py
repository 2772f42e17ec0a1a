"""Streams: the order of their events, and that these add up to the response."""

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import anyio
import httpx
import pytest

from aimlkit.mock import MockResponse, ToolCall, create_app
from aimlkit.mock.contract import packaged_contract
from tests.mock.client import RESPONSES, MockClient, chat_function, event_data, responses_function
from tests.models import RESPONSES_MODEL, RESPONSES_OPERATION, require


def add_up(chunks: Iterable[Any]) -> dict[int, Any]:
    """Return the choices that the chunks add up to, by index."""
    choices: dict[int, Any] = defaultdict(lambda: {"message": {"content": None, "refusal": None}})
    for chunk in chunks:
        for delta in chunk["choices"]:
            choice = choices[delta["index"]]
            assert choice.get("finish_reason") is None, "nothing comes after the end"
            choice["finish_reason"] = delta["finish_reason"]
            message = choice["message"]
            for name, value in delta["delta"].items():
                if name == "role":
                    assert message.setdefault("role", value) == value
                elif name == "tool_calls":
                    for call in value:
                        merge_call(message.setdefault("tool_calls", []), call)
                elif value is not None:
                    message[name] = (message[name] or "") + value
    return dict(choices)


def merge_call(calls: list[Any], delta: Any) -> None:
    if delta["index"] == len(calls):
        calls.append({"id": delta["id"], "type": delta["type"], "function": dict(delta["function"])})
        return
    assert delta.keys() == {"index", "function"}, "later deltas have only this"
    assert delta["function"].keys() == {"arguments"}
    calls[delta["index"]]["function"]["arguments"] += delta["function"]["arguments"]


REQUESTS: list[Any] = [
    {},
    {"n": 3},
    {"max_completion_tokens": 5, "n": 2},
    {
        "tools": [chat_function("a", {"properties": {"city": {"minLength": 40}}}), chat_function("b", {})],
        "tool_choice": "required",
    },
    {"response_format": {"type": "json_object"}},
]
MOCK_RESPONSES: list[Any] = [
    None,
    MockResponse(text="Grüße,\n\n  und 你好 "),
    MockResponse(text=""),
    MockResponse(refusal="I will not say."),
    MockResponse(
        tool_calls=[ToolCall("a", '{"x": [1, 2, 3]}'), ToolCall("b", "not JSON"), ToolCall("c", "")]
    ),
]


@pytest.mark.parametrize("mock_response", MOCK_RESPONSES)
@pytest.mark.parametrize("request_", REQUESTS)
def test_chunks_add_up_to_the_completion(
    mock_client: MockClient, request_: Any, mock_response: MockResponse | None
) -> None:
    enqueued = [mock_response] if mock_response else []
    mock_client.server.enqueue(*enqueued)
    complete = mock_client.create_completion("Hi", **request_)
    mock_client.server.reset()
    mock_client.server.enqueue(*enqueued)
    chunks = mock_client.stream_completion("Hi", **request_)
    expected = {choice["index"]: choice for choice in complete["choices"]}
    for index, choice in add_up(chunks).items():
        expected_choice = expected.pop(index)
        assert choice["message"] == expected_choice["message"]
        assert choice["finish_reason"] == expected_choice["finish_reason"]
    assert not expected
    assert {chunk["id"] for chunk in chunks} == {complete["id"]}
    assert all("usage" not in chunk for chunk in chunks)


def test_chunks_start_with_the_role_and_end_with_the_finish_reason(mock_client: MockClient) -> None:
    chunks = mock_client.stream_completion("Hi")
    deltas = [chunk["choices"][0] for chunk in chunks]
    assert deltas[0]["delta"] == {"role": "assistant", "content": ""}
    assert all(delta["delta"].keys() == {"content"} for delta in deltas[1:-1])
    assert len(deltas) > 10
    assert (deltas[-1]["delta"], deltas[-1]["finish_reason"]) == ({}, "stop")


def test_chunks_of_choices_are_interleaved(mock_client: MockClient) -> None:
    chunks = mock_client.stream_completion("Hi", n=3)
    assert [chunk["choices"][0]["index"] for chunk in chunks][:6] == [0, 1, 2, 0, 1, 2]


def test_chunks_end_with_the_usage_on_request(mock_client: MockClient) -> None:
    complete = mock_client.create_completion("Hi")
    *chunks, last = mock_client.stream_completion("Hi", stream_options={"include_usage": True})
    assert (last["choices"], last["usage"]) == ([], complete["usage"])
    assert all(chunk["usage"] is None for chunk in chunks)
    assert all(
        "usage" not in chunk
        for chunk in mock_client.stream_completion("Hi", stream_options={"include_usage": False})
    )


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
CALLS = {"tools": [responses_function("a", {}), responses_function("b", {})], "tool_choice": "required"}


@pytest.mark.parametrize(
    ("request_", "mock_response", "order"),
    [
        ({}, None, [*BEGIN, *item(), *item(*TEXT_PART), "response.completed"]),
        (
            {"reasoning": {"summary": "auto"}},
            None,
            [*BEGIN, *item(*SUMMARY_PART), *item(*TEXT_PART), "response.completed"],
        ),
        ({"max_output_tokens": 16}, None, [*BEGIN, *item(), *item(*TEXT_PART), "response.incomplete"]),
        ({}, MockResponse(refusal="No."), [*BEGIN, *item(), *item(*REFUSAL_PART), "response.completed"]),
        (CALLS, None, [*BEGIN, *item(), *item(*ARGUMENTS), "response.completed"]),
        (
            {},
            MockResponse(tool_calls=[ToolCall("a", '{"x": 1}'), ToolCall("b", "{}")]),
            [*BEGIN, *item(), *item(*ARGUMENTS), *item(*ARGUMENTS), "response.completed"],
        ),
        ({}, MockResponse(failure="Out of order."), [*BEGIN, "response.failed"]),
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
def test_events_are_in_order(
    mock_client: MockClient, request_: Any, mock_response: MockResponse | None, order: list[str]
) -> None:
    mock_client.server.enqueue(*([mock_response] if mock_response else []))
    events = mock_client.stream_response("Hi", **request_)
    types = [event["type"] for event in events]
    assert [t for n, t in enumerate(types) if not (t.endswith(".delta") and types[n - 1] == t)] == order
    assert [event["sequence_number"] for event in events] == list(range(len(events)))
    assert (
        set(types)
        <= packaged_contract()
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
            "tools": [responses_function("a", {"properties": {"city": {"minLength": 40}}})],
            "tool_choice": "required",
        },
        {"text": {"format": {"type": "json_object"}}},
    ],
)
@pytest.mark.parametrize("mock_response", MOCK_RESPONSES)
def test_events_add_up_to_the_response(
    mock_client: MockClient, request_: Any, mock_response: MockResponse | None
) -> None:
    enqueued = [mock_response] if mock_response else []
    mock_client.server.enqueue(*enqueued)
    complete = mock_client.create_response("Hi", **request_)
    mock_client.server.reset()
    mock_client.server.enqueue(*enqueued)
    events = mock_client.stream_response("Hi", **request_)
    last = events[-1]["response"]
    assert {**last, "created_at": 0} == {**complete, "created_at": 0}
    grown: list[Any] = []
    sums: dict[tuple[Any, ...], str] = defaultdict(str)
    for event in events:
        place = (event.get("output_index"), event.get("content_index"), event.get("summary_index"))
        event_type = event["type"].removeprefix("response.")
        if event_type == "output_item.added":
            assert event["output_index"] == len(grown)
            grown.append(event["item"])
        elif event_type in {"content_part.added", "reasoning_summary_part.added"}:
            assert "" in event["part"].values(), "a part is empty before its deltas"
        elif event_type in {"content_part.done", "reasoning_summary_part.done"}:
            parts = grown[-1]["content" if place[1] is not None else "summary"]
            assert len(parts) == (place[1] if place[1] is not None else place[2])
            parts.append(event["part"])
        elif event_type.endswith(".delta"):
            sums[place] += event["delta"]
        elif event_type.endswith((".text.done", "_text.done", "refusal.done", "arguments.done")):
            field = next(name for name in ("text", "refusal", "arguments") if name in event)
            assert sums[place] == event[field]
            if field == "arguments":
                grown[-1]["arguments"] = event[field]
        elif event_type == "output_item.done":
            assert event["item"] == last["output"][event["output_index"]]
            if "status" in grown[-1]:
                assert grown[-1]["status"] == "in_progress"
                grown[-1]["status"] = event["item"]["status"]
        assert event.get("item_id", grown and grown[-1]["id"]) == (grown and grown[-1]["id"])
    assert grown == last["output"]


def test_events_have_the_response_as_it_was_at_the_time(mock_client: MockClient) -> None:
    created, in_progress, *_, completed = mock_client.stream_response("Hi", background=False)
    for event in (created, in_progress):
        assert event["response"]["status"] == "in_progress"
        assert event["response"]["output"] == []
        assert event["response"]["usage"] is None
        assert event["response"]["id"] == completed["response"]["id"]
    assert completed["response"]["usage"]["total_tokens"] > 0


def test_events_of_a_background_response_start_with_queued(mock_client: MockClient) -> None:
    events = mock_client.stream_response("Hi", background=True)
    statuses = [event["response"]["status"] for event in events if "response" in event]
    assert statuses == ["queued", "queued", "in_progress", "completed"]


def test_streamed_response_can_be_continued(mock_client: MockClient) -> None:
    first = mock_client.stream_response("Hi", store=True)[-1]["response"]
    mock_client.stream_response("And?", previous_response_id=first["id"])


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_app_works_with_any_event_loop(backend: str) -> None:
    """The app is also used without a server, by the ASGI transport of httpx."""
    require(RESPONSES_OPERATION)
    schema = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
    request = {
        "model": RESPONSES_MODEL,
        "input": "word " * 20_000,  # A body that is parsed in another thread.
        "text": {"format": {"type": "json_schema", "name": "f", "schema": schema}},
        "stream": True,
    }

    async def stream() -> str:
        transport = httpx.ASGITransport(create_app())
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            response = await client.post(
                "/v1/responses", json=request, headers={"Authorization": "Bearer any"}
            )
            return response.text

    text: str = anyio.run(stream, backend=backend)
    events = [json.loads(data) for data in event_data(RESPONSES, text)]
    assert events[-1]["type"] == "response.completed"
    assert json.loads(events[-1]["response"]["output_text"]).keys() == {"city"}
