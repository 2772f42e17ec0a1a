"""Programs that must type-check with mypy and pyright, both strict. They are not run."""

from __future__ import annotations

from typing import Annotated, Any, assert_type

import httpx
import httpx2
import pydantic

import aimlkit
from aimlkit import (
    AIMLAPI,
    NOT_GIVEN,
    AsyncAIMLAPI,
    AsyncStream,
    ChatCompletion,
    ChatCompletionToolRun,
    CostEstimate,
    DefaultAioHttpClient,
    DefaultAsyncHttpx2Client,
    DefaultAsyncHttpxClient,
    DefaultHttpx2Client,
    DefaultHttpxClient,
    ParsedChatCompletion,
    ParsedResponse,
    Response,
    ResponseToolRun,
    Stream,
    ToolResultEvent,
    omit,
)
from aimlkit._tool_stream import ChatCompletionToolStream, ResponseToolStream
from aimlkit.bulk import BulkResult, BulkSummary
from aimlkit.streaming.chat_completions import (
    AsyncChatCompletionStream,
    ChatCompletionStream,
    ChunkEvent,
    ContentDeltaEvent,
    ContentDoneEvent,
    FunctionToolCallArgumentsDoneEvent,
)
from aimlkit.streaming.responses import (
    AsyncResponseStream,
    ResponseCompletedEvent,
    ResponseStream,
    ResponseTextDeltaEvent,
)
from aimlkit.types import (
    AccountBalance,
    CatalogueModel,
    ChatCompletionChunk,
    ChatCompletionMessageParam,
    ModelList,
)
from aimlkit.types import ChatCompletion as SameChatCompletion
from aimlkit.types import Response as SameResponse
from aimlkit.types import ResponseTextDeltaEvent as PlainResponseTextDeltaEvent
from aimlkit.types.chat import (
    ChatCompletionMessageToolCall,
    ChatCompletionToolChoiceOptionParam,
    ChatCompletionToolParam,
)
from aimlkit.types.chat import ParsedChatCompletion as SameParsedChatCompletion
from aimlkit.types.chat.chat_completion import Choice
from aimlkit.types.responses import (
    ParsedResponseFunctionToolCall,
    ParsedResponseOutputMessage,
    ParsedResponseOutputText,
    ResponseInputParam,
    ResponseOutputItem,
    ResponseStatus,
    ToolParam,
)
from aimlkit.types.responses.response_input_param import FunctionCallOutput
from aimlkit.types.shared_params import Reasoning


class Forecast(pydantic.BaseModel):
    """An output type."""

    city: str


def get_weather(city: Annotated[str, "The name of the city"], days: int = 1) -> str:
    """Return the weather."""
    return city * days


def clients() -> None:
    """Create clients and copies."""
    AIMLAPI()
    client = AIMLAPI(api_key="a", base_url="https://a", timeout=3, max_retries=1, default_headers={"a": "b"})
    AIMLAPI(timeout=httpx.Timeout(3, connect=1), http_client=httpx.Client(), max_spend_usd=1)
    AsyncAIMLAPI(timeout=None, http_client=httpx.AsyncClient())
    AIMLAPI(base_url=httpx.URL("https://a"), http_client=DefaultHttpxClient(proxy="http://a"))
    # Clients, URLs and timeouts of httpx2 are accepted, too.
    AIMLAPI(timeout=httpx2.Timeout(3, connect=1), http_client=httpx2.Client())
    AsyncAIMLAPI(base_url=httpx2.URL("https://a"), http_client=httpx2.AsyncClient())
    AIMLAPI(http_client=DefaultHttpx2Client(verify=False))
    for async_http_client in (DefaultAsyncHttpxClient(), DefaultAsyncHttpx2Client(), DefaultAioHttpClient()):
        AsyncAIMLAPI(http_client=async_http_client)
    client.with_options(http_client=httpx2.Client(), timeout=httpx2.Timeout(3))
    client.models.retrieve("any model", timeout=httpx2.Timeout(3))
    assert_type(client.base_url, httpx.URL)
    client.base_url = httpx2.URL("https://a")
    client.timeout = httpx2.Timeout(3)
    with client.with_options(timeout=5, max_retries=0) as other:
        assert_type(other, AIMLAPI)
        assert_type(other.spend, float)


def models(client: AIMLAPI, model: str) -> None:
    """A model is a known name, or any string, such as one from a configuration file."""
    messages: list[ChatCompletionMessageParam] = [{"role": "user", "content": "Hi"}]
    client.chat.completions.create(model="any model", messages=messages)
    client.chat.completions.create(model=model, messages=messages)
    client.chat.completions.parse(model=model, messages=messages)
    client.chat.completions.stream(model=model, messages=messages)
    client.chat.completions.run_tools(model=model, messages=messages, tools=[])
    client.chat.conversation(model=model)
    client.responses.create(model="any model", input="Hi")
    client.responses.create(model=model, input="Hi")
    client.responses.parse(model=model, input="Hi")
    client.responses.stream(model=model, input="Hi")
    client.responses.run_tools(model=model, input="Hi", tools=[])
    client.responses.conversation(model=model)


def chat(client: AIMLAPI, stream: bool) -> None:
    """Create chat completions."""
    messages: list[ChatCompletionMessageParam] = [{"role": "user", "content": "Hi"}]
    completion = client.chat.completions.create(model="any model", messages=messages)
    assert_type(completion, ChatCompletion)
    assert_type(completion, SameChatCompletion)
    assert_type(completion.text, str | None)
    assert_type(completion.cost_usd, float | None)
    assert_type(completion.request_id, str | None)
    for call in completion.tool_calls:
        if call.type == "function":
            assert_type(call.function.arguments, str)
    chunks = client.chat.completions.create(model="any model", messages=messages, stream=True)
    assert_type(chunks, Stream[ChatCompletionChunk])
    for chunk in chunks:
        assert_type(chunk.choices[0].delta.content, str | None)
    either = client.chat.completions.create(model="any model", messages=messages, stream=stream)
    assert_type(either, ChatCompletion | Stream[ChatCompletionChunk])
    client.chat.completions.create(
        model="any model",
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
    raw = client.chat.completions.with_raw_response.create(model="any model", messages=messages)
    assert_type(raw.parse(), ChatCompletion)
    assert_type(raw.headers, httpx.Headers)


def responses(client: AIMLAPI) -> None:
    """Create responses."""
    response = client.responses.create(model="any model", input="Hi", reasoning={"effort": "high"})
    assert_type(response, Response)
    assert_type(response, SameResponse)
    assert_type(response.output_text, str)
    client.responses.create(
        model="any model", input=[*(response.output or []), {"role": "user", "content": "Hi"}]
    )
    for event in client.responses.create(model="any model", input="Hi", stream=True):
        if event.type == "response.output_text.delta":
            assert_type(event, PlainResponseTextDeltaEvent)
            assert_type(event.delta, str)


def parse(client: AIMLAPI) -> None:
    """Parse output as a type."""
    messages: list[ChatCompletionMessageParam] = [{"role": "user", "content": "Hi"}]
    completion = client.chat.completions.parse(model="any model", messages=messages, response_format=Forecast)
    assert_type(completion, ParsedChatCompletion[Forecast])
    assert_type(completion.choices[0].message.parsed, Forecast | None)
    response = client.responses.parse(model="any model", input="Hi", text_format=Forecast)
    assert_type(response, ParsedResponse[Forecast])
    assert_type(response.output_parsed, Forecast | None)
    local = client.responses.parse(model="any model", input="Hi", text_format=dict, parse_as=Forecast)
    assert_type(local, ParsedResponse[Forecast])
    plain = client.responses.parse(model="any model", input="Hi", text_format=Forecast, parse_as=None)
    assert_type(plain, ParsedResponse[None])


def request_by_path(client: AIMLAPI) -> None:
    """Requests by path return the type `cast_to`."""
    assert_type(client.get("/foo", cast_to=str), str)
    assert_type(client.post("/foo", cast_to=ChatCompletion, body={}, options={"timeout": 1}), ChatCompletion)
    assert_type(client.post("/foo", cast_to=httpx.Response), httpx.Response)


def read_later(client: AIMLAPI) -> None:
    """Responses whose bodies are read later."""
    messages: list[ChatCompletionMessageParam] = [{"role": "user", "content": "Hi"}]
    create = client.chat.completions.with_streaming_response.create
    with create(model="any model", messages=messages) as whole:
        assert_type(whole.parse(), ChatCompletion)
        assert_type(whole.parse(to=str), str)
        assert_type(whole.read(), bytes)
    with create(model="any model", messages=messages, stream=True) as events:
        assert_type(events.parse(), Stream[ChatCompletionChunk])


def parse_by_schema(client: AIMLAPI) -> None:
    """Parse output by a JSON Schema, as plain JSON."""
    schema = {"type": "object", "properties": {"a": {"type": "string"}}}
    completion = client.chat.completions.parse(
        model="any model", messages=[{"role": "user", "content": "Hi"}], response_format=schema
    )
    print(completion.choices[0].message.parsed)
    text_format: dict[str, Any] = {"type": "json_schema", "name": "a", "schema": schema}
    response = client.responses.parse(model="any model", input="Hi", text_format=text_format)
    if output := response.output_parsed:
        output["a"]
    with client.responses.stream(model="any model", input="Hi", text_format=text_format) as stream:
        assert_type(stream.get_final_response().output_parsed, Any | None)


def stream_chat_completion(client: AIMLAPI) -> None:
    """Events of Chat Completions narrow by their type."""
    messages: list[ChatCompletionMessageParam] = [{"role": "user", "content": "Hi"}]
    with client.chat.completions.stream(
        model="any model", messages=messages, response_format=Forecast
    ) as stream:
        assert_type(stream, ChatCompletionStream[Forecast])
        for event in stream:
            if event.type == "chunk":
                assert_type(event, ChunkEvent[Forecast])
                assert_type(event.chunk, ChatCompletionChunk)
                assert_type(event.snapshot, ParsedChatCompletion[Forecast])
            elif event.type == "content.delta":
                assert_type(event, ContentDeltaEvent)
                assert_type(event.delta, str)
                assert_type(event.snapshot, str)
                assert_type(event.parsed, object)
            elif event.type == "content.done":
                assert_type(event, ContentDoneEvent[Forecast])
                assert_type(event.content, str)
                assert_type(event.parsed, Forecast | None)
            elif event.type == "refusal.delta" or event.type == "refusal.done":
                print(event.refusal if event.type == "refusal.done" else event.snapshot)
            elif event.type == "tool_calls.function.arguments.delta":
                assert_type(event.name, str)
                assert_type(event.arguments_delta, str)
                assert_type(event.parsed_arguments, object)
            else:
                assert_type(event, FunctionToolCallArgumentsDoneEvent)
                assert_type(event.arguments, str)
                assert_type(event.parsed_arguments, object)
        assert_type(stream.current_completion_snapshot, ParsedChatCompletion[Forecast])
        assert_type(stream.get_final_completion().choices[0].message.parsed, Forecast | None)
    with client.chat.completions.stream(model="any model", messages=messages) as plain_stream:
        assert_type(plain_stream.get_final_completion().choices[0].message.parsed, None)


def stream_response(client: AIMLAPI) -> None:
    """Events of Responses narrow by their type."""
    with client.responses.stream(model="any model", input="Hi", text_format=Forecast) as stream:
        assert_type(stream, ResponseStream[Forecast])
        for event in stream:
            if event.type == "response.output_text.delta":
                assert_type(event, ResponseTextDeltaEvent)
                assert_type(event.delta, str)
                assert_type(event.snapshot, str)
            elif event.type == "response.output_text.done":
                assert_type(event.text, str)
                assert_type(event.parsed, Forecast | None)
            elif event.type == "response.function_call_arguments.delta":
                assert_type(event.snapshot, str)
            elif event.type == "response.completed":
                assert_type(event, ResponseCompletedEvent[Forecast])
                assert_type(event.response, ParsedResponse[Forecast])
                assert_type(event.response.output_parsed, Forecast | None)
            elif event.type == "response.failed":
                print(event.response.error)
        for text in stream.text_stream:
            assert_type(text, str)
        assert_type(stream.current_response_snapshot, Response)
        assert_type(stream.get_final_response().output_parsed, Forecast | None)


def tools(client: AIMLAPI) -> None:
    """Run tools, and hold conversations."""
    messages: list[ChatCompletionMessageParam] = [{"role": "user", "content": "Hi"}]
    weather = [aimlkit.function_tool(get_weather)]
    completion = client.chat.completions.run_tools(
        model="any model", messages=messages, tools=weather, max_turns=3
    )
    assert_type(completion, ChatCompletionToolRun)
    unchanged: ChatCompletion = completion
    run = client.responses.run_tools(model="any model", input="Hi", tools=weather)
    assert_type(run, ResponseToolRun)
    client.responses.run_tools(model="any model", input=[*run.input, {"role": "user", "content": "Hi"}])
    client.chat.completions.run_tools(
        model="any model", messages=[*completion.messages, {"role": "user", "content": unchanged.text or ""}]
    )
    with client.chat.completions.run_tools(model="any model", messages=messages, stream=True) as events:
        assert_type(events, ChatCompletionToolStream)
        for event in events:
            if event.type == "tool.result":
                assert_type(event, ToolResultEvent)
            elif event.type == "content.delta":
                assert_type(event.delta, str)
        assert_type(events.get_final_completion(), ChatCompletionToolRun)
    with client.responses.run_tools(model="any model", input="Hi", stream=True) as response_events:
        assert_type(response_events, ResponseToolStream)
        assert_type(response_events.get_final_response(), ResponseToolRun)
    conversation = client.chat.conversation(model="any model", messages=messages)
    assert_type(conversation.send("Hi"), ChatCompletion)
    assert_type(client.responses.conversation(model="any model").send("Hi").output_text, str)


async def async_client(client: AsyncAIMLAPI) -> None:
    """The async client."""
    messages: list[ChatCompletionMessageParam] = [{"role": "user", "content": "Hi"}]
    assert_type(await client.chat.completions.create(model="any model", messages=messages), ChatCompletion)
    chunks = await client.chat.completions.create(model="any model", messages=messages, stream=True)
    assert_type(chunks, AsyncStream[ChatCompletionChunk])
    async for chunk in chunks:
        print(chunk.id)
    raw = await client.responses.with_raw_response.create(model="any model", input="Hi")
    assert_type(raw.parse(), Response)
    parsed = await client.responses.parse(model="any model", input="Hi", text_format=Forecast)
    assert_type(parsed.output_parsed, Forecast | None)
    async with client.responses.stream(model="any model", input="Hi", text_format=Forecast) as stream:
        assert_type(stream, AsyncResponseStream[Forecast])
        async for event in stream:
            if event.type == "response.output_text.done":
                assert_type(event.parsed, Forecast | None)
        async for text in stream.text_stream:
            assert_type(text, str)
        assert_type((await stream.get_final_response()).output_parsed, Forecast | None)
        await stream.aclose()
    async with client.chat.completions.stream(
        model="any model", messages=messages, response_format=Forecast
    ) as chat_stream:
        assert_type(chat_stream, AsyncChatCompletionStream[Forecast])
        async for chat_event in chat_stream:
            if chat_event.type == "content.done":
                assert_type(chat_event.parsed, Forecast | None)


def service(client: AIMLAPI) -> None:
    """The catalogue of models, the balance and estimates of costs."""
    listed = client.models.list(include=["pricing", "new"], id="any model")
    assert_type(listed, ModelList)
    for model in listed:
        assert_type(model.aliases, list[str])
    retrieved = client.models.retrieve("any model", include="all")
    assert_type(retrieved, CatalogueModel)
    assert_type(retrieved.request_id, str | None)
    assert_type(client.models.with_raw_response.list().parse(), ModelList)
    assert_type(client.balance(), AccountBalance)
    usage = client.responses.create(model="any model", input="Hi").usage
    assert_type(client.estimate_cost(usage, model="any model"), CostEstimate)
    assert_type(client.estimate_cost({"prompt_tokens": 1}, model="any model").cost_usd, float)


async def async_service(client: AsyncAIMLAPI) -> None:
    """The same, awaited."""
    async for model in client.models.list():
        assert_type(model.id, str)
    listed = await client.models.list()
    assert_type(listed, ModelList)
    async for model in listed:
        assert_type(model.id, str)
    assert_type(await client.models.retrieve("any model"), CatalogueModel)
    assert_type(await client.balance(), AccountBalance)
    assert_type(await client.estimate_cost(None, model="any model"), CostEstimate)


def exceptions(client: AIMLAPI) -> None:
    """Attributes of exceptions."""
    try:
        client.responses.create(model="any model", input="Hi")
    except aimlkit.OutOfCreditsError as error:
        print(error.status_code, error.response.headers)
    except aimlkit.APIError as error:
        print(error.message, error.request_id, error.body, error.retries, error.partial)
    except aimlkit.MaxTurnsError as error:
        assert_type(error.response, ChatCompletion | Response)
        assert_type(error.max_turns, int)
    except aimlkit.OutputValidationError as error:
        assert_type(error.cost_usd, float | None)


def new_key() -> str:
    return "a"


async def new_key_async() -> str:
    return "a"


def keys_from_functions() -> None:
    """Functions that return the key."""
    AIMLAPI(api_key=new_key).with_options(api_key=new_key)
    AsyncAIMLAPI(api_key=new_key).with_options(api_key=new_key_async)
    assert_type(AsyncAIMLAPI(api_key=new_key_async).api_key, str)


def raw_responses_as_other_types(client: AIMLAPI) -> None:
    """The body of a raw response as another type."""
    raw = client.responses.with_raw_response.create(model="any model", input="Hi")
    assert_type(raw.parse(), Response)
    assert_type(raw.parse(to=str), str)
    assert_type(raw.http_request, httpx.Request)
    assert_type(raw.method, str)


def conversations_that_run_tools(client: AIMLAPI) -> None:
    """The responses and streams of conversations."""
    chat = client.chat.conversation(model="any model")
    assert_type(chat.send("Hi", run_tools=True), ChatCompletion)
    assert_type(chat.stream("Hi", run_tools=True), ChatCompletionToolStream)
    assert_type(chat.stream("Hi"), ChatCompletionStream[None])
    assert_type(
        client.responses.conversation(model="any model").stream("Hi", run_tools=True), ResponseToolStream
    )


def openai_names(client: AIMLAPI, completion: ChatCompletion, response: Response) -> None:
    """Types under the names of openai-python, as programs annotate with them."""
    chat_tools: list[ChatCompletionToolParam] = [
        {"type": "function", "function": {"name": "f", "parameters": {"type": "object"}}}
    ]
    choice: ChatCompletionToolChoiceOptionParam = "auto"
    client.chat.completions.create(model="any model", messages=[], tools=chat_tools, tool_choice=choice)
    first: Choice = completion.choices[0]
    calls = [
        call for call in first.message.tool_calls or [] if isinstance(call, ChatCompletionMessageToolCall)
    ]
    assert_type(calls, list[ChatCompletionMessageToolCall])
    result: FunctionCallOutput = {"type": "function_call_output", "call_id": "c", "output": "3"}
    items: ResponseInputParam = [{"role": "user", "content": "Hi"}, result]
    items.append({"role": "user", "content": "Hello"})
    tools: list[ToolParam] = [{"type": "function", "name": "f", "parameters": {}, "strict": True}]
    reasoning: Reasoning = {"effort": "low"}
    client.responses.create(model="any model", input=items, tools=tools, reasoning=reasoning)
    status: ResponseStatus | None = response.status
    output: list[ResponseOutputItem] | None = response.output
    print(status, output)
    parsed: SameParsedChatCompletion[Forecast] = client.chat.completions.parse(
        model="any model", messages=[], response_format=Forecast
    )
    print(parsed)


def parsed_items(client: AIMLAPI) -> None:
    """The items of a parsed response, and the text in them."""
    response = client.responses.parse(model="any model", input="Hi", text_format=Forecast)
    for item in response.output:
        if item.type == "message":
            for part in item.content:
                if part.type == "output_text":
                    print(part.parsed)
        elif item.type == "reasoning":
            print(item.summary)
        if isinstance(item, ParsedResponseOutputMessage):
            for part in item.content:
                if isinstance(part, ParsedResponseOutputText):
                    assert_type(part.parsed, Forecast | None)
        elif isinstance(item, ParsedResponseFunctionToolCall):
            print(item.parsed_arguments)
    items: list[ResponseOutputItem] = [*response.output]
    print(items)


def dictionaries(completion: ChatCompletion) -> None:
    """Responses as dictionaries, and back."""
    assert_type(completion.model_dump(include={"id"}, exclude_none=True), dict[str, Any])
    assert_type(completion.model_dump(exclude={"choices": {"__all__": {"message"}}}), dict[str, Any])
    assert_type(completion.to_json(exclude_none=True, indent=None), str)
    assert_type(ChatCompletion.model_validate({"id": "c"}), ChatCompletion)
    assert_type(completion.system_fingerprint, str | None)
    print(dict(completion), aimlkit.pydantic_function_tool(Forecast)["function"]["name"])


async def bulk_runs(client: AIMLAPI, async_client: AsyncAIMLAPI) -> None:
    """Bulk runs have the type of their structured output; without a Python type, it is JSON."""
    assert_type(client.bulk.run("in.jsonl", "out.jsonl"), BulkSummary[Any])
    assert_type(client.bulk.run("in.jsonl", "out.jsonl", output_format={"type": "object"}), BulkSummary[Any])
    summary = await async_client.bulk.run("in.jsonl", "out.jsonl", output_format=Forecast)
    assert_type(summary, BulkSummary[Forecast])
    for result in client.bulk.run("in.jsonl", "out.jsonl", output_format=Forecast):
        assert_type(result.parsed, Forecast | None)
    async for each in async_client.bulk([{"custom_id": "1"}], output_format=Forecast):
        assert_type(each, BulkResult[Forecast])
