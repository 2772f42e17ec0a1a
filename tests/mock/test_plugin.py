"""The pytest fixture checks the mock after each test. This takes long: pytest runs in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.models import RESPONSES_MODEL, RESPONSES_OPERATION, needs

pytestmark = needs(RESPONSES_OPERATION)

SUITE = (
    f"MODEL = {RESPONSES_MODEL!r}"
    + """
import httpx
import pytest
from aimlkit.mock import MockResponse

def send(server, text="Hi"):
    headers = {"Authorization": "Bearer " + server.key}
    body = {"model": MODEL, "input": text}
    return httpx.post(server.base_url + "/responses", json=body, headers=headers)

def test_unused_response(aimlkit_mock):
    aimlkit_mock.enqueue(MockResponse(text="One."), MockResponse(status=503, retry_after=1))
    send(aimlkit_mock)

def test_used_response(aimlkit_mock):
    aimlkit_mock.enqueue(MockResponse(text="One."))
    assert send(aimlkit_mock).json()["output_text"] == "One."

def test_request_without_a_rule(aimlkit_mock):
    aimlkit_mock.strict = True
    aimlkit_mock.on(contains="Oslo").reply(text="Cold.")
    assert send(aimlkit_mock).status_code == 404

def test_unfinished_rule(aimlkit_mock):
    aimlkit_mock.on(contains="Oslo")

def test_unused_rule(aimlkit_mock):
    aimlkit_mock.on(contains="Oslo").reply(text="Cold.")

def test_that_fails(aimlkit_mock):
    aimlkit_mock.enqueue(MockResponse(text="One."))
    assert False

def test_that_is_skipped(aimlkit_mock):
    aimlkit_mock.enqueue(MockResponse(text="One."))
    pytest.skip("A reason.")

def test_reset(aimlkit_mock):
    aimlkit_mock.enqueue(MockResponse(text="One."))
    aimlkit_mock.reset()
"""
)


def test_fixture_reports_what_is_left_after_each_test(tmp_path: Path) -> None:
    (tmp_path / "test_suite.py").write_text(SUITE, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-W", "error", "-p", "no:cacheprovider", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    summary = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    assert [line.partition("::")[2].partition(" ")[0] for line in summary] == [
        "test_that_fails",
        "test_unused_response",
        "test_request_without_a_rule",
        "test_unfinished_rule",
    ], done.stdout
    assert "1 failed, 6 passed, 1 skipped, 3 errors" in done.stdout
    assert "no request got the enqueued MockResponse(status=503, retry_after=1)" in done.stdout
    assert "the closest is rule 1, on(contains='Oslo')" in done.stdout
    assert "on(contains='Oslo') has no reply" in done.stdout
