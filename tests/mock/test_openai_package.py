"""The official openai package works with the mock, over both APIs."""

import asyncio
import json
from collections.abc import Iterator
from typing import Any

import httpx2
import openai
import pydantic
import pytest

from aimlkit.mock import MockResponse, MockServer, ToolCall
from tests.mock.client import require_operation_of
from tests.models import CHAT_MODEL, RESPONSES_MODEL, RESPONSES_OPERATION, needs

HI: Any = [{"role": "user", "content": "What is the weather in Oslo?"}]
PARAMETERS = {
    "type": "object",
    "properties": {"city": {"type": "string"}},
    "required": ["city"],
    "additionalProperties": False,
}
CHAT_TOOL: Any = {
    "type": "function",
    "function": {"name": "get_weather", "parameters": PARAMETERS, "strict": True},
}
TOOL: Any = {"type": "function", "name": "get_weather", "parameters": PARAMETERS, "strict": True}


class Forecast(pydantic.BaseModel):
    """A structured output."""

    city: str
    degrees: float
    days: list[str]


@pytest.fixture
def client(aimlkit_mock: MockServer) -> Iterator[Any]:
    http_client = httpx2.Client(event_hooks={"request": [require_operation_of]})
    with openai.OpenAI(
        base_url=aimlkit_mock.base_url, api_key=aimlkit_mock.key, http_client=http_client
    ) as client:
        yield client


# --- chat ---


def test_chat(client: Any) -> None:
    completion = client.chat.completions.create(model=CHAT_MODEL, messages=HI, n=2)
    assert "weather in Oslo" in completion.choices[1].message.content
    assert completion.usage.total_tokens > completion.usage.prompt_tokens
    assert completion.created > 1_000_000_000


def test_chat_stream(client: Any) -> None:
    options = {"include_usage": True}
    chunks = list(
        client.chat.completions.create(model=CHAT_MODEL, messages=HI, stream=True, stream_options=options)
    )
    complete = client.chat.completions.create(model=CHAT_MODEL, messages=HI)
    text = "".join(chunk.choices[0].delta.content or "" for chunk in chunks[:-1])
    assert text == complete.choices[0].message.content
    assert chunks[-1].usage.total_tokens == complete.usage.total_tokens


def test_chat_stream_helper(client: Any) -> None:
    with client.chat.completions.stream(model=CHAT_MODEL, messages=HI, tools=[CHAT_TOOL]) as stream:
        event_types = {event.type for event in stream}
        final = stream.get_final_completion()
    assert "tool_calls.function.arguments.done" in event_types
    call = final.choices[0].message.tool_calls[0]
    assert (call.function.name, call.function.parsed_arguments) == ("get_weather", {"city": "city"})


def test_chat_parse(client: Any) -> None:
    completion = client.chat.completions.parse(model=CHAT_MODEL, messages=HI, response_format=Forecast)
    assert isinstance(completion.choices[0].message.parsed, Forecast)
    with pytest.raises(openai.LengthFinishReasonError):
        client.chat.completions.parse(
            model=CHAT_MODEL, messages=HI, response_format=Forecast, max_completion_tokens=2
        )


def test_chat_tools(client: Any) -> None:
    first = client.chat.completions.create(model=CHAT_MODEL, messages=HI, tools=[CHAT_TOOL])
    message = first.choices[0].message
    [call] = message.tool_calls
    assert json.loads(call.function.arguments) == {"city": "city"}
    assistant_message = {"role": "assistant", "tool_calls": [call.model_dump()]}
    result = {"role": "tool", "tool_call_id": call.id, "content": "4 °C"}
    second = client.chat.completions.create(
        model=CHAT_MODEL, messages=[*HI, assistant_message, result], tools=[CHAT_TOOL]
    )
    assert "4 °C" in second.choices[0].message.content


# --- responses ---


def test_response(client: Any) -> None:
    response = client.responses.create(model=RESPONSES_MODEL, input="How deep is the sea?", store=True)
    assert "How deep is the sea?" in response.output_text
    assert response.status == "completed"
    more = client.responses.create(model=RESPONSES_MODEL, input="And?", previous_response_id=response.id)
    assert more.usage.input_tokens > response.usage.input_tokens


def test_response_stream(client: Any) -> None:
    reasoning: Any = {"summary": "auto"}
    events = list(
        client.responses.create(model=RESPONSES_MODEL, input="Hi", stream=True, reasoning=reasoning)
    )
    text = "".join(event.delta for event in events if event.type == "response.output_text.delta")
    assert events[-1].type == "response.completed"
    assert events[-1].response.output_text == text
    assert [event.sequence_number for event in events] == list(range(len(events)))


@pytest.mark.parametrize(
    "step",
    [
        MockResponse(text="I am a mock."),
        MockResponse(refusal="No, thank you."),
        MockResponse(tool_calls=[ToolCall("get_weather", '{"city": "Oslo"}')]),
    ],
)
def test_response_stream_helper(client: Any, aimlkit_mock: MockServer, step: MockResponse) -> None:
    aimlkit_mock.enqueue(step)
    with client.responses.stream(model=RESPONSES_MODEL, input="Hi", tools=[TOOL]) as stream:
        for _ in stream:
            pass
        final = stream.get_final_response()
    if step.tool_calls:
        assert final.output[-1].parsed_arguments == {"city": "Oslo"}
    elif step.refusal:
        assert final.output[-1].content[0].refusal == "No, thank you."
    else:
        assert "mock" in final.output_text


def test_response_parse(client: Any) -> None:
    response = client.responses.parse(model=RESPONSES_MODEL, input="Oslo?", text_format=Forecast)
    assert isinstance(response.output_parsed, Forecast)


def test_response_tools(client: Any) -> None:
    first = client.responses.create(model=RESPONSES_MODEL, input=HI, tools=[TOOL])
    call = first.output[-1]
    assert json.loads(call.arguments) == {"city": "city"}
    result = {"type": "function_call_output", "call_id": call.call_id, "output": "4 °C"}
    conversation = [*HI, *(item.model_dump(exclude_none=True) for item in first.output), result]
    assert (
        "4 °C" in client.responses.create(model=RESPONSES_MODEL, input=conversation, tools=[TOOL]).output_text
    )


# --- errors and retries ---


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (400, "BadRequestError"),
        (401, "AuthenticationError"),
        (403, "PermissionDeniedError"),
        (404, "NotFoundError"),
        (429, "RateLimitError"),
        (500, "InternalServerError"),
        (503, "InternalServerError"),
    ],
)
def test_error_status_raises(client: Any, aimlkit_mock: MockServer, status: int, error: str) -> None:
    aimlkit_mock.enqueue(MockResponse(status=status))
    with pytest.raises(getattr(openai, error)) as raised:
        client.with_options(max_retries=0).responses.create(model=RESPONSES_MODEL, input="Hi")
    assert raised.value.status_code == status
    assert raised.value.body["statusCode"] == str(status)


def test_wrong_key_raises(client: Any) -> None:
    with pytest.raises(openai.AuthenticationError):
        client.with_options(api_key="wrong").responses.create(model=RESPONSES_MODEL, input="Hi")


def test_invalid_request_raises(client: Any) -> None:
    with pytest.raises(openai.BadRequestError, match="/max_output_tokens: 3 is less than the minimum"):
        client.responses.create(model=RESPONSES_MODEL, input="Hi", max_output_tokens=3)


def test_retries_after_errors(client: Any, aimlkit_mock: MockServer) -> None:
    soon = {"Retry-After": "0.01"}
    aimlkit_mock.enqueue(
        MockResponse(status=429, headers=soon),
        MockResponse(status=503, headers=soon),
        MockResponse(text="At last."),
    )
    assert client.responses.create(model=RESPONSES_MODEL, input="Hi").output_text == "At last."
    assert len(aimlkit_mock.requests) == 3


def test_disconnected_stream_raises(client: Any, aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(MockResponse(disconnect_after_events=3))
    with pytest.raises(Exception, match=r"peer closed connection|Connection error"):
        list(client.chat.completions.create(model=CHAT_MODEL, messages=HI, stream=True))


@needs(RESPONSES_OPERATION)
def test_async_client_sends_concurrent_requests(aimlkit_mock: MockServer) -> None:
    async def send_requests() -> list[str]:
        async with openai.AsyncOpenAI(base_url=aimlkit_mock.base_url, api_key=aimlkit_mock.key) as client:
            requests = (
                client.responses.create(model=RESPONSES_MODEL, input=f"Number {n}?") for n in range(20)
            )
            return [response.output_text for response in await asyncio.gather(*requests)]

    assert all(f"Number {n}?" in text for n, text in enumerate(asyncio.run(send_requests())))
