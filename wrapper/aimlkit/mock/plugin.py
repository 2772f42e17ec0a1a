"""The pytest plugin: the fixture `aimlkit_mock`, a mock server per test.

pytest loads this module wherever aimlkit is installed, so it imports nothing but pytest until the fixture is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aimlkit.mock import MockServer


@pytest.fixture(scope="session")
def _aimlkit_mock_server() -> Iterator[MockServer]:
    try:
        from aimlkit.mock import MockServer  # noqa: PLC0415 - the extra may not be installed
    except ImportError as error:
        pytest.fail(f"the fixture aimlkit_mock needs: pip install 'aimlkit[mock]' ({error})", pytrace=False)
    with MockServer() as server:
        yield server


@pytest.fixture
def aimlkit_mock(_aimlkit_mock_server: MockServer) -> MockServer:
    """Return a running mock server in its initial state: nothing enqueued, recorded or stored."""
    _aimlkit_mock_server.reset()
    return _aimlkit_mock_server
