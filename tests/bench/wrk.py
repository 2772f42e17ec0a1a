"""How many requests a server answers in a second, by wrk."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

from attrs import frozen

SCRIPT = Path(__file__).with_name("post.lua")


class Failed(Exception):
    """Not every request was answered, or not well: there is no rate."""


@frozen
class Post:
    """A request that is sent again and again; with a `mark` in its body, that is another number each time."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: str
    mark: str = ""


def rate(wrk: str, url: str, post: Post, *, seconds: int, connections: int) -> float:
    """Requests per second that the server at `url` answers, all of them well; Failed otherwise."""
    load = ["--threads=1", f"--connections={connections}", f"--duration={seconds}s", f"--script={SCRIPT}"]
    headers = [text for header in post.headers.items() for text in header]
    command = [wrk, *load, url + post.path, "--", post.method, post.body, post.mark, *headers]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failed(f"wrk says: {(done.stderr or done.stdout).strip()}")
    return read(done.stdout)


def read(output: str) -> float:
    """The rate in what wrk printed, which ends with the line of post.lua."""
    summary = json.loads(output.splitlines()[-1])
    if summary["refused"] or summary["broken"] or not summary["requests"]:
        raise Failed("of {requests} requests {refused} got an error and {broken} no answer".format(**summary))
    return float(summary["requests"] / summary["duration"] * 1e6)
