"""Responses that fail: an exception everywhere, except where openai-python returns them."""

from __future__ import annotations

import asyncio
import json
import pickle
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import httpx
import pytest

import aimlkit
from aimlkit import AIMLAPI, AsyncAIMLAPI, ResponseFailedError, function_tool
from aimlkit.mock import MockResponse, MockServer, ToolCall
from tests.models import (
    CHAT_MODEL,
    CHAT_OPERATION,
    RESPONSES_MODEL,
    RESPONSES_OPERATION,
    needs,
    require_cost,
)
from tests.wrapper.payloads import (
    CHAT_PARAMS,
    COMPLETION,
    EVENT_STREAM,
    STREAM_HEAD,
    chat_chunk,
    encode_chunked,
    encode_events,
    http_response,
)
from tests.wrapper.raw_server import RawServer
from tests.wrapper.weather import Forecast

Json = Any

RESPONSES_PARAMS: Json = {"model": RESPONSES_MODEL, "input": "Hi"}
FAILURE = MockResponse(failure="The model fell over.")

Use = Callable[[AsyncAIMLAPI], Awaitable[object]]


def get_weather(city: str) -> str:
    """Return the weather."""
    return city


TOOL = function_tool(get_weather)
CALL = MockResponse(tool_calls=[ToolCall("get_weather", '{"city": "Oslo"}')])


async def drain(items: AsyncIterator[object]) -> None:
    async for _ in items:
        pass


# --- the uses of a response, with the async client; the sync ones are called in the same way ---


async def text_stream(client: AsyncAIMLAPI) -> None:
    async with client.responses.stream(**RESPONSES_PARAMS) as stream:
        await drain(stream.text_stream)


async def text_stream_of_create(client: AsyncAIMLAPI) -> None:
    stream = await client.responses.create(**RESPONSES_PARAMS, stream=True)
    await drain(stream.text_stream)


async def until_done(client: AsyncAIMLAPI) -> None:
    async with client.responses.stream(**RESPONSES_PARAMS) as stream:
        await stream.until_done()


async def until_done_of_create(client: AsyncAIMLAPI) -> None:
    await (await client.responses.create(**RESPONSES_PARAMS, stream=True)).until_done()


async def get_final_response(client: AsyncAIMLAPI) -> None:
    async with client.responses.stream(**RESPONSES_PARAMS, text_format=Forecast) as stream:
        await stream.get_final_response()


async def parse(client: AsyncAIMLAPI) -> None:
    await client.responses.parse(**RESPONSES_PARAMS, text_format=Forecast)


async def parse_text(client: AsyncAIMLAPI) -> None:
    await client.responses.parse(**RESPONSES_PARAMS)


async def run_tools(client: AsyncAIMLAPI) -> None:
    await client.responses.run_tools(**RESPONSES_PARAMS, tools=[TOOL])


async def send(client: AsyncAIMLAPI) -> None:
    await client.responses.conversation(model=RESPONSES_MODEL).send("Hi")


async def stream_of_conversation(client: AsyncAIMLAPI) -> None:
    async with client.responses.conversation(model=RESPONSES_MODEL).stream("Hi") as stream:
        await drain(stream.text_stream)


ASYNC_USES = [
    *(text_stream, text_stream_of_create, until_done, until_done_of_create, get_final_response),
    *(parse, parse_text, run_tools, send, stream_of_conversation),
]


def sync_text_stream(client: AIMLAPI) -> None:
    with client.responses.stream(**RESPONSES_PARAMS) as stream:
        list(stream.text_stream)


def sync_get_final_response(client: AIMLAPI) -> None:
    with client.responses.stream(**RESPONSES_PARAMS, text_format=Forecast) as stream:
        stream.get_final_response()


def sync_stream_of_conversation(client: AIMLAPI) -> None:
    with client.responses.conversation(model=RESPONSES_MODEL).stream("Hi") as stream:
        list(stream.text_stream)


SYNC_USES: list[Callable[[AIMLAPI], object]] = [
    sync_text_stream,
    lambda client: list(client.responses.create(**RESPONSES_PARAMS, stream=True).text_stream),
    lambda client: client.responses.create(**RESPONSES_PARAMS, stream=True).until_done(),
    sync_get_final_response,
    lambda client: client.responses.parse(**RESPONSES_PARAMS, text_format=Forecast),
    lambda client: client.responses.parse(**RESPONSES_PARAMS),
    lambda client: client.responses.run_tools(**RESPONSES_PARAMS, tools=[TOOL]),
    lambda client: client.responses.conversation(model=RESPONSES_MODEL).send("Hi"),
    sync_stream_of_conversation,
]


def assert_failure(error: ResponseFailedError) -> None:
    assert isinstance(error, aimlkit.APIStreamError)
    assert str(error) == "The model fell over."
    assert error.code == "server_error"
    assert isinstance(error.partial, aimlkit.Response)
    assert error.partial.status == "failed"
    assert (error.text, error.cost_usd) == (error.partial.output_text, error.partial.cost_usd)
    assert error.request_id == "r1"
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


@pytest.mark.parametrize("use", SYNC_USES)
def test_failed_response_raises(
    client: AIMLAPI, aimlkit_mock: MockServer, use: Callable[[AIMLAPI], object]
) -> None:
    aimlkit_mock.enqueue(MockResponse(failure="The model fell over.", headers={"x-inference-id": "r1"}))
    with pytest.raises(ResponseFailedError) as raised:
        use(client)
    assert_failure(raised.value)


@pytest.mark.parametrize("use", ASYNC_USES)
def test_failed_response_raises_in_the_async_client(aimlkit_mock: MockServer, use: Use) -> None:
    aimlkit_mock.enqueue(MockResponse(failure="The model fell over.", headers={"x-inference-id": "r1"}))

    async def run() -> None:
        async with AsyncAIMLAPI(api_key=aimlkit_mock.key, base_url=aimlkit_mock.base_url) as client:
            with pytest.raises(ResponseFailedError) as raised:
                await use(client)
            assert_failure(raised.value)

    asyncio.run(run())


def test_failed_response_is_returned_by_create_and_by_a_loop_over_events(
    client: AIMLAPI, aimlkit_mock: MockServer
) -> None:
    """Check what openai-python does, too."""
    aimlkit_mock.enqueue(*[FAILURE] * 3)
    response = client.responses.create(**RESPONSES_PARAMS)
    assert (response.status, response.failure) == ("failed", "The model fell over.")
    events = [*client.responses.create(**RESPONSES_PARAMS, stream=True)]
    assert events[-1].type == "response.failed"
    with client.responses.stream(**RESPONSES_PARAMS) as stream:
        assert [event.type for event in stream][-1] == "response.failed"


# --- conversations and tool loops ---


def test_conversation_goes_on_from_the_last_response_that_succeeded(
    client: AIMLAPI, aimlkit_mock: MockServer
) -> None:
    aimlkit_mock.enqueue(MockResponse(text="One."), FAILURE, FAILURE, FAILURE, MockResponse(text="Two."))
    conversation = client.responses.conversation(model=RESPONSES_MODEL)
    first = conversation.send("A?")
    with pytest.raises(ResponseFailedError):
        conversation.send("B?")
    with pytest.raises(ResponseFailedError), conversation.stream("C?") as stream:
        list(stream.text_stream)
    with conversation.stream("D?") as stream:
        list(stream)
    assert conversation.previous_response_id == first.id
    assert conversation.send("E?").output_text == "Two."
    assert aimlkit_mock.requests[-1].body["previous_response_id"] == first.id


@pytest.mark.parametrize(
    "last_events", [[], [{"type": "response.queued", "response": {"id": "r2", "status": "queued"}}]]
)
def test_responses_stream_without_its_terminal_event_is_cut(last_events: list[Json]) -> None:
    """The end mark of chat streams, which some servers send for Responses, too, does not make it complete."""
    created = {"type": "response.created", "response": {"id": "r2", "status": "in_progress"}}
    delta = {
        "type": "response.output_text.delta",
        "item_id": "m",
        "output_index": 0,
        "content_index": 0,
        "delta": "a",
    }
    body = encode_events(created, delta, *last_events, "[DONE]")

    def respond(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=body, headers={"content-type": "text/event-stream"})

    client = AIMLAPI(api_key="a", http_client=httpx.Client(transport=httpx.MockTransport(respond)))
    conversation = client.responses.conversation(model=RESPONSES_MODEL, previous_response_id="r1")
    with pytest.raises(aimlkit.StreamCutError) as raised, conversation.stream("Hi") as stream:
        stream.get_final_response()
    assert raised.value.text == "a"
    assert conversation.previous_response_id == "r1"


def test_conversation_does_not_continue_a_response_that_is_not_finished(
    client: AIMLAPI, aimlkit_mock: MockServer
) -> None:
    body = {"id": "r2", "object": "response", "status": "in_progress", "output": []}
    aimlkit_mock.enqueue(MockResponse(text="One."), MockResponse(status=200, body=body))
    conversation = client.responses.conversation(model=RESPONSES_MODEL)
    first = conversation.send("A?")
    conversation.send("B?")
    assert conversation.previous_response_id == first.id


def test_run_tools_raises_with_the_response_that_failed(client: AIMLAPI, aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(CALL, FAILURE)
    with pytest.raises(ResponseFailedError) as raised:
        client.responses.run_tools(**RESPONSES_PARAMS, tools=[TOOL])
    assert isinstance(raised.value.partial, aimlkit.Response)
    assert raised.value.partial.status == "failed"


@pytest.mark.parametrize("api", ["chat completions", "responses"])
def test_run_tools_errors_carry_the_last_response_that_was_paid_for(
    client: AIMLAPI, aimlkit_mock: MockServer, api: str
) -> None:
    require_cost(RESPONSES_OPERATION if api == "responses" else CHAT_OPERATION)

    def run(client: AIMLAPI) -> object:
        if api == "responses":
            return client.responses.run_tools(**RESPONSES_PARAMS, tools=[TOOL])
        return client.chat.completions.run_tools(**CHAT_PARAMS, tools=[TOOL])

    aimlkit_mock.enqueue(CALL, MockResponse(status=400, body={"message": "No."}))
    with pytest.raises(aimlkit.BadRequestError) as raised:
        run(client)
    assert isinstance(raised.value.partial, aimlkit.ChatCompletion | aimlkit.Response)
    assert len(raised.value.partial.tool_calls) == 1
    assert raised.value.cost_usd == raised.value.partial.cost_usd
    assert raised.value.cost_usd

    aimlkit_mock.enqueue(CALL)
    with pytest.raises(aimlkit.SpendLimitError) as limited:
        run(client.with_options(max_spend_usd=client.spend + 1e-9))
    assert limited.value.response is not None
    assert limited.value.cost_usd

    aimlkit_mock.enqueue(CALL, CALL)
    with pytest.raises(aimlkit.MaxTurnsError) as ended:
        client.responses.run_tools(**RESPONSES_PARAMS, tools=[TOOL], max_turns=2)
    assert (ended.value.text, ended.value.cost_usd) == ("", ended.value.response.cost_usd)
    assert ended.value.cost_usd

    aimlkit_mock.enqueue(MockResponse(status=400, body={"message": "No."}))
    with pytest.raises(aimlkit.BadRequestError) as first:
        run(client)
    assert (first.value.partial, first.value.text, first.value.cost_usd) == (None, None, None)


# --- Chat Completions ---

BROKEN_CHOICE = {
    "index": 0,
    "message": {"role": "assistant", "content": "Hel"},
    "finish_reason": "error",
    "error": {"message": "Upstream\nfailed."},
}


def enqueue_chat_failures(server: MockServer, count: int, *, stream: bool) -> None:
    if stream:
        chunks = [
            chat_chunk("Hel"),
            {**chat_chunk(None), "choices": [{"index": 0, "delta": {}, "finish_reason": "error"}]},
            {**chat_chunk(None), "choices": [], "meta": {"usage": {"usd_spent": 0.5}}},
        ]
        body = encode_events(*chunks, "[DONE]").decode()
        response = MockResponse(status=200, headers={"Content-Type": "text/event-stream"}, body=body)
    else:
        response = MockResponse(status=200, body={**COMPLETION, "choices": [BROKEN_CHOICE]})
    server.enqueue(*[response] * count)


def test_failed_chat_completion_raises(client: AIMLAPI, aimlkit_mock: MockServer) -> None:
    require_cost(CHAT_OPERATION)
    enqueue_chat_failures(aimlkit_mock, 4, stream=False)
    assert client.chat.completions.create(**CHAT_PARAMS).failure == "Upstream failed."
    conversation = client.chat.conversation(model=CHAT_MODEL)
    uses: list[Callable[[], object]] = [
        lambda: client.chat.completions.parse(**CHAT_PARAMS, response_format=Forecast),
        lambda: client.chat.completions.run_tools(**CHAT_PARAMS, tools=[TOOL]),
        lambda: conversation.send("Hi"),
    ]
    for use in uses:
        with pytest.raises(ResponseFailedError, match=r"Upstream failed\.") as raised:
            use()
        assert (raised.value.text, raised.value.cost_usd) == ("Hel", 0.25)
    assert conversation.messages == []


def test_failed_stream_of_a_chat_completion_raises(client: AIMLAPI, aimlkit_mock: MockServer) -> None:
    require_cost(CHAT_OPERATION)
    enqueue_chat_failures(aimlkit_mock, 5, stream=True)
    conversation = client.chat.conversation(model=CHAT_MODEL)

    def get_final_completion() -> None:
        with client.chat.completions.stream(**CHAT_PARAMS) as stream:
            stream.get_final_completion()

    def stream_of_conversation() -> None:
        with conversation.stream("Hi") as stream:
            stream.until_done()

    uses: list[Callable[[], object]] = [
        lambda: list(client.chat.completions.create(**CHAT_PARAMS, stream=True).text_stream),
        lambda: client.chat.completions.create(**CHAT_PARAMS, stream=True).until_done(),
        get_final_completion,
        stream_of_conversation,
    ]
    for use in uses:
        with pytest.raises(ResponseFailedError, match="ended with an error") as raised:
            use()
        assert (raised.value.text, raised.value.cost_usd) == ("Hel", 0.5)
    assert conversation.messages == []
    assert len([*client.chat.completions.create(**CHAT_PARAMS, stream=True)]) == 3


# --- errors of streams whose output cannot be used ---

COST = {"meta": {"usage": {"usd_spent": 0.5}}}
TEXT = '{"city": 5}'
CUT_OFF_CHAT = [
    {"choices": [{"index": 0, "delta": {"content": TEXT}, "finish_reason": "length"}]},
    "[DONE]",
    COST,
]
WRONG_CHAT = [
    {"choices": [{"index": 0, "delta": {"content": TEXT}, "finish_reason": "stop"}]},
    "[DONE]",
    COST,
]
MESSAGE = {"type": "message", "content": [{"type": "output_text", "text": TEXT}]}
WRONG_RESPONSE = [
    {"type": "response.completed", "response": {"status": "completed", "output": [MESSAGE]}},
    COST,
]
CUT_OFF_RESPONSE = [
    {"type": "response.incomplete", "response": {"status": "incomplete", "output": [MESSAGE]}},
    COST,
]


@pytest.mark.parametrize("in_one_part", [True, False])
@pytest.mark.parametrize("is_async", [False, True])
@pytest.mark.parametrize(
    ("events", "error_class"),
    [
        (CUT_OFF_CHAT, aimlkit.LengthFinishReasonError),
        (WRONG_CHAT, aimlkit.OutputValidationError),
        (WRONG_RESPONSE, aimlkit.OutputValidationError),
        (CUT_OFF_RESPONSE, aimlkit.LengthFinishReasonError),
    ],
)
def test_errors_of_streams_have_the_cost_of_the_last_event(
    raw_server: RawServer, events: list[Json], error_class: type[Exception], is_async: bool, in_one_part: bool
) -> None:
    require_cost(RESPONSES_OPERATION if "type" in events[0] else CHAT_OPERATION)
    parts = [encode_events(*events)] if in_one_part else [encode_events(each) for each in events]
    raw_server.enqueue(
        STREAM_HEAD.replace(b"\r\n\r\n", b"\r\nx-request-id: r1\r\n\r\n"),
        *(encode_chunked(part) for part in parts),
        b"0\r\n\r\n",
    )
    options: Json = {"api_key": "key", "base_url": raw_server.base_url, "max_retries": 0}

    def read(client: AIMLAPI) -> object:
        if "type" in events[0]:
            with client.responses.stream(**RESPONSES_PARAMS, text_format=Forecast) as response_stream:
                return response_stream.get_final_response()
        with client.chat.completions.stream(**CHAT_PARAMS, response_format=Forecast) as stream:
            return stream.get_final_completion()

    async def read_async() -> object:
        async with AsyncAIMLAPI(**options) as client:
            if "type" in events[0]:
                async with client.responses.stream(
                    **RESPONSES_PARAMS, text_format=Forecast
                ) as response_stream:
                    return await response_stream.get_final_response()
            async with client.chat.completions.stream(**CHAT_PARAMS, response_format=Forecast) as stream:
                return await stream.get_final_completion()

    with pytest.raises(error_class) as raised:
        if is_async:
            asyncio.run(read_async())
        else:
            with AIMLAPI(**options) as client:
                read(client)
    error: Json = raised.value
    assert (error.text, error.cost_usd, error.response.request_id) == (TEXT, 0.5, "r1")


@needs(RESPONSES_OPERATION)
@pytest.mark.parametrize(
    ("fields", "failure"),
    [
        ({"status": "failed"}, "the response is failed"),
        ({"status": "cancelled", "error": None}, "the response is cancelled"),
        ({"status": "failed", "error": {"code": "x"}}, "the response is failed"),
        ({"error": {"message": "No.\n Sorry."}}, "No. Sorry."),
        ({"error": "No."}, "No."),
        ({"status": "completed", "error": {}}, None),
        ({"status": "incomplete"}, None),
        ({"status": "queued", "error": 5}, None),
    ],
)
def test_failure_of_a_response(fields: Json, failure: str | None) -> None:
    assert aimlkit.Response.from_dict(fields).failure == failure


def test_failed_response_error_does_not_have_the_key(raw_server: RawServer) -> None:
    key = "sk-0123456789abcdef"
    response = {
        "id": "r",
        "object": "response",
        "status": "failed",
        "error": {"message": f"The key {key} is odd."},
    }
    event = encode_events({"type": "response.failed", "response": response})
    raw_server.enqueue(http_response(response))
    raw_server.enqueue(http_response(event, content_type=EVENT_STREAM))
    with AIMLAPI(api_key=key, base_url=raw_server.base_url) as client:
        for use in (SYNC_USES[4], sync_text_stream):
            with pytest.raises(ResponseFailedError, match="is odd") as raised:
                use(client)
            assert raised.value.partial is not None
            shown = [str(raised.value), json.dumps(raised.value.body), repr(raised.value.partial)]
            assert key not in "".join(shown)
