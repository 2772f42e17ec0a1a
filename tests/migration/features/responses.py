"""Responses: calls and streams."""

from __future__ import annotations

from tests.migration.feature import Group, Sdk

RESPONSES = Group("Responses")
RESPONSE_STREAMS = Group("Responses: streams")


@RESPONSES.feature("`create()`, `output_text`, `output`, `status`")
def create(sdk: Sdk) -> object:
    response = sdk.respond()
    return [response.output_text, [item.type for item in response.output], response.status, response.object]


@RESPONSES.feature("`instructions=`, messages as `input=`")
def messages(sdk: Sdk) -> object:
    messages = [{"role": "user", "content": "Hello"}]
    response = sdk.client().responses.create(model=sdk.model, input=messages, instructions="Be brief.")
    return [response.output_text, response.instructions]


@RESPONSES.feature("`previous_response_id=`")
def previous(sdk: Sdk) -> object:
    first = sdk.respond(store=True)
    client = sdk.client()
    return client.responses.create(model=sdk.model, input="And?", previous_response_id=first.id).output_text


@RESPONSES.feature("the output of a response in the next `input=`")
def output_as_input(sdk: Sdk) -> object:
    output = sdk.respond().output
    question = {"role": "user", "content": "And?"}
    return sdk.client().responses.create(model=sdk.model, input=[*output, question]).output_text


@RESPONSES.feature("`reasoning=`, and its summary")
def reasoning(sdk: Sdk) -> object:
    response = sdk.respond(reasoning={"effort": "low", "summary": "auto"})
    return [item.type for item in response.output]


@RESPONSES.feature('JSON mode: `text={"format": {"type": "json_object"}}`')
def json_mode(sdk: Sdk) -> object:
    text = {"format": {"type": "json_object"}}
    return sdk.client().responses.create(model=sdk.model, input="Answer in JSON.", text=text).output_text


@RESPONSES.feature("the async client")
async def async_create(sdk: Sdk) -> object:
    async with sdk.async_client() as client:
        return (await client.responses.create(model=sdk.model, input="Hello")).output_text


@RESPONSES.feature(
    "`retrieve()`, `delete()`, `cancel()`, `input_items`, `input_tokens`, `compact()`",
    missing="the service documents `POST /v1/responses` only",
)
def retrieve(sdk: Sdk) -> object:
    responses = sdk.client().responses
    return [
        callable(responses.retrieve),
        callable(responses.delete),
        callable(responses.cancel),
        callable(responses.compact),
    ]


@RESPONSES.feature("`responses.connect()`: WebSockets", missing="the service documents no WebSockets")
def connect(sdk: Sdk) -> object:
    return callable(sdk.client().responses.connect)


@RESPONSES.feature(
    "`stream(response_id=…, starting_after=…)`", missing="the service documents `POST /v1/responses` only"
)
def resume(sdk: Sdk) -> object:
    return sdk.client().responses.stream(response_id="resp_1", starting_after=1) is not None


@RESPONSE_STREAMS.feature("`create(stream=True)`: the types of the events, in order")
def stream(sdk: Sdk) -> object:
    return [event.type for event in sdk.respond(stream=True)]


@RESPONSE_STREAMS.feature(
    "`response.output_text.delta`: `delta`, `item_id`, `output_index`, `sequence_number`"
)
def text_delta(sdk: Sdk) -> object:
    deltas = [event for event in sdk.respond(stream=True) if event.type == "response.output_text.delta"]
    return [[event.delta, event.output_index, event.content_index, event.sequence_number] for event in deltas]


@RESPONSE_STREAMS.feature("`response.completed`: `response`")
def completed(sdk: Sdk) -> object:
    last = list(sdk.respond(stream=True))[-1]
    return [last.type, last.response.status, last.response.output_text]


@RESPONSE_STREAMS.feature("`with` a stream, and leaving its loop early")
def left(sdk: Sdk) -> object:
    with sdk.respond(stream=True) as events:
        for event in events:
            return event.type
    return None


@RESPONSE_STREAMS.feature("the async client: `async for`")
async def async_stream(sdk: Sdk) -> object:
    async with sdk.async_client() as client:
        return [
            event.type
            async for event in await client.responses.create(model=sdk.model, input="Hi", stream=True)
        ]


@RESPONSE_STREAMS.feature("`stream()`: the types of its events, in order")
def helper(sdk: Sdk) -> object:
    with sdk.client().responses.stream(model=sdk.model, input="Hello") as events:
        return [event.type for event in events]


@RESPONSE_STREAMS.feature("`stream()`: `snapshot` of `response.output_text.delta`")
def helper_snapshot(sdk: Sdk) -> object:
    with sdk.client().responses.stream(model=sdk.model, input="Hello") as events:
        return [event.snapshot for event in events if event.type == "response.output_text.delta"]


@RESPONSE_STREAMS.feature("`get_final_response()`, `until_done()`")
def final(sdk: Sdk) -> object:
    with sdk.client().responses.stream(model=sdk.model, input="Hello") as events:
        events.until_done()
        response = events.get_final_response()
    return [response.output_text, events.get_final_response() == response]


@RESPONSE_STREAMS.feature("`async with stream()`, `await get_final_response()`")
async def async_helper(sdk: Sdk) -> object:
    async with (
        sdk.async_client() as client,
        client.responses.stream(model=sdk.model, input="Hello") as events,
    ):
        response = await events.get_final_response()
    return response.output_text


@RESPONSE_STREAMS.feature(
    "`get_final_response()` of a response that failed",
    differs="raises `ResponseFailedError` with the response as `partial`; openai-python raises `RuntimeError`",
)
def failed(sdk: Sdk) -> object:
    from aimlkit.mock import MockResponse  # noqa: PLC0415

    sdk.mock.enqueue(MockResponse(failure="Out of order."))
    with sdk.client().responses.stream(model=sdk.model, input="Hello") as events:
        return events.get_final_response().status
