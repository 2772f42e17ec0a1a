"""Spans and metrics of streams, which last until the stream has ended, or is closed or dropped."""

from __future__ import annotations

import asyncio
import gc
import warnings
from typing import Any

import pytest
from opentelemetry.trace import StatusCode

from aimlkit import AIMLAPI, AsyncAIMLAPI, StreamCutError
from aimlkit.mock import MockResponse, MockServer, Usage
from tests.models import CHAT_MODEL, CHAT_OPERATION, RESPONSES_MODEL, RESPONSES_OPERATION, require_cost
from tests.wrapper.any_client import AnyClient
from tests.wrapper.otel.conftest import Recorder
from tests.wrapper.payloads import STREAM_HEAD, chat_chunk, encode_chunked, encode_events
from tests.wrapper.raw_server import RawServer
from tests.wrapper.weather import CHAT_REQUEST, RESPONSES_REQUEST

Json = Any

USAGE = Usage(input_tokens=7, output_tokens=5)
TEXT = MockResponse(text="Cold and clear.", usage=USAGE, cost_usd=0.25)
REQUESTS: Json = {"chat": CHAT_REQUEST, "responses": RESPONSES_REQUEST}
FINISH_REASONS = {"chat": ("stop",), "responses": ("completed",)}


def resource(client: Any, api: str) -> Any:
    """Return the resource of an API."""
    return client.chat.completions if api == "chat" else client.responses


@pytest.mark.parametrize("api", ["chat", "responses"])
def test_stream_has_a_span_with_the_usage_of_its_last_event(
    api: str, any_client: AnyClient, recorder: Recorder, aimlkit_mock: MockServer
) -> None:
    require_cost(CHAT_OPERATION if api == "chat" else RESPONSES_OPERATION)
    any_client.options["telemetry"] = recorder.telemetry()
    aimlkit_mock.enqueue(TEXT)
    options: Json = {"stream_options": {"include_usage": True}} if api == "chat" else {}
    any_client.call(lambda client: resource(client, api).create, **REQUESTS[api], **options, stream=True)
    [span] = recorder.spans
    attributes = recorder.attributes
    assert span.status.status_code is StatusCode.UNSET
    assert attributes["gen_ai.request.stream"] is True
    assert (attributes["gen_ai.usage.input_tokens"], attributes["gen_ai.usage.output_tokens"]) == (7, 5)
    assert attributes["aimlkit.cost.usd"] == 0.25
    first_chunk = attributes["gen_ai.response.time_to_first_chunk"]
    assert span.start_time is not None and span.end_time is not None
    assert 0 < first_chunk <= (span.end_time - span.start_time) / 1e9
    [point] = recorder.points("gen_ai.client.operation.time_to_first_chunk")
    assert point["sum"] == pytest.approx(first_chunk)
    assert len(recorder.points("gen_ai.client.token.usage")) == 2


@pytest.mark.parametrize("api", ["chat", "responses"])
@pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])
def test_span_of_a_stream_ends_with_the_stream(
    api: str, is_async: bool, recorder: Recorder, aimlkit_mock: MockServer
) -> None:
    aimlkit_mock.enqueue(TEXT)
    options: Json = {
        "api_key": aimlkit_mock.key,
        "base_url": aimlkit_mock.base_url,
        "telemetry": recorder.telemetry(),
    }

    def read() -> None:
        with AIMLAPI(**options) as client, resource(client, api).stream(**REQUESTS[api]) as stream:
            assert recorder.spans == []
            stream.until_done()
            assert len(recorder.spans) == 1

    async def read_async() -> None:
        async with (
            AsyncAIMLAPI(**options) as client,
            resource(client, api).stream(**REQUESTS[api]) as stream,
        ):
            assert recorder.spans == []
            await stream.until_done()
            assert len(recorder.spans) == 1

    asyncio.run(read_async()) if is_async else read()
    assert recorder.attributes["gen_ai.response.finish_reasons"] == FINISH_REASONS[api]


@pytest.mark.parametrize("api", ["chat", "responses"])
def test_span_of_a_stream_that_is_closed_early_is_no_error(
    api: str, recorder: Recorder, aimlkit_mock: MockServer, client: AIMLAPI
) -> None:
    client.telemetry = recorder.telemetry()
    aimlkit_mock.enqueue(MockResponse(text="Cold and clear.", event_delay=0.01))
    with resource(client, api).create(**REQUESTS[api], stream=True) as stream:
        next(stream)
        assert recorder.spans == []
    [span] = recorder.spans
    assert span.status.status_code is StatusCode.UNSET
    assert "gen_ai.usage.input_tokens" not in recorder.attributes


def test_span_of_a_stream_that_is_dropped_ends(
    recorder: Recorder, aimlkit_mock: MockServer, client: AIMLAPI
) -> None:
    client.telemetry = recorder.telemetry()
    aimlkit_mock.enqueue(MockResponse(text="Cold and clear.", event_delay=0.01))
    stream = client.responses.create(**RESPONSES_REQUEST, stream=True)
    next(stream)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        del stream
        gc.collect()
        assert [span.name for span in recorder.spans] == [f"chat {RESPONSES_MODEL}"]
        client.close()


def test_span_of_a_stream_that_is_cut_is_an_error(
    raw_client: AnyClient, raw_server: RawServer, recorder: Recorder
) -> None:
    raw_client.options["telemetry"] = recorder.telemetry()
    raw_server.enqueue(STREAM_HEAD + encode_chunked(encode_events(chat_chunk("a"))), "close")
    with pytest.raises(StreamCutError):
        raw_client.create_chat_completion(stream=True)
    [span] = recorder.spans
    assert span.status.status_code is StatusCode.ERROR
    assert recorder.attributes["error.type"] == "StreamCutError"
    assert recorder.attributes["gen_ai.response.model"] == CHAT_MODEL


def test_span_of_a_stream_with_an_error_event_is_an_error(
    raw_client: AnyClient, raw_server: RawServer, recorder: Recorder
) -> None:
    raw_client.options["telemetry"] = recorder.telemetry()
    events = encode_events(chat_chunk("a"), {"error": {"message": "No."}})
    raw_server.enqueue(STREAM_HEAD + encode_chunked(events) + b"0\r\n\r\n")
    with pytest.raises(Exception, match="No"):
        raw_client.create_chat_completion(stream=True)
    assert recorder.attributes["error.type"] == "APIStreamError"


def test_stream_that_does_not_begin_has_the_class_of_its_exception(
    any_client: AnyClient, recorder: Recorder, aimlkit_mock: MockServer
) -> None:
    any_client.options.update(telemetry=recorder.telemetry(), max_retries=0)
    aimlkit_mock.enqueue(MockResponse(status=503))
    with pytest.raises(Exception, match="503"):
        any_client.create_response(stream=True)
    assert recorder.attributes["error.type"] == "InternalServerError"
    assert "gen_ai.response.time_to_first_chunk" not in recorder.attributes
