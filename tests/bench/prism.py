"""The mock server against Prism, which serves the same contract: chat requests that each answers in a second.

Each is one process on this machine, as people start it, and checks what it is asked. wrk asks them in turns,
so that whatever else the machine does meets both.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from statistics import median
from typing import IO

import httpx

from aimlkit.mock.contract import contract
from aimlkit_api.models import ChatCompletionCreateParams, ChatCompletionUserMessage
from tests.bench import wrk
from tests.conftest import ROOT

ROUNDS, SECONDS, CONNECTIONS = 3, 4, 16

# What is needed, by the variable that says where it is: its command, and what installs it.
TOOLS = {
    "PRISM": ("prism", "npm install @stoplight/prism-cli"),
    "WRK": ("wrk", "apt-get install wrk, brew install wrk"),
}


def main() -> int:
    """Measure, and print a line."""
    found = {variable: tool(variable) for variable in TOOLS}
    missing = [
        f"{command} ({install}; or {variable}=<its path>)"
        for variable, (command, install) in TOOLS.items()
        if found[variable] is None
    ]
    if missing:
        print(f"the mock is not compared with Prism, for want of {' and of '.join(missing)}")
        return 0
    prism, load = str(found["PRISM"]), str(found["WRK"])
    document = str(ROOT / "openapi" / "contract.json")
    try:
        with (
            serving(sys.executable, "-m", "aimlkit.mock", "--port", "0") as ours,
            serving(prism, "mock", "--host", "127.0.0.1", "--port", "0", document) as theirs,
        ):
            compare("answering a chat request", request(), ours, theirs, load)
            compare("answering chat requests that all differ", request(mark="#"), ours, theirs, load)
    except wrk.Failed as failed:
        print(f"the mock against Prism: no figure; {failed}")
        return 1
    return 0


def tool(variable: str) -> str | None:
    """Where a tool is: what the variable says, else the one on the path or in ./node_modules."""
    command, _ = TOOLS[variable]
    path = os.pathsep.join([os.environ.get("PATH", os.defpath), str(ROOT / "node_modules" / ".bin")])
    return shutil.which(os.environ.get(variable) or command, path=path)


def compare(what: str, post: wrk.Post, ours: str, theirs: str, load: str) -> None:
    """Measure both servers, and print how they compare."""
    for url in (ours, theirs):
        hold(url, post)

    def rate(url: str) -> float:
        return wrk.rate(load, url, post, seconds=SECONDS, connections=CONNECTIONS)

    our, their = (median(rates) for rates in in_turns([lambda: rate(ours), lambda: rate(theirs)]))
    print(f"{what}: {our:.0f} a second, Prism {their:.0f}: {our / their:.1f} times as many")


def in_turns(measures: Sequence[Callable[[], float]]) -> Iterator[Sequence[float]]:
    """The figures of each measure. They take turns, and the first round only warms up."""
    rounds = [[measure() for measure in measures] for _ in range(1 + ROUNDS)]
    return zip(*rounds[1:], strict=True)


def request(mark: str = "") -> wrk.Post:
    """A chat request, as the generated client writes it."""
    operation = next(o for o in contract().operations if o.id == "createChatCompletion")
    body = ChatCompletionCreateParams(
        model="o3-mini", messages=[ChatCompletionUserMessage(role="user", content=f"Hello {mark}")]
    )
    headers = {"Authorization": "Bearer any", "Content-Type": "application/json"}
    return wrk.Post(operation.method, operation.path, headers, json.dumps(body.to_dict()), mark)


def hold(url: str, post: wrk.Post) -> None:
    """Hold the server to its work: it answers the request, and refuses it where something in it is wrong."""

    def status(content: str) -> int:
        answer = httpx.request(
            post.method, url + post.path, headers=post.headers, content=content, trust_env=False
        )
        return answer.status_code

    if (said := status(post.body)) != 200:
        raise wrk.Failed(f"{url} answers the request with {said}")
    right = json.loads(post.body)
    for name in right:
        if not 400 <= status(json.dumps({**right, name: {}})) < 500:
            raise wrk.Failed(f"{url} does not check {name}")


@contextmanager
def serving(*command: str) -> Iterator[str]:
    """A server in a process of its own, and the address that it prints when it is ready."""
    # A group of its own: what a wrapper script starts ends with it.
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        process_group=0,
    ) as process:
        assert process.stdout
        rest = threading.Thread(target=drain, args=[process.stdout])
        try:
            url = address(process.stdout)
            rest.start()  # lest the server waits for a reader
            yield url
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            if rest.ident:
                rest.join()


def address(output: IO[bytes]) -> str:
    """The address in a server's output, which is read as far as that."""
    line = b""
    for line in output:
        if found := re.search(rb"http://[\d.]+:\d+$", line.rstrip()):
            return found.group().decode()
    raise wrk.Failed(f"a server did not start; its last words: {line.decode(errors='replace').strip()!r}")


def drain(output: IO[bytes]) -> None:
    """Read it to its end."""
    while output.read(1 << 16):
        pass
