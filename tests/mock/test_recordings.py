"""Recordings: made from another server over real sockets, and replayed."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import openai
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aimlkit.mock import MockResponse, MockServer, Recordings
from aimlkit.mock.json_files import FileProblem, read_json_file
from aimlkit.mock.recording_file import read_recording
from aimlkit.mock.recordings import redact_fields
from aimlkit.mock.yaml_text import dump_yaml
from tests.mock.client import CHAT, RESPONSES
from tests.mock.programs import PROGRAMS, Program, openai_client
from tests.mock.raw_upstream import raw_head, raw_upstream
from tests.models import CHAT_MODEL, CHAT_OPERATION, RESPONSES_MODEL, RESPONSES_OPERATION, needs

pytestmark = needs(CHAT_OPERATION, RESPONSES_OPERATION)

KEY = "sk-upstream-0123456789"


@pytest.fixture
def upstream() -> Iterator[MockServer]:
    with MockServer(key=KEY) as server:
        yield server


def recorder(folder: Path, upstream: MockServer | str, mode: Any = "new", **settings: Any) -> MockServer:
    url = upstream if isinstance(upstream, str) else upstream.base_url
    settings = {"mode": mode, "upstream": url, "upstream_key": KEY, **settings}
    return MockServer(recordings=Recordings(folder, **settings))


def replayer(folder: Path, **settings: Any) -> MockServer:
    return MockServer(recordings=Recordings(folder, **settings))


def body_of(path: str, text: str = "Hi", **fields: Any) -> dict[str, Any]:
    if path == CHAT:
        return {"model": CHAT_MODEL, "messages": [{"role": "user", "content": text}], **fields}
    return {"model": RESPONSES_MODEL, "input": text, **fields}


def send(server: MockServer, path: str = CHAT, body: Any = None, **options: Any) -> httpx.Response:
    headers = {"Authorization": f"Bearer {server.key}", **options.pop("headers", {})}
    body = body_of(path) if body is None else body
    return httpx.post(server.base_url + path, json=body, headers=headers, **options)


def files_of(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


# --- record and replay ---


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize("path", [CHAT, RESPONSES])
def test_replay_has_the_bytes_of_the_recorded_response(
    path: str, stream: bool, upstream: MockServer, tmp_path: Path
) -> None:
    body = body_of(path, "Grüße\u2028\U0001f30a", stream=stream)
    with recorder(tmp_path, upstream) as server:
        recorded = send(server, path, body)
    with replayer(tmp_path) as server:
        replayed = send(server, path, body)
    assert recorded.status_code == replayed.status_code == 200
    assert replayed.content == recorded.content
    assert replayed.headers["content-type"] == recorded.headers["content-type"]
    assert replayed.headers["x-inference-id"] == recorded.headers["x-inference-id"]
    assert len(upstream.requests) == 1


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.__name__)
def test_clients_get_recorded_responses(program: Program, upstream: MockServer, tmp_path: Path) -> None:
    upstream.on(contains="Oslo").reply(text="Four degrees.")
    with recorder(tmp_path, upstream) as server:
        assert program(server, "Oslo?") == "Four degrees."
    upstream.reset()
    with replayer(tmp_path) as server:
        assert program(server, "Oslo?") == "Four degrees."
        assert server.assert_called(contains="Oslo")
    assert not upstream.requests


@pytest.mark.parametrize(
    "content", [b'{"a": 1}', b'{\n  "a": [1e-05, 1.0]\n}', b"{}", b"[1,2", b"\xff\xfe", b""]
)
@pytest.mark.parametrize("content_type", ["application/json", "text/event-stream"])
def test_replay_has_the_bytes_of_any_body(content: bytes, content_type: str, tmp_path: Path) -> None:
    response = raw_head(content_type) + content
    with (
        raw_upstream(lambda _, connection: connection.sendall(response)) as raw,
        recorder(tmp_path, raw.url) as server,
    ):
        assert send(server).content == content
    with replayer(tmp_path) as server:
        assert send(server).content == content


@pytest.mark.parametrize(
    "block",
    [
        b"data: 1\r\n\r\n",
        b": comment\n\ndata: 2\n\n",
        b"id: 1\nevent: a\ndata: x\ndata: y\n\n",
        b"data:no space\n\n",
        b"data: \xff\n\n",
        b"data: cut",
    ],
)
def test_replay_has_the_bytes_of_any_event(block: bytes, tmp_path: Path) -> None:
    response = raw_head("text/event-stream") + block + b"data: end\n\n"
    with (
        raw_upstream(lambda _, connection: connection.sendall(response)) as raw,
        recorder(tmp_path, raw.url) as server,
    ):
        assert send(server).content == block + b"data: end\n\n"
    with replayer(tmp_path) as server:
        assert send(server).content == block + b"data: end\n\n"


def test_stream_is_passed_on_event_by_event(tmp_path: Path) -> None:
    received = threading.Event()

    def respond(_: bytes, connection: socket.socket) -> None:
        connection.sendall(raw_head("text/event-stream") + b"data: 1\n\n")
        assert received.wait(10), "the client gets the first event before the second one is sent"
        connection.sendall(b"data: 2\n\n")

    with raw_upstream(respond) as raw, recorder(tmp_path, raw.url) as server:
        headers = {"Authorization": f"Bearer {server.key}"}
        with httpx.stream("POST", server.base_url + CHAT, json=body_of(CHAT), headers=headers) as response:
            chunks = response.iter_raw()
            assert next(chunks) == b"data: 1\n\n"
            received.set()
            assert b"".join(chunks) == b"data: 2\n\n"


def test_event_times_are_recorded_and_replayed(tmp_path: Path) -> None:
    first_read = threading.Event()

    def respond(_: bytes, connection: socket.socket) -> None:
        connection.sendall(raw_head("text/event-stream") + b"data: 1\n\n")
        first_read.wait(10)
        connection.sendall(b"data: 2\n\n")

    with raw_upstream(respond) as raw, recorder(tmp_path, raw.url) as server:
        headers = {"Authorization": f"Bearer {server.key}"}
        with httpx.stream("POST", server.base_url + CHAT, json=body_of(CHAT), headers=headers) as response:
            for _ in response.iter_raw():
                threading.Timer(0.12, first_read.set).start()
    events = read_recording(files_of(tmp_path)[0]).events
    assert events is not None
    assert events[1].at - events[0].at >= 0.1
    file = files_of(tmp_path)[0]
    text = file.read_text(encoding="utf-8").replace(f"at: {round(events[1].at, 3)}", "at: 60.0")
    file.write_text(text, encoding="utf-8")
    with replayer(tmp_path) as server:
        assert send(server).text == "data: 1\n\ndata: 2\n\n", "the client would not wait for 60 seconds"
    with replayer(tmp_path, speed=1000) as server:
        assert send(server).elapsed.total_seconds() >= 0.06


# --- matching ---


def test_repeats_are_replayed_in_order_and_the_last_one_repeats(upstream: MockServer, tmp_path: Path) -> None:
    upstream.enqueue(
        MockResponse(status=429, retry_after=1), MockResponse(text="One."), MockResponse(text="Two.")
    )
    with recorder(tmp_path, upstream) as server:
        recorded = [send(server) for _ in range(3)]
    with replayer(tmp_path) as server:
        replayed = [send(server) for _ in range(4)]
    assert [each.status_code for each in replayed] == [429, 200, 200, 200]
    assert replayed[0].headers["retry-after"] == "1"
    assert [each.content for each in replayed] == [*(each.content for each in recorded), recorded[-1].content]


def test_request_matches_without_order_of_keys_ids_times_and_ignored_fields(
    tmp_path: Path,
) -> None:
    text = "It is {}, of request {}."
    first = body_of(RESPONSES, text.format("2026-01-05T09:30:00Z", "6f1c7a52-58b2-4a0e-9a0e-0c5f3c9d1a11"))
    second = body_of(RESPONSES, text.format("2026-02-06T10:31:01Z", "11111111-58b2-4a0e-9a0e-0c5f3c9d1a22"))
    first |= {"metadata": {"run": "1"}, "previous_response_id": "resp_1", "store": True}
    second = dict(reversed([*{**second, "metadata": {"run": "2"}, "store": True}.items()]))
    second["previous_response_id"] = "resp_2"
    with (
        raw_upstream(lambda _, each: each.sendall(raw_head("application/json") + b"{}")) as raw,
        recorder(tmp_path, raw.url, ignore=["run"]) as server,
    ):
        assert send(server, RESPONSES, first).status_code == 200
    with replayer(tmp_path, ignore=["run"]) as server:
        assert send(server, RESPONSES, second).content == b"{}"
    with replayer(tmp_path) as server:
        assert send(server, RESPONSES, first).content == b"{}", "a file is found whose name has another key"
        assert send(server, RESPONSES, second).status_code == 404


def test_request_without_a_recording_is_an_error_with_the_difference(
    upstream: MockServer, tmp_path: Path
) -> None:
    with recorder(tmp_path, upstream) as server:
        send(server, CHAT, body_of(CHAT, "Oslo?", stream=True))
        send(server, RESPONSES)
    with replayer(tmp_path) as server:
        with openai_client(server) as client, pytest.raises(openai.NotFoundError) as caught:
            client.chat.completions.create(**body_of(CHAT, "Rome?", stream=True))
        name = files_of(tmp_path)[0].name
        expected = f'the nearest is {name}: /body/messages/0/content: "Oslo?" is recorded, and "Rome?" sent'
        assert expected in str(caught.value)
        assert [expected in problem for problem in server.problems] == [True]


def test_empty_folder_is_an_error_without_a_nearest_recording(tmp_path: Path) -> None:
    with replayer(tmp_path / "missing") as server:
        response = send(server)
    assert response.status_code == 404
    assert "the folder has no recordings" in response.text


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        ("none", [("Old", 200), ("New", 404)]),
        ("once", [("Old", 200), ("New", 404)]),
        ("new", [("Old", 200), ("New", 200)]),
        ("all", [("Old", 200), ("New", 200)]),
    ],
)
def test_mode_determines_what_is_recorded(
    mode: Any, expected: list[tuple[str, int]], upstream: MockServer, tmp_path: Path
) -> None:
    with recorder(tmp_path, upstream, "once") as server:
        before = send(server, CHAT, body_of(CHAT, "Old")).json()["id"]
        send(server, CHAT, body_of(CHAT, "Unused"))
    with recorder(tmp_path, upstream, mode) as server:
        responses = [send(server, CHAT, body_of(CHAT, text)) for text, _ in expected]
    assert [each.status_code for each in responses] == [status for _, status in expected]
    sent_on = [request.body["messages"][0]["content"] for request in upstream.requests[2:]]
    assert sent_on == {"none": [], "once": [], "new": ["New"], "all": ["Old", "New"]}[mode]
    assert (responses[0].json()["id"] == before) is (mode != "all")
    texts = [
        json.loads(read_recording(each).request.content)["messages"][0]["content"]
        for each in files_of(tmp_path)
    ]
    assert sorted(texts) == (["Old", "Unused"] if mode in ("none", "once") else ["New", "Old", "Unused"])


# --- secrets ---


def test_no_file_has_a_key_a_cookie_or_a_header_that_is_not_listed(tmp_path: Path) -> None:
    secrets = {
        "key": KEY,
        "client": "sk-client-9876543210",
        "cookie": "session-1234567890",
        "set": "set-cookie-1234567890",
        "other": "header-1234567890",
    }
    echoed = json.dumps({"message": f"{KEY} and {secrets['client']}", KEY: secrets["cookie"]}, indent=1)
    escaped = json.dumps({"message": "".join(f"\\u{ord(letter):04x}" for letter in KEY)}).replace(
        "\\\\", "\\"
    )
    stream = f"data: {escaped}\n\nevent: {KEY}\ndata: {KEY}\n\n: {secrets['client']}\n\n"

    def respond(request: bytes, connection: socket.socket) -> None:
        is_stream = b'"stream"' in request
        head = raw_head(
            "text/event-stream" if is_stream else "application/json",
            f"Set-Cookie: a={secrets['set']}",
            f"X-Other: {secrets['other']}",
            f"X-Inference-Id: {secrets['client']}",
        )
        if b"sk-client" not in request:
            head, body = raw_head("application/json"), json.dumps({"message": KEY})
        else:
            body = stream if is_stream else echoed
        connection.sendall(head + body.encode())

    headers = {
        "Authorization": f"Bearer {secrets['client']}",
        "Cookie": secrets["cookie"],
        "X-Other": secrets["other"],
    }
    with raw_upstream(respond) as raw, recorder(tmp_path, raw.url) as server:
        for fields in ({}, {"stream": True}):
            body = body_of(CHAT, f"My key is {secrets['client']}.", **fields)
            assert send(server, CHAT, body, headers=headers).status_code == 200
            path = f"{CHAT}/{secrets['client']}?key={secrets['client']}"
            assert send(server, path, body, headers=headers).status_code == 200
        assert send(server, CHAT, body_of(CHAT)).status_code == 200
    assert f"Bearer {secrets['client']}".encode() in raw.requests[0]
    assert f"Bearer {KEY}".encode() in raw.requests[-1], "the key of the mock is replaced"
    files = files_of(tmp_path)
    assert len(files) == 5
    for file in files:
        text = file.name + file.read_text(encoding="utf-8") + json.dumps(read_json_file(file).value)
        assert [name for name, secret in secrets.items() if secret in text] == []
        assert "\\u0073\\u006b" not in text


def test_redact_changes_what_is_stored_and_not_what_clients_get(upstream: MockServer, tmp_path: Path) -> None:
    upstream.on().reply(text="The secret plan.")
    settings = {"redact": redact_fields(["content", "input", "text", "delta", "output_text"])}
    for path in (CHAT, RESPONSES):
        for stream in (False, True):
            body = body_of(path, "My secret.", stream=stream)
            with recorder(tmp_path, upstream, **settings) as server:
                assert "secret" in send(server, path, body).text
            with replayer(tmp_path, **settings) as server:
                assert send(server, path, body).status_code == 200
    for file in files_of(tmp_path):
        assert "secret" not in file.read_text(encoding="utf-8")


def test_settings_refuse_to_store_secret_headers() -> None:
    for name in ("Authorization", "Set-Cookie"):
        with pytest.raises(ValueError, match="is never stored"):
            Recordings("folder", headers=[name])


# --- interruptions ---


@pytest.mark.parametrize("stream", [False, True])
def test_kill_leaves_whole_files_and_no_response_without_one(
    stream: bool, upstream: MockServer, tmp_path: Path
) -> None:
    # Starts a process, and kills it as soon as the client has the response.
    command = [sys.executable, "-m", "aimlkit.mock", "--port", "0", "--record", str(tmp_path)]
    with subprocess.Popen(
        [*command, "--upstream", upstream.url], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        try:
            base_url = process.stdout.readline().strip()
            headers = {"Authorization": f"Bearer {KEY}"}
            received = b""
            body = body_of(CHAT, stream=stream)
            with httpx.stream("POST", base_url + CHAT, json=body, headers=headers) as response:
                length = int(response.headers.get("content-length", 0))
                for chunk in response.iter_raw():
                    received += chunk
                    if b"[DONE]" in received or len(received) == length:
                        os.kill(process.pid, signal.SIGKILL)
                        break
        finally:
            process.kill()
    [file] = files_of(tmp_path)
    recording = read_recording(file)
    assert recording.exchange.content.startswith(received)
    assert recording.is_complete


def test_stream_is_in_its_file_when_the_last_event_is_passed_on(tmp_path: Path) -> None:
    checked = threading.Event()

    def respond(_: bytes, connection: socket.socket) -> None:
        connection.sendall(raw_head("text/event-stream") + b"data: 1\n\ndata: [DONE]\n\n")
        checked.wait(10)

    with raw_upstream(respond) as raw, recorder(tmp_path, raw.url) as server:
        headers = {"Authorization": f"Bearer {server.key}"}
        with httpx.stream("POST", server.base_url + CHAT, json=body_of(CHAT), headers=headers) as response:
            received = b""
            for chunk in response.iter_raw():
                received += chunk
                if b"[DONE]" in received:
                    files = files_of(tmp_path)
                    checked.set()
    [file] = files
    assert read_recording(file).is_complete


def test_interrupted_write_leaves_no_file(
    upstream: MockServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with recorder(tmp_path, upstream) as server:
        monkeypatch.setattr(Path, "replace", fail)
        response = send(server)
        with pytest.raises(httpx.RemoteProtocolError):
            send(server, CHAT, body_of(CHAT, stream=True))
    assert response.status_code == 502
    assert "No space left on device" in response.text
    assert files_of(tmp_path) == []


def test_stream_that_the_client_leaves_is_recorded_as_incomplete(tmp_path: Path) -> None:
    left = threading.Event()

    def respond(_: bytes, connection: socket.socket) -> None:
        connection.sendall(raw_head("text/event-stream") + b"data: 1\n\n")
        connection.settimeout(10)
        assert connection.recv(1) == b"", "the connection to the upstream is closed, too"
        left.set()

    with raw_upstream(respond) as raw, recorder(tmp_path, raw.url) as server:
        headers = {"Authorization": f"Bearer {server.key}"}
        with httpx.stream("POST", server.base_url + CHAT, json=body_of(CHAT), headers=headers) as response:
            next(response.iter_raw())
        assert left.wait(10)
    assert not read_recording(files_of(tmp_path)[0]).is_complete
    with replayer(tmp_path) as server, pytest.raises(httpx.RemoteProtocolError):
        send(server)


def test_response_that_the_upstream_cuts_is_not_recorded(tmp_path: Path) -> None:
    cut = raw_head("text/event-stream", "Content-Length: 100") + b"data: 1\n\n"
    with (
        raw_upstream(lambda _, each: each.sendall(cut)) as raw,
        recorder(tmp_path, raw.url) as server,
        pytest.raises(httpx.RemoteProtocolError),
    ):
        send(server)
    assert files_of(tmp_path) == []


def test_unreachable_upstream_is_status_502(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    with recorder(tmp_path, url) as server:
        response = send(server)
    assert response.status_code == 502
    assert "ConnectError" in response.json()["message"]
    assert KEY not in response.text


# --- files ---


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (("recording: 1", "recording: 9"), ":1: /recording: 1 was expected"),
        (("status: 200", "status: ok"), ': /response/status: "ok" is not of type "integer"'),
        (("request:", "request: ["), "the file is not valid YAML"),
    ],
)
def test_broken_file_is_an_error_in_one_line(
    change: tuple[str, str], problem: str, upstream: MockServer, tmp_path: Path
) -> None:
    with recorder(tmp_path, upstream) as server:
        send(server)
    [file] = files_of(tmp_path)
    file.write_text(file.read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    with pytest.raises(FileProblem) as caught:
        read_recording(file)
    assert problem in str(caught.value)
    assert "\n" not in str(caught.value)
    with replayer(tmp_path) as server:
        response = send(server)
    assert response.status_code == 404
    assert file.name in response.text


def test_file_is_not_a_folder(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(FileProblem, match="is not a folder"):
        replayer(file)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda children: st.lists(children, max_size=4) | st.dictionaries(st.text(), children, max_size=4),
    max_leaves=8,
)


@settings(max_examples=40)
@given(_JSON)
def test_yaml_text_has_the_value(tmp_path_factory: pytest.TempPathFactory, value: Any) -> None:
    file = tmp_path_factory.getbasetemp() / "value.yaml"
    value = {"value": value}
    file.write_text(dump_yaml(value), encoding="utf-8")
    assert read_json_file(file).value == value


@pytest.mark.parametrize(
    "value", ["\ud800", {"a" * 2000: [1]}, {"<<": {"a": 1}}, ["- a", "? b", "a: b", "#"], 1e-05]
)
def test_yaml_text_has_unusual_values(value: Any, tmp_path: Path) -> None:
    file = tmp_path / "value.yaml"
    file.write_text(dump_yaml({"value": value}), encoding="utf-8")
    assert read_json_file(file).value == {"value": value}
