"""The HTTP client of bulk runs, compared with the default one on aiohttp."""

from __future__ import annotations

import asyncio
from pathlib import Path

import httpx
import pytest

from aimlkit import AIMLAPI, DefaultAioHttpClient
from aimlkit.bulk._sessions import BulkHttpClient
from aimlkit.mock import MockServer
from tests.wrapper.bulk.sessions import write_requests
from tests.wrapper.payloads import http_response
from tests.wrapper.raw_server import RawServer


def build(client: httpx.AsyncClient) -> httpx.Request:
    headers = {"authorization": "Bearer key", "user-agent": "test", "accept": "application/json"}
    extensions = {"timeout": {"read": 1.0}}
    return client.build_request(
        "POST", "http://test/v1/x", content=b"{}", headers=headers, extensions=extensions
    )


def test_request_is_that_of_the_default_client() -> None:
    bulk, default = build(BulkHttpClient()), build(DefaultAioHttpClient())
    assert bulk.headers == default.headers
    assert (bulk.method, bulk.url, bulk.content) == (default.method, default.url, default.content)
    assert bulk.extensions == default.extensions


def test_request_is_sent_to_the_proxy_of_the_environment(
    aimlkit_mock: MockServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", aimlkit_mock.url)
    monkeypatch.delenv("NO_PROXY", raising=False)

    async def send() -> httpx.Response:
        async with BulkHttpClient() as client:
            request = client.build_request("GET", "http://no-server.test/nothing", headers={})
            response = await client.send(request)
            await response.aread()
            return response

    # The mock, as the proxy, gets the request for the other server.
    assert asyncio.run(send()).status_code == 404


def test_connection_error_has_its_request() -> None:
    async def send() -> None:
        async with BulkHttpClient() as client:
            request = client.build_request("GET", "http://127.0.0.1:1/", headers={})
            with pytest.raises(httpx.TransportError) as raised:
                await client.send(request)
            assert raised.value.request is request

    asyncio.run(send())


def test_redirect_is_followed_within_the_server_only(raw_server: RawServer, tmp_path: Path) -> None:
    """Another server would get the API key."""
    write_requests(tmp_path / "in", 2)
    for location in ("/v2/elsewhere", "http://no-server.test/nothing"):
        raw_server.enqueue(http_response(b"", 307, location=location))
        raw_server.enqueue(http_response())
    with AIMLAPI(api_key="secret-key", base_url=raw_server.base_url) as client:
        summary = client.bulk.run(tmp_path / "in", tmp_path / "out", max_concurrency=1, check=False)
    assert (summary.succeeded, summary.failed) == (1, 1)
    paths = [request.split(b" ", 2)[1] for request in raw_server.requests]
    assert paths == [b"/v1/chat/completions", b"/v2/elsewhere", b"/v1/chat/completions"]
