"""Reading a stream without I/O: bytes in, typed events out."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

import aimlkit
from aimlkit._open_streams import OpenStreams
from aimlkit._redaction import EchoRedactor
from aimlkit._replies import StreamReply
from aimlkit._spend import SpendTracker
from aimlkit.endpoints import chat_completions, responses
from aimlkit.endpoints._base import Endpoint
from aimlkit.streaming._reader import EventReader, PlainAccumulator
from aimlkit_api.types import Unknown
from tests.models import CHAT_OPERATION, RESPONSES_OPERATION, needs, require_cost
from tests.wrapper.payloads import chat_chunk, encode_events

Json = Any
AnyEndpoint = Endpoint[Any, Any]

CHAT_COMPLETIONS = chat_completions.ENDPOINT
RESPONSES = responses.ENDPOINT
TEXT_DELTA = {"type": "response.output_text.delta", "delta": "Hel"}


def plain_reader(endpoint: AnyEndpoint, spend: SpendTracker | None = None) -> EventReader[Any, Any]:
    """Return the reader of a plain stream, as `create(stream=True)` makes it."""
    request = httpx.Request("POST", "https://api.test", headers={"authorization": "Bearer secret-key"})
    reply = StreamReply(
        httpx.Response(200, request=request),
        spend or SpendTracker(),
        retries=1,
        request_id="r1",
        max_event_size=1_000_000,
        redactor=EchoRedactor("secret-key"),
        open_streams=OpenStreams(),
        owner=None,
    )
    accumulator: PlainAccumulator[Any] = PlainAccumulator(
        endpoint.text_delta, endpoint.response_in, endpoint.failure_in, endpoint.partial_response
    )
    return EventReader(endpoint.spec, accumulator, reply)


def read_stream(endpoint: AnyEndpoint, stream: bytes) -> list[Json]:
    """Return the events of a whole stream."""
    reader = plain_reader(endpoint)
    events = list(reader.feed(stream))
    reader.end()
    return events


@needs(CHAT_OPERATION)
@pytest.mark.parametrize("data", ["{", "nothing", "", "[]", "null", "5", '"a"', "[" * 100_000, "\ufeff{}"])
def test_reader_raises_for_an_event_that_is_not_a_json_object(data: str) -> None:
    with pytest.raises(aimlkit.APIStreamError, match=r"not (a )?JSON") as raised:
        read_stream(CHAT_COMPLETIONS, encode_events(chat_chunk("Hello"), data))
    assert raised.value.partial is not None
    assert raised.value.partial.to_dict()["choices"][0]["message"]["content"] == "Hello"


@needs(RESPONSES_OPERATION)
def test_reader_returns_unknown_events_unchanged() -> None:
    new_event = {"type": "response.new.thing", "a": [1]}
    [unknown, completed] = read_stream(RESPONSES, encode_events(new_event, {"type": "response.completed"}))
    assert isinstance(unknown, Unknown)
    assert unknown.to_dict() == new_event
    assert completed.response is None


@needs(RESPONSES_OPERATION)
@pytest.mark.parametrize("event_type", ["response.completed", "response.failed", "response.incomplete"])
def test_reader_ends_a_response_at_a_terminal_event(event_type: str) -> None:
    events = read_stream(RESPONSES, encode_events(TEXT_DELTA, {"type": event_type}, TEXT_DELTA))
    assert [event.type for event in events] == ["response.output_text.delta", event_type]


@needs(CHAT_OPERATION)
def test_reader_ends_a_chat_stream_at_the_end_mark() -> None:
    assert len(read_stream(CHAT_COMPLETIONS, encode_events(chat_chunk("a"), "[DONE]", chat_chunk("a")))) == 1


@needs(RESPONSES_OPERATION)
def test_reader_raises_if_the_end_mark_comes_before_the_terminal_event() -> None:
    with pytest.raises(aimlkit.StreamCutError, match="ended early"):
        read_stream(RESPONSES, encode_events(TEXT_DELTA, "[DONE]"))


@needs(CHAT_OPERATION)
def test_reader_raises_if_the_bytes_end_before_the_stream() -> None:
    reader = plain_reader(CHAT_COMPLETIONS)
    assert len(list(reader.feed(encode_events(chat_chunk("Hello"))))) == 1
    assert not reader.done
    with pytest.raises(aimlkit.StreamCutError, match="ended early") as raised:
        reader.end()
    assert (raised.value.retries, raised.value.request_id) == (1, "r1")
    assert isinstance(raised.value.partial, aimlkit.ChatCompletion)
    assert raised.value.partial.text == "Hello"
    assert "secret-key" not in str(raised.value.request.headers.raw)


@needs(RESPONSES_OPERATION)
@pytest.mark.parametrize(
    ("error", "error_class"),
    [
        (httpx.ReadError("reset"), aimlkit.StreamCutError),
        (httpx.StreamClosed(), aimlkit.StreamCutError),
        (httpx.ReadTimeout("late"), aimlkit.StreamTimeoutError),
    ],
)
def test_reader_returns_the_exception_for_an_error_of_the_transport(
    error: Exception, error_class: type[aimlkit.APIError]
) -> None:
    reader = plain_reader(RESPONSES)
    list(reader.feed(encode_events({"type": "response.created", "response": {"id": "resp1"}}, TEXT_DELTA)))
    failure = reader.transport_failure(error)
    assert type(failure) is error_class
    assert isinstance(failure.partial, aimlkit.Response)
    assert (failure.partial.id, failure.partial.output_text) == ("resp1", "Hel")


@pytest.mark.parametrize(
    ("endpoint", "events"),
    [
        (
            CHAT_COMPLETIONS,
            [chat_chunk("a", meta={"usage": {"usd_spent": usd}}) for usd in (0.25, 0.25, 0.5)],
        ),
        (RESPONSES, [{"type": "response.completed", "response": {"meta": {"usage": {"usd_spent": 0.5}}}}]),
        (RESPONSES, [{"type": "response.completed", "meta": {"usage": {"usd_spent": 0.5}}}]),
    ],
)
def test_reader_adds_the_cost_of_a_stream_once(endpoint: AnyEndpoint, events: list[Json]) -> None:
    require_cost(endpoint.spec.id)
    spend = SpendTracker()
    list(plain_reader(endpoint, spend).feed(encode_events(*events)))
    assert spend.total == 0.5


@needs(CHAT_OPERATION)
def test_plain_accumulator_stores_the_end_of_the_text_only() -> None:
    reader = plain_reader(CHAT_COMPLETIONS)
    data = encode_events(chat_chunk("x" * 10))
    for _ in range(30_000):
        list(reader.feed(data))
    with pytest.raises(aimlkit.StreamCutError) as raised:
        reader.end()
    assert isinstance(raised.value.partial, aimlkit.ChatCompletion)
    assert 90_000 <= len(raised.value.partial.text or "") <= 110_000


# --- arbitrary input ---

FIELD_NAMES = [
    *("type", "delta", "choices", "content", "index", "error", "message"),
    *("response", "meta", "usage", "id"),
]
VALUES: st.SearchStrategy[Json] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(FIELD_NAMES),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)
TYPED_VALUES = st.builds(
    lambda event_type, value: {**value, "type": event_type} if isinstance(value, dict) else value,
    st.sampled_from(["error", "response.completed", "response.output_text.delta", "response.created", None]),
    VALUES,
)


@pytest.mark.parametrize("endpoint", [CHAT_COMPLETIONS, RESPONSES])
@given(st.lists(VALUES | TYPED_VALUES, max_size=5), st.sampled_from([encode_events("[DONE]"), b""]))
def test_reader_raises_only_api_errors_for_any_events(
    endpoint: AnyEndpoint, values: list[Json], end: bytes
) -> None:
    try:
        read_stream(endpoint, encode_events(*values) + end)
    except aimlkit.APIError as error:
        assert error.partial is not None
        repr(error.partial), error.partial.cost_usd


@pytest.mark.parametrize("endpoint", [CHAT_COMPLETIONS, RESPONSES])
@given(st.binary(max_size=60))
def test_reader_raises_only_api_errors_for_any_bytes(endpoint: AnyEndpoint, stream: bytes) -> None:
    try:
        assert read_stream(endpoint, stream) == []
    except aimlkit.APIError as error:
        assert error.partial is not None
