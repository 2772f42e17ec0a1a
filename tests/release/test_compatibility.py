"""scripts.release.compatibility, with a small wrapper in a temporary folder."""

from __future__ import annotations

from pathlib import Path

import pytest

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
