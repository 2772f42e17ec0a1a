"""python -m tests.conformance: run schemathesis on the mock, or on another server.

Without --base-url it starts the mock, and runs all checks. With it, the server may cost money: it gets valid requests
only, but for one without a key and one with a wrong key per operation; small ones, few of them, one at a time.

The exit status is 1 if the checks cannot run, and 2 if one fails.
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

from rich.console import Console
from schemathesis.cli import schemathesis as schemathesis_cli

from aimlkit.mock import create_app
from aimlkit.mock.contract import packaged_contract
from tests.conformance import inprocess, run
from tests.conformance.preflight import REQUESTS, SetupError, look
from tests.conformance.run import Run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

KEY = "AIML_API_KEY"  # the environment variable that schemathesis.toml reads
CONTRACT = Path("openapi/contract.json")
REPORT = Path("build/conformance.xml")
VIOLATED = 2  # the exit status if a check fails


def main() -> int:
    """Run the checks; return 1 if they cannot run, and 2 if one fails."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.conformance", description="All other options go to `schemathesis run`."
    )
    parser.add_argument(
        "--report-junit-path", type=Path, default=REPORT, help="the JUnit report (%(default)s)"
    )
    parser.add_argument("--base-url", help="the server to check (a mock, started for this run)")
    parser.add_argument("--max-requests", type=int, default=60, help="for another server (%(default)s)")
    parser.add_argument("--max-spend-usd", type=float, default=0.5, help="for another server (%(default)s)")
    parser.add_argument("--rate-limit", default="20/m", help="for another server (%(default)s)")
    parser.add_argument(
        "--brief", action="store_true", help="run fewer requests, without a socket; print one line"
    )
    options, schemathesis_options = parser.parse_known_args()
    if options.brief:
        return check_in_process()
    if not options.base_url:
        with mock() as url:
            return check(url, schemathesis_options, options.report_junit_path)
    if not os.environ.get(KEY):
        return _error(f"no API key; set {KEY} to a key of {options.base_url}")
    try:
        url = look(options.base_url, os.environ[KEY], packaged_contract())
    except SetupError as error:
        return _error(str(error))
    run.current = Run(True, options.max_requests, options.max_spend_usd, requests=REQUESTS)
    limits = ["--mode", "positive", "--phases", "examples,fuzzing,stateful", "--max-examples", "8"]
    rate = ["--rate-limit", options.rate_limit]
    return check(url, [*limits, *rate, *schemathesis_options], options.report_junit_path)


def check(url: str, options: Sequence[str], report: Path) -> int:
    """Run schemathesis, which prints its failures; print a summary.

    Return 2 if a check failed, and 1 if the run ended for another reason, such as a connection that broke.
    """
    arguments = ["run", str(CONTRACT), "--url", url, *options]
    began = time.monotonic()
    try:
        schemathesis_cli(arguments, prog_name="schemathesis")
    except SystemExit as ended:
        status = ended.code
    current = run.current
    print(current.summary(time.monotonic() - began))
    if current.is_paid:
        unknown = ""
        if current.without_cost:
            unknown = f", plus the unknown cost of {current.without_cost} responses"
        print(f"${current.spent_usd:.4f} spent of at most ${current.max_spend_usd:.2f}{unknown}")
    if current.reached_limit:
        print(f"ended at the limit of {current.reached_limit}")
        status = 0
    current.report.write(report)
    print(f"report: {report}")
    if current.failures:
        return VIOLATED
    return int(status != 0)


def check_in_process() -> int:
    """Run the checks in this process; print a summary, and one line for each check that failed."""
    began = time.monotonic()
    console = Console(stderr=True)
    quiet = os.environ.get("CI") or not console.is_terminal
    with nullcontext() if quiet else console.status("contract checks"):
        found = inprocess.failures(create_app(key=inprocess.KEY), max_examples=20)
    for check, problem in found.items():
        print(f"error: {check}: {problem}", file=sys.stderr)
    print(run.current.summary(time.monotonic() - began))
    return VIOLATED if found else 0


@contextmanager
def mock() -> Iterator[str]:
    """Run the mock as a process of its own; yield its URL."""
    os.environ[KEY] = secrets.token_hex(8)
    command = [sys.executable, "-m", "aimlkit.mock", "--port", "0", "--key", os.environ[KEY]]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stdout is not None
            url = process.stdout.readline().strip().removesuffix(packaged_contract().base_path)
            if not url:
                raise SystemExit("error: the mock did not start; run python -m aimlkit.mock to see why")
            yield url
        finally:
            process.terminate()


def _error(message: str) -> int:
    print(f"error: {message}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
