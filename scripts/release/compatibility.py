"""Compatibility of the hand-written wrapper with the generated client, according to mypy and the client's tests."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

from scripts.common.errors import printable

WRAPPER = Path("wrapper")
TESTS = (Path("tests/wrapper"), Path("tests/generated"))
#: The incompatibilities of the last check, one a line. While it exists, `make` repeats the check.
INCOMPATIBILITIES = Path("build/incompatibilities.txt")

#: In seconds, for the type checker and for the tests: an incompatible wrapper may wait for ever.
TIMEOUT = 180
#: Only the fast tests. `make test` also runs the property tests and the benchmarks.
_PYTEST_OPTIONS = [
    *("-n", "auto", "-q", "-rfE", "--tb=no"),
    *("-m", "not hypothesis and not long", "--ignore-glob=*/test_bench.py"),
]
_MYPY_ERROR = re.compile(r"^\S+:\d+: error: .*", re.MULTILINE)
_PYTEST_FAILURE = re.compile(r"^(?:FAILED|ERROR) (.*)", re.MULTILINE)


def find_incompatibilities() -> list[str]:
    """Return a line for each type error of the wrapper and each failing test.

    They are also written to the file INCOMPATIBILITIES, which is removed if there are none.
    """
    found = [*type_errors(), *failing_tests()]
    INCOMPATIBILITIES.unlink(missing_ok=True)
    if found:
        INCOMPATIBILITIES.parent.mkdir(exist_ok=True)
        INCOMPATIBILITIES.write_text("".join(f"{line}\n" for line in found), encoding="utf-8")
    return found


def type_errors() -> list[str]:
    """Return the errors that mypy reports for the wrapper."""
    return _run_check("mypy", [str(WRAPPER)], _MYPY_ERROR)


def failing_tests() -> list[str]:
    """Return the failing tests of the wrapper and the generated client; empty if there are no tests."""
    folders = [str(folder) for folder in TESTS if folder.is_dir()]
    return _run_check("pytest", [*_PYTEST_OPTIONS, *folders], _PYTEST_FAILURE) if folders else []


def _run_check(module: str, options: list[str], error_line: re.Pattern[str]) -> list[str]:
    """Run `python -m module` and return the lines of its output that match `error_line`.

    If it fails without such a line, return its last line of output. If it exceeds TIMEOUT, kill it and its children
    and return a line that says so.
    """
    command = [sys.executable, "-m", module, *options]
    # A wide terminal, so that no line is truncated.
    environment = {**os.environ, "COLUMNS": "500"}
    with subprocess.Popen(  # noqa: S603 - a fixed command
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment,
        start_new_session=True,
    ) as process:
        try:
            output, _ = process.communicate(timeout=TIMEOUT)
        except BaseException as error:
            os.killpg(process.pid, signal.SIGKILL)
            if not isinstance(error, subprocess.TimeoutExpired):
                raise
            return [f"{module}: did not finish within {TIMEOUT} seconds"]
    if process.returncode == 0:
        return []
    lines: list[str] = error_line.findall(output)
    if not lines:
        last_line = (output.strip().splitlines() or [f"exit status {process.returncode}"])[-1]
        lines = [f"{module}: {last_line}"]
    return [printable(line) for line in lines]
