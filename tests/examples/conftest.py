"""Running an example as its users do: in a process of its own, over a socket, with the mock server."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping

import pytest

from aimlkit.mock import MockServer
from tests.conftest import ROOT
from tests.models import require_models_in

RunExample = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run_example(aimlkit_mock: MockServer) -> RunExample:
    """Return a function that runs an example with the mock.

    Its keyword arguments are environment variables; None removes one.
    """

    def run(name: str, *arguments: str, **variables: str | None) -> subprocess.CompletedProcess[str]:
        inherited = {name: text for name, text in os.environ.items() if "proxy" not in name.lower()}
        overrides: Mapping[str, str | None] = {
            "AIML_API_KEY": aimlkit_mock.key,
            "AIML_API_BASE": aimlkit_mock.base_url,
            **variables,
        }
        environment = {name: text for name, text in {**inherited, **overrides}.items() if text is not None}
        program = ROOT / "examples" / f"{name}.py"
        require_models_in(program.read_text(encoding="utf-8"))
        command = [sys.executable, "-W", "error", str(program), *arguments]
        return subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=60, check=False
        )

    return run
