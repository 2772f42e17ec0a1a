"""The tests of the committed documents run with exactly those."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.committed.documents import DOCUMENTS, are_the_sources
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("names", "expected"), [(DOCUMENTS, True), (DOCUMENTS[:-1], False), ([*DOCUMENTS, "another"], False)]
)
def test_sources_are_compared_by_name(tmp_path: Path, names: list[str], expected: bool) -> None:
    sources = tmp_path / "sources.toml"
    entry = '[[source]]\nname = "{0}"\nurl = "https://files.invalid/{0}.json"\noperation = "POST /v1/{0}"\n'
    sources.write_text("".join(entry.format(name) for name in names))
    assert are_the_sources(sources) == expected


def test_tests_of_the_committed_documents_are_collected_with_these_only() -> None:
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "tests/committed"]
    process = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    is_collected = "tests/committed/test_contract.py::" in process.stdout
    assert is_collected == are_the_sources(ROOT / "openapi" / "sources.toml"), process.stdout
