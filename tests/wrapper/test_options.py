"""The options of a client: the API key, the base URL, timeouts and limits."""

from __future__ import annotations

import re
from typing import Any

import httpx
import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

import aimlkit
from aimlkit import AIMLAPI, NOT_GIVEN, AsyncAIMLAPI
from aimlkit.mock import MockServer
from tests.wrapper.families import MODULES, Family, over_both_families
from tests.wrapper.payloads import CHAT_PARAMS
from tests.wrapper.raw_server import RawServer

Json = Any
KEY = "sk-secret-0123456789"


# --- the API key ---


def test_api_key_is_required() -> None:
    with pytest.raises(
        aimlkit.AIMLAPIError, match="no API key: pass api_key=, or set AIML_API_KEY or AIMLAPI_API_KEY"
    ):
        AIMLAPI()
    with pytest.raises(aimlkit.AIMLAPIError, match="no API key"):
        AsyncAIMLAPI(api_key="  ")


@pytest.mark.parametrize("name", ["AIML_API_KEY", "AIMLAPI_API_KEY"])
def test_api_key_is_read_from_the_environment(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, KEY)
    assert AIMLAPI().api_key == KEY
    assert AIMLAPI(api_key="other").api_key == "other"


@pytest.mark.parametrize("key", ["a\nb", "a\0", "schlüssel", "a\x7f"])
def test_api_key_with_impossible_characters_is_rejected_and_not_shown(key: str) -> None:
    with pytest.raises(aimlkit.AIMLAPIError) as raised:
        AIMLAPI(api_key=key)
    assert key not in str(raised.value)


def test_api_key_is_stripped() -> None:
    assert AIMLAPI(api_key=f" {KEY}\n").api_key == KEY


# --- the base URL ---


@pytest.mark.parametrize("name", ["AIML_API_BASE", "AIMLAPI_API_BASE"])
def test_base_url_is_read_from_the_environment(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    assert str(AIMLAPI(api_key=KEY).base_url) == "https://api.aimlapi.com/v1"
    monkeypatch.setenv(name, "https://other.test/v2/")
    assert str(AIMLAPI(api_key=KEY).base_url) == "https://other.test/v2"
    for url in (httpx.URL("http://x"), httpx2.URL("http://x")):
        base_url = AIMLAPI(api_key=KEY, base_url=url).base_url
        assert str(base_url) in ("http://x", "http://x/")
        assert isinstance(base_url, httpx.URL)


@pytest.mark.parametrize("url", ["api.test/v1", "ftp://api.test", "https://", ""])
def test_base_url_must_be_an_http_url(url: str) -> None:
    with pytest.raises(aimlkit.AIMLAPIError, match="base_url is not an HTTP URL"):
        AIMLAPI(api_key=KEY, base_url=url)


@pytest.mark.parametrize("port", ["port", "0", "99999", "-1"])
def test_base_url_must_have_a_possible_port(port: str) -> None:
    with pytest.raises(aimlkit.AIMLAPIError, match="base_url is not an HTTP URL"):
        AIMLAPI(api_key=KEY, base_url=f"http://a.test:{port}/v1")


@pytest.mark.parametrize("url", [5, b"http://a.test", ["http://a.test"], object()])
def test_base_url_must_be_a_string_or_a_url(url: Json) -> None:
    with pytest.raises(TypeError, match="base_url must be a string or a URL of httpx or httpx2"):
        AIMLAPI(api_key=KEY, base_url=url)


@pytest.mark.parametrize(
    "url",
    [
        "nowhere?key=secret",
        "http://a.test:port/?key=secret",
        "http://a.test:port/#secret",
        "http://user:secret/secret@a.test:port",
        "http://user:secret?secret@a.test:port",
        "secret@nowhere",
    ],
)
def test_message_for_an_invalid_base_url_shows_no_secret(url: str) -> None:
    with pytest.raises(aimlkit.AIMLAPIError, match="base_url is not an HTTP URL") as raised:
        AIMLAPI(api_key=KEY, base_url=url)
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize(
    "url",
    ["http://\ud800", "http://a\u202e.test", "http://a\x1b[2J", f"http://{'a' * 100_000}", "http://xn--a"],
)
def test_hostile_base_url_is_an_error_of_one_short_line(url: str) -> None:
    with pytest.raises(aimlkit.AIMLAPIError) as raised:
        AIMLAPI(api_key=KEY, base_url=url)
    assert str(raised.value).isprintable()
    assert len(str(raised.value)) <= 1000


@pytest.mark.parametrize("by", ["argument", "httpx.URL", "httpx2.URL", "environment", "copy", "attribute"])
def test_base_url_with_a_password_is_refused(monkeypatch: pytest.MonkeyPatch, by: str) -> None:
    url = "http://user:password@a.test/v1"
    client = AIMLAPI(api_key=KEY)
    with pytest.raises(aimlkit.AIMLAPIError, match="must not have a user name or password") as raised:
        match by:
            case "argument":
                AIMLAPI(api_key=KEY, base_url=url)
            case "httpx.URL":
                AIMLAPI(api_key=KEY, base_url=httpx.URL(url))
            case "httpx2.URL":
                AIMLAPI(api_key=KEY, base_url=httpx2.URL(url))
            case "environment":
                monkeypatch.setenv("AIML_API_BASE", url)
                AIMLAPI(api_key=KEY)
            case "copy":
                client.copy(base_url=url)
            case _:
                client.base_url = url
    assert "user:" not in str(raised.value)


@given(
    st.text(st.characters())
    | st.builds(
        "{}://{}:{}@{}:{}/{}".format, st.sampled_from(["http", "https", "file"]), *[st.text(max_size=5)] * 5
    )
)
def test_base_url_is_valid_or_an_error(url: str) -> None:
    """The message shows no password: nothing before the last `@`."""
    try:
        client = AIMLAPI(api_key=KEY, base_url=url)
    except aimlkit.AIMLAPIError as error:
        before, at_sign, _ = url.rpartition("@")
        assert not at_sign or len(before) < 8 or before not in str(error)
    else:
        assert client.base_url.scheme in ("http", "https")


def test_repr_of_a_client_shows_no_query() -> None:
    client = AIMLAPI(api_key=KEY, base_url="https://a.test/v1?key=secret")
    assert repr(client) == "AIMLAPI(base_url='https://a.test/v1')"


def test_base_url_may_have_a_path_and_a_query(raw_server: RawServer) -> None:
    raw_server.enqueue(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}")
    base_url = f"{raw_server.base_url}/deep/?a=1"
    with AIMLAPI(api_key=KEY, base_url=base_url, default_query={"b": 2}) as client:
        client.chat.completions.create(**CHAT_PARAMS, extra_query={"c": "3"})
    assert raw_server.requests[0].startswith(b"POST /v1/deep/chat/completions?a=1&b=2&c=3 HTTP/1.1")


# --- validation ---


@pytest.mark.parametrize("client_class", [AIMLAPI, AsyncAIMLAPI])
@pytest.mark.parametrize(
    ("options", "error_class"),
    [
        ({"max_retries": -1}, ValueError),
        ({"max_retries": None}, TypeError),
        ({"max_retries": 1.5}, TypeError),
        ({"timeout": 0}, ValueError),
        ({"timeout": -1}, ValueError),
        ({"timeout": float("nan")}, ValueError),
        ({"timeout": float("inf")}, ValueError),
        ({"timeout": "5"}, ValueError),
        ({"max_spend_usd": -1}, ValueError),
        ({"max_spend_usd": float("nan")}, ValueError),
        ({"max_spend_usd": "1"}, TypeError),
        ({"api_key": 5}, TypeError),
        ({"http_client": "client"}, TypeError),
        ({"max_retires": 3}, TypeError),
    ],
)
def test_invalid_option_is_rejected_by_name(
    client_class: Json, options: Json, error_class: type[Exception]
) -> None:
    with pytest.raises(error_class, match=next(iter(options))):
        client_class(**{"api_key": KEY, **options})


@over_both_families
def test_http_client_of_the_other_client_is_rejected(family: Family) -> None:
    asynchronous: Json = MODULES[family].AsyncClient()
    with pytest.raises(TypeError, match=r"http_client must be an httpx\.Client"):
        AIMLAPI(api_key=KEY, http_client=asynchronous)
    with MODULES[family].Client() as http_client:
        blocking: Json = http_client
        with pytest.raises(TypeError, match=r"http_client must be an httpx\.AsyncClient"):
            AsyncAIMLAPI(api_key=KEY, http_client=blocking)


@pytest.mark.parametrize("value", [None, 5, "a\nb", "é"])
def test_default_header_must_be_a_line_of_ascii_text(value: Json) -> None:
    client = AIMLAPI(api_key=KEY, default_headers={"X": value})
    with pytest.raises(TypeError, match="the header 'X'"):
        client.chat.completions.create(**CHAT_PARAMS)


# --- setting and copying ---


def test_option_set_later_takes_effect_with_the_next_request(
    client: AIMLAPI, aimlkit_mock: MockServer
) -> None:
    client.api_key = "another-key"
    assert "another" not in repr(vars(client))
    with pytest.raises(aimlkit.AuthenticationError):
        client.chat.completions.create(**CHAT_PARAMS)
    unchecked: Json = client
    unchecked.base_url = "http://127.0.0.1:9"
    with pytest.raises(aimlkit.APIConnectionError):
        client.with_options(max_retries=0).chat.completions.create(**CHAT_PARAMS)


def test_option_set_later_is_validated(client: Json) -> None:
    with pytest.raises(ValueError, match="max_retries"):
        client.max_retries = -1
    with pytest.raises(ValueError, match="timeout"):
        client.timeout = 0
    with pytest.raises(aimlkit.AIMLAPIError, match="base_url"):
        client.base_url = "nowhere"


def test_with_options_changes_options_of_a_copy(client: AIMLAPI) -> None:
    other = client.with_options(
        timeout=3, max_retries=7, default_headers={"a": "b"}, base_url="http://x.test"
    )
    assert (other.timeout, other.max_retries, str(other.base_url)) == (3, 7, "http://x.test")
    assert (client.max_retries, client.timeout) == (2, httpx.Timeout(600, connect=5))
    third = other.copy(default_headers={"c": "d"})
    assert third.default_headers == {"a": "b", "c": "d"}
    assert third.timeout == 3


def test_with_options_leaves_other_options_unchanged(client: Json) -> None:
    first = client.with_options(timeout=3, max_retries=5, max_spend_usd=1)
    second = first.with_options(timeout=NOT_GIVEN, max_spend_usd=NOT_GIVEN, base_url=None, api_key=None)
    assert (second.timeout, second.max_retries, second.max_spend_usd) == (3, 5, 1)
    assert (second.base_url, second.api_key) == (client.base_url, client.api_key)


def test_with_options_removes_a_default_header_with_omit(client: AIMLAPI, aimlkit_mock: MockServer) -> None:
    first = client.with_options(default_headers={"X-A": "1"})
    first.with_options(default_headers={"X-A": aimlkit.omit}).chat.completions.create(**CHAT_PARAMS)
    assert "x-a" not in aimlkit_mock.requests[0].headers


def test_with_options_replaces_default_headers_and_query(client: AIMLAPI, aimlkit_mock: MockServer) -> None:
    first = client.with_options(default_headers={"X-A": "1"}, default_query={"a": 1})
    second = first.with_options(set_default_headers={"X-B": "2"}, set_default_query={"b": 2})
    assert (second.default_headers, second.default_query) == ({"X-B": "2"}, {"b": 2})
    second.chat.completions.create(**CHAT_PARAMS)
    assert "x-a" not in aimlkit_mock.requests[0].headers
    assert (aimlkit_mock.requests[0].headers["x-b"], aimlkit_mock.requests[0].query) == ("2", "b=2")
    assert second.with_options(set_default_headers={}).default_headers == {}


@pytest.mark.parametrize("name", ["default_headers", "default_query"])
def test_with_options_refuses_to_add_and_replace_at_once(client: Json, name: str) -> None:
    with pytest.raises(ValueError, match=f"pass either {name}, which adds .*, or set_{name}"):
        client.with_options(**{name: {"a": "b"}, f"set_{name}": {}})
    with pytest.raises(TypeError, match=f"set_{name} must be a mapping"):
        client.with_options(**{f"set_{name}": "a"})


@pytest.mark.parametrize("client_class", [AIMLAPI, AsyncAIMLAPI])
def test_default_headers_and_query_are_always_mappings(client_class: Json) -> None:
    client = client_class(api_key=KEY)
    assert (client.default_headers, client.default_query) == ({}, {})
    client.default_headers = None
    assert "x-a" not in client.default_headers


@over_both_families
def test_timeout_of_http_client_is_used_unless_it_is_the_default_of_httpx(family: Family) -> None:
    module = MODULES[family]
    with module.Client(timeout=7) as http_client:
        assert AIMLAPI(api_key=KEY, http_client=http_client).timeout == module.Timeout(7)
        assert AIMLAPI(api_key=KEY, http_client=http_client, timeout=3).timeout == 3
    with module.Client() as http_client:
        assert AIMLAPI(api_key=KEY, http_client=http_client).timeout == httpx.Timeout(600, connect=5)


#: Values of the wrong type for each option of a client.
WRONG_TYPES: dict[str, list[Any]] = {
    "api_key": [5, b"a", ["a"]],
    "base_url": [5, b"a", {}],
    "timeout": ["x", [], {}, ("a",), (), object()],
    "max_retries": ["x", 1.5, [], ("a",)],
    "default_headers": [5, "a", [("a", "b")]],
    "default_query": [5, "a", [("a", "b")]],
    "http_client": [5, "a", {}],
    "max_spend_usd": ["x", [], ("a",)],
    "spend_unknown": [5, [], ("warn",)],
    "size_limits": [5, "x", {"event": 1}],
    "client_request_id": [5, "order-7"],
    "telemetry": [True, "x", object()],
}


@pytest.mark.parametrize("name", WRONG_TYPES)
def test_option_of_the_wrong_type_is_an_error_in_one_line(name: str) -> None:
    for value in WRONG_TYPES[name]:
        with pytest.raises((TypeError, ValueError)) as raised:
            AIMLAPI(**{"api_key": "a", name: value})
        (message,) = raised.value.args
        assert re.match(rf"{name} (of a client )?must be [^\n]+$", message), message
