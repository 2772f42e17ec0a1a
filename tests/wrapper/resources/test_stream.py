"""`stream()`: events and final responses, the same as openai-python's, over connections that are closed."""

from __future__ import annotations

import asyncio
import pickle
from typing import Any

import pytest

import aimlkit
from aimlkit import AIMLAPI, AsyncAIMLAPI
from aimlkit.mock import MockResponse, MockServer, ToolCall
from aimlkit.streaming import chat_completions, responses
from tests.models import RESPONSES_MODEL
from tests.wrapper.payloads import CHAT_PARAMS
from tests.wrapper.resources.conftest import RunBoth
from tests.wrapper.streaming.test_chat_completions import attributes_of
from tests.wrapper.weather import FORECAST, FORECAST_JSON, Forecast

Json = Any

RESPONSES_PARAMS: Json = {"model": RESPONSES_MODEL, "input": "Hi"}
TEXT = "One two three four five"

PARAMETERS = {
    "type": "object",
    "properties": {"city": {"type": "string"}},
    "required": ["city"],
    "additionalProperties": False,
}
CHAT_TOOL = {
    "type": "function",
    "function": {"name": "get_weather", "parameters": PARAMETERS, "strict": True},
}
RESPONSES_TOOL = {"type": "function", "name": "get_weather", "parameters": PARAMETERS, "strict": True}

CALL = ToolCall("get_weather", '{"city": "Oslo"}')
MOCK_RESPONSES = [
    pytest.param(MockResponse(text="Hello, how are you?"), id="text"),
    pytest.param(MockResponse(text=FORECAST_JSON), id="JSON"),
    pytest.param(MockResponse(text=""), id="empty text"),
    pytest.param(MockResponse(refusal="No, thank you."), id="refusal"),
    pytest.param(MockResponse(tool_calls=[CALL]), id="tool call"),
    pytest.param(
        MockResponse(tool_calls=[CALL, ToolCall("get_weather", '{"city": "Rome"}')]), id="tool calls"
    ),
]


# --- compared with openai-python ---

NOT_COMPARED = {"parsed", "parsed_arguments", "meta", "created", "created_at", "id", "completed_at"}


def to_json(value: Json) -> Json:
    """Return a response of either package, or a part of one, as JSON without nulls."""
    for method in ("model_dump", "to_dict"):
        if hasattr(value, method):
            return to_json(getattr(value, method)())
    if isinstance(value, dict):
        return {
            name: to_json(item)
            for name, item in value.items()
            if item is not None and name not in NOT_COMPARED
        }
    return [*map(to_json, value)] if isinstance(value, list) else value


@pytest.mark.parametrize("mock_response", MOCK_RESPONSES)
def test_stream_of_a_chat_completion(run_both: RunBoth, mock_response: MockResponse) -> None:
    def program(client: Json) -> Json:
        with client.chat.completions.stream(**CHAT_PARAMS, tools=[CHAT_TOOL]) as stream:
            events = [attributes_of(event) for event in stream]
            snapshot = stream.current_completion_snapshot
            completion = stream.get_final_completion()
        calls = completion.choices[0].message.tool_calls or []
        arguments = [call.function.parsed_arguments for call in calls]
        return events, to_json(snapshot), to_json(completion), arguments

    openai_result, result = run_both(program, mock_response)
    assert result == openai_result


@pytest.mark.parametrize("mock_response", MOCK_RESPONSES)
def test_stream_of_a_response(run_both: RunBoth, mock_response: MockResponse) -> None:
    def program(client: Json) -> Json:
        events = []
        with client.responses.stream(**RESPONSES_PARAMS, tools=[RESPONSES_TOOL]) as stream:
            for event in stream:
                events.append((event.type, event.sequence_number))
                if event.type in ("response.output_text.delta", "response.function_call_arguments.delta"):
                    events.append((event.delta, event.snapshot))
            response = stream.get_final_response()
        arguments = [item.parsed_arguments for item in response.output if item.type == "function_call"]
        return events, response.output_text, to_json(response.output), arguments

    openai_result, result = run_both(program, mock_response)
    assert result == openai_result


def test_stream_of_a_chat_completion_parses_output(run_both: RunBoth) -> None:
    def program(client: Json) -> Json:
        with client.chat.completions.stream(**CHAT_PARAMS, response_format=Forecast) as stream:
            parsed = [event.parsed for event in stream if event.type == "content.done"]
            return parsed, stream.get_final_completion().choices[0].message.parsed

    openai_result, result = run_both(program, MockResponse(text=FORECAST_JSON))
    assert result == openai_result == ([FORECAST], FORECAST)


def test_stream_of_a_response_parses_output(run_both: RunBoth) -> None:
    def program(client: Json) -> Json:
        with client.responses.stream(**RESPONSES_PARAMS, text_format=Forecast) as stream:
            parsed = [event.parsed for event in stream if event.type == "response.output_text.done"]
            return parsed, stream.until_done().get_final_response().output_parsed

    openai_result, result = run_both(program, MockResponse(text=FORECAST_JSON))
    assert result == openai_result == ([FORECAST], FORECAST)


# --- methods ---


def public_names(cls: type) -> set[str]:
    return {name for name in dir(cls) if not name.startswith("_")}


def test_streams_have_the_methods_of_their_own_api() -> None:
    plain = public_names(aimlkit.Stream)
    assert plain == {
        *("close", "text_stream", "until_done"),
        *("request_id", "client_request_id", "retries", "cost_usd", "credits_used"),
    }
    chat = {"get_final_completion", "current_completion_snapshot"}
    assert public_names(chat_completions.ChatCompletionStream) == plain | chat
    response = {"get_final_response", "current_response_snapshot"}
    assert public_names(responses.ResponseStream) == plain | response


def test_async_streams_have_the_same_methods_and_aclose() -> None:
    for cls, async_cls in (
        (aimlkit.Stream, aimlkit.AsyncStream),
        (chat_completions.ChatCompletionStream, chat_completions.AsyncChatCompletionStream),
        (responses.ResponseStream, responses.AsyncResponseStream),
    ):
        assert public_names(async_cls) == public_names(cls) | {"aclose"}


def test_text_stream_returns_the_text_in_deltas(client: AIMLAPI, aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(*[MockResponse(text="One two three")] * 2)
    with client.chat.completions.stream(**CHAT_PARAMS) as chat_stream:
        assert "".join(chat_stream.text_stream) == "One two three"
    with client.responses.stream(**RESPONSES_PARAMS) as response_stream:
        assert list(response_stream.text_stream) == ["One", " two", " three"]


def test_snapshot_of_a_stream_grows(client: AIMLAPI, aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(*[MockResponse(text="One two three")] * 2)
    texts: list[str | None] = []
    with client.chat.completions.stream(**CHAT_PARAMS) as chat_stream:
        for event in chat_stream:
            if event.type == "content.delta":
                texts.append(chat_stream.current_completion_snapshot.text)
    with client.responses.stream(**RESPONSES_PARAMS) as response_stream:
        for other in response_stream:
            if other.type == "response.output_text.delta":
                texts.append(response_stream.current_response_snapshot.output_text)
    assert [text for text in texts if text] == ["One", "One two", "One two three"] * 2


def test_final_responses_have_the_request_id_and_the_cost(client: AIMLAPI, aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(
        MockResponse(status=503, headers={"retry-after-ms": "1"}),
        MockResponse(headers={"x-inference-id": "r1"}),
        MockResponse(headers={"x-inference-id": "r2"}),
    )
    with client.chat.completions.stream(**CHAT_PARAMS) as chat_stream:
        completion = chat_stream.get_final_completion()
    assert completion.request_id == chat_stream.request_id == "r1"
    assert (completion.retries, chat_stream.retries) == (1, 1)
    with client.responses.stream(**RESPONSES_PARAMS) as response_stream:
        response = response_stream.get_final_response()
    assert response.request_id == response_stream.request_id == "r2"
    assert response.cost_usd
    assert client.spend >= response.cost_usd


def test_async_streams(aimlkit_mock: MockServer) -> None:
    async def read_streams() -> None:
        async with AsyncAIMLAPI(api_key=aimlkit_mock.key, base_url=aimlkit_mock.base_url) as client:
            aimlkit_mock.enqueue(*[MockResponse(text=FORECAST_JSON)] * 3)
            async with client.chat.completions.stream(**CHAT_PARAMS, response_format=Forecast) as chat_stream:
                event_types = [event.type async for event in chat_stream]
                assert chat_stream.current_completion_snapshot.text == FORECAST_JSON
                completion = await chat_stream.get_final_completion()
            assert event_types[-1] == "content.done"
            assert completion.choices[0].message.parsed == FORECAST

            async with client.responses.stream(**RESPONSES_PARAMS, text_format=Forecast) as response_stream:
                assert "".join([text async for text in response_stream.text_stream]) == FORECAST_JSON
                assert response_stream.current_response_snapshot.output_text == FORECAST_JSON
                assert (await response_stream.get_final_response()).output_parsed == FORECAST

            async with client.responses.stream(**RESPONSES_PARAMS) as left_early:
                await anext(left_early)
            assert left_early.response.is_closed

    asyncio.run(read_streams())


# --- streams that end early ---


@pytest.mark.parametrize("events", [3, 5])
def test_cut_stream_of_a_chat_completion_has_a_partial_response(
    client: AIMLAPI, aimlkit_mock: MockServer, events: int
) -> None:
    aimlkit_mock.enqueue(MockResponse(text=TEXT, disconnect_after_events=events))
    with (
        client.chat.completions.stream(**CHAT_PARAMS) as stream,
        pytest.raises(aimlkit.StreamCutError) as raised,
    ):
        stream.until_done()
    assert isinstance(raised.value.partial, aimlkit.ChatCompletion)
    assert raised.value.partial.text
    assert TEXT.startswith(raised.value.partial.text)


def test_cut_stream_of_a_response_has_a_partial_response(client: AIMLAPI, aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(MockResponse(text=TEXT, disconnect_after_events=9))
    with (
        client.responses.stream(**RESPONSES_PARAMS) as stream,
        pytest.raises(aimlkit.StreamCutError) as raised,
    ):
        stream.until_done()
    assert isinstance(raised.value.partial, aimlkit.Response)
    assert raised.value.partial.output_text
    assert TEXT.startswith(raised.value.partial.output_text)


def test_stream_closes_the_connection_when_its_block_is_left(
    client: AIMLAPI, aimlkit_mock: MockServer
) -> None:
    aimlkit_mock.enqueue(*[MockResponse(stall_after_events=3)] * 2)
    with client.chat.completions.stream(**CHAT_PARAMS) as chat_stream:
        for _ in chat_stream:
            break
        assert not chat_stream.response.is_closed
    assert chat_stream.response.is_closed
    with client.responses.stream(**RESPONSES_PARAMS) as response_stream:
        next(response_stream)
    assert response_stream.response.is_closed


def test_final_completion_raises_if_the_stream_was_closed_early(
    client: AIMLAPI, aimlkit_mock: MockServer
) -> None:
    aimlkit_mock.enqueue(MockResponse(text=" ".join(["word"] * 20_000)))
    with client.chat.completions.stream(**CHAT_PARAMS) as stream:
        next(stream)
    with pytest.raises(aimlkit.StreamCutError) as raised:
        stream.get_final_completion()
    assert raised.value.partial is not None


def test_stream_raises_if_output_does_not_match(client: AIMLAPI, aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(*[MockResponse(text='{"city": 5}')] * 2)
    with (
        client.chat.completions.stream(**CHAT_PARAMS, response_format=Forecast) as chat_stream,
        pytest.raises(aimlkit.OutputValidationError, match="city") as raised,
    ):
        chat_stream.get_final_completion()
    assert isinstance(raised.value.response, aimlkit.ChatCompletion)

    with client.responses.stream(**RESPONSES_PARAMS, text_format=Forecast) as response_stream:
        completed = list(response_stream)[-1]
        assert isinstance(completed, responses.ResponseCompletedEvent)
        assert (completed.response.output_text, completed.response.output_parsed) == ('{"city": 5}', None)
        with pytest.raises(aimlkit.OutputValidationError, match="city") as raised:
            response_stream.get_final_response()
    assert isinstance(raised.value.response, aimlkit.Response)
    assert raised.value.cost_usd


def test_final_response_pickles(client: AIMLAPI, aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(*[MockResponse(text=FORECAST_JSON)] * 2)
    with client.chat.completions.stream(**CHAT_PARAMS, response_format=Forecast) as chat_stream:
        completion = pickle.loads(pickle.dumps(chat_stream.get_final_completion()))
    assert completion.choices[0].message.parsed == FORECAST
    with client.responses.stream(**RESPONSES_PARAMS, text_format=Forecast) as response_stream:
        response = pickle.loads(pickle.dumps(response_stream.get_final_response()))
    assert (response.output_parsed, response.request_id) == (FORECAST, response_stream.request_id)
