"""The work-arounds for httpcore and httpcore2: bare httpx or httpx2 has each fault, and the client does not.

If a test named `test_httpx_…` fails, a new version has fixed the fault, and the work-around in `aimlkit/_httpcore.py` can
be removed, or is for the other family only.
"""

from __future__ import annotations

import asyncio
import re
import ssl
import time
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

import httpcore
import httpcore2
import httpx
import pytest
import trio

import aimlkit
from aimlkit import _httpcore
from aimlkit._body import ResponseBody
from aimlkit._deadline import DeadlineScope
from aimlkit._httpcore import DeadlineStream, close_leaked_connections
from tests.conftest import ROOT
from tests.wrapper.any_client import AnyClient
from tests.wrapper.families import MODULES, Family, new_http_client, over_both_families
from tests.wrapper.payloads import http_response
from tests.wrapper.raw_server import Action, RawServer

Json = Any

DRIPS: list[Action] = [b" ", 0.1] * 20
SLOW_BODY: list[Action] = [http_response(b"", content_length="20"), *DRIPS]
"""A response whose body takes two seconds, a byte every 0.1 s."""

OPEN_BODY: list[Action] = [http_response(b"", content_length="20"), b" ", 30.0]
"""A response whose body does not end."""


def busy_connections(client: Json) -> list[Any]:
    """Return the connections in the pool of an HTTP client that are neither idle nor closed."""
    transport: Any = client._transport
    return [each for each in transport._pool.connections if not (each.is_idle() or each.is_closed())]


@pytest.mark.parametrize("package", ["httpx", "httpcore", "httpx2", "httpcore2"])
def test_work_arounds_are_tested_with_the_locked_versions(package: str) -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    [locked] = re.findall(rf"^{package}==(\S+)", lock, re.MULTILINE)
    assert f"{package} {locked}" in (_httpcore.__doc__ or "")
    assert version(package) == locked


class SlowConnection(httpcore.NetworkStream):
    """A connection that returns the timeout of each read."""

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return str(timeout).encode()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return self


# --- a response has no deadline: encode/httpx#1450 ---


@over_both_families
def test_httpx_has_no_deadline_for_a_body(raw_server: RawServer, family: Family) -> None:
    raw_server.enqueue(*SLOW_BODY)
    started = time.monotonic()
    with MODULES[family].Client(timeout=0.5) as client:
        client.get(raw_server.base_url)
    assert time.monotonic() - started > 1


def test_deadline_ends_a_slow_body(raw_client: AnyClient, raw_server: RawServer) -> None:
    raw_client.options["timeout"] = 0.5
    raw_server.enqueue(*SLOW_BODY)
    started = time.monotonic()
    with pytest.raises(aimlkit.APITimeoutError):
        raw_client.create_chat_completion()
    assert time.monotonic() - started < 1.5


@pytest.mark.parametrize("layer", [httpcore, httpcore2])
@pytest.mark.parametrize("via_tls", [False, True])
def test_deadline_stream_ends_a_slow_head(via_tls: bool, layer: Json) -> None:
    """The deadline is that of the thread, not that of the connection."""
    connection: httpcore.NetworkStream = DeadlineStream(SlowConnection(), layer)
    if via_tls:
        connection = connection.start_tls(ssl.create_default_context())
    with DeadlineScope(time.monotonic() + 10):
        assert connection.read(1, timeout=5) == b"5"
        assert 9 < float(connection.read(1)) <= 10
    assert connection.read(1, timeout=30) == b"30"
    with DeadlineScope(time.monotonic() - 1):
        with pytest.raises(layer.ReadTimeout):
            connection.read(1, timeout=5)
        with pytest.raises(layer.WriteTimeout):
            connection.write(b"x", timeout=5)


# --- a response that is closed while its task is cancelled: encode/httpcore#658, encode/httpcore#1115 ---


async def cancel_while_closing(
    raw_server: RawServer, family: Family, wrap: Callable[[Json], object] | None
) -> list[Any]:
    """Cancel a task while it closes a response; return the connections that are busy after that."""
    raw_server.enqueue(*OPEN_BODY)
    async with MODULES[family].AsyncClient(timeout=5) as client:
        request = client.build_request("GET", raw_server.base_url)
        response = await client.send(request, stream=True)
        if wrap is not None:
            response.stream = wrap(response)
        task = asyncio.ensure_future(response.aclose())
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return busy_connections(client)


@over_both_families
def test_httpx_leaks_a_connection_if_closing_is_cancelled(raw_server: RawServer, family: Family) -> None:
    is_leaked = bool(asyncio.run(cancel_while_closing(raw_server, family, None)))
    assert is_leaked == (family == "httpx")


def test_response_body_closes_its_connection_if_closing_is_cancelled(raw_server: RawServer) -> None:
    def wrap(response: httpx.Response) -> ResponseBody:
        return ResponseBody(response, time.monotonic() + 60)

    assert not asyncio.run(cancel_while_closing(raw_server, "httpx", wrap))


def test_response_body_closes_its_connection_with_trio(raw_server: RawServer) -> None:
    async def close() -> list[Any]:
        raw_server.enqueue(*OPEN_BODY)
        async with httpx.AsyncClient(timeout=5) as client:
            response = await client.send(client.build_request("GET", raw_server.base_url), stream=True)
            response.stream = ResponseBody(response, time.monotonic() + 60)
            with trio.CancelScope() as scope:
                scope.cancel()
                await response.aclose()
            return busy_connections(client)

    assert trio.run(close) == []


# --- a request that is cancelled before it is sent: encode/httpcore#1093 ---


async def cancel_before_connecting(client: Json, url: str) -> None:
    """Cancel requests at every step up to the connection."""
    for steps in range(1, 12):
        task = asyncio.ensure_future(client.get(url))
        for _ in range(steps):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@over_both_families
def test_httpx_leaks_a_connection_if_a_request_is_cancelled_before_it_is_sent(
    raw_server: RawServer, family: Family
) -> None:
    async def cancel() -> list[Any]:
        async with MODULES[family].AsyncClient(verify=False) as client:
            await cancel_before_connecting(client, raw_server.base_url)
            return busy_connections(client)

    is_leaked = bool(asyncio.run(cancel()))
    assert is_leaked == (family == "httpx")


@over_both_families
@pytest.mark.parametrize("is_split", [False, True])
def test_close_leaked_connections_closes_them(raw_server: RawServer, family: Family, is_split: bool) -> None:
    async def cancel() -> list[Any]:
        plain = MODULES[family].AsyncClient(verify=False)
        async with new_http_client(family, is_async=True) if is_split else plain as client:
            await cancel_before_connecting(client, raw_server.base_url)
            await close_leaked_connections(client, httpx.URL(raw_server.base_url))
            return busy_connections(client)

    assert asyncio.run(cancel()) == []


@over_both_families
def test_close_leaked_connections_leaves_busy_connections_alone(
    raw_server: RawServer, family: Family
) -> None:
    async def stream_and_clean_up() -> int:
        raw_server.enqueue(http_response(b"", content_length="5"), b"he", 0.2, b"llo")
        async with new_http_client(family, is_async=True) as client:
            request = client.build_request("GET", raw_server.base_url)
            response = await client.send(request, stream=True)
            await close_leaked_connections(client, request.url)
            return len(await response.aread())

    assert asyncio.run(stream_and_clean_up()) == 5


def test_close_leaked_connections_ignores_transports_without_a_pool() -> None:
    async def clean_up() -> None:
        transport = httpx.MockTransport(lambda request: httpx.Response(200))
        async with httpx.AsyncClient(transport=transport) as client:
            await close_leaked_connections(client, httpx.URL("http://a.test"))

    asyncio.run(clean_up())
