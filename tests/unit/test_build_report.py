"""Reports of changed contracts: what was reported last is on disk, and what an interrupted run left out is made up for.

The stages run in this process. The client is not generated, and the wrapper's check is a stub.
"""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console
from rich.text import Text

from scripts import build
from scripts.common.sources import read_sources
from scripts.contract import __main__ as contract_command
from scripts.generate.project import Generated
from tests.conftest import ROOT
from tests.contract.documents import TEXT, chat

CHANGELOG = "# Changelog\n\n## Unreleased\n\n- Ours.\n"
OVERLAY = (
    "overlay: 1.0.0\ninfo: {title: t, version: 1.0.0}\nactions:\n"
    "  - {target: $.paths.*.*.responses.*, description: required, update: {description: A response.}}\n"
)


class WorkingCopy:
    """A repository with one source. `checks` counts the checks of the wrapper."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.checks = 0
        self.monkeypatch = monkeypatch
        monkeypatch.chdir(folder)
        Path("openapi").mkdir()
        Path("mirror").mkdir()
        Path("wrapper/kit").mkdir(parents=True)
        Path("wrapper/kit/__init__.py").touch()
        Path("openapi/overlay.yaml").write_text(OVERLAY)
        Path("openapi/sources.toml").write_text(
            '[[source]]\nname = "doc"\nurl = "https://docs.invalid/doc.json"\n'
            'operation = "POST /v1/chat/completions"\n'
        )
        Path("CHANGELOG.md").write_text(CHANGELOG)
        monkeypatch.setattr(build, "generate", lambda *_: Generated(1, 1, changed=True))
        monkeypatch.setattr(build, "find_incompatibilities", self._check)

    def _check(self) -> list[str]:
        self.checks += 1
        return []

    def publish(self, **properties: object) -> None:
        Path("mirror/doc.json").write_text(json.dumps(chat(**properties)))

    def make(self) -> None:
        """Run the stages of `make`."""
        functions = (
            build.pull_documents,
            build.build_contract,
            build.compare_contracts,
            build.generate_client,
            build.check_wrapper,
        )
        stages = [build.Stage(function.__name__, function) for function in functions]
        job = build.Job(read_sources(build.SOURCES), "mirror", Console(width=200))
        build.run_stages(stages, job)

    def make_contract(self) -> None:
        """Run `make contract`."""
        arguments = ["--sources", "openapi/sources.toml", "--overlay", "openapi/overlay.yaml"]
        arguments += ["--upstream", "openapi/upstream", "--output", "openapi/contract.json"]
        self.monkeypatch.setattr("sys.argv", ["contract", *arguments])
        assert contract_command.main() == 0

    def changelog(self) -> str:
        return Path("CHANGELOG.md").read_text()


def commit() -> None:
    identity = ["-c", "user.name=t", "-c", "user.email=t@t.invalid", "-c", "commit.gpgsign=false"]
    if not Path(".git").exists():
        subprocess.run(["git", "init", "--quiet"], check=True)
    subprocess.run(["git", "add", "--all"], check=True)
    subprocess.run(["git", *identity, "commit", "--quiet", "-m", "all"], check=True)


@pytest.fixture(params=["in a repository", "without git"])
def copy(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> WorkingCopy:
    """A working copy that has been built and, in a repository, committed."""
    copy = WorkingCopy(tmp_path, monkeypatch)
    copy.publish()
    copy.make()
    if request.param == "in a repository":
        commit()
    capsys.readouterr()
    return copy


MORE = "compatible chat request › more: was added, optional: string"
ENTRY = "- `chat request › more` was added, optional: `string`"


def assert_reported(copy: WorkingCopy, out: str) -> None:
    assert MORE in out
    assert copy.changelog().count(ENTRY) == 1
    assert copy.checks == 1


@pytest.mark.parametrize(
    "step",
    [
        "replace_file",  # of the changelog
        "compare_documents",
        "generate",
        "find_incompatibilities",
    ],
)
@pytest.mark.parametrize("when", ["before", "after"])
def test_make_after_an_interrupted_one_reports_what_that_left_out(
    copy: WorkingCopy,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    step: str,
    when: str,
) -> None:
    original = getattr(build, step)

    def interrupted(*arguments: object) -> None:
        if when == "after":
            original(*arguments)
        raise KeyboardInterrupt

    copy.publish(more=TEXT)
    with monkeypatch.context() as patch:
        patch.setattr(build, step, interrupted)
        with pytest.raises(KeyboardInterrupt):
            copy.make()
    copy.checks = 0
    capsys.readouterr()
    copy.make()
    assert_reported(copy, capsys.readouterr().out)
    copy.make()
    assert "drift" not in capsys.readouterr().out
    assert copy.checks == 1


def test_make_reports_a_change_that_make_contract_has_built(
    copy: WorkingCopy, capsys: pytest.CaptureFixture[str]
) -> None:
    copy.publish(more=TEXT)
    Path("openapi/upstream/doc.json").write_bytes(Path("mirror/doc.json").read_bytes())
    copy.make_contract()
    copy.make()
    assert_reported(copy, capsys.readouterr().out)


def test_make_compares_with_the_last_commit_and_rewrites_the_entry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = WorkingCopy(tmp_path, monkeypatch)
    copy.publish(top={"type": "integer", "minimum": 5})
    copy.make()
    commit()
    copy.publish(top={"type": "integer", "minimum": 1}, more=TEXT)
    copy.make()
    assert "looser bound" in copy.changelog()
    capsys.readouterr()
    # Tighter than in the last run, and looser than in the last commit.
    copy.publish(top={"type": "integer", "minimum": 3})
    copy.make()
    assert "breaking" not in capsys.readouterr().out
    assert copy.changelog().count("the API: end") == 1
    assert "minimum 5 → `minimum 3" in copy.changelog() or "`minimum 3`" in copy.changelog()
    assert ENTRY not in copy.changelog()
    copy.publish(top={"type": "integer", "minimum": 5})
    copy.make()
    assert copy.changelog() == CHANGELOG


class Terminal(io.StringIO):
    """Text that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_run_stages_prints_reports_and_warnings_after_the_spinner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    errors, out = Terminal(), io.StringIO()
    monkeypatch.setattr(sys, "stderr", errors)
    monkeypatch.setenv("TERM", "xterm")
    during: list[str] = []

    def stage(job: build.Job) -> list[build.Row]:
        print("warning: odd", file=sys.stderr)
        job.output.append(Text("the report"))
        during.append(errors.getvalue() + out.getvalue())
        return [build.Row("stage", "done")]

    job = build.Job([], None, Console(file=out))
    build.run_stages([build.Stage("stage", stage)], job)
    assert "warning" not in during[0]
    assert "the report" not in during[0]
    assert errors.getvalue().endswith("warning: odd\n")
    assert out.getvalue().startswith("the report\n")
    assert "the report" not in errors.getvalue()


def test_run_make_target_prints_nothing_of_a_target_that_passes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "Makefile").write_text("one:\n\t@echo '($$0.1)' >&2; echo fine\n")
    job = build.Job([], None, Console())
    assert build.run_make_target("one", job) == [build.Row("one", "fine")]
    assert capfd.readouterr() == ("", "")
    job.incompatibilities = ["odd"]
    assert build.run_make_target("one", job) == [build.Row("one", "not run")]


def test_interrupt_while_a_command_is_imported_prints_one_line(tmp_path: Path) -> None:
    # A library that is interrupted as soon as it is imported.
    (tmp_path / "attrs.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n")
    for command in ("build", "pull", "contract", "drift"):
        process = subprocess.run(
            [sys.executable, "-m", f"scripts.{command}"],
            env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)])},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert process.stderr == "error: interrupted; nothing was changed, run it again\n"
        assert process.returncode == -signal.SIGINT
