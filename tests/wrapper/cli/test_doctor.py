"""The commands about the installation: `--version`, `doctor` and `completion`."""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys

import pytest

import aimlkit
from aimlkit.cli import main
from aimlkit.mock import MockServer
from aimlkit_api import CONTRACT_DIGEST
from tests.commands import run_command

KEY = "sk-the-secret-key"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command in this process."""
    return run_command(main, *arguments, stdin=b"", encoding="utf-8")


@pytest.fixture(autouse=True)
def _environment(aimlkit_mock: MockServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIML_API_KEY", KEY)
    monkeypatch.setenv("AIML_API_BASE", aimlkit_mock.base_url)
    monkeypatch.setenv("NO_PROXY", "*")


def test_version_prints_the_version() -> None:
    command = [sys.executable, "-m", "aimlkit", "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == f"aimlkit {aimlkit.__version__}\n"


def test_doctor_prints_versions_and_checks_the_server(aimlkit_mock: MockServer) -> None:
    done = run("doctor")
    assert (done.returncode, done.stderr) == (0, "")
    lines = {line[:14].strip(): line[15:] for line in done.stdout.splitlines()}
    assert lines["aimlkit"] == aimlkit.__version__
    assert lines["contract"] == f"sha256 {CONTRACT_DIGEST}"
    assert lines["Python"].startswith(platform.python_version())
    assert lines["API key"] == "set by AIML_API_KEY"
    assert lines["base URL"].startswith(f"{aimlkit_mock.base_url} is reachable (status ")
    assert {"attrs", "httpx", "pydantic", "starlette"} <= lines.keys()


def test_doctor_sends_and_prints_no_secret(aimlkit_mock: MockServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIML_API_BASE", f"{aimlkit_mock.base_url}?token=hunter2")
    done = run("doctor")
    assert KEY not in done.stdout + done.stderr
    assert "hunter2" not in done.stdout + done.stderr
    for request in aimlkit_mock.requests:
        assert "authorization" not in request.headers


def test_doctor_fails_without_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AIML_API_KEY")
    done = run("doctor")
    assert done.returncode == 1
    assert "API key        no API key: " in done.stdout
    assert "is reachable" in done.stdout
    assert done.stderr == "error: check the API key\n"


def test_doctor_fails_if_the_server_cannot_be_reached() -> None:
    done = run("doctor", "--base-url", "http://127.0.0.1:9/v1")
    assert done.returncode == 1
    assert "http://127.0.0.1:9/v1 cannot be reached (ConnectError: " in done.stdout
    assert done.stderr == "error: check the base URL\n"


def test_doctor_prints_an_invalid_base_url_without_its_password() -> None:
    done = run("doctor", "--base-url", "http://ann:hunter2@127.0.0.1/v1")
    assert done.returncode == 1
    assert "hunter2" not in done.stdout + done.stderr


def completions(*words: str) -> list[str]:
    """Return what bash offers for the last of `words`."""
    script = run("completion", "bash").stdout
    quoted = " ".join(f"'{word}'" for word in words)
    script += f'COMP_WORDS=(aimlkit {quoted}); COMP_CWORD={len(words)}; _aimlkit; echo "${{COMPREPLY[@]}}"\n'
    bash = shutil.which("bash") or "bash"
    return subprocess.run([bash, "-c", script], capture_output=True, text=True, check=True).stdout.split()


def test_completion_completes_commands_and_options_in_bash() -> None:
    assert completions("do") == ["doctor"]
    assert {"mock", "doctor", "completion", "--help", "--version"} <= set(completions(""))
    assert completions("models", "--i") == ["--include"]
    assert completions("balance", "--i") == []


def test_completion_uses_the_bash_script_in_zsh() -> None:
    bash, zsh = run("completion", "bash").stdout, run("completion", "zsh").stdout
    assert zsh == f"autoload -U +X bashcompinit && bashcompinit\n{bash}"


def test_completion_lists_commands_and_options_for_fish() -> None:
    lines = run("completion", "fish").stdout.splitlines()
    assert lines[0].startswith("complete -c aimlkit -n __fish_use_subcommand ")
    assert "complete -c aimlkit -n '__fish_seen_subcommand_from models' -l include" in lines


def test_completion_names_the_shells() -> None:
    done = run("completion", "cmd")
    assert done.returncode == 1
    assert all(shell in done.stderr for shell in ("bash", "zsh", "fish"))
