"""Fixtures: a client of a running mock server, and the parameters of a tool."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from aimlkit.mock import MockServer
from tests.mock.client import MockClient


@pytest.fixture(scope="session")
def _http_client(_aimlkit_mock_server: MockServer) -> Iterator[httpx.Client]:
    server = _aimlkit_mock_server
    with httpx.Client(base_url=server.base_url, headers={"Authorization": f"Bearer {server.key}"}) as client:
        yield client


@pytest.fixture
def mock_client(aimlkit_mock: MockServer, _http_client: httpx.Client) -> MockClient:
    """Return a client of the mock server, which is in its initial state."""
    return MockClient(aimlkit_mock, _http_client)


@pytest.fixture
def weather_parameters() -> dict[str, Any]:
    """Return the parameter schema of a tool."""
    return {
        "type": "object",
        "properties": {
            "city": {"type": "string", "minLength": 2},
            "unit": {"enum": ["celsius", "fahrenheit"]},
            "days": {"type": "integer", "minimum": 1, "maximum": 7},
        },
        "required": ["city", "days"],
        "additionalProperties": False,
    }
