"""The pytest plugin: the fixture `aimlkit_mock`, a mock server per test.

pytest loads this module wherever aimlkit is installed, so it imports nothing but pytest until the fixture is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from aimlkit.mock import MockServer


_HAS_PASSED = pytest.StashKey[bool]()


@pytest.fixture(scope="session")
def _aimlkit_mock_server() -> Iterator[MockServer]:
    try:
        from aimlkit.mock import MockServer  # noqa: PLC0415 - the extra may not be installed
    except ImportError as error:
        pytest.fail(f"the fixture aimlkit_mock needs: pip install 'aimlkit[mock]' ({error})", pytrace=False)
    with MockServer() as server:
        yield server


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember whether a test passed: the fixture adds no failure to one that failed or was skipped."""
    report = yield
    if report.when == "call":
        item.stash[_HAS_PASSED] = report.passed
    return report


@pytest.fixture
def aimlkit_mock(_aimlkit_mock_server: MockServer, request: pytest.FixtureRequest) -> Iterator[MockServer]:
    """Provide a running mock server in its initial state: nothing enqueued, recorded or stored, and no rules.

    After a test that passed, fail if enqueued responses are left, or if the mock found mistakes in the rules.
    """
    _aimlkit_mock_server.reset()
    yield _aimlkit_mock_server
    node: pytest.Item = request.node
    if node.stash.get(_HAS_PASSED, False):
        try:
            _aimlkit_mock_server.assert_no_problems()
        except AssertionError as error:
            pytest.fail(str(error), pytrace=False)
