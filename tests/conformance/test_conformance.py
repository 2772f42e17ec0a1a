"""The contract checks: a small run on the mock, and their options and limits."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import xml.etree.ElementTree as ElementTree
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Self

import pytest
import schemathesis
from schemathesis.checks import CHECKS, load_all_checks

from aimlkit.mock import create_app
from aimlkit.mock.contract import packaged_contract
from aimlkit_api.operations import OPERATIONS
from tests.conformance import checks, inprocess, preflight, run
from tests.conformance.preflight import SetupError, look
from tests.conftest import ROOT
from tests.models import (
    CHAT_OPERATION,
    RESPONSES_OPERATION,
    example_count,
    needs,
    require_cost,
    require_examples,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from aimlkit.mock import MockServer

OWN_CHECKS = {name for name in vars(checks) if name.lower().endswith("conformance")}
#: The request by which `look` finds out whether a server is this API: that of the balance, if a source has it.
FREE_REQUEST = " ".join(preflight._free_request(packaged_contract()))


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
    operations = packaged_contract().operations
    limit = 8 * len(operations)
    result = run_conformance(
        *("--max-requests", str(limit), "--rate-limit", "10000/m", "--report-junit-path", str(report)),
        url=aimlkit_mock.url,
        key=aimlkit_mock.key,
    )
    assert result.returncode == 0, result.stdout
    assert f"{limit} requests" in result.stdout
    assert "spent of at most $0.50" in result.stdout
    assert f"ended at the limit of {limit} requests" in result.stdout
    assert aimlkit_mock.key not in result.stdout + result.stderr + report.read_text()
    assert ElementTree.parse(report).getroot().tag == "testsuites"
    # Two more per operation, with no key or a wrong one, are rejected before their body is read. The others are GETs.
    # Schemathesis asks the server once what it supports.
    assert len(aimlkit_mock.requests) <= limit + 2 * len(operations) + 1
    sent = [request for request in aimlkit_mock.requests if request.body is not None]
    assert example_count() < len(sent) <= limit
    assert {request.path for request in sent} == {each.path for each in operations if each.shapes}
    for request in sent[example_count() :]:  # after the contract's own examples
        limits = [value for name, value in request.body.items() if name.endswith("_tokens")]
        assert limits == [64]


def test_conformance_ends_at_the_spending_limit(aimlkit_mock: MockServer) -> None:
    require_cost(CHAT_OPERATION if CHAT_OPERATION in OPERATIONS else RESPONSES_OPERATION)
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


@pytest.fixture
def server() -> Iterator[SimpleServer]:
    """A server whose responses a test chooses."""
    with SimpleServer() as server:
        yield server


@pytest.mark.parametrize("path", ["", "/", "/v1", "/v1/"])
def test_look_takes_an_address_with_and_without_the_version(aimlkit_mock: MockServer, path: str) -> None:
    assert look(aimlkit_mock.url + path, aimlkit_mock.key, packaged_contract()) == aimlkit_mock.url


@pytest.mark.parametrize(
    ("with_key", "without_key", "says"),
    [
        (401, 401, "does not accept the key in AIML_API_KEY (status 401); check it"),
        (403, 401, "does not accept the key in AIML_API_KEY (status 403); check it"),
        (404, 404, f"has no {FREE_REQUEST} (status 404); set BASE_URL to the address of the API"),
        (301, 301, f"has no {FREE_REQUEST} (status 301)"),
        (502, 502, f"responds with status 502 to {FREE_REQUEST}; try again later"),
        (
            200,
            200,
            "takes requests without a key, and the contract requires one; if it is the mock, give it a key",
        ),
    ],
)
def test_look_says_what_is_wrong(server: SimpleServer, with_key: int, without_key: int, says: str) -> None:
    server.statuses = {True: with_key, False: without_key}
    with pytest.raises(SetupError) as caught:
        look(server.url, "any", packaged_contract())
    assert str(caught.value).startswith(server.url)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9", "nonsense", "ftp://127.0.0.1", "http://[", "http://a b", "http://\0"]
)
def test_look_says_that_an_address_cannot_be_reached(address: str) -> None:
    with pytest.raises(SetupError, match="cannot reach"):
        look(address, "any", packaged_contract())


def test_look_does_not_wait_for_a_server_that_does_not_respond(
    server: SimpleServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.statuses = {}
    monkeypatch.setattr(preflight, "TIMEOUT", 0.2)
    with pytest.raises(SetupError, match=r"cannot reach|did not respond within 0\.2 s"):
        look(server.url, "any", packaged_contract())


def test_conformance_exit_status_is_2_if_a_check_fails(server: SimpleServer, tmp_path: Path) -> None:
    server.statuses = {True: 200, False: 401}
    report = tmp_path / "report.xml"
    options = ("--max-requests", "5", "--rate-limit", "10000/m", "--report-junit-path", str(report))
    result = run_conformance(*options, url=server.url, key="any")
    assert "ended at the limit of 5 requests" in result.stdout
    assert result.returncode == 2
    assert ElementTree.parse(report).getroot().findall(".//failure")


def test_conformance_exit_status_is_1_if_the_key_is_refused(aimlkit_mock: MockServer) -> None:
    result = run_conformance(url=aimlkit_mock.url, key="another")
    assert (result.returncode, result.stdout) == (1, "")
    assert "does not accept the key" in result.stderr
    assert "another" not in result.stderr


def test_conformance_report_has_a_case_for_each_operation_and_check(tmp_path: Path) -> None:
    require_examples()
    report = tmp_path / "report.xml"
    result = run_conformance("--phases", "examples", "--report-junit-path", str(report))
    assert result.returncode == 0, result.stdout
    root = ElementTree.parse(report).getroot()
    assert root.tag == "testsuites"
    cases = {(case.get("classname"), case.get("name")) for case in root.iter("testcase")}
    assert len(cases) == len(list(root.iter("testcase")))
    for operation in packaged_contract().operations:
        if operation.method == "post":
            label = f"POST {operation.path}"
            assert {(label, "status_code_conformance"), (label, "streaming_conformance")} <= cases


class SimpleServer:
    """A server that responds with a status for a request with a key, and one for a request without."""

    def __init__(self) -> None:
        #: By whether the request has a key. If a status is missing, there is no response until the end of the test.
        self.statuses: dict[bool, int] = {}
        self._ended = threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def respond(self) -> None:
                status = outer.statuses.get("Authorization" in self.headers)
                if status is None:
                    outer._ended.wait()
                    return
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"{}")

            do_GET = do_POST = respond  # noqa: N815

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._server.shutdown()
        self._server.server_close()


@needs(CHAT_OPERATION, RESPONSES_OPERATION)
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
