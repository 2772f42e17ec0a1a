"""The pytest plugin: the fixture `aimlkit_mock`, a mock server per test, and recordings for it.

pytest loads this module wherever aimlkit is installed, so it imports nothing but pytest until the fixture is used.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping

    from aimlkit.mock import MockServer

#: The marker of tests whose responses are recorded.
RECORDING_MARKER = "aimlkit_recording"

#: The variables with the API key that is used to make recordings.
KEY_VARIABLES = ("AIML_API_KEY", "AIMLAPI_API_KEY")

_HAS_PASSED = pytest.StashKey[bool]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options about recordings."""
    group = parser.getgroup("aimlkit")
    group.addoption(
        "--aimlkit-record",
        choices=("none", "new", "once", "all"),
        default="none",
        help="which responses to record in tests with a recording (none)",
    )
    group.addoption(
        "--aimlkit-upstream", metavar="URL", help="the server that responds while recording (the service)"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker."""
    config.addinivalue_line(
        "markers",
        f"{RECORDING_MARKER}(name): the fixture aimlkit_mock responds from the folder recordings/NAME of the test",
    )


@pytest.fixture
def aimlkit_recording_settings() -> Mapping[str, Any]:
    """Return further settings of recordings, the fields of `aimlkit.mock.Recordings`; tests override this fixture."""
    return {}


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
def aimlkit_mock(request: pytest.FixtureRequest) -> Iterator[MockServer]:
    """Provide a running mock server in its initial state: nothing enqueued, recorded or stored, and no rules.

    A test with the marker `aimlkit_recording` has a server of its own, which responds from recordings.

    After a test that passed, fail if enqueued responses are left, or if the mock found mistakes in the rules.
    """
    node: pytest.Item = request.node
    marker = node.get_closest_marker(RECORDING_MARKER)
    if marker is None:
        server: MockServer = request.getfixturevalue("_aimlkit_mock_server")
        server.reset()
        yield server
        _fail_on_problems(node, server)
        return
    settings: Mapping[str, Any] = request.getfixturevalue("aimlkit_recording_settings")
    with _recording_server(node, str(marker.args[0]), settings) as server:
        yield server
        _fail_on_problems(node, server)


def _recording_server(node: pytest.Item, name: str, settings: Mapping[str, Any]) -> MockServer:
    """Return a server that responds from the recordings of a test."""
    from aimlkit.mock import MockServer, Recordings  # noqa: PLC0415 - the extra may not be installed
    from aimlkit.mock.contract import packaged_contract  # noqa: PLC0415

    servers: list[Mapping[str, str]] = packaged_contract().document["servers"]
    options: dict[str, Any] = {
        "folder": node.path.parent / "recordings" / name,
        "mode": node.config.getoption("--aimlkit-record"),
        "upstream": node.config.getoption("--aimlkit-upstream") or servers[0]["url"],
        "upstream_key": next(filter(None, map(os.environ.get, KEY_VARIABLES)), None),
        **settings,
    }
    return MockServer(recordings=Recordings(**options))


def _fail_on_problems(node: pytest.Item, server: MockServer) -> None:
    """Fail a test that has passed if the server found problems."""
    if node.stash.get(_HAS_PASSED, False):
        try:
            server.assert_no_problems()
        except AssertionError as error:
            pytest.fail(str(error), pytrace=False)
