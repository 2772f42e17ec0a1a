"""The contract checks inside the tests: a smaller run, and that the checks are what they are said to be."""

from __future__ import annotations

import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from typing import TYPE_CHECKING

import schemathesis
from schemathesis.checks import CHECKS, load_all_checks

from aimlkit.mock import create_app
from tests.conformance import checks, inprocess, run
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from aimlkit.mock import MockServer

OWN = {name for name in vars(checks) if name.lower().endswith("conformance")}


def command(
    *options: str, key: str | None = None, url: str | None = None
) -> subprocess.CompletedProcess[str]:
    """`make conformance`, as make runs it."""
    environment = {name: value for name, value in os.environ.items() if name != "AIML_API_KEY"}
    if key is not None:
        environment["AIML_API_KEY"] = key
    target = ["--base-url", url] if url else []
    return subprocess.run(
        [sys.executable, "-m", "tests.conformance", *target, *options],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_mock_keeps_the_contract() -> None:
    assert inprocess.failures(create_app(key=inprocess.KEY), max_examples=60) == {}
    made = run.current
    assert made.answers > 500
    assert 0.4 < made.streams / made.answers < 0.6
    assert made.events > 5 * made.streams
    assert made.followed > 10


def test_every_check_is_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIML_API_KEY", "any")
    load_all_checks()
    every = set(CHECKS.get_all_names())
    assert len(OWN) == 7
    assert every > OWN
    config = schemathesis.Config.from_path(ROOT / "schemathesis.toml").projects.default.checks
    off = [name for name in every if not config.get_by_name(name=name).enabled]
    assert off == []


def test_without_a_key_there_is_no_run() -> None:
    result = command(url="http://127.0.0.1:9")
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == ("error: no key, no run; set AIML_API_KEY to a key of http://127.0.0.1:9\n")


def test_where_nobody_answers_there_is_no_run() -> None:
    result = command(url="http://127.0.0.1:9", key="any")
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith("error: cannot reach http://127.0.0.1:9 (")
    assert result.stderr.count("\n") == 1


def test_another_server_gets_few_and_small_requests(aimlkit_mock: MockServer, tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    result = command(
        *("--max-requests", "40", "--rate-limit", "10000/m", "--report-junit-path", str(report)),
        url=aimlkit_mock.url,
        key=aimlkit_mock.key,
    )
    assert result.returncode == 0, result.stdout
    assert "40 requests" in result.stdout
    assert "spent of $0.50 at most" in result.stdout
    assert "ended at the limit of 40 requests" in result.stdout
    assert aimlkit_mock.key not in result.stdout + result.stderr + report.read_text()
    assert ElementTree.parse(report).getroot().tag == "testsuites"
    # Two more for each operation, without the key or with another, are refused and cost nothing.
    sent = [request for request in aimlkit_mock.requests if request.body is not None]
    assert len(sent) == 40
    assert len({request.path for request in sent}) == 2
    for request in sent[20:]:  # after the contract's own examples
        limits = [value for name, value in request.body.items() if name.endswith("_tokens")]
        assert limits == [64]


def test_another_server_is_left_when_it_gets_dear(aimlkit_mock: MockServer) -> None:
    result = command(
        "--max-spend-usd",
        "0.0001",
        "--rate-limit",
        "10000/m",
        url=aimlkit_mock.base_url,
        key=aimlkit_mock.key,
    )
    assert result.returncode == 0, result.stdout
    assert "ended at the limit of $0.00" in result.stdout
    assert len(aimlkit_mock.requests) < 40


def test_what_is_found_before_the_limit_counts(aimlkit_mock: MockServer) -> None:
    result = command("--max-requests", "5", url=aimlkit_mock.url, key="another")
    assert "ended at the limit of 5 requests" in result.stdout
    assert result.returncode == 1


def test_a_run_on_the_mock_writes_its_report(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    result = command(
        "--phases", "examples,stateful", "--max-examples", "10", "--report-junit-path", str(report)
    )
    assert result.returncode == 0, result.stdout
    assert int(ElementTree.parse(report).getroot().get("tests", "0")) > 0
    assert "1 covered / 1 selected" in result.stdout  # the link
