"""What of the hand-written client no longer fits the generated one: the type checker and its tests say so."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

from scripts.common.errors import printable

WRAPPER = Path("wrapper")
TESTS = (Path("tests/wrapper"), Path("tests/generated"))
#: What did not fit the last time. It is looked at again until it fits.
UNFIT = Path("build/unfit.txt")

#: How long the type checker may take, and the tests: what does not fit may wait for ever.
SECONDS = 180
#: Quick ones only: `make test` runs those that draw, and those that measure, as well.
_QUICK = ["-n", "auto", "-q", "-rfE", "--tb=no", "-m", "not hypothesis", "--ignore-glob=*/test_bench.py"]
_TYPES = re.compile(r"^\S+:\d+: error: .*", re.MULTILINE)
_TESTS = re.compile(r"^(?:FAILED|ERROR) (.*)", re.MULTILINE)


def misfits() -> list[str]:
    """What no longer fits, each in a line; kept in `UNFIT`, too, which is not there when everything fits."""
    found = [*misfits_of_types(), *misfits_of_tests()]
    UNFIT.unlink(missing_ok=True)
    if found:
        UNFIT.parent.mkdir(exist_ok=True)
        UNFIT.write_text("".join(f"{line}\n" for line in found), encoding="utf-8")
    return found


def misfits_of_types() -> list[str]:
    """The lines of the wrapper that the type checker refuses."""
    return _found("mypy", [str(WRAPPER)], _TYPES)


def misfits_of_tests() -> list[str]:
    """The tests of the client that fail."""
    tests = [str(folder) for folder in TESTS if folder.is_dir()]
    return _found("pytest", [*_QUICK, *tests], _TESTS) if tests else []


def _found(module: str, options: list[str], line: re.Pattern[str]) -> list[str]:
    """What `module` finds: the lines of its output that say so, or whatever else it fails of."""
    command = [sys.executable, "-m", module, *options]
    # So wide that no line is cut.
    wide = {**os.environ, "COLUMNS": "500"}
    with subprocess.Popen(  # noqa: S603 - our own
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=wide,
        start_new_session=True,
    ) as process:
        try:
            said, _ = process.communicate(timeout=SECONDS)
        except BaseException as reason:
            # With all that it has started.
            os.killpg(process.pid, signal.SIGKILL)
            if not isinstance(reason, subprocess.TimeoutExpired):
                raise
            return [f"{module}: not done after {SECONDS} seconds"]
    if process.returncode == 0:
        return []
    last = (said.strip().splitlines() or [f"exit status {process.returncode}"])[-1]
    return [printable(one) for one in line.findall(said)] or [printable(f"{module}: {last}")]
