"""That the checks can fail: a few faults are caught here, and all of them by `make mutants`."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from unittest import mock

import pytest

from tests.conftest import ROOT
from tests.mutants import catch, faults
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
