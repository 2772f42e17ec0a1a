"""No exception of httpx, anyio, asyncio or ssl reaches the user, and bad options are errors of one line."""

from __future__ import annotations

import asyncio
import ssl
from typing import Any

import anyio
import httpx
import pytest

import aimlkit
from aimlkit import AIMLAPI, AsyncAIMLAPI
from aimlkit.mock import MockServer
from tests.wrapper.any_client import AnyClient
from tests.wrapper.families import MODULES, Family, new_http_client, over_both_families
from tests.wrapper.payloads import CHAT_PARAMS

Json = Any


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SSL_CERT_FILE", "/nonexistent"),
        ("SSL_CERT_FILE", __file__),
        ("HTTP_PROXY", "foo://bar"),
        ("HTTPS_PROXY", "http://[::1"),
        ("ALL_PROXY", "socks5://127.0.0.1:1"),
        ("NO_PROXY", "[::1"),
    ],
)
@pytest.mark.parametrize("is_async", [False, True])
def test_invalid_environment_is_an_error_of_one_line(
    is_async: bool, monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(aimlkit.AIMLAPIError, match=f"cannot set up connections .*{variable}") as raised:
        AnyClient(is_async=is_async, options={"api_key": "secret-key"}).create_chat_completion()
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    "error",
    [
        RuntimeError("Event loop is closed"),
        anyio.ClosedResourceError(),
        anyio.BrokenResourceError(),
        asyncio.InvalidStateError(),
        ssl.SSLError(1, "bad record"),
        OSError(24, "Too many open files"),
        KeyError("x"),
    ],
)
@over_both_families
@pytest.mark.parametrize("is_async", [False, True])
@pytest.mark.parametrize("stream", [False, True])
def test_exception_that_the_network_raises_is_a_connection_error(
    monkeypatch: pytest.MonkeyPatch, is_async: bool, stream: bool, error: Exception, family: Family
) -> None:
    """The code that raises it is that of httpcore, as far as its frame says."""
    fail = _function_of(f"{family.replace('httpx', 'httpcore')}._sync.connection_pool", error)
    options = {"api_key": "secret-key", "max_retries": 0}
    client = AnyClient(is_async=is_async, options=options, family=family)
    for http_client_class in (MODULES[family].HTTPTransport, MODULES[family].AsyncHTTPTransport):
        monkeypatch.setattr(
            http_client_class,
            f"handle_{'async_' if 'Async' in http_client_class.__name__ else ''}request",
            fail,
        )
    with pytest.raises(aimlkit.APIConnectionError) as raised:
        client.create_chat_completion(stream=stream)
    assert raised.value.__cause__ is error


def _function_of(module: str, error: Exception) -> Json:
    """Return a function that raises `error` in a frame of another module."""
    namespace: dict[str, Any] = {"__name__": module, "error": error}
    exec("def fail(*args, **kwargs): raise error", namespace)
    return namespace["fail"]


@over_both_families
@pytest.mark.parametrize("is_async", [False, True])
def test_exception_of_the_users_own_code_is_not_changed(is_async: bool, family: Family) -> None:
    """A test that fails in a transport of its own should say where."""

    def fail(request: object) -> httpx.Response:
        raise LookupError("no such recording")

    transport = MODULES[family].MockTransport(fail)
    http_client = new_http_client(family, is_async=is_async, transport=transport)
    client = AnyClient(is_async=is_async, options={"api_key": "secret-key", "http_client": http_client})
    with pytest.raises(LookupError, match="no such recording") as raised:
        client.create_chat_completion()
    assert raised.traceback[-1].name == "fail"


@pytest.mark.parametrize("client_class", [AIMLAPI, AsyncAIMLAPI])
@pytest.mark.parametrize(
    ("option", "value", "error_class"),
    [
        ("default_headers", {3: "x"}, TypeError),
        ("default_headers", "abc", TypeError),
        ("default_headers", [("a", "b")], TypeError),
        ("default_query", "abc", TypeError),
        ("default_query", 5, TypeError),
        ("base_url", 5, TypeError),
        ("timeout", 10**400, ValueError),
        ("timeout", [1], ValueError),
        ("timeout", {}, ValueError),
    ],
)
def test_option_of_the_wrong_type_is_named(
    client_class: Json, option: str, value: object, error_class: type[Exception]
) -> None:
    """At the latest, when a request is prepared."""
    with pytest.raises(error_class) as raised:
        _create_once(client_class, {option: value}, {})
    assert option in str(raised.value) or "is not the name of a header" in str(raised.value)


@pytest.mark.parametrize("client_class", [AIMLAPI, AsyncAIMLAPI])
@pytest.mark.parametrize(
    ("option", "value", "error_class", "message"),
    [
        ("extra_headers", {3: "x"}, TypeError, "is not the name of a header"),
        ("extra_headers", {"": "x"}, TypeError, "is not the name of a header"),
        ("extra_headers", {"ü": "x"}, TypeError, "is not the name of a header"),
        ("extra_headers", {"a b": "x"}, TypeError, "is not the name of a header"),
        ("extra_headers", {"x": "ü"}, TypeError, "must be a line of ASCII text"),
        ("extra_headers", {"x": None}, TypeError, "must be a line of ASCII text"),
        ("extra_headers", "x", TypeError, "extra_headers must be a mapping"),
        ("extra_query", "x", TypeError, "extra_query must be a mapping"),
        ("extra_query", {"x": "\ud83c"}, ValueError, "a query parameter cannot be sent"),
        ("extra_body", ["x"], TypeError, "extra_body must be a mapping"),
        ("timeout", "x", ValueError, "timeout must be a positive number"),
    ],
)
def test_argument_of_the_wrong_type_is_named(
    client_class: Json, option: str, value: object, error_class: type[Exception], message: str
) -> None:
    with pytest.raises(error_class, match=message):
        _create_once(client_class, {}, {option: value})


def _create_once(client_class: Json, options: dict[str, Any], arguments: dict[str, Any]) -> object:
    client = client_class(
        **{"api_key": "secret-key", "base_url": "http://127.0.0.1:1", "max_retries": 0} | options
    )
    if client_class is AIMLAPI:
        with client:
            return client.chat.completions.create(**CHAT_PARAMS, **arguments)

    async def create() -> object:
        async with client:
            return await client.chat.completions.create(**CHAT_PARAMS, **arguments)

    return asyncio.run(create())


def test_closed_client_is_an_error_of_one_line(aimlkit_mock: MockServer) -> None:
    client = AIMLAPI(api_key=aimlkit_mock.key, base_url=aimlkit_mock.base_url)
    copy = client.copy()
    client.close()
    for each in (client, copy):
        assert each.is_closed()
        with pytest.raises(aimlkit.AIMLAPIError, match="the client is closed; create another one"):
            each.chat.completions.create(**CHAT_PARAMS)
