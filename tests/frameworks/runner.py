"""Running the program of a framework against the mock, over a real socket."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import cast

from attrs import frozen

from aimlkit.mock import MockServer
from aimlkit_api.operations import CREATE_CHAT_COMPLETION, CREATE_RESPONSE
from tests.frameworks.catalogue import FEATURES, Framework

_PROGRAM_TIMEOUT = 300  # seconds

# No framework reports what it does, or fetches anything.
_QUIET = {
    "DO_NOT_TRACK": "1",
    "HF_HUB_OFFLINE": "1",
    "LANGCHAIN_TRACING_V2": "false",
    "LANGSMITH_TRACING": "false",
    "LITELLM_LOCAL_MODEL_COST_MAP": "True",
    "OPENAI_AGENTS_DISABLE_TRACING": "1",
}

# Variables of the user that would lead a framework to another server, or with another key.
_FOREIGN_VARIABLES = ("AIML", "ANTHROPIC_", "LANGCHAIN_", "LANGSMITH_", "LITELLM_", "OPENAI_", "PYTHON")


@frozen
class Outcome:
    """The results of the features of a framework."""

    framework: Framework
    problems: Mapping[str, str | None]
    """By feature: what went wrong, or None. A feature that the framework does not have is missing."""
    error: str | None = None
    """Why the program could not be run, or not to its end."""

    @property
    def failures(self) -> list[str]:
        """One line for each feature that fails although it should work, or works although it should fail."""
        failures = [self.error] if self.error else []
        for feature, problem in self.problems.items():
            fault = self.framework.faults.get(feature)
            if problem and not fault:
                failures.append(f"{feature}: {problem}")
            elif fault and not problem:
                failures.append(f"{feature}: it works; remove the fault from tests/frameworks/catalogue.py")
        return failures


def run_framework(framework: Framework, command: list[str], folder: Path) -> Outcome:
    """Run a program once for each model of Responses; a feature has to work with all of them."""
    problems: dict[str, str | None] = {}
    for model in CREATE_RESPONSE.models:
        with MockServer() as server:
            try:
                completed = subprocess.run(
                    command,
                    cwd=folder,
                    env=program_environment(server, model, os.environ),
                    capture_output=True,
                    text=True,
                    check=False,
                    timeout=_PROGRAM_TIMEOUT,
                )
            except (OSError, subprocess.TimeoutExpired) as error:
                return Outcome(framework, problems, f"the program cannot be run: {error}")
        for feature, problem in read_report(completed.stdout.splitlines()).items():
            problems[feature] = problems.get(feature) or problem
        if completed.returncode:
            last_line = (completed.stderr.strip().splitlines() or ["no message"])[-1]
            return Outcome(framework, problems, f"exit status {completed.returncode}: {last_line}")
    return Outcome(framework, problems, None if problems else "the program reports nothing")


def read_report(lines: Iterable[str]) -> dict[str, str | None]:
    """Return the problems by feature in the output of a program; other lines are those of its framework."""
    problems: dict[str, str | None] = {}
    for line in lines:
        try:
            entry = cast("object", json.loads(line))
        except ValueError:
            continue
        if isinstance(entry, dict) and (feature := cast("dict[str, str]", entry).get("feature")) in FEATURES:
            problem = cast("dict[str, str | None]", entry).get("problem")
            problems[feature] = None if problem is None else " ".join(problem.split())
    return problems


def program_environment(
    server: MockServer, responses_model: str, variables: Mapping[str, str]
) -> dict[str, str]:
    """Return the environment variables of a program: those of the user without keys and settings, and the mock's."""
    own = {name: value for name, value in variables.items() if not name.startswith(_FOREIGN_VARIABLES)}
    return {
        **own,
        **_QUIET,
        "NO_PROXY": "*",
        "FRAMEWORKS_PYTHON": sys.executable,
        "FRAMEWORKS_MOCK_URL": server.url,
        "FRAMEWORKS_BASE_URL": server.base_url,
        "FRAMEWORKS_API_KEY": server.key,
        "FRAMEWORKS_CHAT_MODEL": CREATE_CHAT_COMPLETION.models[0],
        "FRAMEWORKS_RESPONSES_MODEL": responses_model,
    }
