"""The example programs run, over a real socket, and print what they say they print."""

from __future__ import annotations

import ast
import re

import pytest

from aimlkit.mock import MockResponse, MockServer, ToolCall
from tests.conftest import ROOT
from tests.examples.conftest import Run

SKY = MockResponse(text="Because of the air.")
LIGHT = MockResponse(text="They shine.")
WEATHER = MockResponse(tool_calls=[ToolCall("get_weather", '{"city": "Oslo", "days": 2}')])
SOON = {"Retry-After-Ms": "1"}

# What each prints, as a pattern, where the mock is to say this.
PRINTS: dict[str, tuple[list[MockResponse], str]] = {
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
        [MockResponse(text=text) for text in ("Water.", "The moon.", "It rises.", "And falls.")],
        r"Water\.\nThe moon\.\n5 messages\nIt rises\.\nAnd falls\.\nwhat is said next will follow resp_\w+\n",
    ),
    "cost": (
        [],
        r"answer 1: \$0\.0\d+\n(answer .*\n){5,}\$0\.001\d* are spent, .*\nspent: \$0\.001\d+\n",
    ),
    "errors": (
        [MockResponse(status=429, headers=SOON), MockResponse(status=503, headers=SOON), SKY],
        r"an answer after 2 retries\nstatus 400 for request \w+: .*minimum.*\nno connection: .*\n",
    ),
    "raw_response": ([SKY], r"200 application/json\n\d+ bytes, 0 retries\nBecause of the air\.\n"),
    "testing": ([], r"\.{4} .*\n4 passed in .*\n"),
    "ask": ([SKY], r"Because of the air\.\n"),
    "demo": ([], r"> Why is the sky blue\?\nThis is a mock's answer to .Why is the sky blue\?.*\n"),
}


def test_every_example_is_run() -> None:
    files = sorted((ROOT / "examples").glob("*.py"))
    assert {file.stem for file in files} == PRINTS.keys()
    for file in files:
        program = ast.parse(file.read_text(encoding="utf-8"))
        assert ast.get_docstring(program)
        assert [node for node in program.body if isinstance(node, ast.FunctionDef) and node.name == "main"]


@pytest.mark.parametrize("name", PRINTS)
def test_it_prints(run: Run, aimlkit_mock: MockServer, name: str) -> None:
    steps, printed = PRINTS[name]
    aimlkit_mock.enqueue(*steps)
    result = run(name)
    assert re.fullmatch(printed, result.stdout), result.stdout + result.stderr
    assert result.returncode == 0
    assert "Traceback" not in result.stderr
    assert not aimlkit_mock.pending_responses, "all that the mock had to say was heard"


# Those that the mock answers well without a script, as `make mock` does for who tries them.
@pytest.mark.parametrize("name", sorted(PRINTS.keys() - {"testing", "demo"}))
def test_it_runs_without_a_script(run: Run, name: str) -> None:
    result = run(name)
    assert result.returncode == 0, result.stderr
    assert len(result.stdout.splitlines()) >= 1


@pytest.mark.parametrize(
    ("steps", "line"),
    [
        ([MockResponse(status=403, body={"message": "No credits left"})], "there are no credits left"),
        ([MockResponse(status=429, headers=SOON)] * 4, "too many requests, also after 3 retries"),
        ([MockResponse(status=418)], r"status 418 for request \w+: .*"),
        ([MockResponse(disconnect_after_bytes=3)] * 4, "no connection: .*"),
    ],
)
def test_errors_are_told_apart(
    run: Run, aimlkit_mock: MockServer, steps: list[MockResponse], line: str
) -> None:
    aimlkit_mock.enqueue(*steps)
    first, *_ = run("errors").stdout.splitlines()
    assert re.fullmatch(line, first)


def test_errors_logs_each_attempt(run: Run, aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(MockResponse(status=429, headers=SOON), SKY)
    log = run("errors").stderr.splitlines()
    assert [line.partition(" in ")[0] for line in log[:3]] == [
        "aimlkit: POST /v1/chat/completions 429",
        "aimlkit: POST /v1/chat/completions: again",
        "aimlkit: POST /v1/chat/completions 200",
    ]


def test_a_refusal_in_structured_output(run: Run, aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(MockResponse(refusal="No."))
    assert run("structured_output").stdout.startswith("there is none: No.\n")
