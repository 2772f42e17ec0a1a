"""The example programs run, over a real socket."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import jsonschema_rs
import pytest

from tests.conftest import ROOT

CONTRACT: Any = json.loads((ROOT / "openapi" / "contract.json").read_bytes())
ANSWER = {
    "id": "c1",
    "object": "chat.completion",
    "created": 1,
    "model": "o3-mini",
    "choices": [
        {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "Because."}}
    ],
    "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    "meta": {"usage": {"credits_used": 3, "usd_spent": 0.25}},
}


class Server(HTTPServer):
    """Answers one way, and keeps what it was asked."""

    answer: tuple[int, bytes] = (200, json.dumps(ANSWER).encode())
    asked: list[tuple[str, str | None, Any]]


class Handler(BaseHTTPRequestHandler):
    """One request."""

    server: Server

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, self.headers["Authorization"], body))
        status, content = self.server.answer
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_request(self, code: object = "-", size: object = "-") -> None:
        """Stay quiet."""


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(("127.0.0.1", 0), Handler) as running:
        running.asked = []
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def ask(base: str, key: str | None = "secret") -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    environment |= {"AIML_API_BASE": base, "NO_PROXY": "*"}
    environment.pop("AIML_API_KEY", None)
    if key:
        environment["AIML_API_KEY"] = key
    command = [sys.executable, str(ROOT / "examples" / "ask.py"), "Why?"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_it_prints_the_answer_and_its_cost(server: Server) -> None:
    result = ask(f"http://127.0.0.1:{server.server_port}")
    assert (result.returncode, result.stdout, result.stderr) == (0, "Because.\n", "($0.25)\n")
    [(path, key, body)] = server.asked
    assert (path, key) == ("/v1/chat/completions", "Bearer secret")
    schema = {"$ref": "#/components/schemas/ChatCompletionCreateParams", "components": CONTRACT["components"]}
    jsonschema_rs.Draft202012Validator(schema).validate(body)


NOT_DOCUMENTED = "is not the JSON that is documented); check the key, the network and AIML_API_BASE\n"


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ((401, b'{"message": "No such key", "statusCode": "401"}'), "error: No such key (status 401)\n"),
        ((402, b'{"message": "Out of credits"}'), "error: Out of credits (status 402)\n"),
        ((502, b"<html>Bad gateway</html>"), "error: no reason given (status 502)\n"),
        ((400, b'["no"]'), "error: no reason given (status 400)\n"),
        ((429, b'{"message": null}'), "error: no reason given (status 429)\n"),
        ((302, b"{}"), "error: no reason given (status 302)\n"),
        ((200, b"<html>"), f"error: no answer (the answer (status 200, 6 bytes) {NOT_DOCUMENTED}"),
        ((200, b"[1]"), f"error: no answer (the answer (status 200, 3 bytes) {NOT_DOCUMENTED}"),
        ((200, b"data: {}\n\n"), f"error: no answer (the answer (status 200, 10 bytes) {NOT_DOCUMENTED}"),
    ],
)
def test_an_error_is_one_line(server: Server, answer: tuple[int, bytes], says: str) -> None:
    server.answer = answer
    result = ask(f"http://127.0.0.1:{server.server_port}")
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == says
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("content", [b"{}", b'{"choices": null}', b'{"choices": []}', b'{"choices": [{}]}'])
def test_a_poor_answer_is_no_traceback(server: Server, content: bytes) -> None:
    server.answer = (200, content)
    result = ask(f"http://127.0.0.1:{server.server_port}")
    assert (result.returncode, result.stdout.strip(), result.stderr) == (0, "", "")


def test_nobody_there_is_one_line() -> None:
    result = ask("http://127.0.0.1:9")
    assert result.returncode == 1
    assert result.stderr.startswith("error: no answer (")
    assert result.stderr.count("\n") == 1


def test_no_key_is_one_line() -> None:
    result = ask("http://127.0.0.1:9", key=None)
    assert result.stderr == "error: no key; set AIML_API_KEY to the one from your account\n"
