"""Responses as the client parses them: completions, chunks, response objects, events."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeVar

from schemathesis import DeserializationContext
from schemathesis.core.deserialization import deserialize_response

from aimlkit_api.models import ChatCompletion, ChatCompletionChunk, Response
from aimlkit_api.types import reader_of, to_json
from tests.conformance.sent_request import served_operation

if TYPE_CHECKING:
    from collections.abc import Callable

    import schemathesis
    from schemathesis import Case

    from aimlkit_api.models.response_stream_event import ResponseStreamEvent

ModelT = TypeVar("ModelT")

read_event: Callable[[Any], ResponseStreamEvent] = reader_of("ResponseStreamEvent")


def is_stream(response: schemathesis.Response) -> bool:
    """Return whether the response is a stream of server-sent events."""
    return "text/event-stream" in response.headers.get("content-type", [""])[0]


def parse_completion(response: schemathesis.Response) -> ChatCompletion:
    """Return a chat completion that was not streamed."""
    return _parse(ChatCompletion.from_dict, response.json())


def parse_response(response: schemathesis.Response) -> Response:
    """Return a response that was not streamed."""
    return _parse(Response.from_dict, response.json())


def parse_chunks(case: Case[Any], response: schemathesis.Response) -> list[ChatCompletionChunk]:
    """Return the chunks of a stream; fail unless it has the end mark at its end, and only there."""
    end_mark = served_operation(case).stream.end_mark
    events = _server_sent_events(case, response)
    assert events and events.pop()[1] == end_mark, f"the stream does not end with {end_mark}"
    return [_parse(ChatCompletionChunk.from_dict, json.loads(data)) for _, data in events]


def parse_events(case: Case[Any], response: schemathesis.Response) -> list[ResponseStreamEvent]:
    """Return the events of a stream; fail unless the name of each one is its type."""
    named_data = _server_sent_events(case, response)
    if named_data and named_data[-1][1] == served_operation(case).stream.end_mark:  # some servers send it
        named_data.pop()
    named_values = [(name, json.loads(data)) for name, data in named_data]
    for name, value in named_values:
        assert name in ("message", value["type"]), f"an event of type {value['type']} has the name {name}"
    return [_parse(read_event, value) for _, value in named_values]


def _server_sent_events(case: Case[Any], response: schemathesis.Response) -> list[tuple[str, str]]:
    """Return the name and the data of each server-sent event."""
    assert response.content.endswith((b"\n\n", b"\r\n\r\n")), "the stream ends in the middle of an event"
    context = DeserializationContext(operation=case.operation, case=case)
    events = deserialize_response(response, "text/event-stream", context=context)
    return [(event["event"], event["data"]) for event in events]


def _parse(parse: Callable[[Any], ModelT], value: Any) -> ModelT:
    """Parse a value; fail unless serializing the result gives the value again."""
    model = parse(value)
    assert to_json(model) == value, f"parsed and serialized, this value changes: {str(value)[:200]}"
    return model
