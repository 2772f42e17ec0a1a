"""`with_streaming_response`: over real sockets, with the blocking and the async client."""

from __future__ import annotations

import asyncio
import gc
import json
import traceback
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest
import trio

import aimlkit
from aimlkit import AIMLAPI, AsyncAIMLAPI, SizeLimits
from aimlkit.mock import MockServer
from tests.models import CHAT_OPERATION, RESPONSES_MODEL, require_cost
from tests.wrapper.any_client import AnyClient, busy_connections
from tests.wrapper.payloads import (
    CHAT_PARAMS,
    COMPLETION,
    STREAM_HEAD,
    chat_chunk,
    encode_chunked,
    encode_events,
    http_response,
)
from tests.wrapper.raw_server import RawServer

Json = Any
Use = Callable[[Json, "Reader"], Awaitable[Json]]

BODY = json.dumps(COMPLETION).encode()
COST = chat_chunk("!", meta={"usage": {"usd_spent": 0.5}})
EVENTS = encode_events(chat_chunk("Hi"), COST, "[DONE]")
EVENT_STREAM = STREAM_HEAD + encode_chunked(EVENTS) + b"0\r\n\r\n"


class Reader:
    """Calls the methods of a streaming response, blocking or awaiting."""

    def __init__(self, *, is_async: bool) -> None:
        self.is_async = is_async

    async def call(self, method: Callable[..., Json], *args: Json, **kwargs: Json) -> Json:
        """Return the result of a method."""
        result = method(*args, **kwargs)
        return await result if self.is_async else result

    async def list(self, iterable: Json) -> list[Json]:
        """Return the items of an iterator."""
        return [item async for item in iterable] if self.is_async else [*iterable]

    async def first(self, iterable: Json) -> Json:
        """Return the first item of an iterator."""
        return await anext(iterable) if self.is_async else next(iterable)


def use(any_client: Json, function: Use, **params: Json) -> Json:
    """Return what `function` returns for the response of a chat completion; the spend is then in `spend`."""
    reader = Reader(is_async=any_client.is_async)

    async def run() -> Json:
        client: Json = (AsyncAIMLAPI if reader.is_async else AIMLAPI)(**any_client.options)
        manager = client.chat.completions.with_streaming_response.create(**{**CHAT_PARAMS, **params})
        try:
            if reader.is_async:
                async with manager as response:
                    result = await function(response, reader)
            else:
                with manager as response:
                    result = await function(response, reader)
            assert response.is_closed
            return result
        finally:
            any_client.spend = client.spend
            any_client.is_unknown = client._session.spend_tracker.has_unknown
            assert not busy_connections(client)
            assert not client.transport.open_streams.take_forgotten()
            await reader.call(client.close)

    return asyncio.run(run())


async def fail(response: Json, reader: Reader) -> None:
    """Fail: there is no response."""
    pytest.fail("there is a response")


def spend_of(any_client: Json) -> tuple[float, bool]:
    """Return the spend, and whether a cost is unknown."""
    return any_client.spend, any_client.is_unknown


# --- reading ---


def test_streaming_response_has_the_attributes_of_openai_python(
    raw_client: AnyClient, raw_server: RawServer
) -> None:
    require_cost(CHAT_OPERATION)
    raw_server.enqueue(http_response(x_inference_id="r1"))

    async def check(response: Json, reader: Reader) -> None:
        assert (response.status_code, response.request_id, response.retries_taken) == (200, "r1", 0)
        assert response.headers["content-type"] == "application/json"
        assert (response.method, str(response.url)) == ("POST", f"{raw_server.base_url}/chat/completions")
        assert json.loads(response.http_request.content) == CHAT_PARAMS
        assert response.http_request.headers["authorization"] == "***"
        assert (response.http_version, response.is_closed) == ("HTTP/1.1", False)
        assert "200" in repr(response)
        assert await reader.call(response.read) == BODY == await reader.call(response.read)
        assert response.http_response.content == BODY
        assert response.elapsed > timedelta(0)
        assert await reader.call(response.text) == BODY.decode()
        assert await reader.call(response.json) == COMPLETION
        completion = await reader.call(response.parse)
        assert (type(completion), completion.to_dict()) == (aimlkit.ChatCompletion, COMPLETION)
        assert (completion.request_id, completion.cost_usd) == ("r1", 0.25)
        assert await reader.call(response.parse, to=dict) == COMPLETION
        assert await reader.call(response.parse, to=str) == BODY.decode()
        assert await reader.call(response.parse, to=httpx.Response) is response.http_response

    use(raw_client, check)
    assert spend_of(raw_client) == (0.25, False)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("iter_bytes", BODY), ("iter_text", BODY.decode()), ("iter_lines", BODY.decode())],
)
def test_streaming_response_counts_the_cost_of_a_body_that_is_iterated_over(
    raw_client: AnyClient, raw_server: RawServer, name: str, expected: bytes | str
) -> None:
    require_cost(CHAT_OPERATION)
    raw_server.enqueue(http_response())

    async def check(response: Json, reader: Reader) -> None:
        assert expected[:0].join(await reader.list(getattr(response, name)())) == expected
        assert expected[:0].join(await reader.list(getattr(response, name)())) == expected
        assert (await reader.call(response.parse)).cost_usd == 0.25

    use(raw_client, check)
    assert spend_of(raw_client) == (0.25, False)


@pytest.mark.parametrize("name", ["iter_bytes", "iter_text"])
def test_streaming_response_yields_chunks_of_a_size(
    raw_client: AnyClient, raw_server: RawServer, name: str
) -> None:
    raw_server.enqueue(http_response())

    async def check(response: Json, reader: Reader) -> None:
        assert {len(chunk) for chunk in (await reader.list(getattr(response, name)(10)))[:-1]} == {10}

    use(raw_client, check)


def test_streaming_response_is_returned_before_its_body(raw_client: AnyClient, raw_server: RawServer) -> None:
    raw_server.enqueue(STREAM_HEAD + encode_chunked(b"data: {}\n\n"), 30.0)

    async def check(response: Json, reader: Reader) -> None:
        assert await reader.first(response.iter_lines()) == "data: {}"

    use(raw_client, check, stream=True)
    assert spend_of(raw_client) == (0, True)


def test_streaming_response_parses_to_a_stream(raw_client: AnyClient, raw_server: RawServer) -> None:
    require_cost(CHAT_OPERATION)
    raw_server.enqueue(EVENT_STREAM)

    async def check(response: Json, reader: Reader) -> None:
        stream = await reader.call(response.parse)
        assert await reader.call(response.parse, to=type(stream)) is stream
        assert [chunk.choices[0].delta.content for chunk in await reader.list(stream)] == ["Hi", "!"]
        assert stream.cost_usd == 0.5
        with pytest.raises(TypeError, match="cannot be parsed as another type"):
            await reader.call(response.parse, to=dict)

    use(raw_client, check, stream=True)
    assert spend_of(raw_client) == (0.5, False)


@pytest.mark.parametrize("name", ["read", "text", "iter_bytes", "iter_text", "iter_lines"])
def test_streaming_response_counts_the_cost_of_events_that_are_read_as_bytes(
    raw_client: AnyClient, raw_server: RawServer, name: str
) -> None:
    require_cost(CHAT_OPERATION)
    raw_server.enqueue(EVENT_STREAM)

    async def check(response: Json, reader: Reader) -> None:
        method = getattr(response, name)
        if name.startswith("iter"):
            assert await reader.list(method())
        else:
            assert len(await reader.call(method)) == len(EVENTS)
        with pytest.raises(aimlkit.AIMLAPIError, match="has been read already"):
            await reader.call(response.parse)

    use(raw_client, check, stream=True)
    assert spend_of(raw_client) == (0.5, False)


@pytest.mark.parametrize("params", [{}, {"stream": True}], ids=["whole", "stream"])
def test_streaming_response_that_is_not_read_has_an_unknown_cost(
    raw_client: AnyClient, raw_server: RawServer, params: Json
) -> None:
    raw_server.enqueue(EVENT_STREAM if params else http_response())

    async def check(response: Json, reader: Reader) -> None:
        assert not response.is_closed

    use(raw_client, check, **params)
    assert spend_of(raw_client) == (0, True)


@pytest.mark.parametrize("params", [{}, {"stream": True}], ids=["whole", "stream"])
def test_streaming_response_that_is_not_read_has_the_cost_in_its_headers(
    raw_client: AnyClient, raw_server: RawServer, params: Json
) -> None:
    raw_server.enqueue(http_response(b"", x_aimlapi_usd_spent="0.75"))

    async def check(response: Json, reader: Reader) -> None:
        assert not response.is_closed

    use(raw_client, check, **params)
    assert spend_of(raw_client) == (0.75, False)


def test_streaming_response_warns_about_an_unknown_cost(raw_client: AnyClient, raw_server: RawServer) -> None:
    raw_server.enqueue(http_response())
    raw_client.options["max_spend_usd"] = 1

    async def check(response: Json, reader: Reader) -> None:
        pass

    with pytest.warns(aimlkit.SpendUnknownWarning):
        use(raw_client, check)


def test_streaming_response_is_not_requested_beyond_the_spending_limit(
    raw_client: AnyClient, raw_server: RawServer
) -> None:
    raw_client.options["max_spend_usd"] = 0
    with pytest.raises(aimlkit.SpendLimitError):
        use(raw_client, fail)
    assert not raw_server.requests


def test_streaming_response_without_json_is_text(raw_client: AnyClient, raw_server: RawServer) -> None:
    raw_server.enqueue(http_response(b"Hi", content_type="text/plain", x_aimlapi_usd_spent="0.75"))

    async def check(response: Json, reader: Reader) -> None:
        assert await reader.call(response.parse) == "Hi"
        with pytest.raises(ValueError, match="Expecting value"):
            await reader.call(response.json)

    use(raw_client, check)
    assert spend_of(raw_client) == (0.75, False)


# --- errors ---


def test_streaming_response_retries_and_raises_errors(raw_client: AnyClient, raw_server: RawServer) -> None:
    raw_client.options["max_retries"] = 1
    error = {"message": "busy", "statusCode": 503}
    for _ in range(2):
        raw_server.enqueue(http_response(error, 503, retry_after_ms="1", x_inference_id="r1"))
    with pytest.raises(aimlkit.InternalServerError, match="busy") as raised:
        use(raw_client, fail)
    assert (raised.value.retries, raised.value.request_id, len(raw_server.requests)) == (1, "r1", 2)
    for response in (http_response(error, 503, retry_after_ms="1"), http_response()):
        raw_server.enqueue(response)

    async def check(response: Json, reader: Reader) -> None:
        assert response.retries_taken == (await reader.call(response.parse)).retries == 1

    use(raw_client, check)


def test_streaming_response_with_an_error_in_its_body_raises_it_when_parsed(
    raw_client: AnyClient, raw_server: RawServer
) -> None:
    raw_server.enqueue(http_response({"error": {"message": "no: secret-key"}}, x_key="secret-key"))

    async def check(response: Json, reader: Reader) -> None:
        assert response.headers["x-key"] == "***"
        with pytest.raises(aimlkit.APIResponseValidationError, match=r"no: \*\*\*") as raised:
            await reader.call(response.parse)
        text = "".join(
            traceback.TracebackException.from_exception(raised.value, capture_locals=True).format()
        )
        assert "secret-key" not in text
        assert "secret-key" not in repr(raised.value.body)

    use(raw_client, check)
    assert spend_of(raw_client) == (0, False)


@pytest.mark.parametrize("name", ["read", "parse", "iter_bytes", "iter_lines"])
@pytest.mark.parametrize(
    ("after", "error_class"), [("close", aimlkit.APIConnectionError), (30.0, aimlkit.APITimeoutError)]
)
def test_streaming_response_that_is_cut_or_too_slow(
    raw_client: AnyClient, raw_server: RawServer, name: str, after: Json, error_class: type[aimlkit.APIError]
) -> None:
    raw_client.options["timeout"] = 0.5
    raw_server.enqueue(http_response(BODY[:20], content_length="1000", x_inference_id="r1"), after)

    async def check(response: Json, reader: Reader) -> None:
        with pytest.raises(error_class) as raised:
            if name.startswith("iter"):
                await reader.list(getattr(response, name)())
            else:
                await reader.call(getattr(response, name))
        assert (type(raised.value), raised.value.request_id) == (error_class, "r1")
        text = "".join(
            traceback.TracebackException.from_exception(raised.value, capture_locals=True).format()
        )
        assert "secret-key" not in text

    use(raw_client, check)
    assert spend_of(raw_client) == (0, True)


@pytest.mark.parametrize("params", [{}, {"stream": True}], ids=["whole", "stream"])
@pytest.mark.parametrize("name", ["read", "iter_bytes", "iter_lines"])
def test_streaming_response_has_a_maximum_size(
    raw_client: AnyClient, raw_server: RawServer, params: Json, name: str
) -> None:
    """Limit the size of a body, unless it is a stream: only its lines are limited."""
    raw_client.options["size_limits"] = SizeLimits(response=1000, event=500)
    raw_server.enqueue(http_response(b"x" * 2000, content_type="text/plain"))

    async def check(response: Json, reader: Reader) -> None:
        with pytest.raises(aimlkit.ResponseTooLargeError, match="size_limits="):
            if name.startswith("iter"):
                await reader.list(getattr(response, name)())
            else:
                await reader.call(getattr(response, name))

    use(raw_client, check, **params)


def test_streaming_response_of_many_events_has_no_maximum_size(
    raw_client: AnyClient, raw_server: RawServer
) -> None:
    raw_client.options["size_limits"] = SizeLimits(response=1000, event=500)
    events = encode_events(*[chat_chunk("Hi")] * 100)
    raw_server.enqueue(http_response(events, content_type="text/event-stream"))

    async def check(response: Json, reader: Reader) -> None:
        assert len(await reader.list(response.iter_lines())) == 200

    use(raw_client, check, stream=True)


def test_streaming_response_cannot_be_read_twice_in_parts(
    raw_client: AnyClient, raw_server: RawServer
) -> None:
    raw_server.enqueue(http_response())

    async def check(response: Json, reader: Reader) -> None:
        await reader.first(response.iter_bytes(10))
        for method in (response.read, response.parse, response.text):
            with pytest.raises(aimlkit.AIMLAPIError, match="has been read already"):
                await reader.call(method)
        with pytest.raises(aimlkit.AIMLAPIError, match="has been read already"):
            await reader.list(response.iter_text())

    use(raw_client, check)


def test_streaming_response_that_is_closed_cannot_be_read(
    raw_client: AnyClient, raw_server: RawServer
) -> None:
    raw_server.enqueue(http_response())

    async def check(response: Json, reader: Reader) -> None:
        await reader.call(response.close)
        with pytest.raises(aimlkit.APIConnectionError, match="closed before it was read"):
            await reader.call(response.read)

    use(raw_client, check)


def test_streaming_response_closes_its_stream(raw_client: AnyClient, raw_server: RawServer) -> None:
    raw_server.enqueue(STREAM_HEAD + encode_chunked(encode_events(chat_chunk("Hi"))), 30.0)

    async def check(response: Json, reader: Reader) -> Json:
        stream = await reader.call(response.parse)
        await reader.first(iter(stream) if not reader.is_async else stream)
        return stream

    assert use(raw_client, check, stream=True).response.is_closed
    assert spend_of(raw_client) == (0, True)


def test_streaming_response_that_is_dropped_is_closed_by_the_next_request(raw_server: RawServer) -> None:
    with AIMLAPI(api_key="secret-key", base_url=raw_server.base_url) as client:
        raw_server.enqueue(http_response())
        manager = client.chat.completions.with_streaming_response.create(**CHAT_PARAMS)
        http_response_ = manager.__enter__().http_response
        del manager
        gc.collect()
        raw_server.enqueue(http_response())
        with pytest.warns(ResourceWarning, match="dropped"):
            client.chat.completions.create(**CHAT_PARAMS)
        assert http_response_.is_closed


# --- where it is ---


def test_with_streaming_response_of_the_client_and_its_resources(client: AIMLAPI) -> None:
    for chat in (client.with_streaming_response.chat, client.chat.with_streaming_response):
        with chat.completions.create(**CHAT_PARAMS) as response:
            assert response.parse().text
    for responses in (client.with_streaming_response.responses, client.responses.with_streaming_response):
        with responses.create(model=RESPONSES_MODEL, input="Hi") as whole:
            assert whole.parse().output_text
        with responses.create(model=RESPONSES_MODEL, input="Hi", stream=True) as events:
            assert [*events.parse()][-1].type == "response.completed"


def test_with_streaming_response_of_the_async_client_on_trio(aimlkit_mock: MockServer) -> None:
    async def read() -> None:
        async with AsyncAIMLAPI(api_key=aimlkit_mock.key, base_url=aimlkit_mock.base_url) as client:
            create = client.with_streaming_response.chat.completions.create
            async with create(**CHAT_PARAMS) as response:
                assert (await response.parse()).text
            create_response = client.responses.with_streaming_response.create
            async with create_response(model=RESPONSES_MODEL, input="Hi", stream=True) as events:
                assert [line async for line in events.iter_lines()]

    trio.run(read)


def test_with_streaming_response_refuses_unknown_parameters(client: Json) -> None:
    with pytest.raises(TypeError, match="takes no parameter 'modl'; did you mean model"):
        client.responses.with_streaming_response.create(modl=RESPONSES_MODEL)


@pytest.mark.parametrize(
    ("body", "expected"),
    [({"error": {"message": "no"}}, (0, False)), (COMPLETION, (0.25, False)), ([], (0, True))],
    ids=["error", "response", "list"],
)
@pytest.mark.parametrize("name", ["read", "iter_bytes"])
def test_streaming_response_for_events_that_are_another_document(
    raw_client: AnyClient, raw_server: RawServer, name: str, body: Json, expected: tuple[float, bool]
) -> None:
    if expected[0]:
        require_cost(CHAT_OPERATION)
    raw_server.enqueue(http_response(body))

    async def check(response: Json, reader: Reader) -> None:
        method = getattr(response, name)
        read = b"".join(await reader.list(method())) if name == "iter_bytes" else await reader.call(method)
        assert json.loads(read) == body

    use(raw_client, check, stream=True)
    assert spend_of(raw_client) == expected
