"""Checks of traffic against the contract: in files, and while it passes through the proxy."""

from __future__ import annotations

import base64
import copy
import gzip
import json
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from aimlkit.mock import MockServer, Recordings
from aimlkit.mock.contract import MockContract, packaged_contract
from aimlkit.mock.contract_check import ContractChecker
from aimlkit.mock.exchanges import Exchange, Request
from aimlkit.mock.json_files import FileProblem
from aimlkit.mock.traffic_files import read_traffic, traffic_files
from aimlkit.mock.violation import Violation
from aimlkit.mock.violation_report import FORMATS, ViolationReport
from aimlkit.mock.yaml_text import dump_yaml
from scripts.contract.overlay import apply, read_overlay
from tests.mock.client import CHAT, RESPONSES
from tests.mock.programs import PROGRAMS
from tests.mock.proxies import proxy_in_thread
from tests.mock.raw_upstream import raw_head, raw_upstream
from tests.models import CHAT_MODEL, CHAT_OPERATION, RESPONSES_MODEL, RESPONSES_OPERATION, needs

pytestmark = needs(CHAT_OPERATION, RESPONSES_OPERATION)

SECRET = "my-secret-prompt"


@pytest.fixture(scope="module")
def checker() -> ContractChecker:
    return ContractChecker(packaged_contract())


def body_of(path: str, **fields: Any) -> dict[str, Any]:
    if path == CHAT:
        return {"model": CHAT_MODEL, "messages": [{"role": "user", "content": SECRET}], **fields}
    return {"model": RESPONSES_MODEL, "input": SECRET, **fields}


@pytest.fixture(scope="module")
def traffic() -> dict[tuple[str, bool], Exchange]:
    """Return valid exchanges with a mock, by the path, and whether they are streamed."""
    exchanges = {}
    with MockServer() as server:
        for path in (CHAT, RESPONSES):
            for stream in (False, True):
                body = body_of(path, stream=stream)
                headers = {"Authorization": f"Bearer {server.key}"}
                response = httpx.post(server.base_url + path, json=body, headers=headers)
                exchanges[path, stream] = Exchange(
                    Request("POST", f"/v1{path}", "", [], json.dumps(body).encode()),
                    response.status_code,
                    [(name.lower(), value) for name, value in response.headers.raw],
                    response.content,
                )
    return exchanges


def changed_body(exchange: Exchange, **fields: Any) -> Exchange:
    content = json.dumps({**json.loads(exchange.content), **fields}).encode()
    return Exchange(exchange.request, exchange.status, exchange.headers, content)


def changed_headers(exchange: Exchange, *removed: bytes, **changed: str) -> Exchange:
    headers = {name: value for name, value in exchange.headers if name not in removed}
    headers |= {name.replace("_", "-").encode(): value.encode() for name, value in changed.items()}
    return replace(exchange, headers=[*headers.items()], has_all_headers=True)


def changed_request(exchange: Exchange, **fields: Any) -> Exchange:
    content = json.dumps({**json.loads(exchange.request.content), **fields}).encode()
    request = Request("POST", exchange.request.path, "", [], content)
    return Exchange(request, exchange.status, exchange.headers, exchange.content)


def keys_of(violations: list[Violation]) -> list[tuple[str, str, str]]:
    return [(each.direction, each.schema_path, each.rule) for each in violations]


# --- violations ---


def test_valid_traffic_has_no_violations(
    checker: ContractChecker, traffic: dict[tuple[str, bool], Exchange]
) -> None:
    assert [checker.check(exchange) for exchange in traffic.values()] == [[]] * 4


def test_violations_of_a_response_have_schema_paths(
    checker: ContractChecker, traffic: dict[tuple[str, bool], Exchange]
) -> None:
    exchange = traffic[RESPONSES, False]
    output = json.loads(exchange.content)["output"]
    message = next(item for item in output if item["type"] == "message")
    message["content"][0]["text"] = None
    changed = changed_body(exchange, output=[message, {"type": "new_item"}], id=5)
    assert keys_of(checker.check(changed)) == [
        ("response", "responses/response/id", "type"),
        ("response", "responses/response/output[](message)/content[](output_text)/text", "type"),
        ("response", "responses/response/output[]", "oneOf"),
    ]
    assert checker.check(changed)[2].sample == 'object with type, type "new_item"'


@pytest.mark.parametrize("stream", [False, True])
def test_violations_of_response_headers(
    checker: ContractChecker, traffic: dict[tuple[str, bool], Exchange], stream: bool, tmp_path: Path
) -> None:
    contract = packaged_contract()
    exchange = traffic[CHAT, stream]
    assert checker.check(changed_headers(exchange)) == []
    missing = changed_headers(exchange, contract.inference_id_header.encode())
    [violation] = checker.check(missing)
    assert (violation.direction, violation.rule) == ("response", "required")
    assert (
        violation.schema_path.lower() == f"chat.completions/response/headers/{contract.inference_id_header}"
    )
    assert violation.action is not None
    assert repaired(violation.action, tmp_path).check(missing) == []
    assert checker.check(replace(missing, has_all_headers=False)) == []
    cost = contract.cost_headers["cost-usd"]
    [violation] = checker.check(changed_headers(exchange, **{cost: SECRET}))
    assert (violation.rule, SECRET in str(violation)) == ("type", False)
    [violation] = checker.check(changed_headers(exchange, **{contract.client_request_id_header: "a b"}))
    assert (violation.rule, "a b" in violation.sample) == ("pattern", False)
    assert checker.check(changed_headers(exchange, **{cost: "0.5", "x_other": "a"})) == []


def test_headers_of_errors_are_checked(
    checker: ContractChecker, traffic: dict[tuple[str, bool], Exchange]
) -> None:
    body = {
        "message": "a",
        "path": "/",
        "requestId": "b",
        "statusCode": "405",
        "timestamp": "2026-01-01T00:00:00Z",
    }
    exchange = replace(
        traffic[CHAT, False], status=405, content=json.dumps(body).encode(), has_all_headers=True
    )
    assert keys_of(checker.check(exchange)) == [
        ("response", "chat.completions/405/headers/Allow", "required")
    ]


def test_violations_of_requests_events_and_bodies(
    checker: ContractChecker, traffic: dict[tuple[str, bool], Exchange]
) -> None:
    chat, stream = traffic[CHAT, False], traffic[CHAT, True]
    unknown = changed_request(chat, model="unknown")
    assert keys_of(checker.check(unknown)) == [("request", "chat.completions/request/model", "known model")]
    wrong = changed_request(chat, messages=5)
    assert keys_of(checker.check(wrong)) == [("request", "chat.completions/request/messages", "type")]
    status = Exchange(chat.request, 418, chat.headers, b"{}")
    assert keys_of(checker.check(status)) == [("response", "chat.completions/418", "status")]
    text = Exchange(chat.request, 200, chat.headers, b"<html>")
    assert keys_of(checker.check(text)) == [("response", "chat.completions/response", "JSON")]
    for content, rule in [
        (stream.content.replace(b"data: [DONE]\n\n", b""), "end"),
        (b"data: {}x\n\n" + stream.content, "JSON"),
        (stream.content.replace(b'"index":0', b'"index":"0"', 1), "type"),
    ]:
        changed = Exchange(stream.request, 200, stream.headers, content)
        assert [each.rule for each in checker.check(changed)] == [rule]


def test_compressed_body_is_checked(
    checker: ContractChecker, traffic: dict[tuple[str, bool], Exchange]
) -> None:
    exchange = changed_body(traffic[CHAT, False], id=5)
    headers = [*exchange.headers, (b"content-encoding", b"gzip")]
    changed = Exchange(exchange.request, 200, headers, gzip.compress(exchange.content))
    assert keys_of(checker.check(changed)) == [("response", "chat.completions/response/id", "type")]


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        (CHAT, {"id": None}),
        (CHAT, {"created": "now"}),
        (RESPONSES, {"temperature": "hot"}),
        (RESPONSES, {"model": None}),
    ],
)
def test_action_of_a_violation_repairs_the_contract(
    path: str,
    fields: dict[str, Any],
    checker: ContractChecker,
    traffic: dict[tuple[str, bool], Exchange],
    tmp_path: Path,
) -> None:
    exchange = changed_body(traffic[path, False], **fields)
    [violation] = checker.check(exchange)
    assert violation.action is not None
    assert repaired(violation.action, tmp_path).check(exchange) == []


def test_action_of_a_missing_property_repairs_the_contract(
    checker: ContractChecker, traffic: dict[tuple[str, bool], Exchange], tmp_path: Path
) -> None:
    exchange = traffic[CHAT, False]
    content = json.loads(exchange.content)
    del content["choices"][0]["index"]
    changed = changed_body(exchange, choices=content["choices"])
    [violation] = checker.check(changed)
    assert keys_of([violation]) == [("response", "chat.completions/response/choices[]", "required index")]
    assert violation.action is not None
    assert repaired(violation.action, tmp_path).check(changed) == []


def repaired(action: dict[str, Any], folder: Path) -> ContractChecker:
    """Return a checker for the contract after an action of the overlay."""
    document = copy.deepcopy(packaged_contract().document)
    file = folder / "overlay.yaml"
    info = {"title": "Repair", "version": "1"}
    file.write_text(dump_yaml({"overlay": "1.0.0", "info": info, "actions": [action]}), encoding="utf-8")
    assert apply(read_overlay(file), document) == []
    return ContractChecker(MockContract(document))


# --- files ---


def header_texts(exchange: Exchange) -> dict[str, str]:
    return {name.decode().title(): value.decode() for name, value in exchange.headers}


def as_har(exchange: Exchange) -> str:
    entry = {
        "request": {
            "method": "POST",
            "url": f"https://api.example.com{exchange.request.path}",
            "headers": [],
            "postData": {"text": exchange.request.content.decode()},
        },
        "response": {
            "status": exchange.status,
            "headers": [{"name": name, "value": value} for name, value in header_texts(exchange).items()],
            "content": {"text": base64.b64encode(exchange.content).decode(), "encoding": "base64"},
        },
    }
    return json.dumps({"log": {"entries": [entry]}})


def as_cassette(exchange: Exchange) -> str:
    interaction = {
        "request": {
            "method": "POST",
            "uri": f"https://api.example.com{exchange.request.path}",
            "headers": {},
            "body": exchange.request.content.decode(),
        },
        "response": {
            "status": {"code": exchange.status, "message": "OK"},
            "headers": {name: [value] for name, value in header_texts(exchange).items()},
            "body": {"string": exchange.content.decode()},
        },
    }
    return dump_yaml({"interactions": [interaction], "version": 1})


def as_json_line(exchange: Exchange) -> str:
    request = {"path": exchange.request.path, "body": json.loads(exchange.request.content)}
    response = {"body": exchange.content.decode(), "headers": header_texts(exchange)}
    return json.dumps({"request": request, "response": response})


@pytest.mark.parametrize(
    ("name", "convert"), [("t.har", as_har), ("t.yaml", as_cassette), ("t.jsonl", as_json_line)]
)
@pytest.mark.parametrize("stream", [False, True])
def test_files_are_checked(
    name: str,
    convert: Any,
    stream: bool,
    checker: ContractChecker,
    traffic: dict[tuple[str, bool], Exchange],
    tmp_path: Path,
) -> None:
    file = tmp_path / name
    for path in (CHAT, RESPONSES):
        exchange = traffic[path, stream]
        content = exchange.content.replace(b'"object":"', b'"object":"not-', 1)
        for each, expected in (
            (exchange, 0),
            (Exchange(exchange.request, 200, exchange.headers, content), 1),
        ):
            file.write_text(convert(each), encoding="utf-8")
            report = ViolationReport(checker)
            for origin, read in read_traffic(file):
                report.add(read, origin)
            assert (report.checked, report.violations) == (1, expected)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.har", "{"),
        ("b.har", '{"log": {"entries": [{}]}}'),
        ("c.json", "[" * 100_000),
        ("d.yaml", "a: &a [b]\nb: 2026-01-01\n"),
        ("e.yaml", "interactions: [5]"),
        ("f.jsonl", '{"request": {"path": "/v1/x"}}\n'),
        ("g.jsonl", '\n{"request": []}'),
        ("h.yaml", "recording: 1\nrequest: 5\nresponse: 6"),
        ("i.json", '{"log": {"entries": [{"request": {"method": 1, "url": [], "headers": {}}}]}}'),
        ("j.har", '{"log": {"entries": [{"request": null, "response": null}]}}'),
    ],
)
def test_broken_file_is_an_error_in_one_line(name: str, content: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    with pytest.raises(FileProblem) as caught:
        [*read_traffic(file)]
    assert str(caught.value).startswith(str(file))
    assert "\n" not in str(caught.value)


def test_folder_without_traffic_is_an_error(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing"):
        with pytest.raises(FileProblem):
            traffic_files(path)


# --- reports ---


@pytest.mark.parametrize("form", FORMATS)
def test_report_groups_violations_without_values(
    form: str, checker: ContractChecker, traffic: dict[tuple[str, bool], Exchange]
) -> None:
    report = ViolationReport(checker)
    for value in (SECRET, f"{SECRET}-2"):
        report.add(changed_body(traffic[CHAT, False], created=value), "traffic")
    report.add(Exchange(Request("GET", "/other", "", [], b""), 200, [], b""), "traffic")
    text = report.render(form)
    assert report.exit_status == 10
    assert "chat.completions/response/created" in text
    assert SECRET not in text
    [group] = report.groups
    assert group.count == 2
    if form == "json":
        printed = json.loads(text)
        assert printed["groups"][0]["action"] == group.first.action
        assert printed["unchecked"] == {"the contract does not have the operation": 1}
    elif form != "github":
        assert "$.components.schemas.ChatCompletion.properties.created" in text
        assert "not checked: 1" in text


# --- commands ---


def run_check(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-m", "aimlkit", "check", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_check_command_returns_10_for_violations_and_1_for_errors(
    traffic: dict[tuple[str, bool], Exchange], tmp_path: Path
) -> None:
    # Starts three processes.
    file = tmp_path / "traffic.jsonl"
    file.write_text(as_json_line(traffic[CHAT, False]), encoding="utf-8")
    done = run_check(tmp_path)
    assert (done.returncode, done.stdout) == (0, "exchanges checked: 1, violations: 0, groups: 0\n")
    file.write_text(as_json_line(changed_body(traffic[CHAT, False], id=5)), encoding="utf-8")
    done = run_check(file, "--format", "github")
    assert done.returncode == 10
    assert done.stdout.startswith("::error title=Traffic violates the contract::response chat.completions/")
    done = run_check(tmp_path / "missing")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("error: ")
    assert len(done.stderr.splitlines()) == 1


def test_recordings_are_checked(traffic: dict[tuple[str, bool], Exchange], tmp_path: Path) -> None:
    with MockServer() as upstream:
        settings = Recordings(tmp_path, "new", upstream.url, upstream_key=upstream.key)
        with MockServer(recordings=settings) as server:
            for program in PROGRAMS:
                program(server, "Hi")
    report = ViolationReport(ContractChecker(packaged_contract()))
    for file in traffic_files(tmp_path):
        for origin, exchange in read_traffic(file):
            report.add(exchange, origin)
    assert (report.checked, report.render("text")) == (
        8,
        "exchanges checked: 8, violations: 0, groups: 0\n",
    )


@contextmanager
def running_proxy(upstream: str, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run a proxy in a process; yield it and its base URL."""
    command = [sys.executable, "-W", "error", "-m", "aimlkit", "proxy", "--port", "0", "--upstream", upstream]
    with subprocess.Popen(
        [*command, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        try:
            yield process, process.stdout.readline().strip()
        finally:
            process.kill()


class ProxiedServer:
    """Stands for a mock server whose address is that of a proxy."""

    def __init__(self, base_url: str, key: str) -> None:
        self.base_url = base_url
        self.key = key


def test_proxy_passes_clients_and_finds_nothing_in_valid_traffic(aimlkit_mock: MockServer) -> None:
    # Starts a process.
    aimlkit_mock.on().reply(text="Hello.")
    with running_proxy(aimlkit_mock.url) as (process, base_url):
        server: Any = ProxiedServer(base_url, aimlkit_mock.key)
        for program in PROGRAMS:
            assert program(server, "Hi") == "Hello."
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=30)
    assert (process.returncode, output) == (0, "exchanges checked: 8, violations: 0, groups: 0\n"), errors
    assert aimlkit_mock.key not in errors


def test_proxy_changes_no_byte_and_reports_violations() -> None:
    body = gzip.compress(json.dumps({"id": 5, "text": SECRET}).encode())
    head = raw_head(
        "application/json",
        "Content-Encoding: gzip",
        "Keep-Alive: timeout=5",
        "X-Hop: 1",
        "X-Other: 2",
        "Set-Cookie: a=1",
        "Set-Cookie: b=2",
    ).replace(b"Connection: close", b"Connection: close, X-Hop")
    with (
        raw_upstream(lambda _, connection: connection.sendall(head + body)) as raw,
        proxy_in_thread(raw.url) as (base_url, report),
    ):
        request = b'{ "model" : "none" }'
        headers = {"Authorization": f"Bearer {SECRET}", "Connection": "X-Private", "X-Private": "1"}
        with httpx.stream("POST", f"{base_url}{CHAT}?a=%2F", content=request, headers=headers) as response:
            assert b"".join(response.iter_raw()) == body
        assert response.headers.get_list("set-cookie") == ["a=1", "b=2"]
        assert response.headers["x-other"] == "2"
        assert "x-hop" not in response.headers
        assert "keep-alive" not in response.headers
    [sent] = raw.requests
    assert sent.startswith(b"POST /v1/chat/completions?a=%2F HTTP/1.1\r\n")
    assert sent.endswith(b"\r\n\r\n" + request)
    assert f"Bearer {SECRET}".encode() in sent
    assert b"x-private" not in sent.lower()
    assert report.exit_status == 10
    found = {(each.first.direction, each.first.rule) for each in report.groups}
    assert found >= {("request", "known model"), ("response", "type")}
    assert SECRET not in report.render("json")


def test_proxy_passes_events_on_as_they_come() -> None:
    received = threading.Event()

    def respond(_: bytes, connection: socket.socket) -> None:
        connection.sendall(raw_head("text/event-stream") + b"data: 1\n\n")
        received.wait(10)
        connection.sendall(b"data: 2\n\n")

    with (
        raw_upstream(respond) as raw,
        proxy_in_thread(raw.url) as (base_url, report),
        httpx.stream("POST", base_url + CHAT, json=body_of(CHAT)) as response,
    ):
        chunks = response.iter_raw()
        assert next(chunks) == b"data: 1\n\n"
        received.set()
        assert b"".join(chunks) == b"data: 2\n\n"
    assert report.checked == 1


def test_proxy_checks_what_came_of_a_stream_that_is_cut() -> None:
    cut = raw_head("text/event-stream", "Content-Length: 100") + b'data: {"id": 5}\n\n'
    with (
        raw_upstream(lambda _, connection: connection.sendall(cut)) as raw,
        proxy_in_thread(raw.url) as (base_url, report),
        pytest.raises(httpx.RemoteProtocolError),
    ):
        httpx.post(base_url + CHAT, json=body_of(CHAT))
    assert ("chat.completions/stream/id", "type") in {
        (each.first.schema_path, each.first.rule) for each in report.groups
    }


def test_proxy_refuses_an_upstream_that_is_no_url() -> None:
    # Starts a process.
    with running_proxy("file:///etc/passwd") as (process, _):
        _, errors = process.communicate(timeout=30)
    assert process.returncode == 1
    assert errors.startswith("error: the upstream 'file:///etc/passwd' is not a URL")
