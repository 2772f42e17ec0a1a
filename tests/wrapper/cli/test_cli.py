"""The command line: in this process where that makes no difference, else in one of its own."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import entry_points
from pathlib import Path
from typing import IO, Any

import pytest

from aimlkit.cli import main
from aimlkit.mock import MockResponse, MockServer
from aimlkit_api.operations import CREATE_CHAT_COMPLETION, CREATE_RESPONSE
from tests.commands import run_command
from tests.models import CHAT_OPERATION, RESPONSES_OPERATION, require_cost
from tests.wrapper.missing_operations import require_api

Json = Any
PROGRAM = [sys.executable, "-W", "error", "-m", "aimlkit"]
BOTH_APIS = pytest.mark.parametrize("command", ["chat", "respond"])


@pytest.fixture(autouse=True)
def _environment(aimlkit_mock: MockServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIML_API_KEY", aimlkit_mock.key)
    monkeypatch.setenv("AIML_API_BASE", aimlkit_mock.base_url)
    for name in [name for name in os.environ if "proxy" in name.lower() or name == "PYTHONUNBUFFERED"]:
        monkeypatch.delenv(name)


def run(*arguments: str, stdin: str | bytes = b"") -> subprocess.CompletedProcess[str]:
    """Run a command to its end, in this process; `stdin` is the content of its standard input."""
    require_api(next(iter(arguments), ""))
    content = stdin.encode() if isinstance(stdin, str) else stdin
    encoding = os.environ.get("PYTHONIOENCODING", "utf-8")
    return run_command(main, *arguments, stdin=content, encoding=encoding)


def run_process(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end, in a process without input."""
    require_api(next(iter(arguments), ""))
    return subprocess.run(
        [*PROGRAM, *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@contextmanager
def start(*arguments: str, **streams: Any) -> Iterator[subprocess.Popen[bytes]]:
    """Start a command; it is killed at the end of the block if it is still running."""
    require_api(next(iter(arguments), ""))
    streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **streams}
    with subprocess.Popen([*PROGRAM, *arguments], **streams) as process:
        try:
            yield process
        finally:
            process.kill()


def first_bytes(stdout: IO[bytes] | None) -> bytes:
    """Return the first three bytes of an output. Raises AssertionError if none arrive in 30 seconds."""
    assert stdout
    assert select.select([stdout], [], [], 30)[0], "no output"
    return stdout.read(3)


def prompt_of(server: MockServer) -> str:
    """Return the prompt of the only request that the mock received."""
    [request] = server.requests
    return str(request.body.get("input") or request.body["messages"][0]["content"])


# --- responses ---


@BOTH_APIS
@pytest.mark.parametrize("run_it", [run, run_process])
def test_cli_prints_the_response(
    aimlkit_mock: MockServer, command: str, run_it: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    aimlkit_mock.enqueue(MockResponse(text="Because — so.\n\tIndeed."))
    result = run_it(command, "Why?")
    assert (result.returncode, result.stdout, result.stderr) == (0, "Because — so.\n\tIndeed.\n", "")
    assert prompt_of(aimlkit_mock) == "Why?"
    [request] = aimlkit_mock.requests
    assert request.body["stream"] is True


@BOTH_APIS
def test_cli_joins_its_arguments_to_a_prompt(aimlkit_mock: MockServer, command: str) -> None:
    assert run(command, "why", "is", "it?").returncode == 0
    assert prompt_of(aimlkit_mock) == "why is it?"


@BOTH_APIS
@pytest.mark.parametrize(
    ("arguments", "prompt"), [([], "Füll\nit"), (["-"], "Füll\nit"), (["Sum up:", "-"], "Sum up: Füll\nit")]
)
def test_cli_reads_the_prompt_from_stdin(
    aimlkit_mock: MockServer, command: str, arguments: list[str], prompt: str
) -> None:
    assert run(command, *arguments, stdin="Füll\nit\n").returncode == 0
    assert prompt_of(aimlkit_mock) == prompt


@BOTH_APIS
def test_cli_does_not_read_stdin_if_it_has_a_prompt(aimlkit_mock: MockServer, command: str) -> None:
    with start(command, "Why?", stdin=subprocess.PIPE) as process:  # A pipe that stays open.
        assert process.wait(60) == 0
    assert prompt_of(aimlkit_mock) == "Why?"


@BOTH_APIS
def test_cli_prints_json(aimlkit_mock: MockServer, command: str) -> None:
    require_cost(CHAT_OPERATION if command == "chat" else RESPONSES_OPERATION)
    aimlkit_mock.enqueue(MockResponse(text="Because \x1b[31m— so."))
    result = run(command, "--json", "Why?")
    response = json.loads(result.stdout)
    assert result.stdout.isascii()
    assert "\x1b" not in result.stdout
    text = response["choices"][0]["message"]["content"] if command == "chat" else response["output_text"]
    assert text == "Because \x1b[31m— so."
    assert response["meta"]["usage"]["usd_spent"] > 0


@BOTH_APIS
def test_cli_accepts_the_models_of_the_contract(aimlkit_mock: MockServer, command: str) -> None:
    models = (CREATE_CHAT_COMPLETION if command == "chat" else CREATE_RESPONSE).models
    for model in models:
        assert run(command, "--model", model, "Why?").returncode == 0
    assert run(command, "Why?").returncode == 0
    assert [request.body["model"] for request in aimlkit_mock.requests] == [*models, models[0]]
    result = run(command, "--model", "no such model", "Why?")
    assert result.returncode == 1
    assert all(model in result.stderr for model in models)


@BOTH_APIS
def test_cli_prints_a_refusal(aimlkit_mock: MockServer, command: str) -> None:
    aimlkit_mock.enqueue(MockResponse(refusal="No, thank you."))
    assert run(command, "Why?").stdout == "No, thank you.\n"


@BOTH_APIS
def test_cli_prints_text_as_it_arrives(aimlkit_mock: MockServer, command: str) -> None:
    aimlkit_mock.enqueue(MockResponse(text="One two three four five six", stall_after_events=8))
    with start(command, "Why?") as process:
        assert first_bytes(process.stdout) == b"One"  # The response has not ended, and never will.
        assert process.poll() is None


@BOTH_APIS
def test_cli_base_url_overrides_the_environment(
    aimlkit_mock: MockServer, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("AIML_API_BASE", "http://127.0.0.1:9/v1")
    assert run(command, "--base-url", aimlkit_mock.base_url, "Why?").returncode == 0


# --- untrusted text ---


@BOTH_APIS
def test_cli_prints_no_control_characters_of_a_response(aimlkit_mock: MockServer, command: str) -> None:
    evil = "a\x1b]0;title\x07b\x1b[2Jc\x9b31md\re\bf\x00g\x7fh\x85i\tj\nk ü \U0001f600"
    aimlkit_mock.enqueue(MockResponse(text=evil))
    out = run(command, "Why?").stdout
    assert out == "a]0;titleb[2Jc31mdefghi\tj\nk ü \U0001f600\n"


def test_cli_prints_an_error_without_control_characters_in_one_short_line(aimlkit_mock: MockServer) -> None:
    message = "bad\x1b[2J\nthing\x9b31m " + "x" * 10_000
    aimlkit_mock.enqueue(MockResponse(status=400, body={"message": message}))
    result = run("chat", "Why?")
    assert result.stderr.startswith("error: Error code: 400 - bad\\x1b[2J thing\\x9b31m xxx")
    assert result.stderr.count("\n") == 1
    assert len(result.stderr) < 1100
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", result.stderr)


def test_cli_leaves_out_a_lone_surrogate(aimlkit_mock: MockServer) -> None:
    event = {"choices": [{"index": 0, "delta": {"content": "a\ud800b"}, "finish_reason": "stop"}]}
    body = f"data: {json.dumps(event)}\n\ndata: [DONE]\n\n"
    aimlkit_mock.enqueue(MockResponse(status=200, headers={"Content-Type": "text/event-stream"}, body=body))
    result = run("chat", "Why?")
    assert (result.returncode, result.stdout, result.stderr) == (0, "ab\n", "")


def test_cli_replaces_characters_that_the_output_cannot_encode(
    aimlkit_mock: MockServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    aimlkit_mock.enqueue(MockResponse(text="Füße"))
    assert run("chat", "Why?").stdout == "F??e\n"


# --- errors ---


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "the following arguments are required"),
        (["ask"], "invalid choice: 'ask'"),
        (["chat", "--modle", "x"], "--modle"),
        (["chat", "  "], "the prompt is empty"),
        (["respond"], "the prompt is empty"),
        (["chat", "--base-url", "nowhere", "Why?"], "base_url is not an HTTP URL"),
        (["chat", "--base-url", "http://127.0.0.1:9", "Why?"], "Connection error"),
        (["mock", "--host", "256.0.0.1"], "cannot listen"),
    ],
)
def test_cli_error_is_one_line(arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith("error: ")
    assert message in result.stderr
    assert result.stderr.count("\n") == 1


@BOTH_APIS
def test_cli_error_without_an_api_key(monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.delenv("AIML_API_KEY")
    result = run(command, "Why?")
    assert (result.returncode, result.stdout) == (1, "")
    assert re.fullmatch("error: no API key: .*AIML_API_KEY.*\n", result.stderr)


@BOTH_APIS
def test_cli_error_for_a_stream_that_is_cut(aimlkit_mock: MockServer, command: str) -> None:
    aimlkit_mock.enqueue(MockResponse(text="One two three four five six", disconnect_after_events=8))
    result = run(command, "Why?")
    assert result.returncode == 1
    assert re.fullmatch(r"One[a-z ]*\n", result.stdout)
    assert re.fullmatch("error: the stream was cut: .*\n", result.stderr)


def test_cli_error_for_a_failed_response(aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(MockResponse(failure="The model fell over."))
    result = run("respond", "Why?")
    assert result.returncode == 1
    assert result.stderr == "error: the response is not complete: The model fell over.\n"


def test_cli_error_for_a_failed_response_as_json(aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(MockResponse(failure="The model fell over."))
    result = run("respond", "--json", "Why?")
    assert result.returncode == 1
    assert json.loads(result.stdout)["status"] == "failed"
    assert result.stderr == "error: the response is not complete: The model fell over.\n"


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_cli_error_for_a_response_that_is_cut_off(aimlkit_mock: MockServer, options: list[str]) -> None:
    response = {
        "object": "response",
        "status": "incomplete",
        "incomplete_details": {"reason": "max_output_tokens"},
    }
    event = f"data: {json.dumps({'type': 'response.incomplete', 'response': response})}\n\n"
    headers = {} if options else {"Content-Type": "text/event-stream"}
    aimlkit_mock.enqueue(MockResponse(status=200, headers=headers, body=response if options else event))
    result = run("respond", *options, "Why?")
    assert result.returncode == 1
    assert result.stderr == "error: the response is not complete: max_output_tokens\n"


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_cli_error_for_a_failed_chat_completion(aimlkit_mock: MockServer, options: list[str]) -> None:
    error = {"index": 0, "finish_reason": "error", "error": {"message": "Upstream failed."}}
    chunk = {"choices": [{**error, "delta": {"content": "Hel"}}]}
    completion = {"object": "chat.completion", "choices": [{**error, "message": {"content": "Hel"}}]}
    headers = {} if options else {"Content-Type": "text/event-stream"}
    body = completion if options else f"data: {json.dumps(chunk)}\n\ndata: [DONE]\n\n"
    aimlkit_mock.enqueue(MockResponse(status=200, headers=headers, body=body))
    result = run("chat", *options, "Why?")
    assert result.returncode == 1
    assert "Hel" in result.stdout
    assert result.stderr == "error: the response is not complete: Upstream failed.\n"


def test_cli_error_for_stdin_that_is_not_text(
    aimlkit_mock: MockServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "utf-8:strict")
    result = run("chat", stdin=b"\xff\xfe")
    assert result.returncode == 1
    assert re.fullmatch("error: .*can't decode byte.*\n", result.stderr)


# --- signals and pipes ---


@BOTH_APIS
def test_cli_ctrl_c_ends_with_130(aimlkit_mock: MockServer, command: str) -> None:
    aimlkit_mock.enqueue(MockResponse(text="One two three four five six", stall_after_events=8))
    with start(command, "Why?") as process:
        assert first_bytes(process.stdout) == b"One"
        process.send_signal(signal.SIGINT)
        rest, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (130, b"")
    assert rest.endswith(b"\n")


@BOTH_APIS
def test_cli_closed_pipe_ends_with_141(aimlkit_mock: MockServer, command: str) -> None:
    aimlkit_mock.enqueue(MockResponse(text="One two three " * 100, event_delay=0.01))
    with start(command, "Why?") as process:
        assert process.stdout
        assert process.stderr
        assert first_bytes(process.stdout) == b"One"
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 141


@pytest.mark.parametrize("arguments", [["--help"], ["chat", "--help"]])
def test_cli_help_to_a_closed_pipe_ends_with_141(arguments: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        with start(*arguments, stdout=writer) as process:
            assert process.stderr
            assert process.stderr.read() == b""
            assert process.wait(60) == 141
    finally:
        os.close(writer)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this platform has no /dev/full")
def test_cli_error_for_a_full_disk() -> None:
    with Path("/dev/full").open("wb") as full, start("chat", "Why?", stdout=full) as process:
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 1
    assert re.fullmatch(rb"error: .*No space left on device\n", errors)


def test_cli_error_for_an_empty_prompt_on_a_terminal() -> None:
    controller, terminal = pty.openpty()
    try:
        with start("chat", stdin=terminal) as process:
            _, errors = process.communicate(timeout=60)
    finally:
        os.close(controller)
        os.close(terminal)
    assert (process.returncode, errors) == (
        1,
        b"error: the prompt is empty: pass it as an argument or on standard input\n",
    )


# --- the mock, and the installed command ---


def test_cli_mock_starts_the_mock_server() -> None:
    with start("mock", "--port", "0", "--key", "k") as process:
        assert process.stdout
        url = process.stdout.readline().decode().strip()
        result = run("chat", "--base-url", url, "Why?")
        assert "the API key is invalid" in result.stderr
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0


def test_cli_mock_names_its_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "uvicorn.py").write_text("raise ModuleNotFoundError('No module named uvicorn')")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")]))
    result = run_process("mock")
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == (
        "error: the mock needs its extra: pip install 'aimlkit[mock]' (No module named uvicorn)\n"
    )
    assert run_process("chat", "Why?").returncode == 0


@pytest.mark.parametrize("arguments", [["--help"], ["chat", "--help"], ["respond", "-h"], ["mock", "--help"]])
def test_cli_help(arguments: list[str]) -> None:
    result = run(*arguments)
    assert (result.returncode, result.stderr) == (0, "")
    assert "usage: " in result.stdout


def test_cli_command_is_installed() -> None:
    [script] = entry_points(group="console_scripts", name="aimlkit")
    assert script.load() is main
