"""The table of attacks, which `make endurance` prints: each attack, its bound and what was measured."""

from __future__ import annotations

from dataclasses import astuple
from typing import TYPE_CHECKING

import pytest

from tests.endurance.measurements import Measurement, Measurements

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from _pytest.terminal import TerminalReporter

PROPERTY = "measurement"


@pytest.fixture
def measurements(request: pytest.FixtureRequest) -> Iterator[Measurements]:
    """The measurements of a test, which become rows of the table, also if the test fails."""
    measurements = Measurements()
    yield measurements
    # As tuples, which pytest-xdist can send from process to process.
    request.node.user_properties.extend((PROPERTY, astuple(row)) for row in measurements.rows)


#: Attacks that have tests of their own elsewhere, which `make endurance` runs as well. A row counts their failures.
OTHER_TESTS = {
    "tests/wrapper/test_redaction.py": "client: the API key in errors, responses, logs, pickles",
    "tests/wrapper/test_redirects.py": "client: redirects to other servers",
    "tests/wrapper/streaming/test_faults.py": "client: wire faults",
    "tests/pull/test_refusal.py": "pull: redirects off host, 32 MiB limit, broken documents",
    "tests/pull/test_interruption.py": "pull: kill -9 at every step, full disk",
    "tests/contract/test_hostile.py": "contract: hostile documents",
    "tests/generate/test_hostile.py": "generated code: hostile contracts",
}


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Print the table of all measurements."""
    reports = [
        report
        for category in terminalreporter.stats.values()
        for report in category
        if isinstance(report, pytest.TestReport)
    ]
    rows = [*_measurements(reports), *_failures_of_other_tests(reports)]
    if not rows:
        return
    width = max(len(row.attack) for row in rows)
    terminalreporter.section("attacks")
    terminalreporter.write_line(f"{'attack':{width}}  {'bound':>16}  {'measured':>16}")
    for row in rows:
        bound, measured = row.format(row.bound), row.format(row.measured)
        terminalreporter.write_line(f"{row.attack:{width}}  {bound:>16}  {measured:>16}{row.verdict}")


def _measurements(reports: Sequence[pytest.TestReport]) -> list[Measurement]:
    """Return the measurements; of those of the same attack, the one that is closest to its bound."""
    worst: dict[str, Measurement] = {}
    for report in reports:
        for name, values in report.user_properties if report.when == "teardown" else ():
            if name == PROPERTY and isinstance(values, tuple | list):
                row = Measurement(*values)
                earlier = worst.get(row.attack)
                if earlier is None or row.measured - row.bound > earlier.measured - earlier.bound:
                    worst[row.attack] = row
    return [*worst.values()]


def _failures_of_other_tests(reports: Sequence[pytest.TestReport]) -> Iterator[Measurement]:
    for path, attack in OTHER_TESTS.items():
        outcomes = [
            report.outcome for report in reports if report.when == "call" and report.nodeid.startswith(path)
        ]
        if outcomes:
            name = f"{attack} ({len(outcomes)} attacks)"
            yield Measurement(name, 0, outcomes.count("failed"), "failures")
