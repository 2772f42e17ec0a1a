"""scripts.release.compatibility, with a small wrapper in a temporary folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.drift.changes import Change, Drift, Severity
from scripts.release import compatibility


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a compatible wrapper and no tests."""
    (tmp_path / "wrapper").mkdir()
    (tmp_path / "wrapper" / "kit.py").write_text("ONE: int = 1\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_find_incompatibilities_returns_nothing_for_a_wrapper_without_tests(folder: Path) -> None:
    assert compatibility.find_incompatibilities() == []
    assert not compatibility.INCOMPATIBILITIES.exists()


def test_find_incompatibilities_reports_type_errors_and_tests_that_cannot_be_imported(folder: Path) -> None:
    (folder / "tests" / "wrapper").mkdir(parents=True)
    (folder / "tests" / "wrapper" / "test_kit.py").write_text("import no_such_module\n")
    (folder / "wrapper" / "kit.py").write_text("ONE: int = 'one'\n")
    types, tests = compatibility.find_incompatibilities()
    assert types.startswith("wrapper/kit.py:1: error: Incompatible types")
    assert tests.startswith("tests/wrapper/test_kit.py")
    assert compatibility.INCOMPATIBILITIES.read_text() == f"{types}\n{tests}\n"


def test_failing_tests_reports_a_timeout(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "tests" / "generated").mkdir(parents=True)
    waits = "import threading\n\ndef test_it() -> None:\n    threading.Event().wait()\n"
    (folder / "tests" / "generated" / "test_kit.py").write_text(waits)
    assert compatibility.type_errors() == []
    monkeypatch.setattr(compatibility, "TIMEOUT", 3)
    assert compatibility.failing_tests() == ["pytest: did not finish within 3 seconds"]


def test_grouped_names_the_change_that_is_the_cause_and_counts_its_places() -> None:
    lines = [
        *(f'examples/{name}.py:3: error: Missing named argument "region"  [call-arg]' for name in "abc"),
        *(f"tests/wrapper/test_it.py::test_{n} - TypeError: create() misses 'region'" for n in range(404)),
        *(f"tests/mock/test_it.py::test_{n} - assert {n} == 200" for n in range(2)),
        "wrapper/aimlkit/x.py:1: error: Name is not defined  [name-defined]",
    ]
    required = Change("property-required", Severity.BREAKING, "chat request › region", "is now required")
    harmless = Change("property-added", Severity.COMPATIBLE, "chat request › n", "was added, optional")
    causes = compatibility.causes_of(Drift((required, harmless)))
    assert causes == {"region": "`region` is now required"}
    assert compatibility.grouped(lines, causes) == [
        "`region` is now required: 3 type errors in examples, 404 tests",
        "assert … == …: 2 tests",
        "wrapper/aimlkit/x.py:1: error: Name is not defined  [name-defined]",
    ]


def test_find_incompatibilities_checks_the_examples_and_the_mock_and_writes_whole_messages(
    folder: Path,
) -> None:
    (folder / "examples").mkdir()
    (folder / "examples" / "demo.py").write_text("ONE: int = 'one'\n")
    (folder / "tests" / "mock").mkdir(parents=True)
    (folder / "tests" / "mock" / "test_it.py").write_text(
        f"def test_it() -> None:\n    raise ValueError('{'x' * 700} end')\n"
    )
    types, tests = compatibility.find_incompatibilities()
    assert types.startswith("examples/demo.py:1: error: ")
    assert tests.endswith(f"{'x' * 700} end")
    assert compatibility.INCOMPATIBILITIES.read_text() == f"{types}\n{tests}\n"
