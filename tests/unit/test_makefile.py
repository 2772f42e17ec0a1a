"""The Makefile: which interpreter it uses, and what it says."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.conftest import ROOT


def dry_run(*arguments: str) -> str:
    """Return what make would run; it rebuilds no environment, because that of the test counts as up to date."""
    environment = {
        name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MAKELEVEL")
    }
    command = ["make", "-n", "-p", *arguments]
    process = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    return process.stdout


def marker(python: str) -> str:
    """Return the marker of the environment of an interpreter."""
    lines = dry_run("help", f"PYTHON={python}").splitlines()
    return next(line for line in lines if line.startswith("READY := "))


def test_make_compares_interpreters_not_their_names(tmp_path: Path) -> None:
    base = os.path.realpath(getattr(sys, "_base_executable", sys.executable))
    same = tmp_path / "another-name"
    same.symlink_to(base)
    assert marker(str(same)) == marker(base) == marker(sys.executable)
    # The same name in another folder is another interpreter.
    other = tmp_path / Path(base).name
    other.write_text(f"#!/bin/sh\necho {tmp_path}/other\n")
    other.chmod(0o755)
    assert marker(str(other)) != marker(base)


def test_make_test_says_how_long_it_takes_and_counts_the_tests() -> None:
    output = dry_run("test")
    assert "echo 'running every test; this takes about 5 minutes" in output
    assert (
        " -n $(($(getconf _NPROCESSORS_ONLN) + 1)) --dist worksteal -o console_output_style=count" in output
    )


def test_make_test_loads_no_plugins_that_other_environments_lack() -> None:
    """Only `make test` selects plugins: the environments of Ray, browsers and frameworks have others."""
    assert "pytest --disable-plugin-autoload -p xdist -p " in dry_run("test")
    options = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["pytest"]["ini_options"]
    assert "-p" not in options["addopts"]


def test_make_refuses_to_rebuild_an_environment_that_is_linked(tmp_path: Path) -> None:
    """`venv --clear` would follow the link and empty an environment that other working copies use."""
    environment = tmp_path / "environment"
    environment.mkdir()
    (environment / "file").touch()
    copy = tmp_path / "copy"
    copy.mkdir()
    for name in ("Makefile", "requirements.lock", "pyproject.toml"):
        (copy / name).write_bytes((ROOT / name).read_bytes())
    (copy / ".venv").symlink_to(environment)
    process = subprocess.run(
        ["make", "--no-print-directory", "setup"], cwd=copy, capture_output=True, text=True, check=False
    )
    assert process.returncode == 2
    assert process.stdout.startswith("error: .venv is a link to another environment")
    assert [path.name for path in environment.iterdir()] == ["file"]


@pytest.mark.parametrize(
    ("changelog", "status"),
    [
        ("# Changelog\n\n## 1.2.3 (2026-11-27)\n", 0),
        ("# Changelog\n\n## 1.2.3\n", 0),
        ("# Changelog\n\n## Unreleased\n\nAs in 1.2.3\n", 2),
        ("# Changelog\n\n### 1.2.3\n\n## 1.2.30\n", 2),
    ],
)
def test_check_changelog_requires_a_section_for_the_version(
    tmp_path: Path, changelog: str, status: int
) -> None:
    (tmp_path / "CHANGELOG.md").write_text(changelog)
    command = ["make", "--no-print-directory", "--file", str(ROOT / "Makefile"), "check-changelog"]
    environment = {**os.environ, "VERSION": "v1.2.3"}
    process = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert process.returncode == status
    assert ("CHANGELOG.md has no section for 1.2.3" in process.stderr) == (status != 0)
