"""python -m tests.conformance: schemathesis against the mock, or against another server.

Without --base-url it starts the mock, and checks everything. With it, it checks a server that may cost money:
valid requests only, small ones, few of them, one after the other.
"""

from __future__ import annotations

import argparse
import os
import secrets
import subprocess
import sys
import time
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
from rich.console import Console
from schemathesis.cli import schemathesis as schemathesis_cli

from aimlkit.mock import create_app
from aimlkit.mock.contract import contract
from tests.conformance import inprocess, run
from tests.conformance.run import Run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

KEY = "AIML_API_KEY"  # schemathesis.toml takes it from there
CONTRACT = Path("openapi/contract.json")
REPORT = Path("build/conformance.xml")


def main() -> int:
    """Run the checks; 1 where one fails, or they cannot be run."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.conformance", description="Other options are schemathesis run's own."
    )
    parser.add_argument("--base-url", help="the server to check (a mock of its own)")
    parser.add_argument(
        "--max-requests", type=int, default=60, help="to another server, with its key (%(default)s)"
    )
    parser.add_argument("--max-spend-usd", type=float, default=0.5, help="at another server (%(default)s)")
    parser.add_argument("--rate-limit", default="20/m", help="for another server (%(default)s)")
    parser.add_argument("--brief", action="store_true", help="fewer requests, without a socket, one line")
    options, others = parser.parse_known_args()
    if options.brief:
        return brief()
    if not options.base_url:
        with mock() as url:
            return check(url, others)
    if not os.environ.get(KEY):
        return _error(f"no key, no run; set {KEY} to a key of {options.base_url}")
    if problem := unreachable(options.base_url):
        return _error(f"cannot reach {options.base_url} ({problem}); check BASE_URL and the network")
    url = options.base_url.rstrip("/").removesuffix(contract().prefix)  # it is in the contract's paths, too
    run.current = Run(True, options.max_requests, options.max_spend_usd)
    paid = ["--mode", "positive", "--phases", "examples,fuzzing,stateful", "--max-examples", "8"]
    return check(url, [*paid, "--rate-limit", options.rate_limit, *others])


def check(url: str, options: Sequence[str]) -> int:
    """Run schemathesis; it prints what it finds."""
    REPORT.parent.mkdir(exist_ok=True)
    arguments = ["run", str(CONTRACT), "--url", url, "--report-junit-path", str(REPORT), *options]
    began = time.monotonic()
    try:
        schemathesis_cli(arguments, prog_name="schemathesis")
    except SystemExit as ended:
        status = ended.code
    current = run.current
    print(current.summary(time.monotonic() - began))
    if current.is_paid:
        unknown = f", not counting {current.unpriced} answers without a price" if current.unpriced else ""
        print(f"${current.spent_usd:.4f} spent of ${current.max_spend_usd:.2f} at most{unknown}")
    if current.limit:
        print(f"ended at the limit of {current.limit}")
        status = int(current.failures > 0)
    print(f"report: {REPORT}")
    return int(status != 0)


def brief() -> int:
    """Run the checks in this process; say in one line what they found, or else in one each."""
    began = time.monotonic()
    console = Console(stderr=True)
    quiet = os.environ.get("CI") or not console.is_terminal
    with nullcontext() if quiet else console.status("contract checks"):
        found = inprocess.failures(create_app(key=inprocess.KEY), max_examples=20)
    for check, problem in found.items():
        print(f"error: {check}: {problem}", file=sys.stderr)
    print(run.current.summary(time.monotonic() - began))
    return int(bool(found))


@contextmanager
def mock() -> Iterator[str]:
    """The mock as a process of its own; gives its address."""
    os.environ[KEY] = secrets.token_hex(8)
    command = [sys.executable, "-m", "aimlkit.mock", "--port", "0", "--key", os.environ[KEY]]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stdout is not None
            url = process.stdout.readline().strip()
            if not url:
                raise SystemExit("error: the mock does not start; python -m aimlkit.mock says why")
            yield url
        finally:
            process.terminate()


def unreachable(url: str) -> str | None:
    """Why nothing answers there; None where something does."""
    try:
        httpx.head(url, timeout=10)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return str(error) or type(error).__name__
    return None


def _error(message: str) -> int:
    print(f"error: {message}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
