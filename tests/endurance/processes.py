"""Python programs that run as processes of their own, and the memory that they need."""

from __future__ import annotations

import os
import signal
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


# Linux counts the memory of the process that starts another one as memory of the latter. So a small process starts it,
# and prints its exit status and peak memory in KiB to the file whose number is its first argument.
_LAUNCHER = """
import os, subprocess, sys
process = subprocess.Popen(sys.argv[2:])
_, status, usage = os.wait4(process.pid, 0)
os.write(int(sys.argv[1]), f"{os.waitstatus_to_exitcode(status)} {usage.ru_maxrss}".encode())
"""


def run_python(
    arguments: Sequence[str], *, timeout: float, environment: Mapping[str, str] | None = None
) -> ProcessResult:
    """Run Python with `arguments`, such as `["-c", program]`; kill it after `timeout` seconds."""
    with tempfile.TemporaryFile("w+") as stdout, tempfile.TemporaryFile("w+") as stderr:
        reader, writer = os.pipe()
        began = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-S", "-c", _LAUNCHER, str(writer), sys.executable, *arguments],
            cwd=ROOT,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=stderr,
            pass_fds=[writer],
            start_new_session=True,
        )
        os.close(writer)
        timer = threading.Timer(timeout, os.killpg, (process.pid, signal.SIGKILL))
        timer.start()
        try:
            process.wait()
        finally:
            timer.cancel()
        seconds = time.monotonic() - began
        with os.fdopen(reader) as usage:
            exit_status, peak_kib = map(int, (usage.read() or f"{-signal.SIGKILL} 0").split())
        stdout.seek(0)
        stderr.seek(0)
        return ProcessResult(exit_status, stdout.read(), stderr.read(), seconds, peak_kib / 1024)


def memory_mb(process_id: int) -> float:
    """Return the memory that a running process occupies (Linux)."""
    return _status_field(process_id, "VmRSS")


def peak_memory_mb(process_id: int) -> float:
    """Return the most memory that a running process has occupied so far (Linux)."""
    return _status_field(process_id, "VmHWM")


def cpu_seconds(process_id: int) -> float:
    """Return the processor time that a running process has used so far (Linux)."""
    fields = Path(f"/proc/{process_id}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _status_field(process_id: int, name: str) -> float:
    status = Path(f"/proc/{process_id}/status").read_text(encoding="utf-8")
    line = next(line for line in status.splitlines() if line.startswith(f"{name}:"))
    return int(line.split()[1]) / 1024
