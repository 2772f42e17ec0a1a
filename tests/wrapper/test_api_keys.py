"""API keys from a function: it is called before each attempt, and its keys are redacted like fixed ones."""

from __future__ import annotations

import asyncio
import copy
import gc
import pickle
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import httpx
import pytest

import aimlkit
from aimlkit import AIMLAPI, AsyncAIMLAPI
from aimlkit._api_keys import MAX_EARLIER_KEYS, ApiKeys
from aimlkit._effects import RefreshApiKey, SendRequest
from aimlkit._request_flow import send_with_retries
from aimlkit._requests import PreparedRequest
from aimlkit._retry_policy import RetryPolicy
from aimlkit._size_limits import SizeLimits
from aimlkit.mock import MockServer
from tests.wrapper.any_client import AnyClient
from tests.wrapper.flows import new_request
from tests.wrapper.payloads import CHAT_PARAMS, STREAM_HEAD, encode_chunked, encode_events, http_response
from tests.wrapper.raw_server import RawServer
from tests.wrapper.test_redaction import assert_key_is_hidden

Json = Any

FIRST, SECOND, THIRD = "sk-first-0123456789", "sk-second-0123456789", "sk-third-0123456789"


class Keys:
    """A function that returns one key after the other, and counts its calls."""

    def __init__(self, *keys: object) -> None:
        self.remaining = list(keys)

    def __call__(self) -> Any:
        key = self.remaining.pop(0)
        if isinstance(key, BaseException):
            raise key
        return key


def as_async(function: Callable[[], Any]) -> Callable[[], Awaitable[Any]]:
    async def ask() -> Any:
        await asyncio.sleep(0)
        return function()

    return ask


@pytest.fixture(params=["sync", "async", "async with a blocking function"])
def key_client(request: pytest.FixtureRequest, raw_server: RawServer) -> Iterator[AnyClient]:
    """The clients of `raw_server`; `set_keys` of the fixture's client sets the function of the key."""
    options = {"base_url": raw_server.base_url, "timeout": 5}
    client = AnyClient(is_async=request.param != "sync", options=options)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("aimlkit._retry_policy.INITIAL_BACKOFF", 0.0)
        client.options["wrap"] = as_async if request.param == "async" else lambda function: function
        yield client


def set_keys(client: AnyClient, *keys: object) -> Keys:
    """Set the function of the key; return it."""
    function = Keys(*keys)
    client.options["api_key"] = client.options.pop("wrap")(function)
    return function


def sent_keys(server: RawServer) -> list[str]:
    """Return the key of each request."""
    heads = [request.partition(b"\r\n\r\n")[0].decode().lower() for request in server.requests]
    lines = [line for head in heads for line in head.split("\r\n")]
    return [line.removeprefix("authorization: bearer ") for line in lines if line.startswith("authorization")]


def test_api_key_function_is_called_before_each_attempt(key_client: AnyClient, raw_server: RawServer) -> None:
    function = set_keys(key_client, FIRST, f" {SECOND}\n")
    raw_server.enqueue(http_response({}, status=500))
    raw_server.enqueue(http_response())
    assert key_client.create_chat_completion().text == "Hello"
    assert sent_keys(raw_server) == [FIRST, SECOND]
    assert function.remaining == []


def test_api_key_function_is_called_for_streams_raw_responses_and_models(
    key_client: AnyClient, raw_server: RawServer
) -> None:
    function = set_keys(key_client, FIRST, SECOND, THIRD)
    raw_server.enqueue(STREAM_HEAD + encode_chunked(encode_events("[DONE]")) + b"0\r\n\r\n")
    assert key_client.create_chat_completion(stream=True) == []
    raw_server.enqueue(http_response())
    key_client.call(lambda client: client.chat.completions.with_raw_response.create, **CHAT_PARAMS)
    raw_server.enqueue(http_response({"object": "list", "data": []}))
    key_client.call(lambda client: client.models.list)
    assert sent_keys(raw_server) == [FIRST, SECOND, THIRD]
    assert function.remaining == []


@pytest.mark.parametrize(
    "error",
    [RuntimeError("no vault"), httpx.ConnectError("no vault"), KeyError("no vault"), OSError("no vault")],
)
def test_exception_of_an_api_key_function_is_raised_unchanged(
    key_client: AnyClient, raw_server: RawServer, error: Exception
) -> None:
    set_keys(key_client, error)
    with pytest.raises(type(error)) as raised:
        key_client.create_chat_completion()
    assert raised.value is error
    assert raised.value.__cause__ is None
    assert not raw_server.requests


@pytest.mark.parametrize(
    ("key", "error_class", "message"),
    [
        ("", aimlkit.AIMLAPIError, "the function passed as api_key= returned no key"),
        (" \n", aimlkit.AIMLAPIError, "the function passed as api_key= returned no key"),
        (None, TypeError, "the function passed as api_key= must return a string"),
        (FIRST.encode(), TypeError, "the function passed as api_key= must return a string"),
        (f"{FIRST}\u00e9", aimlkit.AIMLAPIError, "returned a key with invalid characters"),
    ],
    ids=["empty", "blank", "None", "bytes", "not ASCII"],
)
def test_invalid_key_of_a_function_is_an_error_of_one_line(
    key_client: AnyClient, raw_server: RawServer, key: Json, error_class: type[Exception], message: str
) -> None:
    set_keys(key_client, key)
    key_client.options["max_retries"] = 2
    with pytest.raises(error_class, match=message) as raised:
        key_client.create_chat_completion()
    assert "\n" not in str(raised.value)
    assert not raw_server.requests
    assert_key_is_hidden(raised.value, FIRST)


def test_async_api_key_function_of_the_blocking_client_is_a_type_error() -> None:
    function: Json = as_async(Keys(FIRST))
    with (
        AIMLAPI(api_key=function) as client,
        pytest.raises(TypeError, match="api_key= is async: use it with AsyncAIMLAPI"),
    ):
        client.chat.completions.create(**CHAT_PARAMS)
    gc.collect()


# --- secrets ---


def test_all_keys_of_a_function_are_hidden_in_an_error(key_client: AnyClient, raw_server: RawServer) -> None:
    set_keys(key_client, FIRST, SECOND)
    key_client.options["max_retries"] = 1
    raw_server.enqueue(http_response({}, status=500))
    echo = {"message": f"{FIRST} and {SECOND} are wrong"}
    raw_server.enqueue(http_response(echo, status=401, x_echo=f"{FIRST} {SECOND}"))
    with pytest.raises(aimlkit.AuthenticationError) as raised:
        key_client.create_chat_completion()
    error = raised.value
    assert (error.message, error.body) == (
        "Error code: 401 - *** and *** are wrong",
        {"message": "*** and *** are wrong"},
    )
    assert error.response.headers["x-echo"] == "*** ***"
    for key in (FIRST, SECOND):
        assert_key_is_hidden(error, key)


def test_all_keys_of_a_function_are_hidden_in_the_errors_of_a_stream(
    key_client: AnyClient, raw_server: RawServer
) -> None:
    set_keys(key_client, FIRST, SECOND)
    raw_server.enqueue(http_response({}, status=500))
    error_event = encode_events({"error": {"message": f"{FIRST} and {SECOND}"}})
    raw_server.enqueue(STREAM_HEAD + encode_chunked(error_event), 5.0)
    with pytest.raises(aimlkit.APIStreamError, match=r"^\*\*\* and \*\*\*$") as raised:
        key_client.create_chat_completion(stream=True)
    for key in (FIRST, SECOND):
        assert_key_is_hidden(raised.value, key)


def test_all_keys_of_a_function_are_hidden_in_a_connection_error(
    key_client: AnyClient, raw_server: RawServer
) -> None:
    set_keys(key_client, FIRST, SECOND)
    key_client.options["max_retries"] = 1
    raw_server.enqueue("reset")
    raw_server.enqueue("reset")
    with pytest.raises(aimlkit.APIConnectionError) as raised:
        key_client.create_chat_completion()
    for key in (FIRST, SECOND):
        assert_key_is_hidden(raised.value, key)


def test_keys_of_a_function_are_in_no_raw_response(key_client: AnyClient, raw_server: RawServer) -> None:
    set_keys(key_client, FIRST, SECOND)
    raw_server.enqueue(http_response({}, status=500))
    raw_server.enqueue(http_response(x_echo=f"{FIRST} {SECOND}"))
    raw = key_client.call(lambda client: client.chat.completions.with_raw_response.create, **CHAT_PARAMS)
    assert raw.headers["x-echo"] == "*** ***"
    assert FIRST.encode() not in pickle.dumps(raw)


def test_client_with_an_api_key_function_shows_no_key() -> None:
    client = AIMLAPI(api_key=Keys(FIRST))
    client._session.api_keys.refresh(new_request())
    assert client.api_key == FIRST
    assert FIRST not in f"{client!r} {vars(client)!r} {vars(client._session.api_keys)!r}"
    for duplicate in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="cannot be pickled or copied"):
            duplicate(client)


def test_earlier_keys_are_bounded() -> None:
    keys = ApiKeys(Keys(*map(str, range(MAX_EARLIER_KEYS + 5)), "0"))
    for _ in range(MAX_EARLIER_KEYS + 5):
        keys.refresh(new_request())
    assert [*keys.earlier_keys] == [str(number) for number in range(4, MAX_EARLIER_KEYS + 4)]


def test_keys_that_alternate_take_the_place_of_no_earlier_key() -> None:
    keys = ApiKeys(Keys(FIRST, *[SECOND, THIRD] * MAX_EARLIER_KEYS))
    for _ in range(2 * MAX_EARLIER_KEYS + 1):
        keys.refresh(new_request())
    assert keys.latest == THIRD
    assert keys.earlier_keys == (FIRST, SECOND)


def test_request_has_its_own_key_if_another_thread_asks_for_one_at_the_same_time() -> None:
    keys = ApiKeys(Keys(FIRST, SECOND))
    requests = [new_request(), new_request()]
    flows = [
        send_with_retries(PreparedRequest(request, False, 5.0, SizeLimits(), api_keys=keys), RetryPolicy(0))
        for request in requests
    ]
    for flow in flows:
        effect = next(flow)
        assert isinstance(effect, RefreshApiKey)
        effect.keys.refresh(effect.request)
    for flow in flows:
        assert isinstance(flow.send(None), SendRequest)
    assert [request.headers["authorization"] for request in requests] == [
        f"Bearer {FIRST}",
        f"Bearer {SECOND}",
    ]


# --- options ---


def test_copies_share_the_api_key_function(aimlkit_mock: MockServer) -> None:
    keys = Keys(*[aimlkit_mock.key] * 3)
    with AIMLAPI(api_key=keys, base_url=aimlkit_mock.base_url) as client:
        assert client.api_key == ""
        client.with_options(max_retries=0).chat.completions.create(**CHAT_PARAMS)
        assert client.api_key == aimlkit_mock.key
        client.with_options(api_key=aimlkit_mock.key).chat.completions.create(**CHAT_PARAMS)
        assert len(keys.remaining) == 2
        client.api_key = Keys(aimlkit_mock.key)
        client.chat.completions.create(**CHAT_PARAMS)
        assert len(keys.remaining) == 2


@pytest.mark.parametrize("by", ["default_headers", "extra_headers"])
@pytest.mark.parametrize("value", ["Bearer own", aimlkit.omit], ids=["own", "omit"])
def test_api_key_function_is_not_called_if_a_header_overrides_it(
    key_client: AnyClient, raw_server: RawServer, by: str, value: Json
) -> None:
    function = set_keys(key_client, FIRST)
    raw_server.enqueue(http_response())
    headers = {"Authorization": value}
    if by == "default_headers":
        key_client.options["default_headers"] = headers
        key_client.create_chat_completion()
    else:
        key_client.create_chat_completion(extra_headers=headers)
    assert sent_keys(raw_server) == (["own"] if value is not aimlkit.omit else [])
    assert function.remaining == [FIRST]


def test_response_for_one_key_of_a_function_is_not_used_for_another(raw_server: RawServer) -> None:
    with AIMLAPI(api_key=Keys(FIRST, SECOND), base_url=raw_server.base_url) as client:
        for _ in range(2):
            raw_server.enqueue(http_response({"object": "list", "data": []}, etag='"a"'))
            client.models.list()
    assert not any(b"if-none-match" in request.lower() for request in raw_server.requests)


def test_api_key_of_the_environment_is_not_used_with_a_function(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIML_API_KEY", SECOND)
    assert AIMLAPI(api_key=Keys(FIRST)).api_key == ""
    assert AsyncAIMLAPI(api_key=as_async(Keys(FIRST))).api_key == ""
