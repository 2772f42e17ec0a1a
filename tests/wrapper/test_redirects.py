"""Redirects: followed within a server, refused to any other."""

from __future__ import annotations

import json

import httpx
import pytest

import aimlkit
from aimlkit import AIMLAPI
from aimlkit._redirects import MAX_REDIRECTS, is_same_server
from tests.wrapper.any_client import AnyClient
from tests.wrapper.payloads import CHAT_PARAMS, COMPLETION, http_response
from tests.wrapper.raw_server import RawServer


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("https://a.test/v1", "https://a.test/v2", True),
        ("https://a.test/v1", "https://a.test:443/v2", True),
        ("https://a.test/v1", "https://A.TEST/v2", True),
        ("http://a.test:8000/v1", "http://a.test:8000/v2", True),
        ("http://a.test/v1", "https://a.test/v1", True),
        ("https://a.test/v1", "http://a.test/v1", False),
        ("http://a.test:8000/v1", "https://a.test:8000/v1", False),
        ("https://a.test/v1", "https://a.test:8443/v1", False),
        ("https://a.test/v1", "https://b.test/v1", False),
        ("https://a.test/v1", "https://a.test.b.test/v1", False),
        ("https://a.test/v1", "https://a.test@b.test/v1", False),
        ("https://a.test/v1", "ftp://a.test/v1", False),
    ],
)
def test_is_same_server_compares_scheme_host_and_port(source: str, target: str, expected: bool) -> None:
    assert is_same_server(httpx.URL(source), httpx.URL(target)) is expected


@pytest.mark.parametrize("status", [307, 308])
def test_redirect_within_the_server_is_followed(
    raw_client: AnyClient, raw_server: RawServer, status: int
) -> None:
    raw_server.enqueue(http_response(b"moved", status, location="/v2/elsewhere"))
    raw_server.enqueue(http_response())
    assert raw_client.create_chat_completion().text == "Hello"
    assert raw_server.requests[1].startswith(b"POST /v2/elsewhere HTTP/1.1")
    assert b"Bearer secret-key" in raw_server.requests[1]
    assert json.loads(raw_server.requests[1].partition(b"\r\n\r\n")[2]) == CHAT_PARAMS


def test_redirects_are_in_the_history_of_a_raw_response(raw_server: RawServer) -> None:
    raw_server.enqueue(http_response(b"", 307, location="/v2/elsewhere"))
    raw_server.enqueue(http_response())
    with AIMLAPI(api_key="secret-key", base_url=raw_server.base_url) as client:
        raw = client.chat.completions.with_raw_response.create(**CHAT_PARAMS)
    assert [response.status_code for response in raw.http_response.history] == [307]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("stream", [False, True])
def test_redirect_to_another_server_is_refused(
    raw_client: AnyClient, raw_server: RawServer, status: int, stream: bool
) -> None:
    """Nothing at all is sent to the other server: no key, no header, no query, no cookie and no body."""
    other_server = RawServer()
    location = f"{other_server.base_url}/elsewhere?code=1#a"
    raw_client.options |= {"default_headers": {"x-secret": "s"}, "default_query": {"q": "secret"}}
    raw_client.options["max_retries"] = 2
    raw_server.enqueue(http_response(b"", status, location=location, set_cookie="a=b"))
    try:
        with pytest.raises(aimlkit.APIStatusError) as raised:
            raw_client.create_chat_completion(stream=stream)
    finally:
        other_server.close()
    assert raised.value.message == (
        f"Error code: {status} - refused a redirect to another server: {other_server.base_url}/elsewhere"
    )
    assert (len(raw_server.requests), other_server.connections) == (1, 0)


def test_redirect_to_another_server_is_refused_with_a_client_that_follows_redirects() -> None:
    requests: list[httpx.Request] = []

    def respond(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return httpx.Response(307, headers={"location": "https://b.test/"})

    http_client = httpx.Client(transport=httpx.MockTransport(respond), follow_redirects=True)
    client = AIMLAPI(api_key="a", http_client=http_client)
    with pytest.raises(
        aimlkit.APIStatusError, match=r"refused a redirect to another server: https://b\.test/"
    ):
        client.chat.completions.create(**CHAT_PARAMS)
    assert len(requests) == 1


def test_redirects_end_after_a_maximum(raw_client: AnyClient, raw_server: RawServer) -> None:
    raw_client.options["max_retries"] = 2
    for _ in range(MAX_REDIRECTS + 1):
        raw_server.enqueue(http_response(b"", 307, location="/v1/again"))
    with pytest.raises(aimlkit.APIConnectionError, match="more than 20 redirects"):
        raw_client.create_chat_completion()
    assert len(raw_server.requests) == MAX_REDIRECTS + 1


def test_redirect_without_a_location_is_an_error(raw_client: AnyClient, raw_server: RawServer) -> None:
    raw_server.enqueue(http_response(COMPLETION, 307))
    with pytest.raises(aimlkit.APIStatusError, match="Error code: 307"):
        raw_client.create_chat_completion()
