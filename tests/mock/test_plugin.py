"""The pytest fixture checks the mock after each test. This takes long: pytest runs in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from aimlkit.mock import MockServer
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


RECORDED_SUITE = (
    f"MODEL = {RESPONSES_MODEL!r}"
    + """
import httpx
import pytest
from aimlkit.mock.recordings import redact_fields

@pytest.fixture
def aimlkit_recording_settings():
    return {"redact": redact_fields(["instructions"])}

def send(server, text="Hi"):
    headers = {"Authorization": "Bearer " + server.key}
    body = {"model": MODEL, "input": text, "instructions": "PRIVATE"}
    return httpx.post(server.base_url + "/responses", json=body, headers=headers)

@pytest.mark.aimlkit_recording("weather")
def test_recorded(aimlkit_mock):
    response = send(aimlkit_mock)
    assert response.status_code == 200, response.text
    assert aimlkit_mock.assert_called(contains="Hi", times=1)

def test_without_a_recording(aimlkit_mock):
    assert send(aimlkit_mock, "Hello").status_code == 200
"""
)


def test_marker_records_and_replays(tmp_path: Path) -> None:
    (tmp_path / "test_suite.py").write_text(RECORDED_SUITE, encoding="utf-8")
    key = "sk-0123456789"

    def run(*options: str) -> str:
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-W",
            "error",
            "-p",
            "no:cacheprovider",
            "--strict-markers",
        ]
        environment = {**os.environ, "AIML_API_KEY": key}
        return subprocess.run(
            [*command, str(tmp_path), *options],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env=environment,
            check=False,
        ).stdout

    with MockServer(key=key) as upstream:
        assert "no recording in weather of POST /v1/responses: the folder has no recordings" in run()
        assert "2 passed" in run("--aimlkit-record=once", f"--aimlkit-upstream={upstream.url}")
        [request] = upstream.requests
        assert request.body["instructions"] == "PRIVATE"
        assert "2 passed" in run()
        assert len(upstream.requests) == 1
    [file] = (tmp_path / "recordings" / "weather").iterdir()
    assert key not in file.read_text(encoding="utf-8")
    assert "PRIVATE" not in file.read_text(encoding="utf-8").split("response:")[0]
