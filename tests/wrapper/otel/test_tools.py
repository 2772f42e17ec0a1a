"""Spans of runs of tools: one for each turn, and one for each function that is called."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.trace import SpanKind, StatusCode

from aimlkit import AIMLAPI, AsyncAIMLAPI, function_tool
from aimlkit.mock import MockResponse, MockServer, ToolCall
from tests.wrapper.otel.conftest import Recorder
from tests.wrapper.weather import CHAT_REQUEST, RESPONSES_REQUEST

Json = Any

CALL = ToolCall("get_weather", '{"city": "Oslo"}')


def names(recorder: Recorder) -> list[str]:
    """Return the operation of each span, by the time of its end."""
    return [str((span.attributes or {})["gen_ai.operation.name"]) for span in recorder.spans]


def tool_span(recorder: Recorder) -> ReadableSpan:
    """Return the only span of a tool."""
    [span] = [each for each in recorder.spans if each.name.startswith("execute_tool")]
    return span


@pytest.mark.parametrize("stream", [False, True], ids=["create", "stream"])
@pytest.mark.parametrize("api", ["chat", "responses"])
@pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])
def test_run_tools_has_a_span_for_each_turn_and_tool(
    is_async: bool, api: str, stream: bool, recorder: Recorder, aimlkit_mock: MockServer
) -> None:
    tracer = recorder.tracer_provider.get_tracer("test")

    def get_weather(city: str) -> str:
        with tracer.start_as_current_span("inner", attributes={"gen_ai.operation.name": "inner"}):
            return f"4 degrees in {city}"

    aimlkit_mock.enqueue(MockResponse(tool_calls=[CALL]), MockResponse(text="Cold."))
    options: Json = {
        "api_key": aimlkit_mock.key,
        "base_url": aimlkit_mock.base_url,
        "telemetry": recorder.telemetry(),
    }
    request = CHAT_REQUEST if api == "chat" else RESPONSES_REQUEST
    params: Json = {**request, "tools": [function_tool(get_weather)]}
    if stream:
        params["stream"] = True

    def run() -> None:
        with AIMLAPI(**options) as client:
            resource: Any = client.chat.completions if api == "chat" else client.responses
            result = resource.run_tools(**params)
            if stream:
                result.until_done()

    async def run_async() -> None:
        async with AsyncAIMLAPI(**options) as client:
            resource: Any = client.chat.completions if api == "chat" else client.responses
            result = await resource.run_tools(**params)
            if stream:
                await result.until_done()

    asyncio.run(run_async()) if is_async else run()
    assert names(recorder) == ["chat", "inner", "execute_tool", "chat"]
    span = tool_span(recorder)
    attributes = dict(span.attributes or {})
    assert attributes.pop("gen_ai.tool.call.id")
    assert attributes == {
        "gen_ai.operation.name": "execute_tool",
        "gen_ai.tool.name": "get_weather",
        "gen_ai.tool.type": "function",
    }
    assert (span.name, span.kind) == ("execute_tool get_weather", SpanKind.INTERNAL)
    inner = recorder.spans[1]
    assert inner.parent is not None and span.context is not None
    assert inner.parent.span_id == span.context.span_id


def test_tool_that_raises_has_a_span_with_its_exception(
    recorder: Recorder, aimlkit_mock: MockServer, client: AIMLAPI
) -> None:
    def get_weather(city: str) -> str:
        raise LookupError(city)

    client.telemetry = recorder.telemetry()
    aimlkit_mock.enqueue(MockResponse(tool_calls=[CALL]))
    with pytest.raises(LookupError):
        client.responses.run_tools(**RESPONSES_REQUEST, tools=[function_tool(get_weather)])
    span = tool_span(recorder)
    assert span.status.status_code is StatusCode.ERROR
    assert (span.attributes or {})["error.type"] == "LookupError"
    assert "Oslo" not in recorder.everything()


def test_arguments_and_results_of_tools_are_content(
    recorder: Recorder, aimlkit_mock: MockServer, client: AIMLAPI
) -> None:
    def get_weather(city: str) -> str:
        return f"4 degrees in {city}"

    client.telemetry = recorder.telemetry(capture_content=True)
    aimlkit_mock.enqueue(MockResponse(tool_calls=[CALL]), MockResponse(text="Cold."))
    client.responses.run_tools(**RESPONSES_REQUEST, tools=[function_tool(get_weather)])
    attributes = dict(tool_span(recorder).attributes or {})
    assert attributes["gen_ai.tool.call.arguments"] == CALL.arguments
    assert attributes["gen_ai.tool.call.result"] == "4 degrees in Oslo"
    first, *_, last = recorder.spans
    assert '"type":"tool_call"' in str((first.attributes or {})["gen_ai.output.messages"])
    assert "4 degrees in Oslo" in str((last.attributes or {})["gen_ai.input.messages"])
