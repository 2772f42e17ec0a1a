"""The pytest plugin: a mock server for every test that asks for one.

pytest loads this wherever aimlkit is installed, so it imports nothing but pytest until a test needs it.
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
        from aimlkit.mock import MockServer  # noqa: PLC0415 - see above
    except ImportError as error:
        pytest.fail(f"the fixture aimlkit_mock needs: pip install 'aimlkit[mock]' ({error})", pytrace=False)
    with MockServer() as server:
        yield server


@pytest.fixture
def aimlkit_mock(_aimlkit_mock_server: MockServer) -> MockServer:
    """A running mock server as at its start: no script, nothing received, nothing remembered."""
    _aimlkit_mock_server.reset()
    return _aimlkit_mock_server
