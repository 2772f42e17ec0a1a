"""A running mock server, a client that talks to it, and the contract to hold its answers against."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from aimlkit.mock import MockServer
from tests.mock.talk import Talk


@pytest.fixture(scope="session")
def _connection(_aimlkit_mock_server: MockServer) -> Iterator[httpx.Client]:
    server = _aimlkit_mock_server
    with httpx.Client(base_url=server.base_url, headers={"Authorization": f"Bearer {server.key}"}) as client:
        yield client


@pytest.fixture
def talk(aimlkit_mock: MockServer, _connection: httpx.Client) -> Talk:
    """Talks to the mock server, which is as at its start."""
    return Talk(aimlkit_mock, _connection)


@pytest.fixture
def get_weather() -> dict[str, Any]:
    """The schema of a tool's arguments."""
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
