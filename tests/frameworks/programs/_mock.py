"""The features of the mock that programs use: its control endpoints, and its commands."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import urllib.request
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ResultT = TypeVar("ResultT")

MOCK_URL = os.environ["FRAMEWORKS_MOCK_URL"]


@contextmanager
def rules(*added: dict[str, Any]) -> Iterator[None]:
    """Let the mock have these rules, and nothing else."""
    _control("POST", "reset")
    _control("POST", "rules", added)
    try:
        yield
    finally:
        _control("POST", "reset")


def statuses() -> list[int | None]:
    """Return the statuses of the requests that the mock has recorded."""
    return [request["status"] for request in _control("GET", "requests")]


def record_then_replay(run: Callable[[str], ResultT]) -> tuple[ResultT, ResultT]:
    """Call a function with the base URL of a mock that records what the one of this program responds; then of one that replays it."""
    with tempfile.TemporaryDirectory() as folder:
        with _mock("--record", folder, "--upstream", MOCK_URL) as base_url:
            recorded = run(base_url)
        with _mock("--replay", folder) as base_url:
            return recorded, run(base_url)


def _control(method: str, name: str, body: object = None) -> Any:
    request = urllib.request.Request(
        f"{MOCK_URL}/_mock/{name}",
        None if body is None else json.dumps(body).encode(),
        {"Content-Type": "application/json"},
        method=method,
    )
    with urllib.request.urlopen(request) as response:
        return json.load(response)


@contextmanager
def _mock(*options: str) -> Iterator[str]:
    command = [os.environ["FRAMEWORKS_PYTHON"], "-m", "aimlkit.mock", "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()
