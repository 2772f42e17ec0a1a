"""Spans and metrics of requests whose responses are not streamed."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from typing import Any

import httpx
import pytest
from opentelemetry.trace import INVALID_SPAN, SpanKind, StatusCode, get_current_span

from aimlkit import (
    AIMLAPI,
    APIConnectionError,
    AsyncAIMLAPI,
    RateLimitError,
    ResponseFailedError,
    SpendLimitError,
)
from aimlkit.endpoints.chat_completions import ENDPOINT as CHAT_COMPLETIONS
from aimlkit.endpoints.responses import ENDPOINT as RESPONSES
from aimlkit.mock import MockResponse, MockServer, Usage
from aimlkit_api.operations import OPERATIONS
from tests.models import CHAT_MODEL, RESPONSES_MODEL, RESPONSES_OPERATION, require
from tests.wrapper.any_client import AnyClient
from tests.wrapper.otel.conftest import Recorder
from tests.wrapper.payloads import COMPLETION, http_response
from tests.wrapper.raw_server import RawServer
from tests.wrapper.weather import FORECAST_JSON, Forecast

Json = Any

USAGE = Usage(input_tokens=7, output_tokens=5)
SECRET = "secret-key-0123456789"


@pytest.fixture
def observed(any_client: AnyClient, recorder: Recorder) -> AnyClient:
    """Return the clients with telemetry."""
    any_client.options["telemetry"] = recorder.telemetry()
    return any_client


def test_span_of_a_chat_completion(observed: AnyClient, recorder: Recorder, aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(MockResponse(text="Hello", usage=USAGE, cost_usd=0.25))
    completion = observed.create_chat_completion(max_completion_tokens=50, seed=3)
    [span] = recorder.spans
    port = int(aimlkit_mock.base_url.split(":")[2].split("/")[0])
    assert (span.name, span.kind, span.status.status_code) == (
        f"chat {CHAT_MODEL}",
        SpanKind.CLIENT,
        StatusCode.UNSET,
    )
    assert recorder.attributes == {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": "aimlapi",
        "server.address": "127.0.0.1",
        "server.port": port,
        "gen_ai.request.model": CHAT_MODEL,
        "gen_ai.request.max_tokens": 50,
        "gen_ai.request.seed": 3,
        "gen_ai.response.id": completion.id,
        "gen_ai.response.model": completion.model,
        "gen_ai.response.finish_reasons": ("stop",),
        "gen_ai.usage.input_tokens": 7,
        "gen_ai.usage.output_tokens": 5,
        "aimlkit.operation": CHAT_COMPLETIONS.spec.id,
        "aimlkit.cost.usd": 0.25,
        "aimlkit.cost.credits": completion.credits_used,
        "aimlkit.request_id": completion.request_id,
    }


def test_span_of_a_response(observed: AnyClient, recorder: Recorder, aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(MockResponse(text="Hello", usage=USAGE, cost_usd=0.25))
    response = observed.create_response(max_output_tokens=50)
    attributes = recorder.attributes
    assert attributes["aimlkit.operation"] == RESPONSES.spec.id
    assert attributes["gen_ai.response.id"] == response.id
    assert attributes["gen_ai.request.max_tokens"] == 50
    assert attributes["gen_ai.response.finish_reasons"] == ("completed",)
    assert attributes["gen_ai.usage.output_tokens"] == 5
    assert attributes["aimlkit.cost.usd"] == 0.25


def test_metrics_of_a_request(observed: AnyClient, recorder: Recorder, aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(MockResponse(text="Hello", usage=USAGE), MockResponse(text="Hello", usage=USAGE))
    observed.create_chat_completion()
    observed.create_chat_completion()
    usage = {
        point["gen_ai.token.type"]: (point["sum"], point["gen_ai.response.model"])
        for point in recorder.points("gen_ai.client.token.usage")
    }
    assert {*usage} == {"input", "output"}
    assert (usage["input"][0], usage["output"][0]) == (14, 10)
    [duration] = recorder.points("gen_ai.client.operation.duration")
    assert 0 < duration.pop("sum") < 60
    assert {name: duration[name] for name in ("gen_ai.operation.name", "gen_ai.request.model")} == {
        "gen_ai.operation.name": "chat",
        "gen_ai.request.model": CHAT_MODEL,
    }
    assert recorder.points("gen_ai.client.operation.time_to_first_chunk") == []


def test_parse_has_one_span_with_the_output_type(
    observed: AnyClient, recorder: Recorder, aimlkit_mock: MockServer
) -> None:
    aimlkit_mock.enqueue(MockResponse(text=FORECAST_JSON))
    observed.call(
        lambda client: client.responses.parse, model=RESPONSES_MODEL, input="Hi", text_format=Forecast
    )
    assert recorder.attributes["gen_ai.output.type"] == "json"


def test_retry_is_an_event(observed: AnyClient, recorder: Recorder, aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(MockResponse(status=429, retry_after=0.001), MockResponse(text="Hello"))
    observed.create_chat_completion()
    [span] = recorder.spans
    assert [(event.name, dict(event.attributes or {})) for event in span.events] == [
        ("aimlkit.retry", {"error.type": "RateLimitError", "http.response.status_code": 429})
    ]
    assert span.status.status_code is StatusCode.UNSET
    assert "error.type" not in (span.attributes or {})


def test_failed_request_has_the_class_of_its_exception(
    observed: AnyClient, recorder: Recorder, aimlkit_mock: MockServer
) -> None:
    observed.options["max_retries"] = 0
    aimlkit_mock.enqueue(MockResponse(status=429))
    with pytest.raises(RateLimitError):
        observed.create_chat_completion()
    [span] = recorder.spans
    assert (span.status.status_code, span.status.description) == (StatusCode.ERROR, None)
    assert recorder.attributes["error.type"] == "RateLimitError"
    assert recorder.attributes["http.response.status_code"] == 429
    [duration] = recorder.points("gen_ai.client.operation.duration")
    assert duration["error.type"] == "RateLimitError"
    assert recorder.points("gen_ai.client.token.usage") == []


def test_connection_error_has_the_class_of_its_exception(
    observed: AnyClient, recorder: Recorder, aimlkit_mock: MockServer
) -> None:
    observed.options["max_retries"] = 0
    aimlkit_mock.enqueue(MockResponse(reset=True))
    with pytest.raises(APIConnectionError) as raised:
        observed.create_response()
    assert recorder.attributes["error.type"] == type(raised.value).__name__


def test_response_that_failed_is_an_error(
    observed: AnyClient, recorder: Recorder, aimlkit_mock: MockServer
) -> None:
    aimlkit_mock.enqueue(MockResponse(failure="No."), MockResponse(failure="No."))
    observed.create_response()
    with pytest.raises(ResponseFailedError):
        observed.call(lambda client: client.responses.parse, model=RESPONSES_MODEL, input="Hi")
    assert [span.status.status_code for span in recorder.spans] == [StatusCode.ERROR] * 2
    assert {str((span.attributes or {})["error.type"]) for span in recorder.spans} == {"ResponseFailedError"}


def test_request_that_is_not_sent_has_no_span(observed: AnyClient, recorder: Recorder) -> None:
    observed.options["max_spend_usd"] = 0
    with pytest.raises(SpendLimitError):
        observed.create_chat_completion()
    with pytest.raises(TypeError):
        observed.create_chat_completion(nothing=1)
    assert recorder.spans == []


def test_request_by_path_and_bulk_run_have_spans(client: AIMLAPI, recorder: Recorder, tmp_path: Any) -> None:
    require(RESPONSES_OPERATION)
    client.telemetry = recorder.telemetry()
    client.post("/responses", cast_to=dict, body={"model": RESPONSES_MODEL, "input": "Hi"})
    source, output = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(
        json.dumps(
            {
                "custom_id": "a",
                "url": "/v1/responses",
                "method": "POST",
                "body": {"model": RESPONSES_MODEL, "input": "Hi"},
            }
        )
    )
    client.bulk.run(source, output)
    client.models.list()
    assert [span.name for span in recorder.spans] == [f"chat {RESPONSES_MODEL}"] * 2


def test_copy_without_telemetry_has_no_spans(client: AIMLAPI, recorder: Recorder) -> None:
    client.telemetry = recorder.telemetry()
    client.with_options(telemetry=None).responses.create(model=RESPONSES_MODEL, input="Hi")
    assert recorder.spans == []
    client.with_options(timeout=5).responses.create(model=RESPONSES_MODEL, input="Hi")
    assert len(recorder.spans) == 1


def test_raw_and_unread_responses_have_spans(client: AIMLAPI, recorder: Recorder) -> None:
    client.telemetry = recorder.telemetry()
    client.responses.with_raw_response.create(model=RESPONSES_MODEL, input="Hi")
    with client.responses.with_streaming_response.create(model=RESPONSES_MODEL, input="Hi") as response:
        assert len(recorder.spans) == 2  # The second one ended with the headers.
        response.read()
    assert ["gen_ai.usage.input_tokens" in (span.attributes or {}) for span in recorder.spans] == [
        True,
        False,
    ]


def test_span_is_a_child_of_the_current_span(observed: AnyClient, recorder: Recorder) -> None:
    tracer = recorder.tracer_provider.get_tracer("test")
    with tracer.start_as_current_span("outer") as outer:
        observed.create_chat_completion()
        assert get_current_span() is outer
    [span, _] = recorder.spans
    assert span.parent is not None
    assert span.parent.span_id == outer.get_span_context().span_id


@pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])
def test_span_is_the_current_one_while_its_request_is_sent(
    is_async: bool, recorder: Recorder, aimlkit_mock: MockServer
) -> None:
    current: list[Any] = []

    def on_request(request: httpx.Request) -> None:
        current.append(get_current_span())

    async def on_request_async(request: httpx.Request) -> None:
        on_request(request)

    options: Json = {
        "api_key": aimlkit_mock.key,
        "base_url": aimlkit_mock.base_url,
        "telemetry": recorder.telemetry(),
    }

    async def create_async() -> None:
        http_client = httpx.AsyncClient(event_hooks={"request": [on_request_async]})
        async with AsyncAIMLAPI(**options, http_client=http_client) as client:
            await client.responses.create(model=RESPONSES_MODEL, input="Hi")
            assert get_current_span() is INVALID_SPAN

    if is_async:
        asyncio.run(create_async())
    else:
        http_client = httpx.Client(event_hooks={"request": [on_request]})
        with AIMLAPI(**options, http_client=http_client) as client:
            client.responses.create(model=RESPONSES_MODEL, input="Hi")
        assert get_current_span() is INVALID_SPAN
    [span] = recorder.spans
    assert [each.get_span_context() for each in current] == [span.get_span_context()]


# --- content and the key ---


def test_content_is_not_recorded_by_default(
    observed: AnyClient, recorder: Recorder, aimlkit_mock: MockServer
) -> None:
    aimlkit_mock.enqueue(
        MockResponse(text="a whisper"), MockResponse(status=400, body={"message": "a shout"})
    )
    observed.options["max_retries"] = 0
    observed.create_response(input="a murmur")
    with pytest.raises(Exception, match="a shout"):
        observed.create_response(input="a murmur")
    for text in ("a whisper", "a shout", "a murmur"):
        assert text not in recorder.everything()


@pytest.mark.parametrize("api", ["chat", "responses"])
def test_content_is_recorded_as_messages(
    api: str, any_client: AnyClient, recorder: Recorder, aimlkit_mock: MockServer
) -> None:
    any_client.options["telemetry"] = recorder.telemetry(capture_content=True)
    aimlkit_mock.enqueue(MockResponse(text="4 °C"))
    messages = [{"role": "user", "content": "How cold is it?"}]
    if api == "chat":
        any_client.create_chat_completion(messages=messages)
    else:
        any_client.create_response(input=messages, instructions="Be brief.")
        assert json.loads(recorder.attributes["gen_ai.system_instructions"]) == [
            {"type": "text", "content": "Be brief."}
        ]
    assert json.loads(recorder.attributes["gen_ai.input.messages"]) == [
        {"role": "user", "parts": [{"type": "text", "content": "How cold is it?"}]}
    ]
    assert json.loads(recorder.attributes["gen_ai.output.messages"]) == [
        {
            "role": "assistant",
            "parts": [{"type": "text", "content": "4 °C"}],
            "finish_reason": "stop" if api == "chat" else "completed",
        }
    ]


def test_usage_that_no_exporter_can_send_is_not_recorded(raw_server: RawServer, recorder: Recorder) -> None:
    usage = {"prompt_tokens": 10**30, "completion_tokens": 2, "total_tokens": 3}
    raw_server.enqueue(http_response({**COMPLETION, "usage": usage}))
    with AIMLAPI(api_key=SECRET, base_url=raw_server.base_url, telemetry=recorder.telemetry()) as client:
        client.chat.completions.create(model=CHAT_MODEL, messages=[{"role": "user", "content": "Hi"}])
    assert "gen_ai.usage.input_tokens" not in recorder.attributes
    assert recorder.points("gen_ai.client.token.usage") == []


def test_key_is_never_recorded(raw_server: RawServer, recorder: Recorder) -> None:
    echo = f"{SECRET} again"
    completion = {**COMPLETION, "id": echo, "model": echo}
    completion["choices"] = [
        {"index": 0, "message": {"role": "assistant", "content": echo}, "finish_reason": echo}
    ]
    raw_server.enqueue(http_response(completion, x_request_id=echo))
    raw_server.enqueue(http_response({"message": echo}, status=400))
    with AIMLAPI(
        api_key=SECRET, base_url=raw_server.base_url, telemetry=recorder.telemetry(capture_content=True)
    ) as client:
        for _ in range(2):
            try:
                client.chat.completions.create(
                    model=CHAT_MODEL, messages=[{"role": "user", "content": f"My key is {SECRET}."}]
                )
            except Exception as error:
                assert SECRET not in str(error)
    assert len(recorder.spans) == 2
    assert "My key is" in recorder.everything()
    assert SECRET not in recorder.everything()


# --- without telemetry ---


def test_client_without_telemetry_imports_no_opentelemetry(aimlkit_mock: MockServer) -> None:
    require(RESPONSES_OPERATION)
    program = f"""
import sys
from aimlkit import AIMLAPI
client = AIMLAPI(api_key="mock-key", base_url={aimlkit_mock.base_url!r})
client.responses.create(model={RESPONSES_MODEL!r}, input="Hi")
print([name for name in sys.modules if "opentelemetry" in name or name.startswith("aimlkit.otel")])
"""
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"


def test_import_without_opentelemetry_names_the_extra() -> None:
    program = "import sys; sys.modules['opentelemetry'] = None; import aimlkit.otel"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    message = "aimlkit.otel needs opentelemetry-api: pip install 'aimlkit[otel]'"
    assert result.stderr.splitlines()[-1] == f"aimlkit._exceptions.MissingPackageError: {message}"


def test_request_without_telemetry_runs_no_code_of_telemetry(client: AIMLAPI) -> None:
    modules: set[str] = set()

    def add_module(frame: Any, event: str, argument: object) -> None:
        modules.add(str(frame.f_globals.get("__name__")))

    sys.setprofile(add_module)
    try:
        client.responses.create(model=RESPONSES_MODEL, input="Hi")
    finally:
        sys.setprofile(None)
    assert "aimlkit._session" in modules
    assert not [
        name for name in modules if name.startswith(("aimlkit.otel", "aimlkit._telemetry", "opentele"))
    ]


def test_parameters_of_an_endpoint_are_parameters_of_the_api() -> None:
    for endpoint in (CHAT_COMPLETIONS, RESPONSES):
        if endpoint.spec.id in OPERATIONS:
            known = endpoint.spec.parameters | endpoint.spec.openai_parameters
            names = {*endpoint.token_limit_parameters, endpoint.instructions_parameter} - {None}
            assert names <= known
