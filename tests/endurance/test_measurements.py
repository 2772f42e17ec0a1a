"""The measurements themselves."""

from __future__ import annotations

import pytest

from tests.conftest import ROOT
from tests.endurance.conftest import OTHER_TESTS
from tests.endurance.measurements import Measurements
from tests.endurance.processes import run_python


def test_measurement_beyond_its_bound_fails() -> None:
    measurements = Measurements()
    measurements.at_most("within", bound=1, measured=1, unit="s")
    with pytest.raises(AssertionError, match=r"^beyond: 1\.50 s; the bound is 1 s$"):
        measurements.at_most("beyond", bound=1, measured=1.5, unit="s")
    assert [row.verdict for row in measurements.rows] == ["", "  FAILED"]


def test_run_python_measures_the_memory_of_its_process() -> None:
    result = run_python(["-c", "print(len(bytearray(100_000_000)))"], timeout=30)
    assert (result.exit_status, result.stdout, result.stderr) == (0, "100000000\n", "")
    assert 95 < result.peak_mb < 200


def test_run_python_kills_a_process_that_takes_too_long() -> None:
    result = run_python(["-c", "import time; time.sleep(60)"], timeout=0.5)
    assert result.exit_status == -9


def test_make_endurance_runs_all_other_tests_of_attacks() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert all(path in makefile for path in OTHER_TESTS)
    assert all((ROOT / path).is_file() for path in OTHER_TESTS)
