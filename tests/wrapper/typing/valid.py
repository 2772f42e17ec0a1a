"""Programs that have to type-check. They are not run."""

from typing import Annotated, Any, assert_type

import httpx
import pydantic

import aimlkit
from aimlkit import AIMLAPI, NOT_GIVEN, AsyncAIMLAPI, AsyncStream, ChatCompletion, Response, Stream, omit
from aimlkit.types import ChatCompletionChunk, ChatCompletionMessageParam, ResponseTextDeltaEvent


class Forecast(pydantic.BaseModel):
    """A form."""

    city: str


def get_weather(city: Annotated[str, "Where"], days: int = 1) -> str:
    """The weather."""
    return city * days


def clients() -> None:
    """The ways to make one."""
    AIMLAPI()
    client = AIMLAPI(api_key="a", base_url="https://a", timeout=3, max_retries=1, default_headers={"a": "b"})
    AIMLAPI(timeout=httpx.Timeout(3, connect=1), http_client=httpx.Client(), max_spend_usd=1)
    AsyncAIMLAPI(timeout=None, http_client=httpx.AsyncClient())
    with client.with_options(timeout=5, max_retries=0) as other:
        assert_type(other, AIMLAPI)
        assert_type(other.spend, float)


def chat(client: AIMLAPI, flag: bool) -> None:
    """Chat Completions."""
    messages: list[ChatCompletionMessageParam] = [{"role": "user", "content": "Hi"}]
    completion = client.chat.completions.create(model="o3-mini", messages=messages)
    assert_type(completion, ChatCompletion)
    assert_type(completion.text, str | None)
    assert_type(completion.cost_usd, float | None)
    assert_type(completion.request_id, str | None)
    for call in completion.tool_calls:
        if call.type == "function":
            assert_type(call.function.arguments, str)
    chunks = client.chat.completions.create(model="o3-mini", messages=messages, stream=True)
    assert_type(chunks, Stream[ChatCompletionChunk])
    for chunk in chunks:
        assert_type(chunk.choices[0].delta.content, str | None)
    either = client.chat.completions.create(model="o3-mini", messages=messages, stream=flag)
    assert_type(either, ChatCompletion | Stream[ChatCompletionChunk])
    client.chat.completions.create(
        model="o3-mini",
        messages=[*messages, completion.choices[0].message, {"role": "user", "content": "And?"}],
        reasoning_effort="low",
        response_format={"type": "json_object"},
        tools=[
            aimlkit.function_tool(get_weather),
            {"type": "function", "function": {"name": "f", "parameters": {}}},
        ],
        seed=NOT_GIVEN,
        stop=omit,
        timeout=3,
        extra_headers={"a": "b"},
        extra_body={"new": 1},
    )
    raw = client.chat.completions.with_raw_response.create(model="o3-mini", messages=messages)
    assert_type(raw.parse(), ChatCompletion)
    assert_type(raw.headers, httpx.Headers)


def helpers(client: AIMLAPI) -> None:
    """Streams with events, parsing, tools."""
    messages: list[ChatCompletionMessageParam] = [{"role": "user", "content": "Hi"}]
    parsed = client.chat.completions.parse(model="o3-mini", messages=messages, response_format=Forecast)
    assert_type(parsed.choices[0].message.parsed, Forecast | None)
    with client.chat.completions.stream(
        model="o3-mini", messages=messages, response_format=Forecast
    ) as stream:
        for event in stream:
            if event.type == "content.delta":
                assert_type(event.delta, str)
        assert_type(stream.get_final_completion().choices[0].message.parsed, Forecast | None)
    response = client.responses.parse(model="openai/o3-pro", input="Hi", text_format=Forecast)
    assert_type(response.output_parsed, Forecast | None)
    with client.responses.stream(model="o3-mini", input="Hi", text_format=Forecast) as other:
        for text in other.text_stream:
            assert_type(text, str)
        assert_type(other.get_final_response().output_parsed, Forecast | None)
    tools = [aimlkit.function_tool(get_weather)]
    answer = client.chat.completions.run_tools(model="o3-mini", messages=messages, tools=tools, max_rounds=3)
    assert_type(answer, ChatCompletion)
    assert_type(client.responses.run_tools(model="o3-mini", input="Hi", tools=tools), Response)
    talk = client.chat.conversation(model="o3-mini", messages=messages)
    assert_type(talk.send("Hi"), ChatCompletion)
    assert_type(client.responses.conversation(model="o3-mini").send("Hi").output_text, str)


def responses(client: AIMLAPI) -> None:
    """Responses."""
    response = client.responses.create(model="openai/o3-pro", input="Hi", reasoning={"effort": "high"})
    assert_type(response, Response)
    assert_type(response.output_text, str)
    client.responses.create(
        model="o3-mini", input=[*(response.output or []), {"role": "user", "content": "Hi"}]
    )
    for event in client.responses.create(model="o3-mini", input="Hi", stream=True):
        if event.type == "response.output_text.delta":
            assert_type(event, ResponseTextDeltaEvent)


async def with_await(client: AsyncAIMLAPI) -> None:
    """The async client."""
    messages: list[ChatCompletionMessageParam] = [{"role": "user", "content": "Hi"}]
    assert_type(await client.chat.completions.create(model="o3-mini", messages=messages), ChatCompletion)
    stream = await client.chat.completions.create(model="o3-mini", messages=messages, stream=True)
    assert_type(stream, AsyncStream[ChatCompletionChunk])
    async for chunk in stream:
        print(chunk.id)
    raw = await client.responses.with_raw_response.create(model="o3-mini", input="Hi")
    assert_type(raw.parse(), Response)
    parsed = await client.responses.parse(model="o3-mini", input="Hi", text_format=Forecast)
    assert_type(parsed.output_parsed, Forecast | None)
    async with client.responses.stream(model="o3-mini", input="Hi") as events:
        async for text in events.text_stream:
            assert_type(text, str)


def errors(client: AIMLAPI) -> None:
    """What can go wrong."""
    try:
        client.responses.create(model="o3-mini", input="Hi")
    except aimlkit.OutOfCreditsError as error:
        print(error.status_code, error.response.headers)
    except aimlkit.APIError as error:
        print(error.message, error.request_id, error.body, error.retries, error.partial)


def schemas(client: AIMLAPI) -> None:
    """What is read by a JSON Schema is plain JSON."""
    schema = {"type": "object", "properties": {"a": {"type": "string"}}}
    chat = client.chat.completions.parse(
        model="o3-mini", messages=[{"role": "user", "content": "Hi"}], response_format=schema
    )
    print(chat.choices[0].message.parsed)
    whole: dict[str, Any] = {"type": "json_schema", "name": "a", "schema": schema}
    response = client.responses.parse(model="o3-mini", input="Hi", text_format=whole)
    if read := response.output_parsed:
        read["a"]
    with client.responses.stream(model="o3-mini", input="Hi", text_format=whole) as stream:
        assert_type(stream.get_final_response().output_parsed, Any | None)
