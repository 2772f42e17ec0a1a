"""examples/extract.py continues where it stopped."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aimlkit.mock import MockResponse, MockServer
from tests.conftest import ROOT
from tests.examples.conftest import RunExample
from tests.models import require_models_in

CALM = MockResponse(text='{"wind": "calm", "degrees": 4}', cost_usd=0.6)
STORM = MockResponse(text='{"wind": "storm", "degrees": 9}', cost_usd=0.6)


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """Return a folder with three notes."""
    require_models_in((ROOT / "examples" / "extract.py").read_text(encoding="utf-8"))
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.txt").write_text(f"Note {name}")
    return tmp_path


def test_extract_stops_at_the_spending_limit_and_continues(
    run_example: RunExample, aimlkit_mock: MockServer, notes: Path
) -> None:
    output = notes / "reports.jsonl"
    aimlkit_mock.enqueue(CALM, STORM)
    first = run_example("extract", str(notes), str(output))
    assert first.stdout == (
        "a.txt: calm, 4 degrees\nb.txt: storm, 9 degrees\n"
        "spent $1.2 of max_spend_usd=$1: no request was sent; run it again to continue\ncost: $1.200000\n"
    )
    aimlkit_mock.enqueue(CALM)
    second = run_example("extract", str(notes), str(output))
    assert second.stdout == "c.txt: calm, 4 degrees\ncost: $0.600000\n"
    lines = [json.loads(line) for line in output.read_text().splitlines()]
    assert [line["file"] for line in lines] == ["a.txt", "b.txt", "c.txt"]
    assert lines[1] == {"file": "b.txt", "wind": "storm", "degrees": 9, "cost_usd": 0.6}
    assert [request.body["input"] for request in aimlkit_mock.requests] == ["Note a", "Note b", "Note c"]


def test_extract_goes_on_after_output_that_does_not_match(
    run_example: RunExample, aimlkit_mock: MockServer, notes: Path
) -> None:
    output = notes / "reports.jsonl"
    aimlkit_mock.enqueue(MockResponse(text='{"wind": 1}'), MockResponse(refusal="No."), STORM)
    lines = run_example("extract", str(notes), str(output)).stdout.splitlines()
    assert lines[0].startswith("a.txt: ")
    assert lines[1:3] == ["b.txt: the model refuses", "c.txt: storm, 9 degrees"]
    assert [json.loads(line)["file"] for line in output.read_text().splitlines()] == ["c.txt"]
