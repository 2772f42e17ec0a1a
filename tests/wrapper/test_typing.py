"""User programs, as mypy sees them: those that are right pass, and in the others it finds every mistake."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

PROGRAMS = Path(__file__).parent / "typing"
_MARK = re.compile(r"  # type: ignore\[([a-z-]+)\]")


def mypy(program: Path) -> list[tuple[int, str]]:
    """The lines in which mypy finds errors, and their kinds."""
    command = [sys.executable, "-m", "mypy", "--no-error-summary", "--hide-error-context", str(program)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert not done.stderr, done.stderr
    found = re.findall(r"^\S+?:(\d+): error: .*\[([a-z-]+)\]$", done.stdout, re.MULTILINE)
    return [*dict.fromkeys((int(line), kind) for line, kind in found)]


def test_programs_that_are_right() -> None:
    assert mypy(PROGRAMS / "right.py") == []


def test_programs_that_are_wrong(tmp_path: Path) -> None:
    text = (PROGRAMS / "wrong.py").read_text(encoding="utf-8")
    program = tmp_path / "unmarked.py"
    program.write_text(_MARK.sub("", text), encoding="utf-8")
    marked = [
        (number, kind) for number, line in enumerate(text.splitlines(), 1) for kind in _MARK.findall(line)
    ]
    assert len(marked) > 10
    assert mypy(program) == marked
