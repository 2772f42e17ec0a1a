"""The command line, as a process of its own."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import entry_points
from pathlib import Path
from typing import IO, Any, get_args, get_type_hints

import pytest

from aimlkit.mock import MockResponse, MockServer
from aimlkit_api import params
from tests.conftest import ROOT

Json = Any
COMMAND = [sys.executable, "-W", "error", "-m", "aimlkit"]
BOTH = pytest.mark.parametrize("name", ["chat", "respond"])


@pytest.fixture(autouse=True)
def _environment(aimlkit_mock: MockServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIML_API_KEY", aimlkit_mock.key)
    monkeypatch.setenv("AIML_API_BASE", aimlkit_mock.base_url)
    for name in [name for name in os.environ if "proxy" in name.lower() or name == "PYTHONUNBUFFERED"]:
        monkeypatch.delenv(name)


def run(*arguments: str, said: str | bytes | None = None) -> subprocess.CompletedProcess[str]:
    """What a command prints; `said` is its stdin, a pipe."""
    done = subprocess.run(
        [*COMMAND, *arguments],
        stdin=subprocess.DEVNULL if said is None else None,
        input=said.encode() if isinstance(said, str) else said,
        capture_output=True,
        timeout=60,
        check=False,
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


@contextmanager
def running(*arguments: str, **streams: Any) -> Iterator[subprocess.Popen[bytes]]:
    """A command that runs; it is killed if it still does at the end."""
    streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **streams}
    with subprocess.Popen([*COMMAND, *arguments], **streams) as process:
        try:
            yield process
        finally:
            process.kill()


def first(stdout: IO[bytes] | None) -> bytes:
    """The first letters of an output, once they come."""
    assert stdout
    assert select.select([stdout], [], [], 30)[0], "nothing comes"
    return stdout.read(3)


def asked(server: MockServer) -> str:
    """The one question that the mock was asked."""
    [request] = server.requests
    return str(request.body.get("input") or request.body["messages"][0]["content"])


# --- answers ---


@BOTH
def test_it_prints_the_answer(aimlkit_mock: MockServer, name: str) -> None:
    aimlkit_mock.enqueue(MockResponse(text="Because — so.\n\tIndeed."))
    done = run(name, "Why?")
    assert (done.returncode, done.stdout, done.stderr) == (0, "Because — so.\n\tIndeed.\n", "")
    assert asked(aimlkit_mock) == "Why?"
    [request] = aimlkit_mock.requests
    assert request.body["stream"] is True


@BOTH
def test_words_are_a_question(aimlkit_mock: MockServer, name: str) -> None:
    assert run(name, "why", "is", "it?").returncode == 0
    assert asked(aimlkit_mock) == "why is it?"


@BOTH
@pytest.mark.parametrize(
    ("words", "question"), [([], "Füll\nit"), (["-"], "Füll\nit"), (["Sum up:", "-"], "Sum up: Füll\nit")]
)
def test_it_reads_what_comes_in(aimlkit_mock: MockServer, name: str, words: list[str], question: str) -> None:
    assert run(name, *words, said="Füll\nit\n").returncode == 0
    assert asked(aimlkit_mock) == question


@BOTH
def test_it_does_not_wait_for_what_nobody_says(aimlkit_mock: MockServer, name: str) -> None:
    with running(name, "Why?", stdin=subprocess.PIPE) as process:  # a pipe that stays open
        assert process.wait(60) == 0
    assert asked(aimlkit_mock) == "Why?"


@BOTH
def test_json(aimlkit_mock: MockServer, name: str) -> None:
    aimlkit_mock.enqueue(MockResponse(text="Because \x1b[31m— so."))
    done = run(name, "--json", "Why?")
    answer = json.loads(done.stdout)
    assert done.stdout.isascii()
    assert "\x1b" not in done.stdout
    said = answer["choices"][0]["message"]["content"] if name == "chat" else answer["output_text"]
    assert said == "Because \x1b[31m— so."
    assert answer["meta"]["usage"]["usd_spent"] > 0


@BOTH
def test_the_models_are_those_of_the_contract(aimlkit_mock: MockServer, name: str) -> None:
    kind = params.ChatCompletionCreateParams if name == "chat" else params.ResponseCreateParams
    models = get_args(get_type_hints(kind)["model"])
    assert "o3-mini" in models
    for model in models:
        assert run(name, "--model", model, "Why?").returncode == 0
    assert run(name, "Why?").returncode == 0
    assert [request.body["model"] for request in aimlkit_mock.requests] == [*models, models[0]]
    done = run(name, "--model", "gpt-4o", "Why?")
    assert done.returncode == 1
    assert all(model in done.stderr for model in models)


@BOTH
def test_a_refusal_is_an_answer(aimlkit_mock: MockServer, name: str) -> None:
    aimlkit_mock.enqueue(MockResponse(refusal="No, thank you."))
    assert run(name, "Why?").stdout == "No, thank you.\n"


@BOTH
def test_it_streams(aimlkit_mock: MockServer, name: str) -> None:
    aimlkit_mock.enqueue(MockResponse(text="One two three four five six", stall_after_events=8))
    with running(name, "Why?") as process:
        assert first(process.stdout) == b"One"  # the answer has not ended, and never will
        assert process.poll() is None


@BOTH
def test_the_base_url(aimlkit_mock: MockServer, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("AIML_API_BASE", "http://127.0.0.1:9/v1")
    assert run(name, "--base-url", aimlkit_mock.base_url, "Why?").returncode == 0


# --- what answers may not do ---


@BOTH
def test_no_answer_gives_orders_to_the_terminal(aimlkit_mock: MockServer, name: str) -> None:
    evil = "a\x1b]0;title\x07b\x1b[2Jc\x9b31md\re\bf\x00g\x7fh\x85i\tj\nk ü \U0001f600"
    aimlkit_mock.enqueue(MockResponse(text=evil))
    out = run(name, "Why?").stdout
    assert out == "a]0;titleb[2Jc31mdefghi\tj\nk ü \U0001f600\n"


def test_no_error_gives_orders_to_the_terminal(aimlkit_mock: MockServer) -> None:
    message = "bad\x1b[2J\nthing\x9b31m " + "x" * 10_000
    aimlkit_mock.enqueue(MockResponse(status=400, body={"message": message}))
    done = run("chat", "Why?")
    assert done.stderr.startswith("error: Error code: 400 - bad [2J thing 31m xxx")
    assert done.stderr.count("\n") == 1
    assert len(done.stderr) < 600
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", done.stderr)


def test_half_a_character_is_no_traceback(aimlkit_mock: MockServer) -> None:
    event = {"choices": [{"index": 0, "delta": {"content": "a\ud800b"}, "finish_reason": "stop"}]}
    body = f"data: {json.dumps(event)}\n\ndata: [DONE]\n\n"
    aimlkit_mock.enqueue(MockResponse(status=200, headers={"Content-Type": "text/event-stream"}, body=body))
    done = run("chat", "Why?")
    assert (done.returncode, done.stdout, done.stderr) == (0, "a?b\n", "")


def test_an_output_that_knows_few_characters(
    aimlkit_mock: MockServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    aimlkit_mock.enqueue(MockResponse(text="Füße"))
    assert run("chat", "Why?").stdout == "F??e\n"


# --- errors ---


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "the following arguments are required"),
        (["ask"], "invalid choice: 'ask'"),
        (["chat", "--modle", "x"], "--modle"),
        (["chat", "  "], "there is no question"),
        (["respond"], "there is no question"),
        (["chat", "--base-url", "nowhere", "Why?"], "base_url is no address"),
        (["chat", "--base-url", "http://127.0.0.1:9", "Why?"], "Connection error"),
        (["mock", "--host", "256.0.0.1"], "cannot listen"),
    ],
)
def test_an_error_is_one_line(arguments: list[str], says: str) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("error: ")
    assert says in done.stderr
    assert done.stderr.count("\n") == 1


@BOTH
def test_without_a_key(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.delenv("AIML_API_KEY")
    done = run(name, "Why?")
    assert (done.returncode, done.stdout) == (1, "")
    assert re.fullmatch("error: there is no API key: .*AIML_API_KEY.*\n", done.stderr)


@BOTH
def test_a_stream_that_is_cut(aimlkit_mock: MockServer, name: str) -> None:
    aimlkit_mock.enqueue(MockResponse(text="One two three four five six", disconnect_after_events=8))
    done = run(name, "Why?")
    assert done.returncode == 1
    assert re.fullmatch(r"One[a-z ]*\n", done.stdout)
    assert re.fullmatch("error: the stream was cut: .*\n", done.stderr)


def test_an_answer_that_failed(aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(MockResponse(failure="The model fell over."))
    done = run("respond", "Why?")
    assert done.returncode == 1
    assert done.stderr == "error: the answer is not whole: The model fell over.\n"


def test_what_is_no_text(aimlkit_mock: MockServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "utf-8:strict")
    done = run("chat", said=b"\xff\xfe")
    assert done.returncode == 1
    assert re.fullmatch("error: .*can't decode byte.*\n", done.stderr)


# --- signals and pipes ---


@BOTH
def test_ctrl_c(aimlkit_mock: MockServer, name: str) -> None:
    aimlkit_mock.enqueue(MockResponse(text="One two three four five six", stall_after_events=8))
    with running(name, "Why?") as process:
        assert first(process.stdout) == b"One"
        process.send_signal(signal.SIGINT)
        rest, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (130, b"")
    assert rest.endswith(b"\n")


@BOTH
def test_a_closed_pipe_is_quiet(aimlkit_mock: MockServer, name: str) -> None:
    aimlkit_mock.enqueue(MockResponse(text="One two three " * 100, event_delay=0.01))
    with running(name, "Why?") as process:
        assert process.stdout
        assert process.stderr
        assert first(process.stdout) == b"One"
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 141


@pytest.mark.parametrize("arguments", [["--help"], ["chat", "--help"]])
def test_a_pipe_that_was_closed_before_the_help(arguments: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        with running(*arguments, stdout=writer) as process:
            assert process.stderr
            assert process.stderr.read() == b""
            assert process.wait(60) == 141
    finally:
        os.close(writer)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
def test_a_full_disk() -> None:
    with Path("/dev/full").open("wb") as full, running("chat", "Why?", stdout=full) as process:
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 1
    assert re.fullmatch(rb"error: .*No space left on device\n", errors)


def test_nobody_is_asked_what_a_terminal_does_not_say() -> None:
    ours, theirs = pty.openpty()
    try:
        with running("chat", stdin=theirs) as process:
            _, errors = process.communicate(timeout=60)
    finally:
        os.close(ours)
        os.close(theirs)
    assert (process.returncode, errors) == (1, b"error: there is no question\n")


# --- the mock, and the script ---


def test_the_mock() -> None:
    with running("mock", "--port", "0", "--key", "k") as process:
        assert process.stdout
        url = process.stdout.readline().decode().strip()
        done = run("chat", "--base-url", f"{url}/v1", "Why?")
        assert "the key is not a right one" in done.stderr
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0


def test_the_mock_without_its_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "uvicorn.py").write_text("raise ModuleNotFoundError('No module named uvicorn')")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")]))
    done = run("mock")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "error: the mock needs more: pip install 'aimlkit[mock]' (No module named uvicorn)\n"
    )
    assert run("chat", "Why?").returncode == 0


@pytest.mark.parametrize("arguments", [["--help"], ["chat", "--help"], ["respond", "-h"], ["mock", "--help"]])
def test_help(arguments: list[str]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stderr) == (0, "")
    assert "usage: " in done.stdout


def test_the_command_is_installed() -> None:
    [script] = entry_points(group="console_scripts", name="aimlkit")
    assert script.load().__module__ == "aimlkit.__main__"


def test_it_is_short() -> None:
    file = ROOT / "wrapper" / "aimlkit" / "__main__.py"
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 100
