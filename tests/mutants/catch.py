"""Who catches a fault: the contract checks; the mock's own tests, where these find nothing."""

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

EXAMPLES = 24  # of each operation in the phase that fuzzes it, after all examples and all of the coverage
TESTS = Path("tests/mock")
SLOW = ("test_properties.py", "test_process.py", "test_package.py")  # these come last
TIMEOUT = 300  # seconds; the tests take a tenth of it

_FAILED = re.compile(r"^(?:FAILED|ERROR) tests/mock/(\w+\.py::\w+)", re.MULTILINE)


@dataclass(frozen=True)
class Outcome:
    """What came of one fault; None of the faults is the control."""

    name: str | None
    checks: tuple[str, ...]  # those that found something
    test: str | None  # the test that failed
    seconds: float

    @property
    def is_caught(self) -> bool:
        """Whether anything found it."""
        return bool(self.checks or self.test)


def catch(name: str | None) -> Outcome:
    """Put the fault into the mock of this process, and see. Without a fault, everything is run to its end."""
    began = time.monotonic()
    with pytest.MonkeyPatch.context() as patch:
        if name is not None:
            FAULTS[name](patch)
        found = by_checks(at_first=name is not None)
    test = None if found else by_tests(name)
    return Outcome(name, tuple(found), test, time.monotonic() - began)


def by_checks(*, at_first: bool = True) -> list[str]:
    """The contract checks that find something in the mock of this process."""
    app = create_app(key=inprocess.KEY)
    found = inprocess.failures(app, max_examples=EXAMPLES, at_first=at_first)
    return [check for check in found if check != "error"]  # that is a run that broke, and no check


def by_tests(name: str | None) -> str | None:
    """The first of the mock's own tests that fails; None where all pass."""
    files = sorted(map(str, TESTS.glob("test_*.py")), key=lambda file: (file.endswith(SLOW), file))
    options = ["-x", "-q", "-p", "no:cacheprovider", *(["-p", plugin.__name__] if name else [])]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, *files],
        env={**os.environ, plugin.NAME: name or ""},
        capture_output=True,
        text=True,
        timeout=TIMEOUT,
        check=False,
    )
    failed = _FAILED.search(done.stdout)
    if done.returncode == 1 and failed:
        return failed[1]
    if done.returncode:
        raise RuntimeError(f"the tests of {name} did not run: {done.stdout[-2000:]}{done.stderr[-2000:]}")
    return None
