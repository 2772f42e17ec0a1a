"""Raw responses: a response with its status and headers, and what it is parsed to."""

from __future__ import annotations

import asyncio
import dataclasses
import gc
import json
import pickle
import weakref
from datetime import timedelta
from functools import partial
from typing import Any

import pydantic
import pytest

import aimlkit
from aimlkit import AIMLAPI, AsyncAIMLAPI
from aimlkit.mock import MockResponse, MockServer
from tests.models import CHAT_MODEL, RESPONSES_MODEL
from tests.wrapper.any_client import AnyClient
from tests.wrapper.payloads import CHAT_PARAMS, http_response
from tests.wrapper.raw_server import RawServer

Json = Any


def test_raw_response_has_status_headers_and_parsed_response(
    client: AIMLAPI, aimlkit_mock: MockServer
) -> None:
    aimlkit_mock.enqueue(MockResponse(headers={"X-Inference-Id": "r1", "X-A": "b"}))
    raw = client.chat.completions.with_raw_response.create(**CHAT_PARAMS)
    assert (raw.status_code, raw.headers["x-a"], raw.request_id, raw.retries_taken) == (200, "b", "r1", 0)
    body: Json = raw.json()
    assert raw.parse().text == body["choices"][0]["message"]["content"]
    assert raw.parse().request_id == "r1"
    assert not hasattr(raw, "nothing")


def test_raw_response_of_a_stream(client: AIMLAPI) -> None:
    raw = client.responses.with_raw_response.create(model=RESPONSES_MODEL, input="Hi", stream=True)
    assert raw.headers["content-type"].startswith("text/event-stream")
    events: Json = [*raw.parse()]
    assert events[-1].type == "response.completed"


def test_raw_response_of_the_async_client(aimlkit_mock: MockServer) -> None:
    async def create() -> None:
        async with AsyncAIMLAPI(api_key=aimlkit_mock.key, base_url=aimlkit_mock.base_url) as client:
            raw = await client.responses.with_raw_response.create(model=RESPONSES_MODEL, input="Hi")
            assert raw.parse().output_text
            stream = await client.chat.completions.with_raw_response.create(**CHAT_PARAMS, stream=True)
            assert [chunk async for chunk in stream.parse()]

    asyncio.run(create())


def test_with_raw_response_of_the_client(client: AIMLAPI) -> None:
    raw = client.with_raw_response.chat.completions.create(**CHAT_PARAMS)
    assert (raw.status_code, raw.parse().text) == (200, client.chat.completions.create(**CHAT_PARAMS).text)
    assert client.with_raw_response.responses.create(model=RESPONSES_MODEL, input="Hi").parse().output_text


@pytest.mark.parametrize("name", ["parse", "stream", "run_tools"])
def test_with_raw_response_has_create_only(client: Json, name: str) -> None:
    for resource in (client.with_raw_response.chat.completions, client.responses.with_raw_response):
        assert callable(resource.create)
        assert not hasattr(resource, name)


def test_with_raw_response_has_no_conversation(client: Json) -> None:
    assert not hasattr(client.with_raw_response.chat, "conversation")
    assert not hasattr(client.with_raw_response.responses, "conversation")


def test_raw_response_can_be_pickled(client: AIMLAPI) -> None:
    raw = client.chat.completions.with_raw_response.create(**CHAT_PARAMS)
    copy = pickle.loads(pickle.dumps(raw))
    assert (copy.status_code, copy.parse().to_dict()) == (200, raw.parse().to_dict())


# --- the attributes and conversions of openai-python ---


def create_raw(any_client: AnyClient, **params: Json) -> Json:
    """Return the raw response of a chat completion."""
    return any_client.call(
        lambda client: client.chat.completions.with_raw_response.create, **{**CHAT_PARAMS, **params}
    )


def test_raw_response_has_the_request_and_its_duration(any_client: AnyClient) -> None:
    raw = create_raw(any_client)
    url = f"{any_client.options['base_url']}/chat/completions"
    assert (raw.method, str(raw.url), raw.http_version, raw.is_closed) == ("POST", url, "HTTP/1.1", True)
    assert raw.elapsed > timedelta(0)
    assert json.loads(raw.http_request.content) == CHAT_PARAMS
    assert raw.http_request.headers["authorization"] == "***"


class Id(pydantic.BaseModel):
    """A part of a response."""

    id: str


@dataclasses.dataclass
class ModelName:
    """Another part."""

    model: str


def test_raw_response_is_parsed_as_other_types(any_client: AnyClient, aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(MockResponse(headers={"X-Inference-Id": "r1"}))
    raw = create_raw(any_client)
    body = json.loads(raw.content)
    assert raw.parse(to=dict) == raw.parse(to=object) == raw.parse(to=dict[str, object]) == body
    assert (raw.parse(to=str), raw.parse(to=bytes)) == (raw.text, raw.content)
    assert raw.parse(to=Id) == Id(id=body["id"])
    assert raw.parse(to=ModelName) == ModelName(CHAT_MODEL)
    completion = raw.parse(to=aimlkit.ChatCompletion)
    assert (type(completion), completion.request_id) == (aimlkit.ChatCompletion, "r1")
    assert raw.parse(to=type(raw.http_response)) is raw.http_response
    for target in (int, list):
        with pytest.raises(aimlkit.OutputValidationError) as raised:
            raw.parse(to=target)
        assert raised.value.response is raw.parse()
    with pytest.raises(TypeError, match="cannot be parsed"):
        raw.parse(to=timedelta | type(raw))


def test_raw_stream_is_parsed_as_no_other_type(client: AIMLAPI) -> None:
    raw = client.chat.completions.with_raw_response.create(**CHAT_PARAMS, stream=True)
    with raw.parse(), pytest.raises(TypeError, match="a stream cannot be parsed as another type"):
        raw.parse(to=dict)


@pytest.mark.parametrize(
    ("content", "content_type"),
    [(b"<p>Hi</p>", "text/html"), (b"", ""), (b"Hi", "text/plain; charset=utf-8")],
    ids=["HTML", "nothing", "text"],
)
def test_raw_response_without_json_is_returned(
    raw_client: AnyClient, raw_server: RawServer, content: bytes, content_type: str
) -> None:
    raw_server.enqueue(http_response(content, content_type=content_type, x_aimlapi_usd_spent="0.5"))
    raw = create_raw(raw_client)
    assert raw.status_code == 200
    assert raw.parse() == raw.parse(to=str) == raw.text == content.decode()
    for target in (dict, Id, aimlkit.ChatCompletion):
        with pytest.raises(aimlkit.APIResponseValidationError, match="expected a JSON object"):
            raw.parse(to=target)
    assert pickle.loads(pickle.dumps(raw)).parse() == content.decode()


@pytest.mark.parametrize("content", [b'{"id": ', b"[1]"], ids=["cut", "array"])
def test_raw_response_with_other_json_is_returned_and_not_parsed(
    raw_client: AnyClient, raw_server: RawServer, content: bytes
) -> None:
    raw_server.enqueue(http_response(content))
    raw = create_raw(raw_client)
    assert raw.content == content
    for _ in range(2):
        with pytest.raises(aimlkit.APIResponseValidationError, match="expected a JSON object"):
            raw.parse()
    if content == b"[1]":
        assert raw.parse(to=list) == raw.parse(to=list[int]) == [1]
        with pytest.raises(TypeError, match="the body is not a JSON object"):
            raw.parse(to=aimlkit.ChatCompletion)


def test_raw_response_of_an_error_raises(raw_client: AnyClient, raw_server: RawServer) -> None:
    raw_server.enqueue(http_response({"error": {"message": "No."}}))
    with pytest.raises(aimlkit.APIResponseValidationError, match="No"):
        create_raw(raw_client)
    raw_server.enqueue(http_response(b"No.", status=400, content_type="text/plain"))
    with pytest.raises(aimlkit.BadRequestError, match="No"):
        create_raw(raw_client)


def test_raw_response_of_models_without_json_is_returned(
    raw_client: AnyClient, raw_server: RawServer
) -> None:
    for method in (
        lambda client: client.models.with_raw_response.list,
        lambda client: partial(client.models.with_raw_response.retrieve, CHAT_MODEL),
    ):
        raw_server.enqueue(http_response(b"<p>Hi</p>", content_type="text/html"))
        assert raw_client.call(method).parse() == "<p>Hi</p>"


def test_raw_response_without_json_counts_its_cost_and_leaves_no_cycle(raw_server: RawServer) -> None:
    raw_server.enqueue(http_response(b"Hi", content_type="text/plain", x_aimlapi_usd_spent="0.5"))
    with AIMLAPI(api_key="secret-key", base_url=raw_server.base_url) as client:
        raw = client.chat.completions.with_raw_response.create(**CHAT_PARAMS)
        assert client.spend == 0.5
        with pytest.raises(aimlkit.APIResponseValidationError):
            raw.parse(to=dict)
        dropped = weakref.ref(raw)
        gc.collect()
        gc.disable()
        try:
            del raw
            assert dropped() is None
        finally:
            gc.enable()
