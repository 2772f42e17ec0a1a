"""The examples run over a real socket, and print the expected output."""

from __future__ import annotations

import ast
import re

import pytest

from aimlkit.mock import MockResponse, MockServer, ToolCall
from tests.conftest import ROOT
from tests.examples.conftest import RunExample

SKY = MockResponse(text="Because of the air.")
LIGHT = MockResponse(text="They shine.")
WEATHER = MockResponse(tool_calls=[ToolCall("get_weather", '{"city": "Oslo", "days": 2}')])
RETRY_AT_ONCE = {"Retry-After-Ms": "1"}

# By example: the responses of the mock, and a pattern of the output.
OUTPUTS: dict[str, tuple[list[MockResponse], str]] = {
    "chat": ([SKY], r"Because of the air\.\ntokens: \d+\n"),
    "stream": (
        [LIGHT] * 3,
        "They shine.\nThey shine.\nfinished: stop\nThey shine.\nfinished: completed\n",
    ),
    "async_stream": ([LIGHT] * 3, "They shine.\n" * 3),
    "responses": ([SKY], "Because of the air.\n- reasoning\n- message\n"),
    "structured_output": (
        [
            MockResponse(text='{"wind": "calm", "degrees": 4}'),
            MockResponse(text='{"author": "The keeper", "mood": "calm"}'),
        ],
        "calm at 4 degrees\nauthor='The keeper' mood='calm'\n",
    ),
    "tools": (
        [WEATHER, MockResponse(text="Four degrees."), WEATHER, MockResponse(text="Cold.")],
        r"get_weather\('Oslo', 2\)\nFour degrees\.\nget_weather\('Oslo', 2\)\nCold\.\n",
    ),
    "conversation": (
        [MockResponse(text=text) for text in ("Water.", "The moon.", "It rises.", "It falls.")],
        r"Water\.\nThe moon\.\n5 messages\nIt rises\.\nIt falls\.\nthe next request continues resp_\w+\n",
    ),
    "cost": (
        [],
        r"response 1: \$0\.0\d+\n(response .*\n){5,}spent \$0\.001\d* of max_spend_usd.*\ntotal: \$0\.001\d+\n",
    ),
    "errors": (
        [
            MockResponse(status=429, headers=RETRY_AT_ONCE),
            MockResponse(status=503, headers=RETRY_AT_ONCE),
            SKY,
        ],
        r"a response after 2 retries\nstatus 400 for request \w+: .*minimum.*\nno connection: .*\n",
    ),
    "raw_response": ([SKY], r"200 application/json\n\d+ bytes, 0 retries\nBecause of the air\.\n"),
    "extract": (
        [
            MockResponse(text='{"wind": "calm", "degrees": 4}'),
            MockResponse(text='{"wind": "storm", "degrees": 9}'),
        ],
        r"monday\.txt: calm, 4 degrees\ntuesday\.txt: storm, 9 degrees\ncost: \$0\.000\d+\n",
    ),
    "testing": ([], r"\.{4} .*\n4 passed in .*\n"),
    "ask": ([SKY], r"Because of the air\.\n"),
    "demo": ([], r"> Why is the sky blue\?\nThis is a mock's answer to .Why is the sky blue\?.*\n"),
}


def test_examples_are_all_executed_and_documented() -> None:
    files = sorted((ROOT / "examples").glob("*.py"))
    assert {file.stem for file in files} == OUTPUTS.keys()
    for file in files:
        program = ast.parse(file.read_text(encoding="utf-8"))
        assert ast.get_docstring(program)
        assert [node for node in program.body if isinstance(node, ast.FunctionDef) and node.name == "main"]


@pytest.mark.parametrize("name", OUTPUTS)
def test_example_prints_its_output(run_example: RunExample, aimlkit_mock: MockServer, name: str) -> None:
    responses, output = OUTPUTS[name]
    aimlkit_mock.enqueue(*responses)
    result = run_example(name)
    assert re.fullmatch(output, result.stdout), result.stdout + result.stderr
    assert result.returncode == 0
    assert "Traceback" not in result.stderr
    assert not aimlkit_mock.pending_responses, "every enqueued response was requested"


# As with `make mock`: the mock generates the responses. testing.py and demo.py start a mock of their own.
@pytest.mark.parametrize("name", sorted(OUTPUTS.keys() - {"testing", "demo"}))
def test_example_runs_with_generated_responses(run_example: RunExample, name: str) -> None:
    result = run_example(name)
    assert result.returncode == 0, result.stderr
    assert len(result.stdout.splitlines()) >= 1


@pytest.mark.parametrize(
    ("responses", "line"),
    [
        ([MockResponse(status=403, body={"message": "No credits left"})], "no credits left"),
        ([MockResponse(status=429, headers=RETRY_AT_ONCE)] * 4, "too many requests, after 3 retries"),
        ([MockResponse(status=418)], r"status 418 for request \w+: .*"),
        ([MockResponse(disconnect_after_bytes=3)] * 4, "no connection: .*"),
    ],
)
def test_errors_distinguishes_exceptions(
    run_example: RunExample, aimlkit_mock: MockServer, responses: list[MockResponse], line: str
) -> None:
    aimlkit_mock.enqueue(*responses)
    first, *_ = run_example("errors").stdout.splitlines()
    assert re.fullmatch(line, first)


def test_errors_logs_each_attempt(run_example: RunExample, aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(MockResponse(status=429, headers=RETRY_AT_ONCE), SKY)
    log = run_example("errors").stderr.splitlines()
    assert [line.partition(" in ")[0] for line in log[:3]] == [
        "aimlkit: POST /v1/chat/completions 429",
        "aimlkit: POST /v1/chat/completions: retry",
        "aimlkit: POST /v1/chat/completions 200",
    ]


def test_structured_output_prints_a_refusal(run_example: RunExample, aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(MockResponse(refusal="No."))
    assert run_example("structured_output").stdout.startswith("the model refuses: No.\n")
