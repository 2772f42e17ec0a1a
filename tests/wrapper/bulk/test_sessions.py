"""The HTTP client of bulk runs, compared with the default one on aiohttp."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from aimlkit import DefaultAioHttpClient
from aimlkit.bulk._sessions import BulkHttpClient
from aimlkit.mock import MockServer


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
            request = client.build_request("GET", "http://no-server.test/", headers={})
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
