"""`make frameworks` without the frameworks: its catalogue, its runner, its table and its exit status."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from rich.console import Console

import tests.frameworks.__main__ as command
from aimlkit.mock import MockServer
from aimlkit_api.operations import CREATE_CHAT_COMPLETION, CREATE_RESPONSE
from tests.frameworks import environments
from tests.frameworks.catalogue import FEATURES, FRAMEWORKS, PROGRAMS, Framework
from tests.frameworks.environments import InstallationError, create_environment
from tests.frameworks.runner import Outcome, program_environment, read_report, run_framework
from tests.models import CHAT_OPERATION, RESPONSES_OPERATION, needs

DOCS = Path(__file__).parents[2] / "docs" / "mock.md"
EXACT_VERSION = re.compile(r"\d+(\.\d+)+")

WORKING = FRAMEWORKS["openai-python"]
FAULTY = Framework("openai-python", "openai", {"tools": "it forgets the result"})

# A program that prints lines of its own, too, and asks the mock for a completion.
PROGRAM = """
import json, os, sys, urllib.request
print("Welcome to the framework!")
print("[1, 2]")
print('{"feature": "unknown", "problem": null}')
model = os.environ["FRAMEWORKS_RESPONSES_MODEL"]
request = urllib.request.Request(
    os.environ["FRAMEWORKS_BASE_URL"] + "/responses",
    json.dumps({"model": model, "input": "Hi"}).encode(),
    {"Authorization": "Bearer " + os.environ["FRAMEWORKS_API_KEY"], "Content-Type": "application/json"},
)
with urllib.request.urlopen(request) as response:
    print(json.dumps({"feature": "plain", "problem": None if response.status == 200 else "no"}))
"""


def run_program(tmp_path: Path, program: str) -> Outcome:
    """Return the outcome of a Python program."""
    return run_framework(WORKING, [sys.executable, "-c", program], tmp_path)


# --- the catalogue ---


@pytest.mark.parametrize("framework", FRAMEWORKS.values(), ids=FRAMEWORKS)
def test_framework_has_a_program_and_exact_versions(framework: Framework) -> None:
    program = framework.program.read_text(encoding="utf-8")
    reported = [feature for feature in FEATURES if re.search(rf"[\"']?\b{feature}[\"']?\b\W", program)]
    assert "structured" in reported
    assert framework.package in framework.versions
    for version in framework.versions.values():
        assert EXACT_VERSION.fullmatch(version), version
    assert "://" not in framework.requirements.read_text(encoding="utf-8")


def test_every_program_is_in_the_catalogue() -> None:
    programs = {path for path in PROGRAMS.glob("[!_]*") if path.suffix in (".py", ".mjs")}
    assert programs == {framework.program for framework in FRAMEWORKS.values()}


def test_docs_list_the_frameworks_with_their_versions() -> None:
    docs = DOCS.read_text(encoding="utf-8")
    for framework in FRAMEWORKS.values():
        assert f"| {framework.title} | {framework.versions[framework.package]} |" in docs


# --- the runner ---


@needs(CHAT_OPERATION, RESPONSES_OPERATION)
def test_runner_reads_the_report_among_other_output(tmp_path: Path) -> None:
    outcome = run_program(tmp_path, PROGRAM)
    assert (outcome.problems, outcome.error) == ({"plain": None}, None)
    assert outcome.failures == []


@needs(CHAT_OPERATION, RESPONSES_OPERATION)
def test_runner_runs_a_program_with_each_model_of_responses(tmp_path: Path) -> None:
    first, last = CREATE_RESPONSE.models[0], CREATE_RESPONSE.models[-1]
    program = (
        "import json, os; m = os.environ['FRAMEWORKS_RESPONSES_MODEL'];"
        f"print(json.dumps({{'feature': 'plain', 'problem': None if m == {last!r} else m}}));"
        f"print(json.dumps({{'feature': 'tools', 'problem': None if m == {first!r} else m}}))"
    )
    assert run_program(tmp_path, program).problems == {"plain": first, "tools": last}


@needs(CHAT_OPERATION, RESPONSES_OPERATION)
@pytest.mark.parametrize(
    ("program", "error"),
    [
        ("", "the program reports nothing"),
        ("import sys; print('x', file=sys.stderr); sys.exit(3)", "exit status 3: x"),
        ("import sys; sys.exit(3)", "exit status 3: no message"),
    ],
)
def test_runner_reports_a_program_that_ends_early(tmp_path: Path, program: str, error: str) -> None:
    outcome = run_program(tmp_path, program)
    assert outcome.error == error
    assert outcome.failures == [error]


@needs(CHAT_OPERATION, RESPONSES_OPERATION)
def test_runner_reports_a_program_that_cannot_start(tmp_path: Path) -> None:
    outcome = run_framework(WORKING, [str(tmp_path / "missing")], tmp_path)
    assert "the program cannot be run" in (outcome.error or "")


def test_read_report_puts_a_problem_on_one_line() -> None:
    line = json.dumps({"feature": "plain", "problem": "two\nlines"})
    assert read_report([line, "null", '{"feature": []', '{"feature": "x"}']) == {"plain": "two lines"}


@needs(CHAT_OPERATION)
def test_program_environment_has_the_mock_and_no_key_of_the_user() -> None:
    variables = {"OPENAI_API_KEY": "k", "AIML_API_KEY": "k", "PYTHONPATH": "p", "PATH": "/bin"}
    with MockServer() as server:
        environment = program_environment(server, "m", variables)
        assert environment["FRAMEWORKS_BASE_URL"] == server.base_url
    assert environment["FRAMEWORKS_CHAT_MODEL"] in CREATE_CHAT_COMPLETION.models
    assert environment["PATH"] == "/bin"
    assert not variables.keys() & environment.keys() - {"PATH"}


# --- environments ---


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that would install something; none is run."""
    commands: list[list[str]] = []

    def run(arguments: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        commands.append(arguments)
        (tmp_path / WORKING.name).mkdir(exist_ok=True)
        return subprocess.CompletedProcess(arguments, 0, "", "")

    monkeypatch.setattr(environments, "ENVIRONMENTS", tmp_path)
    monkeypatch.setattr(subprocess, "run", run)
    return commands


def test_environment_is_created_once(installed: list[list[str]]) -> None:
    folder = create_environment(WORKING)
    assert [str(WORKING.requirements) in arguments for arguments in installed] == [False, True]
    assert create_environment(WORKING) == folder
    assert len(installed) == 2


def test_environment_is_created_again_if_the_versions_change(installed: list[list[str]]) -> None:
    ready = create_environment(WORKING) / ".ready"
    ready.write_text("other versions", encoding="utf-8")
    create_environment(WORKING)
    assert len(installed) == 4


def test_installation_error_is_the_last_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(arguments: list[str], **_: object) -> None:
        raise subprocess.CalledProcessError(1, arguments, "", "a\nERROR: no such version\n\n")

    monkeypatch.setattr(environments, "ENVIRONMENTS", tmp_path)
    monkeypatch.setattr(subprocess, "run", fail)
    with pytest.raises(InstallationError, match=r"^ERROR: no such version$"):
        create_environment(WORKING)
    outcome = command.try_framework(WORKING, lambda step: None)
    assert outcome.failures == ["cannot be installed: ERROR: no such version"]


# --- the table and the exit status ---


@pytest.mark.parametrize(
    ("framework", "problems", "error", "status", "cells"),
    [
        (WORKING, {"plain": None}, None, 0, ["ok", "–"]),
        (WORKING, {"plain": None, "tools": "TypeError: no"}, None, 1, ["ok", "fails"]),
        (WORKING, {"plain": None}, "exit status 1: x", 1, ["ok", "?"]),
        (FAULTY, {"plain": None, "tools": "no"}, None, 0, ["ok", "its own fault"]),
        (FAULTY, {"plain": None, "tools": None}, None, 1, ["ok", "ok"]),
    ],
)
def test_report_has_a_row_per_framework_and_fails_for_other_faults(
    capsys: pytest.CaptureFixture[str],
    framework: Framework,
    problems: Mapping[str, str | None],
    error: str | None,
    status: int,
    cells: list[str],
) -> None:
    outcome = Outcome(framework, problems, error)
    assert command.report([outcome], Console(width=200)) == status
    printed = capsys.readouterr()
    assert f"{framework.title}  {framework.versions[framework.package]}" in printed.out.replace("   ", "  ")
    assert [command.cell(outcome, "plain"), re.sub(r"\[.*?\]", "", command.cell(outcome, "tools"))] == cells
    assert printed.err.startswith("error: openai-python: ") is bool(status)
    assert ("it forgets the result" in printed.out) is ("its own fault" in cells)


def test_command_rejects_an_unknown_name(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["frameworks", "xyzzy"])
    assert command.main() == 1
    assert "unknown framework xyzzy; the frameworks are openai-python, " in capsys.readouterr().err


def test_command_tries_the_named_frameworks(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []

    def try_framework(framework: Framework, show: object) -> Outcome:
        tried.append(framework.name)
        return Outcome(framework, dict.fromkeys(FEATURES))

    monkeypatch.setattr(command, "try_framework", try_framework)
    monkeypatch.setattr(sys, "argv", ["frameworks", "instructor", "vercel-ai-sdk"])
    assert command.main() == 0
    assert tried == ["instructor", "vercel-ai-sdk"]
    assert "Vercel AI SDK" in capsys.readouterr().out
