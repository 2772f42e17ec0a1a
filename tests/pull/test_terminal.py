"""The progress display: shown on a terminal only."""

import os
import pty
import subprocess
import sys

import pytest

from tests.pull.server import Server, serve
from tests.pull.workspace import NEW, ROOT, Result, Workspace, execute


def standard_error_of(command: list[str], **environment: str) -> str:
    """Run `command` with a terminal as its standard error, and return what it writes there."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", **environment}
    with os.fdopen(ours, "rb", buffering=0) as terminal:
        with os.fdopen(theirs, "wb") as stderr:
            process = subprocess.run(
                [sys.executable, *command],
                cwd=ROOT,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=stderr,
                check=True,
                timeout=30,
            )
        assert process.stdout.startswith(b"one: ")
        written = b""
        try:
            while chunk := terminal.read(65536):
                written += chunk
        except OSError:
            # On Linux, the end of the terminal is an OSError.
            pass
        return written.decode()


@pytest.fixture
def command(workspace: Workspace, server: Server) -> list[str]:
    server.routes["/one.json"] = serve(NEW)
    return ["-m", "scripts.pull", *workspace.arguments(server.address)]


def test_progress_is_shown_on_a_terminal(command: list[str]) -> None:
    assert "one" in standard_error_of(command)


def test_progress_is_not_shown_in_ci(command: list[str]) -> None:
    assert standard_error_of(command, CI="true") == ""


def test_progress_is_not_shown_on_a_pipe(command: list[str]) -> None:
    assert execute(*command) == Result(0, f"one: changed ({len(NEW):,} bytes)\n", "")
