"""The table of attacks, which `make endurance` prints: each attack, its bound and what was measured."""

from __future__ import annotations

from dataclasses import astuple
from typing import TYPE_CHECKING

import pytest

from tests.endurance.measurements import Measurement, Measurements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _pytest.terminal import TerminalReporter

PROPERTY = "measurement"


@pytest.fixture
def measurements(request: pytest.FixtureRequest) -> Iterator[Measurements]:
    """The measurements of a test, which become rows of the table, also if the test fails."""
    measurements = Measurements()
    yield measurements
    # As tuples, which pytest-xdist can send from process to process.
    request.node.user_properties.extend((PROPERTY, astuple(row)) for row in measurements.rows)


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Print the table of all measurements."""
    rows: list[Measurement] = [
        Measurement(*row)
        for reports in terminalreporter.stats.values()
        for report in reports
        if getattr(report, "when", None) == "teardown"
        for name, row in report.user_properties
        if name == PROPERTY
    ]
    if not rows:
        return
    width = max(len(row.attack) for row in rows)
    terminalreporter.section("attacks")
    terminalreporter.write_line(f"{'attack':{width}}  {'bound':>16}  {'measured':>16}")
    for row in rows:
        bound, measured = row.format(row.bound), row.format(row.measured)
        terminalreporter.write_line(f"{row.attack:{width}}  {bound:>16}  {measured:>16}{row.verdict}")
