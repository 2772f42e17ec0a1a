"""Python programs that run as processes of their own, and the memory that they need."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True)
class ProcessResult:
    """The result of a process that has ended."""

    exit_status: int
    """Negative if a signal ended the process, as in subprocess."""
    stdout: str
    stderr: str
    seconds: float
    peak_mb: float


def run_python(
    arguments: Sequence[str], *, timeout: float, environment: Mapping[str, str] | None = None
) -> ProcessResult:
    """Run Python with `arguments`, such as `["-c", program]`; kill it after `timeout` seconds."""
    with tempfile.TemporaryFile("w+") as stdout, tempfile.TemporaryFile("w+") as stderr:
        began = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=stderr,
        )
        timer = threading.Timer(timeout, process.kill)
        timer.start()
        try:
            _, status, usage = os.wait4(
                process.pid, 0
            )  # With the usage of this process, unlike Popen.wait().
        finally:
            timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - began
        stdout.seek(0)
        stderr.seek(0)
        return ProcessResult(
            process.returncode, stdout.read(), stderr.read(), seconds, usage.ru_maxrss / 1024
        )


def memory_mb(process_id: int) -> float:
    """Return the memory that a running process occupies (Linux)."""
    return _status_field(process_id, "VmRSS")


def peak_memory_mb(process_id: int) -> float:
    """Return the most memory that a running process has occupied so far (Linux)."""
    return _status_field(process_id, "VmHWM")


def _status_field(process_id: int, name: str) -> float:
    status = Path(f"/proc/{process_id}/status").read_text(encoding="utf-8")
    line = next(line for line in status.splitlines() if line.startswith(f"{name}:"))
    return int(line.split()[1]) / 1024
