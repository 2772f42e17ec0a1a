"""`aimlkit bulk`."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from aimlkit.bulk._progress import ProgressDisplay
from aimlkit.bulk._summary import BulkSummary
from aimlkit.cli import main
from aimlkit.mock import MockResponse, MockServer
from tests.commands import run_command
from tests.models import CATALOGUE_OPERATION, CHAT_OPERATION, models_of, needs, require_cost
from tests.wrapper.bulk.sessions import read_lines, write_requests

pytestmark = pytest.mark.skipif(not models_of(CHAT_OPERATION), reason="the sources have no chat completions")


@pytest.fixture(autouse=True)
def _environment(aimlkit_mock: MockServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("AIML_API_KEY", aimlkit_mock.key)
    monkeypatch.setenv("AIML_API_BASE", aimlkit_mock.base_url)
    monkeypatch.chdir(tmp_path)
    write_requests(Path("in.jsonl"), 10)


def run(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
    return run_command(main, "bulk", *arguments, stdin=stdin)


def test_bulk_exits_with_0_if_all_requests_succeeded() -> None:
    result = run("in.jsonl", "--output", "out.jsonl")
    assert (result.returncode, result.stderr) == (0, "")
    assert "succeeded  10 of 10" in result.stdout
    assert len(read_lines(Path("out.jsonl"))) == 10


def test_bulk_exits_with_3_if_some_requests_failed(aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(MockResponse(status=400), MockResponse(status=404))
    result = run("in.jsonl", "--output", "out.jsonl", "--errors", "errors.jsonl", "--json")
    assert result.returncode == 3
    summary = json.loads(result.stdout)
    assert summary["failures"] == {"BadRequestError": 1, "NotFoundError": 1}
    assert (summary["succeeded"], summary["left"], summary["stopped_by"]) == (8, 0, None)
    assert len(read_lines(Path("errors.jsonl"))) == 2


def test_bulk_exits_with_1_after_invalid_input(aimlkit_mock: MockServer) -> None:
    Path("in.jsonl").write_text('{"custom_id": "a"}\n')
    result = run("in.jsonl", "--output", "out.jsonl")
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith("error: in.jsonl:1: a request without url needs")
    assert result.stderr.count("\n") == 1
    assert not aimlkit_mock.requests


def test_bulk_exits_with_1_at_the_spending_limit(aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(*(MockResponse(cost_usd=1.0) for _ in range(2)))
    arguments = ("in.jsonl", "--output", "out.jsonl", "--max-concurrency", "1", "--max-spend-usd", "2")
    result = run(*arguments, "--json")
    assert (result.returncode, json.loads(result.stdout)["left"]) == (1, 8)
    assert result.stderr == "error: spent $2 of max_spend_usd=$2: no request was sent\n"


def test_bulk_reads_standard_input() -> None:
    result = run("-", "--output", "out.jsonl", stdin=Path("in.jsonl").read_bytes())
    assert (result.returncode, len(read_lines(Path("out.jsonl")))) == (0, 10)


def test_bulk_checks_bodies_unless_told_otherwise(aimlkit_mock: MockServer) -> None:
    with Path("in.jsonl").open("a") as file:
        file.write('{"custom_id": "a", "model": "no model", "messages": "none"}\n')
    assert run("in.jsonl", "--output", "out.jsonl").returncode == 1
    assert not aimlkit_mock.requests
    assert run("in.jsonl", "--output", "out.jsonl", "--no-check").returncode == 3


@needs(CATALOGUE_OPERATION)
def test_bulk_estimates_the_cost_without_sending_requests(aimlkit_mock: MockServer) -> None:
    result = run("in.jsonl", "--estimate", "--output-tokens", "1000", "--json")
    estimate = json.loads(result.stdout)
    assert (result.returncode, estimate["requests"], estimate["output_tokens"]) == (0, 10, 10_000)
    assert estimate["cost_usd"] > 0
    assert {request.method for request in aimlkit_mock.requests} == {"GET"}
    assert "guesses" in run("in.jsonl", "--estimate").stdout


def test_bulk_validates_structured_output(aimlkit_mock: MockServer) -> None:
    schema = {"type": "object", "properties": {"n": {"type": "integer"}}, "required": ["n"]}
    Path("schema.json").write_text(json.dumps(schema))
    texts = ["no", '{"n": "x"}', *['{"n": 1}'] * 10]
    aimlkit_mock.enqueue(*(MockResponse(text=text) for text in texts))
    arguments = ("in.jsonl", "--output", "out.jsonl", "--schema", "schema.json")
    assert run(*arguments, "--retry-invalid", "2", "--no-check").returncode == 0
    assert len(aimlkit_mock.requests) == 12


@pytest.mark.parametrize("arguments", [(), ("--output", "out", "--max-concurrency", "0"), ("--output", "/")])
def test_bulk_reports_wrong_arguments_in_one_line(arguments: tuple[str, ...]) -> None:
    result = run("in.jsonl", *arguments)
    assert result.returncode == 1
    assert result.stderr.startswith("error: ")
    assert result.stderr.count("\n") == 1


def test_bulk_waits_for_requests_in_flight_when_it_is_interrupted(aimlkit_mock: MockServer) -> None:
    """Takes two seconds: a process is started, and its requests are in flight when it is interrupted."""
    is_received = threading.Event()

    def note(_: object) -> bool:
        is_received.set()
        return True

    aimlkit_mock.on(note).reply(MockResponse(delay=0.5))
    command = [sys.executable, "-m", "aimlkit", "bulk", "in.jsonl", "--output", "out.jsonl", "--json"]
    arguments = ["--max-concurrency", "2"]
    with subprocess.Popen([*command, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert is_received.wait(60)
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate()
    summary = json.loads(output)
    assert process.returncode == 130, errors
    assert summary["interrupted"]
    assert summary["succeeded"] == len(read_lines(Path("out.jsonl"))) == len(aimlkit_mock.requests) <= 2
    assert b"the same command continues" in errors


def test_progress_is_a_line_a_minute_without_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    now = 0.0
    summary: BulkSummary[object] = BulkSummary("out", requests=100, succeeded=50, cost_usd=1.0)
    summary.sent, summary.seconds = 50, 10.0
    with ProgressDisplay(clock=lambda: now) as progress:
        for second in (1.0, 59.0, 60.0, 61.0, 119.0, 120.0):
            now = second
            progress.update(summary, 7)
    line = "50 of 100 done, 5.0/s, 7 in flight, $1 of about $2, 0 failed, about 0 min left\n"
    assert capsys.readouterr().err == 2 * line


def test_progress_ends_with_the_last_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    figures: list[tuple[int, int]] = []

    def update(self: ProgressDisplay, summary: BulkSummary[object], in_flight: int) -> None:
        figures.append((summary.done, in_flight))

    monkeypatch.setattr(ProgressDisplay, "update", update)
    assert run("in.jsonl", "--output", "out.jsonl").returncode == 0
    assert figures[-1] == (10, 0)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_progress_is_a_bar_on_a_terminal(aimlkit_mock: MockServer) -> None:
    """Takes three seconds: the bar is updated every second."""
    require_cost(CHAT_OPERATION)
    aimlkit_mock.on().reply(MockResponse(delay=0.5, cost_usd=0.25))
    shown, status = run_on_terminal("in.jsonl", "--output", "out.jsonl", "--max-concurrency", "2")
    assert status == 0
    # Done, rate, in flight, cost so far and in the end, failures, remaining time.
    bar = r"\d+/10 \d+\.\d/s, [12] in flight, \$[\d.]+ of about \$2\.5, 0 failed (\d+:\d+:\d+|-:--:--)"
    assert re.search(bar, shown), shown


def test_progress_has_no_bar_without_a_terminal(aimlkit_mock: MockServer) -> None:
    """Takes three seconds, as with a terminal."""
    aimlkit_mock.on().reply(MockResponse(delay=0.5))
    command = [sys.executable, "-m", "aimlkit", "bulk", "in.jsonl", "--output", "out.jsonl"]
    process = subprocess.run([*command, "--max-concurrency", "2"], capture_output=True, check=True)
    assert process.stderr == b""
    assert b"\x1b" not in process.stdout


def run_on_terminal(*arguments: str) -> tuple[str, int]:
    """Run `aimlkit bulk` with a terminal as standard error; return what it shows, without colours, and the status."""
    import pty  # noqa: PLC0415 - not on Windows

    terminal, end = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "160"}
    shown = b""
    with (
        os.fdopen(terminal, "rb", buffering=0) as output,
        subprocess.Popen(
            [sys.executable, "-m", "aimlkit", "bulk", *arguments],
            stdout=subprocess.DEVNULL,
            stderr=end,
            env=environment,
        ) as process,
    ):
        os.close(end)
        with suppress(OSError):  # Linux reports the end of a terminal as an error.
            while chunk := output.read(4096):
                shown += chunk
    return re.sub(r"\x1b\[[\d;?]*[A-Za-z]", "", shown.decode()), process.returncode
