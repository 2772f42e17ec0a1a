"""Running an example as people do: a process, a socket, the mock server."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping

import pytest

from aimlkit.mock import MockServer
from tests.conftest import ROOT

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(aimlkit_mock: MockServer) -> Run:
    """Runs an example against the mock; arguments by name are other environment variables, None for none."""

    def run(name: str, *arguments: str, **changed: str | None) -> subprocess.CompletedProcess[str]:
        here = {name: text for name, text in os.environ.items() if "proxy" not in name.lower()}
        told: Mapping[str, str | None] = {
            "AIML_API_KEY": aimlkit_mock.key,
            "AIML_API_BASE": aimlkit_mock.base_url,
            **changed,
        }
        environment = {name: text for name, text in {**here, **told}.items() if text is not None}
        command = [sys.executable, "-W", "error", str(ROOT / "examples" / f"{name}.py"), *arguments]
        return subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=60, check=False
        )

    return run
