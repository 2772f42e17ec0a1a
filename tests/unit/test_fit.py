"""What of the wrapper no longer fits, in a folder of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.release import compatibility


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A wrapper that fits, without tests, and the working folder."""
    (tmp_path / "wrapper").mkdir()
    (tmp_path / "wrapper" / "kit.py").write_text("ONE: int = 1\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_there_may_be_no_tests(folder: Path) -> None:
    assert compatibility.misfits() == []
    assert not compatibility.UNFIT.exists()


def test_what_cannot_even_be_tried_does_not_fit(folder: Path) -> None:
    (folder / "tests" / "wrapper").mkdir(parents=True)
    (folder / "tests" / "wrapper" / "test_kit.py").write_text("import no_such_module\n")
    (folder / "wrapper" / "kit.py").write_text("ONE: int = 'one'\n")
    types, tests = compatibility.misfits()
    assert types.startswith("wrapper/kit.py:1: error: Incompatible types")
    assert tests.startswith("tests/wrapper/test_kit.py")
    assert compatibility.UNFIT.read_text() == f"{types}\n{tests}\n"


def test_what_takes_for_ever_does_not_fit(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "tests" / "generated").mkdir(parents=True)
    waits = "import threading\n\ndef test_it() -> None:\n    threading.Event().wait()\n"
    (folder / "tests" / "generated" / "test_kit.py").write_text(waits)
    assert compatibility.misfits_of_types() == []
    monkeypatch.setattr(compatibility, "SECONDS", 3)
    assert compatibility.misfits_of_tests() == ["pytest: not done after 3 seconds"]
