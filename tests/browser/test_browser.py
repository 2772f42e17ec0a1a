"""`make browser` without a browser: what it says, and what it installs."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

import tests.browser.__main__ as command


def test_command_names_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert command.main() == 1
    [line] = capsys.readouterr().err.splitlines()
    assert line == "error: make browser needs Chromium: apt-get install chromium chromium-driver"


def test_command_reports_that_selenium_cannot_be_installed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> None:
        raise subprocess.CalledProcessError(1, ["pip"], "", "a\nERROR: no such version\n\n")

    monkeypatch.setattr(shutil, "which", lambda name: name)
    monkeypatch.setattr(command, "install", fail)
    assert command.main() == 1
    assert capsys.readouterr().err == "error: selenium cannot be installed: ERROR: no such version\n"


def test_requirements_have_exact_versions() -> None:
    lines = command.REQUIREMENTS.read_text(encoding="utf-8").split()
    assert all(re.fullmatch(r"[a-z-]+==\d+(\.\d+)+", line) for line in lines)
