"""That the checks can fail: a few faults are caught here, and all of them by `make mutants`."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from unittest import mock

import pytest
from rich.console import Console

from tests.conftest import ROOT
from tests.mutants import __main__ as command
from tests.mutants import catch, faults
from tests.mutants.catch import Outcome
from tests.mutants.faults import FAULTS


def test_there_are_enough() -> None:
    assert len(FAULTS) >= 40


def test_each_has_a_name_of_its_own() -> None:
    nodes = ast.parse(Path(faults.__file__).read_text(encoding="utf-8")).body
    decorated = [n.name for n in nodes if isinstance(n, ast.FunctionDef) and n.decorator_list]
    assert decorated == list(FAULTS)
    with pytest.raises(ValueError, match="two faults chat_one_choice"):
        faults.fault(faults.chat_one_choice)


@pytest.mark.parametrize("name", FAULTS)
def test_each_says_what_it_is_and_changes_something_that_is_there(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = FAULTS[name].__doc__
    assert said and "\n" not in said
    patch = mock.Mock(wraps=monkeypatch)  # which fails where there is nothing to change
    FAULTS[name](patch)
    assert patch.method_calls


@pytest.mark.parametrize(
    ("name", "check"),
    [
        ("chat_without_created", "response_schema_conformance"),
        ("events_number_twice", "stream_conformance"),
        ("key_not_asked_for", "ignored_auth"),
        ("rule_enum", "negative_data_rejection"),
        ("rule_too_strict", "positive_data_acceptance"),
    ],
)
def test_the_contract_checks_can_fail(name: str, check: str, monkeypatch: pytest.MonkeyPatch) -> None:
    FAULTS[name](monkeypatch)
    assert check in catch.by_checks()


def test_the_tests_of_the_mock_can_fail() -> None:
    assert catch.by_tests("seed_ignored") == "test_chat.py::test_the_seed_of_the_request_changes_the_answer"


def test_a_fault_that_survives_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    caught = Outcome("rule_enum", ("negative_data_rejection",), None, 1.0)
    tested = Outcome("seed_ignored", (), "test_chat.py::test_seed", 1.0)
    survivor = Outcome("key_any", (), None, 1.0)
    clean, dirty = Outcome(None, (), None, 1.0), Outcome(None, (), "test_chat.py::test_seed", 1.0)
    console = Console(width=200)
    assert command.report([clean, caught, tested], 2, console) == 0
    said = capsys.readouterr()
    assert "1 caught by the contract checks, 1 by the mock's own tests, 0 by nothing" in said.out
    assert said.err == ""
    assert command.report([caught, survivor], 2, console) == 1
    assert capsys.readouterr().err == "error: not caught: key_any\n"
    assert command.report([dirty, caught], 2, console) == 1
    assert "without a fault something is found all the same" in capsys.readouterr().err


def test_a_fault_that_there_is_not() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.mutants", "nothing_wrong"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("error: there is no fault nothing_wrong; there are chat_without_created, ")
