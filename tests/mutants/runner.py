"""Runs a mutant: does a contract check detect its fault, or, if none does, a test of the mock?"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from aimlkit.mock import create_app
from tests.conformance import inprocess
from tests.mutants import plugin
from tests.mutants.faults import FAULTS

EXAMPLES = 24  # per operation in the fuzzing phase, after the examples and coverage phases
TESTS = Path("tests/mock")
SLOW_TESTS = (
    "test_contract_check.py",
    "test_package.py",
    "test_plugin.py",
    "test_process.py",
    "test_properties.py",
    "test_recordings.py",
)  # run last
TIMEOUT = 600  # seconds; the tests take a tenth of it on an idle machine

_FAILED = re.compile(r"^(?:FAILED|ERROR) tests/mock/(\w+\.py::\w+)", re.MULTILINE)


@dataclass(frozen=True)
class Outcome:
    """The result for one mutant. The name None stands for the control: the mock without a fault."""

    name: str | None
    checks: tuple[str, ...]  # the contract checks that failed
    test: str | None  # the first test that failed
    seconds: float

    @property
    def is_detected(self) -> bool:
        """True if a check or a test failed."""
        return bool(self.checks or self.test)


def run_mutant(name: str | None) -> Outcome:
    """Seed the fault into the mock of this process, and run checks and tests until one fails.

    Without a fault, everything runs to its end.
    """
    started = time.monotonic()
    with pytest.MonkeyPatch.context() as patch:
        if name is not None:
            FAULTS[name](patch)
        checks = failed_checks(stop_at_first=name is not None)
    test = None if checks else failed_test(name)
    return Outcome(name, tuple(checks), test, time.monotonic() - started)


def failed_checks(*, stop_at_first: bool = True) -> list[str]:
    """Return the contract checks that fail for the mock of this process."""
    app = create_app(key=inprocess.KEY)
    failures = inprocess.failures(app, max_examples=EXAMPLES, stop_at_first=stop_at_first)
    return [check for check in failures if check != "error"]  # an error of the run is no failed check


def failed_test(name: str | None) -> str | None:
    """Return the first of the mock's own tests that fails with this fault; None if all pass."""
    files = sorted(map(str, TESTS.glob("test_*.py")), key=lambda file: (file.endswith(SLOW_TESTS), file))
    options = ["-x", "-q", "-p", "no:cacheprovider", *(["-p", plugin.__name__] if name else [])]
    completed = subprocess.run(
        [sys.executable, "-m", "pytest", *options, *files],
        env={**os.environ, plugin.VARIABLE: name or ""},
        capture_output=True,
        text=True,
        timeout=TIMEOUT,
        check=False,
    )
    failed = _FAILED.search(completed.stdout)
    if completed.returncode == 1 and failed:
        return failed[1]
    if completed.returncode:
        output = completed.stdout[-2000:] + completed.stderr[-2000:]
        raise RuntimeError(f"the tests of {name} did not run: {output}")
    return None
