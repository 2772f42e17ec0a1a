"""Copies of the working copy with another list of sources."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from scripts.catalogue import workspace
from scripts.common.errors import PipelineError
from tests.catalogue.builders import entry
from tests.conftest import ROOT

SOURCES = "openapi/sources.toml"


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), "-c", "user.name=t", "-c", "user.email=t@t.invalid", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small working copy whose Makefile prints what it is called with."""
    root = tmp_path / "root"
    for name, content in {
        ".gitignore": "/build/\n/.venv/\n",
        SOURCES: entry("one"),
        "generated/client.py": "one\n",
        "tests/test_it.py": "",
        "Makefile": ".PHONY: pull contract generate test add\n"
        "pull contract generate test:\n\t@echo $@ $(MIRROR) >> done.txt\n"
        f"add:\n\t@printf '\\n%s' '{entry('two').replace(chr(10), ' ')}' > /dev/null; echo '# added' >> {SOURCES}\n",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content)
    (root / ".venv").mkdir()
    (root / "others.toml").write_text(entry("two"))
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    monkeypatch.chdir(root)
    return root


def run(*goals: str) -> int:
    return workspace.main(["--sources", "others.toml", *goals])


def test_targets_run_in_a_copy_that_is_built_first_and_once(root: Path) -> None:
    before = git(root, "status", "--porcelain")
    assert run("test", "MIRROR=mirror", "SOURCES=others.toml") == 0
    copy = root / "build" / "sources" / "others"
    mirror = root / "mirror"
    built = [f"{goal} {mirror}" for goal in ("pull", "contract", "generate", "test")]
    assert (copy / "done.txt").read_text().splitlines() == built
    assert (copy / SOURCES).read_text() == entry("two")
    assert (copy / ".venv").resolve() == root / ".venv"
    assert git(root, "status", "--porcelain") == before
    assert (root / SOURCES).read_text() == entry("one")
    (copy / "done.txt").unlink()
    assert run("test") == 0
    assert (copy / "done.txt").read_text() == "test\n"


def test_a_copy_keeps_what_it_has_built_until_the_working_copy_changes(root: Path) -> None:
    assert run("test") == 0
    copy = root / "build" / "sources" / "others"
    (copy / "generated" / "client.py").write_text("two\n")
    (root / "tests" / "test_it.py").write_text("changed\n")
    assert run("test") == 0
    assert (copy / "generated" / "client.py").read_text() == "two\n"
    assert (copy / "tests" / "test_it.py").read_text() == "changed\n"
    (root / "generated" / "client.py").write_text("three\n")
    (root / "tests" / "test_it.py").unlink()
    (copy / "done.txt").unlink()
    assert run("test") == 0
    assert (copy / "generated" / "client.py").read_text() == "three\n"
    assert not (copy / "tests" / "test_it.py").exists()
    assert (copy / "done.txt").read_text().split() == ["pull", "contract", "generate", "test"]


def test_the_copy_is_a_repository_whose_commit_has_the_sources_of_the_working_copy(root: Path) -> None:
    assert run("test") == 0
    copy = root / "build" / "sources" / "others"
    assert git(copy, "show", f"HEAD:{SOURCES}") == entry("one")


def test_a_target_that_edits_the_sources_edits_the_file(root: Path) -> None:
    assert run("add", "MODEL=x") == 0
    assert (root / "others.toml").read_text() == entry("two") + "# added\n"
    assert (root / SOURCES).read_text() == entry("one")


def test_the_exit_status_is_that_of_make_and_a_wrong_list_stops_before(root: Path) -> None:
    assert run("no-such-target") != 0
    (root / "others.toml").write_text("")
    with pytest.raises(PipelineError, match="lists no source"):
        run("test")


@pytest.mark.parametrize(("path", "name"), [("lists/four.toml", "four"), ("cases/one/sources.toml", "one")])
def test_name_of_a_copy(path: str, name: str) -> None:
    assert workspace.name_of(Path(path)) == name


def test_makefile_runs_targets_in_a_copy_only_with_another_list() -> None:
    def commands(*arguments: str) -> str:
        command = ["make", "-n", "-B", *arguments]
        process = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        return process.stdout

    inside = 'python -m scripts.catalogue.workspace --sources "four.toml"'
    # A recipe that starts another make is run even so; there is no such file.
    assert inside in commands("SOURCES=four.toml", "check", "test")
    assert "ruff check" not in commands("SOURCES=four.toml", "check")
    assert "scripts.catalogue.workspace" not in commands(f"SOURCES={SOURCES}", "check")
