"""Fixtures: a client of a running mock server, and the parameters of a tool."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from aimlkit.mock import MockServer
from tests.mock.client import OPERATIONS, MockClient, require_operation_of
from tests.models import require


@pytest.fixture(autouse=True)
def _operation_of_the_path(request: pytest.FixtureRequest) -> None:
    """Skip a test that has a path among its parameters whose operation no source has."""
    parameters = request.node.callspec.params if hasattr(request.node, "callspec") else {}
    for value in parameters.values():
        if isinstance(value, str) and value in OPERATIONS:
            require(OPERATIONS[value])


@pytest.fixture(scope="session")
def _http_client(_aimlkit_mock_server: MockServer) -> Iterator[httpx.Client]:
    server = _aimlkit_mock_server
    headers = {"Authorization": f"Bearer {server.key}"}
    hooks = {"request": [require_operation_of]}
    with httpx.Client(base_url=server.base_url, headers=headers, event_hooks=hooks) as client:
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
