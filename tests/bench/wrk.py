"""Requests per second of a server, measured by wrk."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

from attrs import frozen

SCRIPT = Path(__file__).with_name("post.lua")


class MeasurementError(Exception):
    """Some requests failed, so there is no valid rate."""


@frozen
class RepeatedRequest:
    """A request to send repeatedly; the text `counter` in its body is replaced by a new number each time."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: str
    counter: str = ""


def rate(wrk: str, url: str, request: RepeatedRequest, *, seconds: int, connections: int) -> float:
    """Return the requests per second that the server at `url` completes; raise MeasurementError if any fails."""
    load = ["--threads=1", f"--connections={connections}", f"--duration={seconds}s", f"--script={SCRIPT}"]
    headers = [text for header in request.headers.items() for text in header]
    command = [wrk, *load, url + request.path, "--", request.method, request.body, request.counter, *headers]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise MeasurementError(f"wrk failed: {(done.stderr or done.stdout).strip()}")
    return parse_rate(done.stdout)


def parse_rate(output: str) -> float:
    """Return the rate in wrk's output, whose last line is the summary of post.lua."""
    summary = json.loads(output.splitlines()[-1])
    if summary["errors"] or summary["failures"] or not summary["requests"]:
        raise MeasurementError(
            f"of {summary['requests']} requests {summary['errors']} received an error response "
            f"and {summary['failures']} no response"
        )
    return float(summary["requests"] / summary["duration"] * 1e6)
