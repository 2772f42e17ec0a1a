"""The contract checks: a small run on the mock, and their options and limits."""

from __future__ import annotations

import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from schemathesis.checks import CHECKS, load_all_checks

from aimlkit.mock import create_app
from aimlkit.mock.contract import packaged_contract
from tests.conformance import checks, inprocess, run
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from aimlkit.mock import MockServer

OWN_CHECKS = {name for name in vars(checks) if name.lower().endswith("conformance")}


def run_conformance(
    *options: str, key: str | None = None, url: str | None = None
) -> subprocess.CompletedProcess[str]:
    """Run `make conformance`."""
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


@pytest.mark.long
def test_mock_passes_the_contract_checks() -> None:
    assert inprocess.failures(create_app(key=inprocess.KEY), max_examples=50) == {}
    totals = run.current
    assert totals.successes > 500
    assert 0.4 < totals.streams / totals.creations < 0.6
    assert totals.events > 5 * totals.streams
    assert totals.continuations > 5  # The link from a stored response to the next is followed.


def test_every_check_is_enabled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIML_API_KEY", "any")
    load_all_checks()
    all_checks = set(CHECKS.get_all_names())
    assert len(OWN_CHECKS) == 12
    assert all_checks > OWN_CHECKS
    config = schemathesis.Config.from_path(ROOT / "schemathesis.toml").projects.default.checks
    disabled = [name for name in all_checks if not config.get_by_name(name=name).enabled]
    assert disabled == []


def test_conformance_of_another_server_needs_a_key() -> None:
    result = run_conformance(url="http://127.0.0.1:9")
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == ("error: no API key; set AIML_API_KEY to a key of http://127.0.0.1:9\n")


def test_conformance_reports_an_unreachable_server() -> None:
    result = run_conformance(url="http://127.0.0.1:9", key="any")
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith("error: cannot reach http://127.0.0.1:9 (")
    assert result.stderr.count("\n") == 1


def test_another_server_gets_few_small_requests(aimlkit_mock: MockServer, tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    result = run_conformance(
        *("--max-requests", "40", "--rate-limit", "10000/m", "--report-junit-path", str(report)),
        url=aimlkit_mock.url,
        key=aimlkit_mock.key,
    )
    assert result.returncode == 0, result.stdout
    assert "40 requests" in result.stdout
    assert "spent of at most $0.50" in result.stdout
    assert "ended at the limit of 40 requests" in result.stdout
    assert aimlkit_mock.key not in result.stdout + result.stderr + report.read_text()
    assert ElementTree.parse(report).getroot().tag == "testsuites"
    # Two more per operation, with no key or a wrong one, are rejected before their body is read. The others are GETs.
    assert len(aimlkit_mock.requests) <= 40 + 2 * len(packaged_contract().operations)
    sent = [request for request in aimlkit_mock.requests if request.body is not None]
    assert 20 < len(sent) < 40
    assert len({request.path for request in sent}) == 2
    for request in sent[20:]:  # after the contract's own examples
        limits = [value for name, value in request.body.items() if name.endswith("_tokens")]
        assert limits == [64]


def test_conformance_ends_at_the_spending_limit(aimlkit_mock: MockServer) -> None:
    result = run_conformance(
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


def test_conformance_fails_for_failures_before_the_limit(aimlkit_mock: MockServer) -> None:
    result = run_conformance("--max-requests", "5", url=aimlkit_mock.url, key="another")
    assert "ended at the limit of 5 requests" in result.stdout
    assert result.returncode == 1


def test_conformance_of_the_mock_writes_a_report(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    result = run_conformance("--phases", "examples", "--report-junit-path", str(report))
    assert result.returncode == 0, result.stdout
    assert int(ElementTree.parse(report).getroot().get("tests", "0")) > 0


def test_checks_ignore_the_values_of_undocumented_fields(monkeypatch: pytest.MonkeyPatch) -> None:
    """Requests of Responses may have fields of any name, also the names of parameters of Chat Completions."""
    monkeypatch.setenv("AIML_API_KEY", inprocess.KEY)
    contract = packaged_contract()
    config = schemathesis.Config.from_path(ROOT / "schemathesis.toml")
    schema = schemathesis.openapi.from_dict(contract.document, config=config)
    schema.app = create_app(key=inprocess.KEY)
    all_parameters = {
        name
        for operation in contract.operations
        for shape in operation.shapes.values()
        for name in shape.properties
    }
    checked = 0
    for operation in contract.operations:
        for model, shape in operation.shapes.items():
            request: dict[str, Any] = {"model": model, "input": "Is it cold in Oslo?"}
            request |= {name: {"a": [{}]} for name in all_parameters - shape.properties.keys()}
            if not shape.validator.is_valid(request):
                continue
            case = schema[operation.path][operation.method].Case(body=request, media_type="application/json")
            response = case.call(headers={"Authorization": f"Bearer {inprocess.KEY}"})
            assert response.status_code == 200
            case.validate_response(response)
            checked += 1
    assert checked > 0
