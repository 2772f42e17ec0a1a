"""The ids of a request: that of the service, and that of the application."""

from __future__ import annotations

import itertools
import logging
import uuid
from collections.abc import Callable
from typing import Any

import httpx
import pytest

import aimlkit
from aimlkit import AIMLAPI, AsyncAIMLAPI, omit
from aimlkit._requests import require_client_request_id
from aimlkit.mock import MockResponse, MockServer, ToolCall
from aimlkit_api.headers import CLIENT_REQUEST_ID_MAX_LENGTH
from tests.models import CHAT_MODEL, RESPONSES_MODEL
from tests.wrapper.any_client import AnyClient
from tests.wrapper.payloads import CHAT_PARAMS, http_response
from tests.wrapper.raw_server import RawServer

Json = Any

HEADER = "x-client-request-id"
RESPONSES_PARAMS: Json = {"model": RESPONSES_MODEL, "input": "Hi"}


def sent_ids(aimlkit_mock: MockServer) -> list[str | None]:
    """Return the client's own id of each request that the mock received."""
    return [request.headers.get(HEADER) for request in aimlkit_mock.requests]


# --- the service's id ---


def test_request_id_is_the_inference_id(any_client: AnyClient, aimlkit_mock: MockServer) -> None:
    headers = {"X-Inference-Id": "i1", "X-Request-Id": "r1", "CF-Ray": "c1"}
    aimlkit_mock.enqueue(MockResponse(headers=headers), MockResponse(status=400, headers=headers))
    assert any_client.create_chat_completion().request_id == "i1"
    with pytest.raises(aimlkit.BadRequestError) as raised:
        any_client.create_chat_completion()
    assert raised.value.request_id == "i1"


def test_every_response_has_an_inference_id_of_its_own(client: AIMLAPI) -> None:
    stream = client.chat.completions.create(**CHAT_PARAMS, stream=True).until_done()
    with client.responses.stream(**RESPONSES_PARAMS) as helper:
        final = helper.get_final_response()
    raw = client.chat.completions.with_raw_response.create(**CHAT_PARAMS)
    ids = {client.responses.create(**RESPONSES_PARAMS).request_id, stream.request_id, helper.request_id}
    assert None not in ids | {raw.request_id}
    assert len(ids | {raw.request_id}) == 4
    assert final.request_id == helper.request_id
    assert raw.parse().request_id == raw.request_id


# --- the application's id ---

ID = "order-7:a_b.C"

CALLS: dict[str, Callable[[AIMLAPI, Json], object]] = {
    "create": lambda client, options: client.chat.completions.create(**CHAT_PARAMS, **options),
    "create, streamed": lambda client, options: client.responses.create(
        **RESPONSES_PARAMS, stream=True, **options
    ).until_done(),
    "parse": lambda client, options: client.responses.parse(**RESPONSES_PARAMS, **options),
    "stream": lambda client, options: client.chat.completions.stream(
        **CHAT_PARAMS, **options
    ).get_final_completion(),
    "stream of Responses": lambda client, options: client.responses.stream(
        **RESPONSES_PARAMS, **options
    ).get_final_response(),
    "run_tools": lambda client, options: client.chat.completions.run_tools(**CHAT_PARAMS, **options),
    "conversation": lambda client, options: client.chat.conversation(model=CHAT_MODEL, **options).send("Hi"),
    "message": lambda client, options: client.responses.conversation(model=RESPONSES_MODEL).send(
        "Hi", **options
    ),
    "raw": lambda client, options: client.responses.with_raw_response.create(**RESPONSES_PARAMS, **options),
}

each_call = pytest.mark.parametrize("call", CALLS.values(), ids=CALLS.keys())


@each_call
def test_client_request_id_is_sent_and_returned(
    client: AIMLAPI, aimlkit_mock: MockServer, call: Callable[[AIMLAPI, Json], Json]
) -> None:
    assert call(client, {"client_request_id": ID}).client_request_id == ID
    assert call(client, {}).client_request_id is None
    assert call(client, {"client_request_id": None}).client_request_id is None
    assert sent_ids(aimlkit_mock) == [ID, None, None]


@each_call
def test_client_request_id_of_the_client_is_new_for_each_call(
    client: AIMLAPI, aimlkit_mock: MockServer, call: Callable[[AIMLAPI, Json], Json]
) -> None:
    numbers = itertools.count(1)
    numbered = client.with_options(client_request_id=lambda: f"call-{next(numbers)}")
    assert [call(numbered, {}).client_request_id for _ in range(2)] == ["call-1", "call-2"]
    assert call(numbered, {"client_request_id": ID}).client_request_id == ID
    assert call(numbered, {"client_request_id": None}).client_request_id is None
    assert sent_ids(aimlkit_mock) == ["call-1", "call-2", ID, None]


def test_client_request_id_with_the_async_client(any_client: AnyClient, aimlkit_mock: MockServer) -> None:
    any_client.options["client_request_id"] = lambda: "call-1"
    assert any_client.create_chat_completion(client_request_id=ID).client_request_id == ID
    assert any_client.create_response().client_request_id == "call-1"
    any_client.create_response(stream=True)
    assert sent_ids(aimlkit_mock) == [ID, "call-1", "call-1"]


def test_client_request_id_stays_the_same_in_retries(any_client: AnyClient, aimlkit_mock: MockServer) -> None:
    numbers = itertools.count(1)
    any_client.options["client_request_id"] = lambda: f"call-{next(numbers)}"
    busy = MockResponse(status=503, headers={"Retry-After-Ms": "1"})
    aimlkit_mock.enqueue(busy, busy)
    response = any_client.create_response()
    assert (response.retries, response.client_request_id) == (2, "call-1")
    assert sent_ids(aimlkit_mock) == ["call-1"] * 3


def test_client_request_id_stays_the_same_in_a_tool_loop(client: AIMLAPI, aimlkit_mock: MockServer) -> None:
    numbers = itertools.count(1)
    client.client_request_id = lambda: f"call-{next(numbers)}"
    aimlkit_mock.enqueue(MockResponse(tool_calls=[ToolCall("now", "{}")]), MockResponse(text="Noon."))

    def now() -> str:
        return "12:00"

    client.responses.run_tools(**RESPONSES_PARAMS, tools=[aimlkit.function_tool(now)])
    assert sent_ids(aimlkit_mock) == ["call-1", "call-1"]
    client.responses.create(**RESPONSES_PARAMS)
    assert sent_ids(aimlkit_mock)[-1] == "call-2"


def test_client_request_id_of_the_client_may_be_none(client: AIMLAPI, aimlkit_mock: MockServer) -> None:
    client.with_options(client_request_id=lambda: None).responses.create(**RESPONSES_PARAMS)
    named = client.with_options(client_request_id=lambda: ID)
    named.with_options(client_request_id=None).responses.create(**RESPONSES_PARAMS)
    named.with_options(timeout=30).responses.create(**RESPONSES_PARAMS)
    assert sent_ids(aimlkit_mock) == [None, None, ID]


@pytest.mark.parametrize(
    "value",
    ["", "a b", "a/b", "a\n", "\n", "é", "a" * 129, "order#7", "a,b", "\x00", "７", "a\u2028"],
)
@pytest.mark.parametrize("where", ["call", "client", "extra_headers", "default_headers"])
def test_invalid_client_request_id_is_refused_before_sending(
    any_client: AnyClient, aimlkit_mock: MockServer, where: str, value: str
) -> None:
    params: Json = {}
    match where:
        case "call":
            params["client_request_id"] = value
        case "client":
            any_client.options["client_request_id"] = lambda: value
        case "extra_headers":
            params["extra_headers"] = {"X-Client-Request-Id": value}
        case _:
            any_client.options["default_headers"] = {"X-Client-Request-Id": value}
    with pytest.raises((ValueError, TypeError), match=r"client_request_id|X-Client-Request-Id") as raised:
        any_client.create_chat_completion(**params)
    assert len(str(raised.value).splitlines()) == 1
    assert aimlkit_mock.requests == []


@pytest.mark.parametrize("value", ["a", "a" * 128, "A-Z_0.9:", "..", str(uuid.UUID(int=7))])
def test_valid_client_request_id_is_returned_by_the_service(
    any_client: AnyClient, aimlkit_mock: MockServer, value: str
) -> None:
    assert any_client.create_response(client_request_id=value).client_request_id == value


def test_invalid_client_request_id_message_names_the_limits() -> None:
    with pytest.raises(ValueError, match=r"must have 1 to 128 characters and match .*; it is 'a b'"):
        require_client_request_id("a b")
    with pytest.raises(ValueError, match="1 to 128") as raised:
        require_client_request_id("a" * 10_000_000)
    assert len(str(raised.value)) < 500
    assert CLIENT_REQUEST_ID_MAX_LENGTH == 128


@pytest.mark.parametrize("value", [7, uuid.UUID(int=7), b"a", ["a"], True])
def test_client_request_id_that_is_no_string_raises_type_error(client: Json, value: object) -> None:
    with pytest.raises(TypeError, match="client_request_id must be a string"):
        client.responses.create(**RESPONSES_PARAMS, client_request_id=value)
    with pytest.raises(TypeError, match="client_request_id must be a string"):
        client.with_options(client_request_id=lambda: value).responses.create(**RESPONSES_PARAMS)


@pytest.mark.parametrize("client_class", [AIMLAPI, AsyncAIMLAPI])
def test_client_request_id_of_a_client_must_be_a_function(client_class: Json) -> None:
    with pytest.raises(TypeError, match="must be a function that returns an id; it is 'order-7'"):
        client_class(api_key="a", client_request_id="order-7")
    client = client_class(api_key="a", client_request_id=omit)
    assert client.client_request_id is None
    with pytest.raises(TypeError, match="must be a function"):
        client.client_request_id = "order-7"


def test_client_request_id_precedes_default_headers(client: AIMLAPI, aimlkit_mock: MockServer) -> None:
    client.default_headers = {"X-Client-Request-Id": "default"}
    client.responses.create(**RESPONSES_PARAMS)
    client.responses.create(**RESPONSES_PARAMS, client_request_id=ID)
    client.responses.create(**RESPONSES_PARAMS, client_request_id=None)
    client.responses.create(**RESPONSES_PARAMS, extra_headers={"x-client-request-id": "extra"})
    client.responses.create(**RESPONSES_PARAMS, extra_headers={"x-client-request-id": omit})
    assert sent_ids(aimlkit_mock) == ["default", ID, None, "extra", None]


def test_error_has_the_client_request_id(any_client: AnyClient, aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(MockResponse(status=400))
    with pytest.raises(aimlkit.BadRequestError) as refused:
        any_client.create_chat_completion(client_request_id=ID)
    assert refused.value.response.headers[HEADER] == refused.value.client_request_id == ID
    aimlkit_mock.enqueue(MockResponse(disconnect_after_events=1))
    with pytest.raises(aimlkit.StreamCutError) as cut:
        any_client.create_chat_completion(client_request_id=ID, stream=True)
    assert cut.value.client_request_id == ID
    assert cut.value.partial is not None
    assert cut.value.partial.client_request_id == ID
    assert cut.value.partial.request_id == cut.value.request_id is not None
    any_client.options |= {"base_url": "http://127.0.0.1:9", "max_retries": 0}
    with pytest.raises(aimlkit.APIConnectionError) as unreachable:
        any_client.create_chat_completion(client_request_id=ID)
    assert unreachable.value.client_request_id == ID


def test_snapshot_has_the_ids_of_its_stream(client: AIMLAPI) -> None:
    with client.chat.completions.stream(**CHAT_PARAMS, client_request_id=ID) as chat:
        chat.until_done()
        snapshot = chat.current_completion_snapshot
        assert (snapshot.client_request_id, snapshot.request_id) == (ID, chat.request_id)
    with client.responses.stream(**RESPONSES_PARAMS, client_request_id=ID) as response:
        assert response.current_response_snapshot.client_request_id == ID


# --- log lines ---


def test_log_line_has_both_ids(
    any_client: AnyClient, aimlkit_mock: MockServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "aimlkit")
    aimlkit_mock.enqueue(MockResponse(status=503, headers={"X-Inference-Id": "i1", "Retry-After-Ms": "1"}))
    completion = any_client.create_chat_completion(client_request_id=ID)
    failed, _, succeeded = [record.getMessage() for record in caplog.records if record.name == "aimlkit"]
    assert failed.endswith(f" s, request_id i1, client_request_id {ID}")
    assert succeeded.endswith(f" s (retry 1), request_id {completion.request_id}, client_request_id {ID}")


def test_log_line_shows_neither_the_key_nor_control_characters(
    raw_client: AnyClient, raw_server: RawServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "aimlkit")
    raw_server.enqueue(http_response(x_inference_id="a secret-key \u202eb"))
    raw_client.create_chat_completion()
    [line] = [record.getMessage() for record in caplog.records if record.name == "aimlkit"]
    assert "secret-key" not in line
    assert line.isprintable()
    assert "request_id a ***" in line


def test_log_line_of_a_request_without_ids(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "aimlkit")
    transport = httpx.MockTransport(lambda request: httpx.Response(400))
    client = AIMLAPI(api_key="a", http_client=httpx.Client(transport=transport))
    with pytest.raises(aimlkit.BadRequestError):
        client.responses.create(**RESPONSES_PARAMS)
    assert [record.getMessage().endswith(" s") for record in caplog.records] == [True]
