"""Bulk runs from a file to a file: interrupted, killed, with faults, and continued."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from aimlkit import AIMLAPI, SpendLimitError
from aimlkit.bulk import BulkInputError, BulkSummary
from aimlkit.mock import MockResponse, MockServer
from aimlkit.mock.faults import Faults
from aimlkit_api.headers import CLIENT_REQUEST_ID
from tests.models import CHAT_OPERATION, models_of
from tests.wrapper.bulk.sessions import read_lines, write_requests

pytestmark = pytest.mark.skipif(not models_of(CHAT_OPERATION), reason="the sources have no chat completions")

CONCURRENCY = 16


def client_of(server: MockServer) -> AIMLAPI:
    return AIMLAPI(api_key=server.key, base_url=server.base_url)


def run(server: MockServer, folder: Path, **options: Any) -> BulkSummary[Any]:
    """Send the requests in `in` to the mock; append the results to `out`."""
    with client_of(server) as client:
        return client.bulk.run(folder / "in", folder / "out", **options)


def ids(count: int) -> list[str]:
    return sorted(f"r{number}" for number in range(count))


def assert_answered_once(file: Path, count: int) -> None:
    """Raise AssertionError unless each request has one result, which is the answer of the mock to its own prompt."""
    lines = read_lines(file)
    assert sorted(line["custom_id"] for line in lines) == ids(count)
    for line in lines:
        text = line["response"]["body"]["choices"][0]["message"]["content"]
        assert f"Number {line['custom_id'][1:]}." in text, line


def test_run_answers_each_request_and_counts_its_cost(aimlkit_mock: MockServer, tmp_path: Path) -> None:
    write_requests(tmp_path / "in", 50)
    with client_of(aimlkit_mock) as client:
        summary = client.bulk.run(tmp_path / "in", tmp_path / "out")
        assert client.spend == pytest.approx(summary.cost_usd)
    assert_answered_once(tmp_path / "out", 50)
    assert (summary.requests, summary.succeeded, summary.failed) == (50, 50, 0)
    costs = [line["cost_usd"] for line in read_lines(tmp_path / "out")]
    assert min(costs) > 0
    assert summary.cost_usd == pytest.approx(sum(costs))
    assert [result.custom_id for result in summary] == [
        line["custom_id"] for line in read_lines(tmp_path / "out")
    ]


def test_requests_that_are_done_are_not_sent_again(aimlkit_mock: MockServer, tmp_path: Path) -> None:
    write_requests(tmp_path / "in", 20)
    first = run(aimlkit_mock, tmp_path)
    write_requests(tmp_path / "in", 30)
    aimlkit_mock.reset()
    summary = run(aimlkit_mock, tmp_path)
    assert len(aimlkit_mock.requests) == summary.sent == 10
    assert (summary.succeeded, summary.requests) == (30, 30)
    assert summary.cost_usd > first.cost_usd
    assert_answered_once(tmp_path / "out", 30)


def test_nothing_is_sent_if_a_line_is_invalid(aimlkit_mock: MockServer, tmp_path: Path) -> None:
    write_requests(tmp_path / "in", 20)
    with (tmp_path / "in").open("a") as file:
        file.write("{\n")
    with pytest.raises(BulkInputError, match=r"in:21: the line is not JSON"):
        run(aimlkit_mock, tmp_path)
    assert not aimlkit_mock.requests
    assert not (tmp_path / "out").exists()


def test_spending_limit_counts_the_earlier_parts_of_the_run(aimlkit_mock: MockServer, tmp_path: Path) -> None:
    write_requests(tmp_path / "in", 10)
    aimlkit_mock.enqueue(*(MockResponse(cost_usd=1.0) for _ in range(3)))
    options = {"max_concurrency": 1, "max_spend_usd": 3}
    for _ in range(2):
        with pytest.raises(SpendLimitError):
            run(aimlkit_mock, tmp_path, **options)
        assert len(aimlkit_mock.requests) == len(read_lines(tmp_path / "out")) == 3


def test_requests_that_failed_are_ready_to_be_run_again(aimlkit_mock: MockServer, tmp_path: Path) -> None:
    write_requests(tmp_path / "in", 10)
    aimlkit_mock.enqueue(*(MockResponse(status=400) for _ in range(4)))
    summary = run(aimlkit_mock, tmp_path, errors=tmp_path / "errors")
    assert (summary.succeeded, summary.failures) == (6, {"BadRequestError": 4})
    failed = [line["custom_id"] for line in read_lines(tmp_path / "out") if line["error"]]
    assert sorted(line["custom_id"] for line in read_lines(tmp_path / "errors")) == sorted(failed)
    with client_of(aimlkit_mock) as client:
        again = client.bulk.run(tmp_path / "errors", tmp_path / "out-2", errors=tmp_path / "errors")
    assert (again.succeeded, again.failed) == (4, 0)
    assert (tmp_path / "errors").read_bytes() == b""


def test_faults_are_retried_until_all_requests_are_answered(tmp_path: Path) -> None:
    answer_with_faults(tmp_path, 300)


@pytest.mark.long
def test_faults_are_retried_until_20_000_requests_are_answered(tmp_path: Path) -> None:
    answer_with_faults(tmp_path, 20_000)


def answer_with_faults(folder: Path, count: int) -> None:
    """Answer requests with a mock that throttles 5 %, resets 2 %, fails 1 % and cuts off the responses of 1 % of them."""
    write_requests(folder / "in", count)
    faults = Faults(rate_limit_without_retry_after=0.05, connection_reset=0.02, server_error=0.01)
    attempts, undisturbed = 0, 0

    def count_attempt(_: str) -> None:
        nonlocal attempts
        attempts += 1

    def is_hundredth(_: object) -> bool:
        nonlocal undisturbed
        undisturbed += 1
        return undisturbed % 100 == 0

    with MockServer(faults=faults, log=count_attempt) as server:
        server.on(is_hundredth).reply(MockResponse(disconnect_after_bytes=100))
        summary = run(server, folder, max_concurrency=100)
    assert (summary.succeeded, summary.failed) == (count, 0)
    assert undisturbed == count + undisturbed // 100
    assert summary.retries == attempts - count > undisturbed // 100 + 0.06 * count
    assert_answered_once(folder / "out", count)


def test_killed_run_loses_nothing_that_was_answered(tmp_path: Path) -> None:
    """Takes some seconds, most of them to start the processes."""
    kill_often(tmp_path, kills=3)


@pytest.mark.long
def test_run_that_is_killed_a_hundred_times_loses_nothing_that_was_answered(tmp_path: Path) -> None:
    kill_often(tmp_path, kills=100)


def kill_often(folder: Path, kills: int) -> None:
    """Kill runs at random moments; compare the output with the requests that the mock received."""
    count, done = 200, 0
    randomness = random.Random(1)
    while done < kills:
        part = folder / str(done)
        part.mkdir()
        write_requests(part / "in", count)
        done += kill_until_complete(part, count, kills - done, randomness)


def kill_until_complete(folder: Path, count: int, kills: int, randomness: random.Random) -> int:
    """Kill one run up to so many times, and let it end; return how often it was killed."""
    received, limit = 0, 0
    limit_reached = threading.Event()

    def on_request(_: str) -> None:
        nonlocal received
        received += 1
        if received >= limit:
            limit_reached.set()

    with MockServer(log=on_request) as server:
        killed = 0
        while killed < kills:
            limit = received + randomness.randint(1, 60)
            limit_reached.clear()
            with start(server, folder) as process:
                watcher = threading.Thread(target=set_at_end, args=[limit_reached, process])
                watcher.start()
                assert limit_reached.wait(60)
                process.kill()
                watcher.join()
                if process.returncode >= 0:
                    break
            killed += 1
            assert_whole_but_the_last_line(folder / "out")
        with start(server, folder) as process:
            assert process.wait() == 0
        requests = server.requests
    assert_answered_once(folder / "out", count)
    sent = Counter(request.headers[CLIENT_REQUEST_ID] for request in requests)
    assert sent.keys() == {line["id"] for line in read_lines(folder / "out")}
    # Only what was in flight is sent again.
    assert sent.total() - count <= killed * CONCURRENCY
    return killed


def set_at_end(event: threading.Event, process: subprocess.Popen[bytes]) -> None:
    """Set an event when a process has ended."""
    process.wait()
    event.set()


def start(server: MockServer, folder: Path) -> subprocess.Popen[bytes]:
    """Start a run as a process of its own."""
    command = [sys.executable, "-m", "aimlkit", "bulk", str(folder / "in"), "--output", str(folder / "out")]
    arguments = ["--max-concurrency", str(CONCURRENCY), "--base-url", server.base_url, "--no-check"]
    return subprocess.Popen(
        [*command, *arguments], env={**os.environ, "AIML_API_KEY": server.key}, stdout=subprocess.DEVNULL
    )


def assert_whole_but_the_last_line(file: Path) -> None:
    """Raise AssertionError if a line that is not the last one is incomplete."""
    if file.exists():
        whole, _, _ = file.read_bytes().rpartition(b"\n")
        assert all(line.startswith(b'{"id":') and line.endswith(b"}") for line in whole.splitlines())
