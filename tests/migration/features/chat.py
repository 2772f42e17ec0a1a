"""Chat Completions: calls and streams."""

from __future__ import annotations

from tests.migration.feature import Group, Sdk

CHAT = Group("Chat Completions")
CHAT_STREAMS = Group("Chat Completions: streams")


@CHAT.feature("`create()`: choices, message, usage")
def create(sdk: Sdk) -> object:
    completion = sdk.chat(n=2)
    choice = completion.choices[1]
    return [
        completion.object,
        completion.model,
        choice.index,
        choice.finish_reason,
        choice.message.role,
        choice.message.content,
    ]


@CHAT.feature("`usage` and its details")
def usage(sdk: Sdk) -> object:
    found = sdk.chat().usage
    return [
        found.total_tokens == found.prompt_tokens + found.completion_tokens,
        found.completion_tokens_details.reasoning_tokens >= 0,
    ]


@CHAT.feature("the async client")
async def async_create(sdk: Sdk) -> object:
    async with sdk.async_client() as client:
        completion = await client.chat.completions.create(**sdk.question())
    return completion.choices[0].message.content


@CHAT.feature("messages as TypedDicts; the message of a response in the next request")
def conversation(sdk: Sdk) -> object:
    client = sdk.client()
    question = sdk.question()
    message = client.chat.completions.create(**question).choices[0].message
    messages = [*question["messages"], message, {"role": "user", "content": "And?"}]
    completion = client.chat.completions.create(model=sdk.chat_model, messages=messages)
    return [
        completion.choices[0].message.content,
        [each["role"] for each in sdk.mock.requests[-1].body["messages"]],
    ]


@CHAT.feature("`message.model_dump()` in the next request")
def dumped_conversation(sdk: Sdk) -> object:
    client = sdk.client()
    question = sdk.question()
    message = client.chat.completions.create(**question).choices[0].message
    messages = [*question["messages"], message.model_dump(), {"role": "user", "content": "And?"}]
    return client.chat.completions.create(model=sdk.chat_model, messages=messages).choices[0].message.content


@CHAT.feature(
    "`_request_id`",
    differs="`request_id` and `_request_id` are the id in `x-inference-id`, which the provider's support and usage logs use",
)
def request_id(sdk: Sdk) -> object:
    return sdk.chat()._request_id is not None


@CHAT.feature(
    "`store=True`, `metadata=`; `list()`, `retrieve()`, `update()`, `delete()`",
    missing="the service stores no chat completions",
)
def stored(sdk: Sdk) -> object:
    completions = sdk.client().chat.completions
    return [callable(getattr(completions, name)) for name in ("list", "retrieve", "update", "delete")]


@CHAT.feature("`logprobs=`, `top_logprobs=`", missing="not in the documents of these models")
def logprobs(sdk: Sdk) -> object:
    sdk.chat(logprobs=True)
    return sdk.mock.requests[-1].body["logprobs"]


@CHAT.feature("`parallel_tool_calls=`", missing="not in the document of this model for Chat Completions")
def parallel_tool_calls(sdk: Sdk) -> object:
    sdk.chat(parallel_tool_calls=True)
    return sdk.mock.requests[-1].body["parallel_tool_calls"]


@CHAT.feature(
    "`client.beta.chat.completions`", missing="`parse()` and `stream()` are in `client.chat.completions`"
)
def beta(sdk: Sdk) -> object:
    return sdk.client().beta.chat.completions is not None


@CHAT_STREAMS.feature("`create(stream=True)`: a loop over chunks")
def stream(sdk: Sdk) -> object:
    chunks = list(sdk.chat(stream=True))
    text = "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)
    return [chunks[0].object, chunks[0].choices[0].delta.role, text, len(chunks)]


@CHAT_STREAMS.feature("`next(stream)`, and a loop over the rest")
def stream_next(sdk: Sdk) -> object:
    chunks = sdk.chat(stream=True)
    first = next(chunks)
    return [first.choices[0].delta.role, len(list(chunks))]


@CHAT_STREAMS.feature('`stream_options={"include_usage": True}`')
def stream_usage(sdk: Sdk) -> object:
    chunks = list(sdk.chat(stream=True, stream_options={"include_usage": True}))
    return [chunks[-1].choices, chunks[-1].usage.total_tokens > 0, chunks[0].usage]


@CHAT_STREAMS.feature("`with` a stream, `stream.close()`, `stream.response`")
def stream_close(sdk: Sdk) -> object:
    with sdk.chat(stream=True) as chunks:
        next(chunks)
        content_type = chunks.response.headers["content-type"]
    chunks.close()
    return content_type


@CHAT_STREAMS.feature("the async client: `async for`, `__anext__`")
async def async_stream(sdk: Sdk) -> object:
    async with sdk.async_client() as client:
        chunks = await client.chat.completions.create(**sdk.question(), stream=True)
        first = await chunks.__anext__()
        others = [chunk async for chunk in chunks]
    return [first.choices[0].delta.role, len(others)]


@CHAT_STREAMS.feature("`stream()`: the types of its events, in order")
def helper_events(sdk: Sdk) -> object:
    with sdk.client().chat.completions.stream(**sdk.question()) as events:
        return [event.type for event in events]


@CHAT_STREAMS.feature("`content.delta`: `delta`, `snapshot`, `parsed`")
def content_delta(sdk: Sdk) -> object:
    with sdk.client().chat.completions.stream(**sdk.question()) as events:
        return [
            [event.delta, event.snapshot, event.parsed] for event in events if event.type == "content.delta"
        ]


@CHAT_STREAMS.feature("`content.done`: `content`, `parsed`")
def content_done(sdk: Sdk) -> object:
    with sdk.client().chat.completions.stream(**sdk.question()) as events:
        return [[event.content, event.parsed] for event in events if event.type == "content.done"]


@CHAT_STREAMS.feature("`chunk`: `chunk`, `snapshot`")
def chunk_event(sdk: Sdk) -> object:
    with sdk.client().chat.completions.stream(**sdk.question()) as events:
        chunks = [event for event in events if event.type == "chunk"]
    return [chunks[0].chunk.object, chunks[-1].snapshot.choices[0].message.content]


@CHAT_STREAMS.feature("`refusal.delta`, `refusal.done`")
def refusal_events(sdk: Sdk) -> object:
    from aimlkit.mock import MockResponse  # noqa: PLC0415

    sdk.mock.enqueue(MockResponse(refusal="No, thank you."))
    with sdk.client().chat.completions.stream(**sdk.question()) as events:
        return [
            [event.type, event.delta if event.type == "refusal.delta" else event.refusal]
            for event in events
            if event.type.startswith("refusal")
        ]


@CHAT_STREAMS.feature("`get_final_completion()`, within the `with` and after it")
def final_completion(sdk: Sdk) -> object:
    with sdk.client().chat.completions.stream(**sdk.question()) as events:
        final = events.get_final_completion()
    later = events.get_final_completion()
    return [final.choices[0].message.content, final.object, later == final]


@CHAT_STREAMS.feature("`until_done()`, `current_completion_snapshot`")
def until_done(sdk: Sdk) -> object:
    with sdk.client().chat.completions.stream(**sdk.question()) as events:
        events.until_done()
        return events.current_completion_snapshot.choices[0].message.content


@CHAT_STREAMS.feature("`async with stream()`, `await get_final_completion()`")
async def async_helper(sdk: Sdk) -> object:
    async with sdk.async_client() as client:
        async with client.chat.completions.stream(**sdk.question()) as events:
            await events.until_done()
        final = await events.get_final_completion()
    return final.choices[0].message.content


@CHAT_STREAMS.feature(
    "`logprobs.content.delta` and related events",
    missing="`logprobs` is not in the documents of these models",
)
def logprobs_events(sdk: Sdk) -> object:
    with sdk.client().chat.completions.stream(**sdk.question(), logprobs=True) as events:
        return events.get_final_completion().choices[0].message.content
