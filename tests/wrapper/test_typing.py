"""User programs under mypy and pyright, both strict: valid ones pass, and each error of invalid ones is found."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.models import BALANCE_OPERATION, CATALOGUE_OPERATION, CHAT_OPERATION, RESPONSES_OPERATION, needs

pytestmark = needs(CHAT_OPERATION, RESPONSES_OPERATION, CATALOGUE_OPERATION, BALANCE_OPERATION)

PROGRAMS = Path(__file__).parent / "typing"
_TYPE_IGNORE = re.compile(r"  # type: ignore\[([a-z-]+)\]")


def run(*command: str) -> str:
    """Return the output of a command, which may fail."""
    completed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert not completed.stderr, completed.stderr
    return completed.stdout


def mypy_errors(program: Path) -> list[tuple[int, str]]:
    """Return the line and the code of each error that mypy finds; the options are those of pyproject.toml."""
    output = run(sys.executable, "-m", "mypy", "--no-error-summary", "--hide-error-context", str(program))
    errors = re.findall(r"^\S+?:(\d+): error: .*\[([a-z-]+)\]$", output, re.MULTILINE)
    return [*dict.fromkeys((int(line), code) for line, code in errors)]


def pyright_errors(program: Path, folder: Path) -> list[tuple[int, str]]:
    """Return the line and the message of each error that pyright finds in strict mode."""
    config = {
        "include": [str(program)],
        "typeCheckingMode": "strict",
        "extraPaths": [str(ROOT / "generated"), str(ROOT / "wrapper")],
    }
    project = folder / "pyrightconfig.json"
    project.write_text(json.dumps(config), encoding="utf-8")
    command = (sys.executable, "-m", "basedpyright", "--project", str(project))
    output: dict[str, Any] = json.loads(run(*command, "--pythonpath", sys.executable, "--outputjson"))
    assert output["summary"]["filesAnalyzed"] == 1
    return [
        (diagnostic["range"]["start"]["line"] + 1, diagnostic["message"])
        for diagnostic in output["generalDiagnostics"]
    ]


@pytest.fixture(scope="module")
def unmarked_program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invalid program without the comments that mark its errors."""
    program = tmp_path_factory.mktemp("typing") / "unmarked.py"
    text = (PROGRAMS / "invalid.py").read_text(encoding="utf-8")
    program.write_text(_TYPE_IGNORE.sub("", text), encoding="utf-8")
    return program


def marked_errors() -> list[tuple[int, str]]:
    """Return the line and the mypy code of each error that is marked in the invalid program."""
    lines = (PROGRAMS / "invalid.py").read_text(encoding="utf-8").splitlines()
    errors = [(number, code) for number, line in enumerate(lines, 1) for code in _TYPE_IGNORE.findall(line)]
    assert len(errors) > 30
    return errors


def test_valid_programs_pass_mypy() -> None:
    assert mypy_errors(PROGRAMS / "valid.py") == []


def test_valid_programs_pass_pyright(tmp_path: Path) -> None:
    assert pyright_errors(PROGRAMS / "valid.py", tmp_path) == []


def test_mypy_finds_each_error_of_invalid_programs(unmarked_program: Path) -> None:
    assert mypy_errors(unmarked_program) == marked_errors()


def test_pyright_finds_each_error_of_invalid_programs(unmarked_program: Path, tmp_path: Path) -> None:
    lines = {line for line, _ in pyright_errors(unmarked_program, tmp_path)}
    assert lines == {line for line, _ in marked_errors()}
