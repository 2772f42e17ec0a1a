"""examples/ask.py: an answer, or one line that says why there is none."""

from __future__ import annotations

import pytest

from aimlkit.mock import MockResponse, MockServer
from tests.examples.conftest import Run

ANSWER = {
    "choices": [{"index": 0, "message": {"role": "assistant", "content": "Because."}}],
    "meta": {"usage": {"credits_used": 3, "usd_spent": 0.25}},
}


def test_it_prints_the_answer_and_its_cost(run: Run, aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(MockResponse(status=200, body=ANSWER))
    result = run("ask", "Why?")
    assert (result.returncode, result.stdout, result.stderr) == (0, "Because.\n", "($0.250000)\n")
    [received] = aimlkit_mock.requests
    assert received.body == {"model": "o3-mini", "messages": [{"role": "user", "content": "Why?"}]}


NOT_AN_ANSWER = "a JSON object was asked for, and the answer is"


@pytest.mark.parametrize(
    ("step", "says"),
    [
        (MockResponse(status=401, body={"message": "No such key"}), "Error code: 401 - No such key"),
        (MockResponse(status=402, body={"message": "Out of credits"}), "Error code: 402 - Out of credits"),
        (MockResponse(status=404, body="<html>"), "Error code: 404 - Not Found (the body has 6 bytes of"),
        (MockResponse(status=400, body=["no"]), "Error code: 400 - Bad Request (the body has 6 bytes of"),
        (
            MockResponse(status=403, body={"message": None}),
            "Error code: 403 - Forbidden (the body has 17 bytes of",
        ),
        (MockResponse(status=200, body="<html>"), NOT_AN_ANSWER),
        (MockResponse(status=200, body=[1]), NOT_AN_ANSWER),
        (MockResponse(status=200, body="data: {}\n\n"), NOT_AN_ANSWER),
        (
            MockResponse(status=200, body={"error": {"message": "Nobody here."}}),
            "the answer is an error, though its status is 200: Nobody here.",
        ),
    ],
)
def test_an_error_is_one_line(run: Run, aimlkit_mock: MockServer, step: MockResponse, says: str) -> None:
    aimlkit_mock.enqueue(step)
    result = run("ask", "Why?")
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith(f"error: {says}")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("body", [{}, {"choices": None}, {"choices": []}, {"choices": [{}]}])
def test_a_poor_answer_is_no_traceback(run: Run, aimlkit_mock: MockServer, body: object) -> None:
    aimlkit_mock.enqueue(MockResponse(status=200, body=body))
    result = run("ask", "Why?")
    assert (result.returncode, result.stdout, result.stderr) == (0, "\n", "")


def test_nobody_there_is_one_line(run: Run) -> None:
    result = run("ask", AIML_API_BASE="http://127.0.0.1:9/v1")
    assert result.returncode == 1
    assert result.stderr.startswith("error: Connection error (")
    assert result.stderr.count("\n") == 1


def test_no_key_is_one_line(run: Run) -> None:
    result = run("ask", AIML_API_KEY=None)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith("error: there is no API key: ")
    assert result.stderr.count("\n") == 1
