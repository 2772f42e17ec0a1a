"""Compatibility of the wrapper, the mock and the examples with the generated client, according to mypy and their tests."""

import os
import re
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from scripts.common.errors import escape_unprintable, printable
from scripts.drift.changes import Drift, Severity

WRAPPER = Path("wrapper")
EXAMPLES = Path("examples")
TESTS = (Path("tests/wrapper"), Path("tests/generated"), Path("tests/mock"), Path("tests/examples"))
#: The incompatibilities of the last check, one a line. While it exists, `make` repeats the check.
INCOMPATIBILITIES = Path("build/incompatibilities.txt")

#: In seconds, for the type checker and for the tests: an incompatible wrapper may wait for ever.
TIMEOUT = 600
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


def causes_of(drift: Drift) -> dict[str, str]:
    """Return what a change of the API says of each property, by the property's name; compatible changes are left out."""
    causes: dict[str, str] = {}
    for change in drift.changes:
        _, separator, name = change.location.rpartition(" › ")
        name = name.strip("[]")
        if separator and name and change.severity > Severity.COMPATIBLE:
            causes.setdefault(name, f"`{printable(name)}` {change.message}")
    return causes


def grouped(lines: Sequence[str], causes: Mapping[str, str]) -> list[str]:
    """Return a line for each cause, the most frequent first: `` `region` is now required: 3 type errors, 404 tests``.

    The cause is the change of the property that a message names or, without one, the message itself. A line that has a
    cause of its own stays as it is.
    """
    by_cause: dict[str, list[str]] = {}
    for line in lines:
        by_cause.setdefault(_cause(line, causes), []).append(line)
    ordered = sorted(by_cause.items(), key=lambda item: -len(item[1]))
    return [
        f"{printable(cause)}: {_counts(found)}" if len(found) > 1 else printable(found[0])
        for cause, found in ordered
    ]


def _cause(line: str, causes: Mapping[str, str]) -> str:
    _, _, message = line.partition(": error: " if ": error: " in line else " - ")
    for name, cause in causes.items():
        if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", message):
            return cause
    # The names of types and the values differ from place to place.
    return re.sub(r"\"[^\"]*\"|'[^']*'|\d+", "…", message) or line


def _counts(lines: Sequence[str]) -> str:
    kinds = Counter(_kind(line) for line in lines)
    return ", ".join(f"{count} {kind}{'s' * (count > 1)}{where}" for (kind, where), count in kinds.items())


def _kind(line: str) -> tuple[str, str]:
    if ": error: " not in line:
        return "test", ""
    return "type error", " in examples" if line.startswith(f"{EXAMPLES}/") else " in the wrapper"


def type_errors() -> list[str]:
    """Return the errors that mypy reports for the wrapper and the examples."""
    folders = [str(folder) for folder in (WRAPPER, EXAMPLES) if folder.is_dir()]
    return _run_check("mypy", folders, _MYPY_ERROR)


def failing_tests() -> list[str]:
    """Return the failing tests of the wrapper, client, mock and examples; empty if there are no tests."""
    folders = [str(folder) for folder in TESTS if folder.is_dir()]
    return _run_check("pytest", [*_PYTEST_OPTIONS, *folders], _PYTEST_FAILURE) if folders else []


def _run_check(module: str, options: list[str], error_line: re.Pattern[str]) -> list[str]:
    """Run `python -m module` and return the lines of its output that match `error_line`.

    If it fails without such a line, return its last line of output. If it exceeds TIMEOUT, kill it and its children
    and return a line that says so.
    """
    command = [sys.executable, "-m", module, *options]
    # A wide terminal, so that no line is truncated.
    environment = {**os.environ, "COLUMNS": "100000"}
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
    return [escape_unprintable(line) for line in lines]
