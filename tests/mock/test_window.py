"""The window: its page, the endpoints of the page, and who may use them. `make browser` tries the page in a browser."""

from __future__ import annotations

import asyncio
import base64
import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

import aimlkit.mock
from aimlkit.mock import (
    Call,
    Faults,
    MockResponse,
    MockServer,
    Recordings,
    create_app,
    request_view,
    sent_response,
    window,
)
from aimlkit.mock import recorded_requests as recorded_requests_module
from aimlkit.mock.contract import packaged_contract
from aimlkit.mock.model_api import ModelAPI
from aimlkit.mock.model_apis import MODEL_APIS
from aimlkit.mock.window import FILES, WINDOW_PREFIX
from tests.conftest import ROOT
from tests.mock.client import CATALOGUE, CHAT, RESPONSES, MockClient, chat_function, responses_function
from tests.mock.proxies import proxy_in_thread
from tests.mock.raw_upstream import raw_head, raw_upstream
from tests.models import CHAT_MODEL, CHAT_OPERATION, RESPONSES_MODEL, RESPONSES_OPERATION, needs

pytestmark = needs(CHAT_OPERATION, RESPONSES_OPERATION)

PAGE = Path(aimlkit.mock.__file__).parent / "window_page"
TOKEN = "a-control-token"
HOSTILE = "<script>document.title='owned'</script><img src=x onerror=alert(1)>'\"; rm -rf / $(id) `id` \u202e\x1b[2J"


JSON_HEADERS = {"Content-Type": "application/json"}


def completion_request(text: str) -> dict[str, Any]:
    return {"model": CHAT_MODEL, "messages": [{"role": "user", "content": text}]}


def response_request(text: str) -> dict[str, Any]:
    return {"model": RESPONSES_MODEL, "input": text}


class Window:
    """The page of a mock at `url`, by what its endpoints return."""

    def __init__(self, url: str) -> None:
        self.url = url

    def rows(self) -> list[dict[str, Any]]:
        """Return the rows that the page gets when it is opened."""
        with self.events() as events:
            assert next(events)[0] == "mock"
            rows = {row["number"]: row for row in next(events)[1]["rows"]}
        return [*rows.values()]

    @contextmanager
    def events(self) -> Iterator[Iterator[tuple[str, Any]]]:
        """Open the stream of requests; yield its events, each with its name and its data."""
        with httpx.stream("GET", f"{self.url}{WINDOW_PREFIX}requests", timeout=30) as response:
            assert response.status_code == 200
            assert response.headers["content-type"].startswith("text/event-stream")
            yield _events(response.iter_lines())

    def details(self, number: int) -> dict[str, Any]:
        """Return the details of a request."""
        response = httpx.get(f"{self.url}{WINDOW_PREFIX}requests/{number}")
        assert response.status_code == 200, response.text
        assert response.headers["content-type"] == "application/json"
        details: dict[str, Any] = response.json()
        return details

    def last(self) -> dict[str, Any]:
        """Return the details of the last request."""
        return self.details(self.rows()[-1]["number"])


def _events(lines: Iterator[str]) -> Iterator[tuple[str, Any]]:
    name = ""
    for line in lines:
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        elif line.startswith("data: "):
            yield name, json.loads(line.removeprefix("data: "))


@pytest.fixture
def shown(mock_client: MockClient) -> Window:
    return Window(mock_client.server.url)


# --- the page ---


def test_page_and_its_files_are_served_with_a_strict_policy(shown: Window) -> None:
    urls = [f"{shown.url}/", *(f"{shown.url}{WINDOW_PREFIX}files/{name}" for name in FILES)]
    for url in urls:
        response = httpx.get(url)
        assert response.status_code == 200, url
        policy = response.headers["content-security-policy"].split("; ")
        assert {"default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"} <= {*policy}
        assert "require-trusted-types-for 'script'" in policy
        assert "unsafe" not in response.headers["content-security-policy"]
        assert response.headers["x-content-type-options"] == "nosniff"
        assert response.headers["cache-control"] == "no-store"
    assert httpx.head(urls[0]).status_code == 200


def test_page_has_no_other_files() -> None:
    assert {file.name for file in PAGE.iterdir()} == {*FILES}


@pytest.mark.parametrize("name", ["../window.py", "%2e%2e/window.py", "nothing.js", ""])
def test_page_serves_no_other_file(shown: Window, name: str) -> None:
    assert httpx.get(f"{shown.url}{WINDOW_PREFIX}files/{name}").status_code == 404


def test_page_loads_nothing_from_elsewhere_and_makes_no_html(shown: Window) -> None:
    html = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|setHTML|\beval\b|Function\(| style=| on\w+="
    for name in FILES:
        text = httpx.get(f"{shown.url}{WINDOW_PREFIX}files/{name}").text
        code = re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE).replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"https?:|//[a-z]", code), name
        assert not re.search(html, code), name


def test_opening_the_page_records_no_request(mock_client: MockClient, shown: Window) -> None:
    httpx.get(f"{shown.url}/")
    shown.rows()
    assert mock_client.server.requests == []


# --- the stream of requests ---


def test_stream_begins_with_the_mock_and_all_requests(mock_client: MockClient, shown: Window) -> None:
    mock_client.create_completion("First")
    mock_client.create_completion("Second")
    with shown.events() as events:
        name, about = next(events)
        assert (name, about["uses_rules"], about["base_path"]) == ("mock", True, "/v1")
        name, changes = next(events)
        assert name == "requests"
        assert [row["text"] for row in changes["rows"]] == ["First", "Second"]
        assert changes["oldest"] == changes["rows"][0]["number"]


def test_stream_sends_requests_as_they_come(mock_client: MockClient, shown: Window) -> None:
    with shown.events() as events:
        next(events)
        assert next(events)[1]["rows"] == []
        mock_client.create_completion("Hello")
        rows: list[dict[str, Any]] = []
        while not rows or rows[-1]["seconds"] is None:
            rows += next(events)[1]["rows"]
    row = rows[-1]
    assert (row["method"], row["status"], row["text"], row["model"]) == ("POST", 200, "Hello", CHAT_MODEL)
    assert "Hello" in row["output"]
    assert row["violations"] == 0


def test_stream_sends_the_end_of_a_response(mock_client: MockClient, shown: Window) -> None:
    mock_client.server.enqueue(MockResponse(stall_after_events=1))
    request = {**completion_request("Hello"), "stream": True}
    with shown.events() as events:
        next(events)
        with mock_client.http.stream("POST", CHAT, json=request):
            seconds = [row["seconds"] for _, changes in islice(events, 2) for row in changes["rows"]]
            assert seconds[-1] is None
        while seconds[-1] is None:
            seconds += [row["seconds"] for row in next(events)[1]["rows"]]


def test_stream_says_what_is_not_recorded_any_more(
    mock_client: MockClient, shown: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recorded_requests_module, "MAX_RECORDED", 2)
    for _ in range(4):
        mock_client.create_completion()
    with shown.events() as events:
        next(events)
        changes = next(events)[1]
        assert len(changes["rows"]) == 2
        mock_client.server.reset()
        assert next(events)[1] == {"oldest": changes["rows"][-1]["number"] + 1, "rows": []}
    assert httpx.get(f"{shown.url}{WINDOW_PREFIX}requests/{changes['oldest']}").status_code == 404


def test_stream_sends_many_requests_in_several_events(
    mock_client: MockClient, shown: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window, "MAX_ROWS", 3)
    for number in range(7):
        mock_client.create_completion(str(number))
    with shown.events() as events:
        next(events)
        batches = [[row["text"] for row in next(events)[1]["rows"]] for _ in range(3)]
    assert batches == [["0", "1", "2"], ["3", "4", "5"], ["6"]]


def test_number_of_readers_is_limited(shown: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(window, "MAX_READERS", 1)
    url = f"{shown.url}{WINDOW_PREFIX}requests"
    with shown.events() as events:
        next(events)
        assert httpx.get(url).status_code == 429
    while httpx.head(url).status_code == 429:  # until the server has noticed that the reader left
        pass
    shown.rows()


def test_server_stops_while_a_page_is_open() -> None:
    with MockServer() as server, Window(server.url).events() as events:
        next(events)
        server._server.should_exit = True  # pyright: ignore[reportPrivateUsage]
        assert [*events][1:] == []


# --- details ---


def test_details_of_a_completion(mock_client: MockClient, shown: Window) -> None:
    tool = chat_function("get_weather", {"type": "object"})
    messages = [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": "Is it cold in Oslo?"},
    ]
    mock_client.server.on(contains="Oslo").reply(tool_calls=[Call("get_weather", "{}")], cost_usd=0.5)
    completion = mock_client.create_completion(messages, tools=[tool], temperature=1)
    details = shown.last()
    assert [(each["role"], each["text"]) for each in details["messages"]["items"]] == [
        ("system", "Be brief."),
        ("user", "Is it cold in Oslo?"),
    ]
    assert details["parameters"] == {"temperature": "1"}
    assert [json.loads(each) for each in details["tools"]["items"]] == [tool]
    [message] = details["output"]["items"]
    assert message["tool_calls"]["items"] == [{"name": "get_weather", "arguments": "{}"}]
    for name in ("prompt_tokens", "completion_tokens", "total_tokens"):
        assert details["usage"][name] == completion["usage"][name]
    assert 0 not in details["usage"].values()
    assert details["cost"]["cost-usd"] == 0.5
    assert details["rule"] is not None
    assert json.loads(details["response"]["body"]["text"]) == completion
    assert details["response"]["is_complete"]
    assert details["violations"]["items"] == []
    assert details["unchecked"] is None


@pytest.mark.parametrize(("path", "is_chat"), [(CHAT, True), (RESPONSES, False)])
def test_details_of_a_stream(mock_client: MockClient, shown: Window, path: str, is_chat: bool) -> None:
    mock_client.server.on().reply(text="Cold and dark.", cost_usd=0.5)
    if is_chat:
        mock_client.stream_completion(stream_options={"include_usage": True})
    else:
        mock_client.stream_response()
    details = shown.last()
    blocks = [event["block"] for event in details["response"]["events"]["items"]]
    assert all(block.endswith("\n\n") for block in blocks)
    assert len(blocks) > 3
    times = [event["at"] for event in details["response"]["events"]["items"]]
    assert times == sorted(times)
    assert [each["text"] for each in details["output"]["items"] if each["text"]] == ["Cold and dark."]
    assert details["usage"]["total_tokens"] > 0
    assert details["cost"]["cost-usd"] == 0.5
    assert details["violations"]["items"] == []


@pytest.mark.parametrize(("path", "is_chat"), [(CHAT, True), (RESPONSES, False)])
def test_details_of_a_stream_that_is_cut(
    mock_client: MockClient, shown: Window, path: str, is_chat: bool
) -> None:
    mock_client.server.enqueue(MockResponse(text="One two three four five.", disconnect_after_events=7))
    request = completion_request("Hi") if is_chat else response_request("Hi")
    with pytest.raises(httpx.RemoteProtocolError):
        mock_client.http.post(path, json={**request, "stream": True})
    details = shown.last()
    assert not details["response"]["is_complete"]
    [message] = details["output"]["items"]
    assert "One two three four five.".startswith(message["text"])
    assert message["text"]


def test_details_of_a_conversation_of_responses(mock_client: MockClient, shown: Window) -> None:
    first = mock_client.create_response("How deep is the sea?", store=True)
    tool = responses_function("measure", {"type": "object", "properties": {}})
    mock_client.create_response("And the lake?", previous_response_id=first["id"], tools=[tool])
    details = shown.last()
    roles = [each["role"] for each in details["messages"]["items"]]
    assert roles == ["user", "assistant", "user"]
    assert [json.loads(each)["name"] for each in details["tools"]["items"]] == ["measure"]
    assert json.loads(details["parameters"]["previous_response_id"]) == first["id"]


def test_details_of_an_invalid_request(mock_client: MockClient, shown: Window) -> None:
    mock_client.assert_error(400, CHAT, {"model": CHAT_MODEL, "messages": "Hi", "tools": [1, {"a": 1}]})
    details = shown.last()
    assert (details["status"], details["messages"], details["rule"]) == (400, None, None)
    assert "request" in {each["direction"] for each in details["violations"]["items"]}
    assert shown.rows()[-1]["violations"] > 0


def test_details_of_requests_that_are_no_json_or_not_in_the_contract(
    mock_client: MockClient, shown: Window
) -> None:
    mock_client.assert_error(400, CHAT, content=b"\xff\x00<b>", headers={"Content-Type": "application/json"})
    details = shown.last()
    assert details["body"] == {"size": 5, "text": "\ufffd\x00<b>", "formatted": None}
    assert details["python"] is None
    assert details["curl"].startswith("echo /wA8Yj4= | base64 --decode | curl ")
    mock_client.assert_error(404, "/nothing?a=1", method="GET")
    details = shown.last()
    assert (details["operation"], details["query"]) == ("", "a=1")
    assert details["unchecked"] == "the contract does not have the operation"


def test_details_of_a_connection_reset(mock_client: MockClient, shown: Window) -> None:
    mock_client.server.on().reply(text="a", faults=Faults(connection_reset=1))
    with pytest.raises(httpx.HTTPError):
        mock_client.create_completion()
    details = shown.last()
    assert (details["status"], details["response"], details["fault"]) == (None, None, "connection_reset")


def test_details_are_within_limits(
    mock_client: MockClient, shown: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(request_view, "MAX_ITEMS", 2)
    monkeypatch.setattr(request_view, "MAX_TEXT", 300)
    messages = [{"role": "user", "content": f"{number} " + "a" * 400} for number in range(5)]
    mock_client.server.on().reply(text="b" * 400)
    mock_client.create_completion(messages)
    details = shown.last()
    assert details["messages"]["left_out"] == 3
    assert [each["text"][:2] for each in details["messages"]["items"]] == ["3 ", "4 "]
    assert max(len(each["text"]) for each in details["messages"]["items"]) == 301
    assert len(details["body"]["text"]) <= 301
    assert (details["curl"], details["python"], details["suggested_rule"]) == (None, None, None)
    assert details["response"]["body"]["size"] > 400


def test_large_response_is_recorded_in_part(
    mock_client: MockClient, shown: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sent_response, "MAX_BODY", 1000)
    mock_client.server.on().reply(text="word " * 100)
    mock_client.stream_completion()
    details = shown.last()
    assert details["response"]["is_shortened"]
    assert details["response"]["is_complete"]
    [request] = mock_client.server.requests
    assert request.response is not None
    assert request.response.size <= 1000
    assert {each["rule"] for each in details["violations"]["items"]} == set()


def test_recorded_responses_count_towards_the_limit_of_memory(
    mock_client: MockClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recorded_requests_module, "MAX_RECORDED_BYTES", 50_000)
    mock_client.server.on().reply(text="a" * 20_000)
    for _ in range(5):
        mock_client.create_completion()
    assert sum(request.size for request in mock_client.server.requests) <= 50_000
    assert len(mock_client.server.requests) == 2


def test_window_shows_no_credentials() -> None:
    key = "sk-very-secret-key"
    headers = {"Authorization": f"Bearer {key}", "X-Api-Key": key}
    body = {"model": CHAT_MODEL, "messages": [{"role": "user", "content": f"My key is {key}"}]}
    with MockServer(key=key) as server:
        server.on().reply(
            status=401, headers={"Set-Cookie": "session=abcdef"}, body={"message": f"{key} is invalid"}
        )
        httpx.post(f"{server.base_url}/chat/completions?key={key}", json=body, headers=headers)
        assert "is invalid" in Window(server.url).last()["response"]["body"]["text"]
        httpx.get(f"{server.base_url}/{key}", headers=headers)
        shown = Window(server.url)
        text = json.dumps([shown.rows(), *(shown.details(row["number"]) for row in shown.rows())])
        assert "secrets" not in repr(server.requests)
    assert key not in text
    assert "session=abcdef" not in text


# --- sending a request again ---


def run(command: list[str], key: str) -> None:
    environment = {**os.environ, "AIML_API_KEY": key, "NO_PROXY": "*"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
@pytest.mark.parametrize("text", ["Hi", HOSTILE, "@/etc/passwd", "é\ud800\n"])
def test_curl_sends_the_request_again(mock_client: MockClient, shown: Window, text: str) -> None:
    mock_client.http.post(CHAT, content=json.dumps(completion_request(text)), headers=JSON_HEADERS)
    run(["sh", "-c", shown.last()["curl"]], mock_client.server.key)
    first, second = mock_client.server.requests
    assert (first.body, first.path, first.method) == (second.body, second.path, second.method)
    assert (first.status, second.status) == (200, 200)


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_curl_sends_a_body_again_that_is_not_json(mock_client: MockClient, shown: Window) -> None:
    mock_client.http.post(CHAT, content=b"'\x00\xff$(id)", headers=JSON_HEADERS)
    run(["sh", "-c", shown.last()["curl"]], mock_client.server.key)
    first, second = mock_client.server.requests
    assert first.content == second.content
    assert (first.status, second.status) == (400, 400)


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize("path", [CHAT, RESPONSES])
def test_python_sends_the_request_again(
    mock_client: MockClient, shown: Window, path: str, stream: bool
) -> None:
    request: dict[str, Any] = completion_request(HOSTILE) if path == CHAT else response_request(HOSTILE)
    unknown = {"not a name": [None, True], "class": 1} if path == CHAT else {}
    mock_client.http.post(path, json={**request, **unknown, "stream": stream})
    run([sys.executable, "-c", shown.last()["python"]], mock_client.server.key)
    first, second = mock_client.server.requests
    assert first.status == 200
    assert {**second.body, "stream": stream} == first.body


def test_python_sends_a_request_without_a_body_again(mock_client: MockClient, shown: Window) -> None:
    mock_client.http.get(CATALOGUE, params={"limit": "3"})
    run([sys.executable, "-c", shown.last()["python"]], mock_client.server.key)
    first, second = mock_client.server.requests
    assert (first.path, first.query, first.status) == (second.path, second.query, second.status)


@pytest.mark.parametrize("text", ["Is it cold in Oslo?", HOSTILE, "a" * 500])
def test_suggested_rule_gives_the_output_of_the_request(
    mock_client: MockClient, shown: Window, text: str
) -> None:
    mock_client.server.enqueue(MockResponse(text=f"Yes. {HOSTILE}"))
    mock_client.create_completion(text)
    rule = json.loads(shown.last()["suggested_rule"])
    assert httpx.post(f"{shown.url}/_mock/rules", json=[rule]).status_code == 200
    assert mock_client.create_completion(text)["choices"][0]["message"]["content"] == f"Yes. {HOSTILE}"


def test_suggested_rule_calls_tools_and_matches_their_results(mock_client: MockClient, shown: Window) -> None:
    tool = chat_function("get_weather", {"type": "object", "properties": {}})
    completion = mock_client.create_completion("What is the weather?", tools=[tool])
    message = completion["choices"][0]["message"]
    rule = json.loads(shown.last()["suggested_rule"])
    assert rule["reply"]["tool_calls"][0]["name"] == "get_weather"
    assert httpx.post(f"{shown.url}/_mock/rules", json=[rule]).status_code == 200
    result = {"role": "tool", "tool_call_id": message["tool_calls"][0]["id"], "content": "4"}
    conversation = [{"role": "user", "content": "What is the weather?"}, message, result]
    mock_client.create_completion(conversation, tools=[tool])
    assert json.loads(shown.last()["suggested_rule"])["match"]["tool_result"] == "get_weather"


# --- access ---


def endpoints() -> list[str]:
    return ["/", *(WINDOW_PREFIX + name for name in ("files/main.js", "contract", "requests", "requests/1"))]


@pytest.mark.parametrize("path", endpoints())
@pytest.mark.parametrize(
    "headers", [{"host": "rebound.test"}, {"origin": "https://page.test"}, {"origin": "null"}]
)
def test_window_refuses_foreign_pages(shown: Window, path: str, headers: dict[str, str]) -> None:
    assert httpx.get(shown.url + path, headers=headers).status_code == 403


def send(path: str, headers: dict[str, str], *, token: str | None, method: str = "HEAD") -> httpx.Response:
    """Send a request from another machine."""

    async def send_async() -> httpx.Response:
        transport = httpx.ASGITransport(create_app(control_token=token), client=("192.0.2.1", 5))
        async with httpx.AsyncClient(transport=transport, base_url="http://mock.test:8080") as client:
            return await client.request(method, path, headers=headers)

    return asyncio.run(send_async())


def basic(password: str) -> str:
    return "Basic " + base64.b64encode(f"any:{password}".encode()).decode()


@pytest.mark.parametrize("path", endpoints())
def test_window_refuses_other_machines(path: str) -> None:
    assert send(path, {}, token=None).status_code == 403
    assert send(path, {"Authorization": basic("")}, token=None).status_code == 403
    refused = send(path, {}, token=TOKEN)
    assert refused.status_code == (401 if path == "/" else 403)
    assert ("www-authenticate" in refused.headers) == (path == "/")


@pytest.mark.parametrize("path", endpoints())
@pytest.mark.parametrize("authorization", [f"Bearer {TOKEN}", basic(TOKEN)])
def test_window_admits_other_machines_with_the_token(path: str, authorization: str) -> None:
    allowed = 404 if path.endswith("/1") else 200
    assert send(path, {"Authorization": authorization}, token=TOKEN).status_code == allowed
    own = {"Authorization": authorization, "Origin": "http://mock.test:8080"}
    assert send(path, own, token=TOKEN).status_code == allowed


@pytest.mark.parametrize(
    "authorization", [basic("another"), basic(""), "Basic", "Basic ?", f"Basic {TOKEN}", "Basic YQ=="]
)
def test_window_refuses_another_password(authorization: str) -> None:
    assert send("/", {"Authorization": authorization}, token=TOKEN).status_code == 401


@pytest.mark.parametrize(
    "origin", ["https://page.test", "null", "http://mock.test", "http://mock.test:80808"]
)
def test_password_is_refused_from_foreign_pages(origin: str) -> None:
    """A browser adds the password to the requests of every page."""
    headers = {"Authorization": basic(TOKEN), "Origin": origin}
    assert send("/_mock/reset", headers, token=TOKEN, method="POST").status_code == 403
    own = {"Authorization": basic(TOKEN), "Origin": "http://mock.test:8080"}
    assert send("/_mock/reset", own, token=TOKEN, method="POST").status_code == 200


# --- responses of another server ---


def test_window_shows_what_a_proxy_passes_on() -> None:
    with MockServer() as upstream, proxy_in_thread(upstream.url) as (base_url, _):
        headers = {"Authorization": f"Bearer {upstream.key}"}
        httpx.post(f"{base_url}/chat/completions", json=completion_request("Hi"), headers=headers)
        httpx.post(
            f"{base_url}/chat/completions",
            json={**completion_request("Hi"), "stream": True},
            headers={**headers, "Accept-Encoding": "gzip"},
        )
        shown = Window(base_url.removesuffix("/v1"))
        with shown.events() as events:
            assert next(events)[1]["uses_rules"] is False
        plain, streamed = (shown.details(row["number"]) for row in shown.rows())
        assert httpx.get(f"{shown.url}/").headers["content-type"].startswith("text/html")
        assert len(upstream.requests) == 2
    assert "Hi" in plain["output"]["items"][0]["text"]
    assert [each["text"] for each in plain["messages"]["items"]] == ["Hi"]
    assert streamed["output"] == plain["output"]
    assert streamed["violations"]["items"] == []


def test_window_shows_the_violations_of_another_server() -> None:
    content = gzip.compress(b'{"choices": 5, "usage": [], "id": "<b>"}')
    head = raw_head("application/json", "Content-Encoding: gzip", f"Content-Length: {len(content)}")
    with (
        raw_upstream(lambda _, connection: connection.sendall(head + content)) as upstream,
        proxy_in_thread(upstream.url) as (base_url, _),
    ):
        httpx.post(f"{base_url}/chat/completions", json=completion_request("Hi"))
        details = Window(base_url.removesuffix("/v1")).last()
    assert details["response"]["body"]["text"] == '{"choices": 5, "usage": [], "id": "<b>"}'
    assert "response" in {each["direction"] for each in details["violations"]["items"]}
    assert details["output"]["items"] == []


def test_window_shows_recordings(tmp_path: Path) -> None:
    with MockServer() as upstream:
        recording = Recordings(tmp_path, mode="new", upstream=upstream.url, upstream_key=upstream.key)
        for settings in (recording, Recordings(tmp_path)):
            with MockServer(recordings=settings) as server:
                headers = {"Authorization": f"Bearer {server.key}"}
                httpx.post(
                    f"{server.base_url}/chat/completions", json=completion_request("Hi"), headers=headers
                )
                details = Window(server.url).last()
            assert "Hi" in details["output"]["items"][0]["text"]


FIELDS = [
    "choices",
    "delta",
    "message",
    "content",
    "tool_calls",
    "function",
    "name",
    "arguments",
    "index",
    "usage",
    "output",
    "type",
    "response",
]
JSON: st.SearchStrategy[Any] = st.deferred(
    lambda: (
        st.none()
        | st.integers()
        | st.text(max_size=5)
        | st.lists(JSON, max_size=3)
        | st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=4)
    )
)
OBJECT = st.dictionaries(st.sampled_from(["choices", "usage", "output", "response", "type", "meta"]), JSON)


@pytest.mark.parametrize("api", MODEL_APIS.values(), ids=lambda api: api.name)
@given(response=OBJECT, events=st.lists(OBJECT, max_size=3))
def test_any_response_can_be_read(api: ModelAPI, response: Any, events: Any) -> None:
    operation = next(each for each in packaged_contract().operations if MODEL_APIS.get(each.id) is api)
    terminal = [{"type": name, "response": response} for name in operation.stream.terminal_events]
    for output in (api.read_response(response), api.read_events([*events, *terminal[:1]], operation)):
        assert all(isinstance(message.text, str) for message in output.messages)


def test_wheel_has_the_page(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        str(tmp_path),
        str(ROOT),
    ]
    subprocess.run(command, check=True, capture_output=True)
    [wheel] = tmp_path.iterdir()
    names = {name.removeprefix("aimlkit/mock/window_page/") for name in zipfile.ZipFile(wheel).namelist()}
    assert names >= {*FILES}
