"""The mutants: a few are detected here, and all of them by `make mutants`."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from unittest import mock

import pytest
from rich.console import Console

from tests.conftest import ROOT
from tests.models import (
    BALANCE_OPERATION,
    CATALOGUE_OPERATION,
    CHAT_OPERATION,
    RESPONSES_OPERATION,
    needs,
    require,
    require_properties,
)
from tests.mutants import __main__ as command
from tests.mutants import faults, runner
from tests.mutants.faults import FAULTS
from tests.mutants.runner import Outcome

#: The operations of the faults that change the contract itself.
OPERATIONS = {"models_need_a_key": CATALOGUE_OPERATION, "balance_needs_no_key": BALANCE_OPERATION}


def test_faults_are_numerous() -> None:
    assert len(FAULTS) >= 40


def test_fault_names_are_unique() -> None:
    nodes = ast.parse(Path(faults.__file__).read_text(encoding="utf-8")).body
    decorated = [n.name for n in nodes if isinstance(n, ast.FunctionDef) and n.decorator_list]
    assert decorated == list(FAULTS)
    with pytest.raises(ValueError, match="two faults chat_ignores_n"):
        faults.fault(faults.chat_ignores_n)


@pytest.mark.parametrize("name", FAULTS)
def test_fault_has_a_description_and_changes_an_existing_name(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    description = FAULTS[name].__doc__
    assert description and "\n" not in description
    patch = mock.Mock(wraps=monkeypatch)  # fails if the patched name does not exist
    if name in OPERATIONS:
        require(OPERATIONS[name])
    FAULTS[name](patch)
    assert patch.method_calls


@pytest.mark.parametrize(
    ("name", "check"),
    [
        pytest.param(*("chat_without_created", "response_schema_conformance"), marks=needs(CHAT_OPERATION)),
        pytest.param(*("events_repeat_a_number", "stream_conformance"), marks=needs(RESPONSES_OPERATION)),
        ("key_is_not_required", "ignored_auth"),
        ("validation_ignores_enum", "negative_data_rejection"),
        ("validation_requires_optional_field", "positive_data_acceptance"),
    ],
)
def test_contract_check_detects_a_fault(name: str, check: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if name.startswith("validation_"):
        require_properties(CHAT_OPERATION, {"reasoning_effort": None})  # which both faults change
    FAULTS[name](monkeypatch)
    assert check in runner.failed_checks()


@needs(CHAT_OPERATION)
def test_mock_test_detects_a_fault() -> None:
    expected = "test_chat_completions.py::test_completion_depends_on_the_seed_of_the_request"
    assert runner.failed_test("seed_is_ignored") == expected


def test_report_names_undetected_faults(capsys: pytest.CaptureFixture[str]) -> None:
    by_check = Outcome("validation_ignores_enum", ("negative_data_rejection",), None, 1.0)
    by_test = Outcome("seed_is_ignored", (), "test_chat_completions.py::test_seed", 1.0)
    undetected = Outcome("key_is_not_compared", (), None, 1.0)
    control = Outcome(None, (), None, 1.0)
    failed_control = Outcome(None, (), "test_chat_completions.py::test_seed", 1.0)
    console = Console(width=200)
    assert command.report([control, by_check, by_test], 2, console) == 0
    printed = capsys.readouterr()
    assert "1 detected by the contract checks, 1 by the mock's own tests, 0 by nothing" in printed.out
    assert printed.err == ""
    assert command.report([by_check, undetected], 2, console) == 1
    assert capsys.readouterr().err == "error: not detected: key_is_not_compared\n"
    assert command.report([failed_control, by_check], 2, console) == 1
    assert "the mock without a fault fails" in capsys.readouterr().err


def test_main_rejects_an_unknown_fault() -> None:
    completed = subprocess.run(
        [sys.executable, "-m", "tests.mutants", "no_such_fault"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (completed.returncode, completed.stdout) == (1, "")
    assert completed.stderr.startswith(
        "error: unknown fault no_such_fault; the faults are chat_without_created, "
    )
