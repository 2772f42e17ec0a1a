"""examples/ask.py prints a response, or one line with the error."""

from __future__ import annotations

import pytest

from aimlkit.mock import MockResponse, MockServer
from tests.conftest import ROOT
from tests.examples.conftest import RunExample

COMPLETION = {
    "choices": [{"index": 0, "message": {"role": "assistant", "content": "Because."}}],
    "meta": {"usage": {"credits_used": 3, "usd_spent": 0.25}},
}


def test_ask_prints_the_response_and_its_cost(run_example: RunExample, aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(MockResponse(status=200, body=COMPLETION))
    result = run_example("ask", "Why?")
    assert (result.returncode, result.stdout, result.stderr) == (0, "Because.\n", "($0.250000)\n")
    [request] = aimlkit_mock.requests
    assert request.body["messages"] == [{"role": "user", "content": "Why?"}]
    program = (ROOT / "examples" / "ask.py").read_text(encoding="utf-8")
    assert f'model="{request.body["model"]}"' in program


NOT_JSON = "expected a JSON object, but the response is"


@pytest.mark.parametrize(
    ("response", "message"),
    [
        (MockResponse(status=401, body={"message": "Invalid key"}), "Error code: 401 - Invalid key"),
        (MockResponse(status=402, body={"message": "No credits"}), "Error code: 402 - No credits"),
        (MockResponse(status=404, body="<html>"), "Error code: 404 - Not Found (the body is 6 bytes of"),
        (MockResponse(status=400, body=["no"]), "Error code: 400 - Bad Request (the body is 6 bytes of"),
        (
            MockResponse(status=403, body={"message": None}),
            "Error code: 403 - Forbidden (the body is 17 bytes of",
        ),
        (MockResponse(status=200, body="<html>"), NOT_JSON),
        (MockResponse(status=200, body=[1]), NOT_JSON),
        (MockResponse(status=200, body="data: {}\n\n"), NOT_JSON),
        (
            MockResponse(status=200, body={"error": {"message": "Unavailable."}}),
            "the response is an error, though its status is 200: Unavailable.",
        ),
    ],
)
def test_ask_prints_an_error_in_one_line(
    run_example: RunExample, aimlkit_mock: MockServer, response: MockResponse, message: str
) -> None:
    aimlkit_mock.enqueue(response)
    result = run_example("ask", "Why?")
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith(f"error: {message}")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("body", [{}, {"choices": None}, {"choices": []}, {"choices": [{}]}])
def test_ask_prints_an_empty_line_for_a_response_without_text(
    run_example: RunExample, aimlkit_mock: MockServer, body: object
) -> None:
    aimlkit_mock.enqueue(MockResponse(status=200, body=body))
    result = run_example("ask", "Why?")
    assert (result.returncode, result.stdout, result.stderr) == (0, "\n", "")


def test_ask_prints_a_connection_error_in_one_line(run_example: RunExample) -> None:
    result = run_example("ask", AIML_API_BASE="http://127.0.0.1:9/v1")
    assert result.returncode == 1
    assert result.stderr.startswith("error: Connection error at 127.0.0.1 (")
    assert result.stderr.count("\n") == 1


def test_ask_prints_a_missing_key_in_one_line(run_example: RunExample) -> None:
    result = run_example("ask", AIML_API_KEY=None)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith("error: no API key: ")
    assert result.stderr.count("\n") == 1
