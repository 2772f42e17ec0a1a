"""examples/chat_server runs with uvicorn; a browser's requests are sent over sockets."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator

import httpx
import pytest

from aimlkit.mock import MockResponse, MockServer, ToolCall
from tests.conftest import ROOT
from tests.models import require_models_in

FOLDER = ROOT / "examples" / "chat_server"
TIDE = MockResponse(tool_calls=[ToolCall("get_tide", '{"harbor": "Bergen"}')])


@pytest.fixture(scope="module")
def model() -> Iterator[MockServer]:
    """Return the mock that all tests share, because the server starts with its address."""
    require_models_in((FOLDER / "app.py").read_text(encoding="utf-8"))
    with MockServer() as model:
        yield model


@pytest.fixture(scope="module")
def url(model: MockServer) -> Iterator[str]:
    """Return the address of the running server."""
    command = [sys.executable, "-m", "uvicorn", "--app-dir", str(FOLDER), "app:app", "--port", "0"]
    environment = {**os.environ, "AIML_API_KEY": model.key, "AIML_API_BASE": model.base_url}
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr is not None
            lines: list[str] = []
            for line in server.stderr:
                lines.append(line)
                if match := re.search(r"running on (http://127\.0\.0\.1:\d+)", line):
                    break
            else:
                pytest.fail("".join(lines))
            yield match[1]
        finally:
            server.terminate()
            server.communicate(timeout=30)


@pytest.fixture
def browser(url: str, model: MockServer) -> Iterator[httpx.Client]:
    """Return a client of the server."""
    model.reset()
    with httpx.Client(base_url=url, trust_env=False) as client:
        yield client


def send(browser: httpx.Client, chat: str, text: str) -> list[tuple[str, str]]:
    """Send a message; return the events of the response."""
    response = browser.post(f"/chats/{chat}", json={"text": text})
    assert response.status_code == 200, response.text
    assert response.headers["content-type"].startswith("text/event-stream")
    blocks = [re.fullmatch(r"event: (\w+)\ndata: (.*)", block) for block in response.text.split("\n\n")[:-1]]
    return [(match[1], json.loads(match[2])) for match in blocks if match]


def test_chat_streams_text_and_tools(browser: httpx.Client, model: MockServer) -> None:
    model.enqueue(TIDE, MockResponse(text="At 16:35."), MockResponse(text="You're welcome."))
    chat = browser.post("/chats").json()
    events = send(browser, chat, "When is high water in Bergen?")
    assert events[0] == ("tool", 'get_tide {"harbor": "Bergen"}')
    assert "".join(data for kind, data in events if kind == "text") == "At 16:35."
    assert len([kind for kind, _ in events if kind == "text"]) > 1
    assert re.fullmatch(r"\$\d\.\d{4}", dict(events)["done"])
    send(browser, chat, "Thanks.")
    assert [message["role"] for message in model.requests[2].body["messages"]] == [
        *("developer", "user", "assistant", "tool", "assistant"),
        "user",
    ]


def test_chat_shows_a_failure_and_goes_on(browser: httpx.Client, model: MockServer) -> None:
    model.enqueue(MockResponse(status=400, body={"message": "No."}), MockResponse(text="Hello."))
    chat = browser.post("/chats").json()
    [(kind, message)] = send(browser, chat, "Hello")
    assert (kind, message) == ("failure", "Error code: 400 - No.")
    assert send(browser, chat, "Hello")[0][0] == "text"


def test_chats_do_not_see_one_another(browser: httpx.Client, model: MockServer) -> None:
    model.enqueue(MockResponse(text="Hello."), MockResponse(text="Hello."))
    first, second = (browser.post("/chats").json() for _ in range(2))
    send(browser, first, "a murmur")
    send(browser, second, "a whisper")
    assert "a murmur" in str(model.requests[0].body)
    assert "a murmur" not in str(model.requests[1].body)


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [("/chats/unknown", {"text": "Hello"}, 404), ("/chats/unknown", {"text": "x" * 2001}, 422)],
)
def test_chat_refuses_a_message(browser: httpx.Client, path: str, body: dict[str, str], status: int) -> None:
    assert browser.post(path, json=body).status_code == status


def test_chat_takes_one_message_at_a_time(browser: httpx.Client, model: MockServer) -> None:
    model.enqueue(MockResponse(text="Cold.", stall_after_events=2))
    chat = browser.post("/chats").json()
    with browser.stream("POST", f"/chats/{chat}", json={"text": "Hello"}) as response:
        parts = response.iter_raw()  # Closed when it is dropped, and the connection with it.
        assert next(parts)
        assert browser.post(f"/chats/{chat}", json={"text": "Hello?"}).status_code == 409


def test_chat_page_needs_nothing_from_elsewhere(browser: httpx.Client) -> None:
    page = browser.get("/").text
    assert "default-src 'none'" in page
    assert "innerHTML" not in page
    assert "//" not in page.replace("// Text from the model", "")
