"""Fixtures: clients of the mock server, and of a server that sends exactly the bytes of a test."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import pytest

from aimlkit import AIMLAPI
from aimlkit.endpoints._base import Endpoint
from aimlkit.mock import MockServer
from tests.wrapper import missing_operations
from tests.wrapper.any_client import AnyClient
from tests.wrapper.raw_server import RawServer

collect_ignore = missing_operations.modules_that_import_them()

#: Whether the client is async, and the family of its HTTP client.
CLIENTS = [
    pytest.param((False, "httpx"), id="sync"),
    pytest.param((True, "httpx"), id="async"),
    pytest.param((False, "httpx2"), id="sync-httpx2"),
    pytest.param((True, "httpx2"), id="async-httpx2"),
]


#: The two halves of these clients; each has both families, and a sync and an async client.
HALVES = [{"sync", "async-httpx2"}, {"async", "sync-httpx2"}]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark half of the clients of each test as long, so that `make test` takes half of the time.

    Which half depends on the other parameters of the test: of most test functions, `make test` runs all four clients.
    """
    for item in items:
        if isinstance(item, pytest.Function) and {"any_client", "raw_client"} & {*item.fixturenames}:
            name, client = split_client(item)
            if client and client not in HALVES[zlib.crc32(name.encode()) % 2]:
                item.add_marker(pytest.mark.long)


def split_client(item: pytest.Function) -> tuple[str, str]:
    """Return the name of a test without the client among its parameters, and the name of the client, if it has one."""
    ids = item.name.partition("[")[2].removesuffix("]")
    for client in sorted((str(param.id) for param in CLIENTS), key=len, reverse=True):
        if ids == client or ids.startswith(f"{client}-") or ids.endswith(f"-{client}"):
            return f"{item.originalname}[{ids.removeprefix(client).removesuffix(client)}", client
    return item.name, ""


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AIML_API_KEY", "AIMLAPI_API_KEY", "AIML_API_BASE", "AIMLAPI_API_BASE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def _missing_operations(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Skip a test that uses an operation that no source has, or that has the name of its API among its parameters."""
    missing_operations.skip_tests_that_use_them(monkeypatch)
    parameters = request.node.callspec.params if hasattr(request.node, "callspec") else {}
    for value in parameters.values():
        if isinstance(value, str):
            missing_operations.require_api(value)
        elif isinstance(value, Endpoint):
            missing_operations.require_specification(value.spec)


@pytest.fixture
def client(aimlkit_mock: MockServer) -> Iterator[AIMLAPI]:
    """A client of the mock server."""
    with AIMLAPI(api_key=aimlkit_mock.key, base_url=aimlkit_mock.base_url) as client:
        yield client


@pytest.fixture(params=CLIENTS)
def any_client(request: pytest.FixtureRequest, aimlkit_mock: MockServer) -> AnyClient:
    """The sync and the async client of the mock server, over httpx and httpx2, one after the other."""
    options = {"api_key": aimlkit_mock.key, "base_url": aimlkit_mock.base_url}
    is_async, family = request.param
    return AnyClient(is_async=is_async, options=options, family=family)


@pytest.fixture
def raw_server() -> Iterator[RawServer]:
    """A server that sends exactly the bytes of the test."""
    server = RawServer()
    yield server
    server.close()


@pytest.fixture(params=CLIENTS)
def raw_client(request: pytest.FixtureRequest, raw_server: RawServer) -> AnyClient:
    """The sync and the async client of `raw_server`, over httpx and httpx2; no retries, timeout two seconds."""
    options = {"api_key": "secret-key", "base_url": raw_server.base_url, "max_retries": 0, "timeout": 2}
    is_async, family = request.param
    return AnyClient(is_async=is_async, options=options, family=family)
