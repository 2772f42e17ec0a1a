"""The suite in examples/agent passes as its readers run it, and fails if the agent is broken."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT
from tests.examples.conftest import RunExample
from tests.models import require_models_in

AGENT = ROOT / "examples" / "agent"


def run_suite(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the tests in a folder, without a key."""
    require_models_in((AGENT / "agent.py").read_text(encoding="utf-8"))
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(folder)]
    environment = {name: text for name, text in os.environ.items() if not name.startswith("AIML")}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


def test_agent_suite_passes(tmp_path: Path) -> None:
    result = run_suite(shutil.copytree(AGENT, tmp_path / "agent"))
    assert "6 passed" in result.stdout, result.stdout


def test_agent_suite_fails_if_the_prompt_differs_from_the_recorded_one(tmp_path: Path) -> None:
    folder = shutil.copytree(AGENT, tmp_path / "agent")
    program = (folder / "agent.py").read_text(encoding="utf-8")
    (folder / "agent.py").write_text(program.replace("You help", "You assist"), encoding="utf-8")
    result = run_suite(folder)
    assert "1 failed, 5 passed" in result.stdout, result.stdout
    assert "test_agent_answers_as_recorded" in result.stdout


def test_agent_answers_on_the_command_line(run_example: RunExample) -> None:
    result = run_example("agent/agent", "Where is order 7?")
    assert result.returncode == 0, result.stderr
    assert result.stdout.strip()
