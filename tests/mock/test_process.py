"""The mock as a process of its own."""

import json
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest

from aimlkit_api.operations import OPERATIONS
from tests.models import CHAT_MODEL, CHAT_OPERATION, RESPONSES_MODEL, RESPONSES_OPERATION

COMMAND = [sys.executable, "-W", "error", "-m", "aimlkit.mock"]
#: An operation that the sources have, a request for it, and the time of its responses.
HAS_CHAT = CHAT_OPERATION in OPERATIONS
PATH = OPERATIONS[CHAT_OPERATION if HAS_CHAT else RESPONSES_OPERATION].path
PROMPT: dict[str, object] = (
    {"model": CHAT_MODEL, "messages": [{"role": "user", "content": "Hi"}]}
    if HAS_CHAT
    else {"model": RESPONSES_MODEL, "input": "Hi"}
)
REQUEST = {**PROMPT, "stream": True}
CREATED = "created" if HAS_CHAT else "created_at"


@contextmanager
def running(*options: str) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """Run a mock server in a process; yield it and its URL."""
    with subprocess.Popen(
        [*COMMAND, "--port", "0", *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        try:
            base_url = process.stdout.readline()
            assert base_url.endswith("/v1\n")
            yield process, base_url.removesuffix("/v1\n")
        finally:
            process.kill()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_process_prints_its_url_and_stops_cleanly(number: signal.Signals) -> None:
    with running() as (process, url):
        assert re.fullmatch(r"http://127\.0\.0\.1:[1-9]\d*", url)
        response = httpx.post(url + PATH, json=REQUEST, headers={"Authorization": "Bearer any"}, timeout=30)
        assert response.status_code == 200
        process.send_signal(number)
        output, errors = process.communicate(timeout=30)
    assert process.returncode == 0
    assert output == "", "one line and no more"
    assert "mock" in errors
    assert f"AIML_API_BASE={url}/v1" in errors
    assert len(errors.splitlines()) == 2


def test_process_stops_while_a_response_stalls() -> None:
    with running() as (process, url):
        httpx.post(f"{url}/_mock/responses", json=[{"stall_after_events": 1}])
        headers = {"Authorization": "Bearer any"}
        with httpx.stream("POST", url + PATH, json=REQUEST, headers=headers) as response:
            chunks = response.iter_raw()
            next(chunks)
            process.terminate()
            with pytest.raises(httpx.RemoteProtocolError):
                next(chunks)
        process.communicate(timeout=30)
    assert process.returncode == 0


def test_process_prints_and_records_no_key() -> None:
    secret = "sk-very-secret-0123456789"
    with running("--key", secret) as (process, url):
        for key in (secret, f"{secret}-wrong"):
            for body in (REQUEST, {"model": secret}):
                for path in ("/v1/chat/completions", "/v1/responses", f"/{secret}"):
                    headers = {"Authorization": f"Bearer {key}", "X-Api-Key": key}
                    httpx.post(url + path, json=body, headers=headers)
        httpx.post(f"{url}/_mock/responses", json=[{"disconnect_after_events": 1}])
        with pytest.raises(httpx.RemoteProtocolError):
            httpx.post(url + PATH, json=REQUEST, headers={"Authorization": f"Bearer {secret}"})
        recorded = httpx.get(f"{url}/_mock/requests").json()
        process.terminate()
        output, errors = process.communicate(timeout=30)
    recorded_headers = [request["headers"] for request in recorded]
    assert len(recorded_headers) == 13
    assert secret not in json.dumps(recorded_headers)
    assert secret not in output + errors


def test_process_options_seed_and_clock() -> None:
    responses = []
    for _ in range(2):
        with running("--seed", "7", "--clock", "1700000000", "--key", "k") as (_, url):
            request = {**REQUEST, "stream": False}
            headers = {"Authorization": "Bearer k"}
            responses.append(httpx.post(url + PATH, json=request, headers=headers).json())
    assert responses[0] == responses[1]
    assert responses[0][CREATED] == 1_700_000_000


def test_process_option_key() -> None:
    with running("--key", "k") as (_, url):
        for key, status in (("k", 200), ("other", 401)):
            headers = {"Authorization": f"Bearer {key}"}
            assert httpx.post(url + PATH, json=REQUEST, headers=headers).status_code == status


def test_process_reports_a_port_in_use() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [*COMMAND, "--port", port], capture_output=True, text=True, timeout=30, check=False
        )
    assert done.returncode == 1
    assert re.fullmatch(rf"error: cannot listen on 127\.0\.0\.1 port {port}: .*\n", done.stderr)
    assert done.stdout == ""


def test_process_warns_if_other_machines_can_reach_it() -> None:
    with running("--host", "0.0.0.0") as (process, url):
        assert url.startswith("http://0.0.0.0:")
        process.terminate()
        _, errors = process.communicate(timeout=30)
    assert "other machines can reach it" in errors


@pytest.mark.parametrize("missing", ["starlette", "uvicorn", "jsonschema_rs", "orjson"])
def test_process_names_the_extra_if_it_is_not_installed(missing: str) -> None:
    program = f"import runpy, sys; sys.modules[{missing!r}] = None; runpy.run_module('aimlkit.mock', run_name='__main__')"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith("error: the mock needs its extra: pip install 'aimlkit[mock]' (")
    assert result.stderr.count("\n") == 1
