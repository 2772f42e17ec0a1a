"""The script: what the next answers are, what goes wrong with them, and what was received."""

import asyncio
import base64
import json
import threading
import time
from typing import Any

import httpx
import pytest

from aimlkit.mock import MockServer, Step, create_app
from aimlkit.mock.script import Call, read
from tests.mock.talk import CHAT, RESPONSES, Talk, data

Json = Any

RIGHT: Json = {"model": "o3-mini", "messages": [{"role": "user", "content": "Hi"}]}
STREAMED: Json = {**RIGHT, "stream": True}


def test_the_next_answers(talk: Talk) -> None:
    talk.server.script.extend(
        [Step(text="One."), Step(refusal="No."), Step(tool_calls=[Call("f", '{"a": 1}')])]
    )
    first, second, third = (talk.chat()["choices"][0] for _ in range(3))
    assert first["message"]["content"] == "One."
    assert (second["message"]["content"], second["message"]["refusal"]) == (None, "No.")
    assert third["message"]["tool_calls"][0]["function"] == {"name": "f", "arguments": '{"a": 1}'}
    assert third["finish_reason"] == "tool_calls"
    assert "mock" in talk.chat()["choices"][0]["message"]["content"]


def test_the_next_responses(talk: Talk) -> None:
    talk.server.script.extend(
        [
            Step(text="One."),
            Step(refusal="No."),
            Step(tool_calls=[Call("f", '{"a": 1}')]),
            Step(failure="Out of order."),
        ]
    )
    answers = [talk.respond() for _ in range(4)]
    assert answers[0]["output_text"] == "One."
    assert answers[1]["output"][-1]["content"] == [{"type": "refusal", "refusal": "No."}]
    assert (answers[2]["output"][-1]["name"], answers[2]["output"][-1]["arguments"]) == ("f", '{"a": 1}')
    assert answers[3]["status"] == "failed"
    assert answers[3]["error"]["message"] == "Out of order."


def test_a_failure_of_the_chat_is_a_500(talk: Talk) -> None:
    talk.server.script.append(Step(failure="Out of order."))
    assert talk.refused(500, CHAT, RIGHT).json()["message"] == "Out of order."


def test_a_request_that_is_refused_takes_no_step(talk: Talk) -> None:
    talk.server.script.append(Step(text="One."))
    talk.refused(400, CHAT, {})
    talk.refused(404, "/nothing", {})
    with httpx.Client(base_url=talk.server.base_url) as client:
        assert client.post(CHAT, json=RIGHT).status_code == 401
    assert talk.chat()["choices"][0]["message"]["content"] == "One."


def test_exact_status_headers_and_bytes(talk: Talk) -> None:
    headers = {"Content-Type": "application/x-new", "X-Limit": "3"}
    talk.server.script.append(Step(status=203, headers=headers, body=b"\x00\xff"))
    answer = talk.connection.post(CHAT, json=RIGHT)
    assert (answer.status_code, answer.content) == (203, b"\x00\xff")
    assert answer.headers["content-type"] == "application/x-new"
    assert answer.headers["x-limit"] == "3"


@pytest.mark.parametrize(
    ("body", "content"), [({"a": "é"}, b'{"a": "\\u00e9"}'), ("text", b"text"), (None, b""), ([], b"[]")]
)
def test_other_bodies(talk: Talk, body: Json, content: bytes) -> None:
    talk.server.script.append(Step(status=200, body=body))
    assert talk.connection.post(CHAT, json=RIGHT).content == content


def test_headers_go_with_the_usual_answer(talk: Talk) -> None:
    talk.server.script.append(Step(headers={"X-Request-Id": "7"}))
    answer = talk.connection.post(CHAT, json=RIGHT)
    assert answer.headers["x-request-id"] == "7"
    assert answer.json()["object"] == "chat.completion"


def test_an_exact_stream_goes_out_event_by_event(talk: Talk) -> None:
    body = "data: 1\n\ndata: 2\n\ndata: [DONE]\n\n"
    headers = {"Content-Type": "text/event-stream"}
    talk.server.script.append(Step(status=200, headers=headers, body=body))
    assert talk.connection.post(CHAT, json=STREAMED).text == body
    talk.server.script.append(Step(status=200, headers=headers, body=body, cut_after_pieces=2))
    assert received(talk, STREAMED) == (b"data: 1\n\ndata: 2\n\n", True)


def received(talk: Talk, request: Json) -> tuple[bytes, bool]:
    """What arrives of an answer, and whether its connection was cut."""
    content = b""
    with talk.connection.stream("POST", CHAT, json=request) as answer:
        assert answer.status_code == 200
        try:
            for piece in answer.iter_raw():
                content += piece
        except httpx.RemoteProtocolError:
            return content, True
    return content, False


@pytest.mark.parametrize("request_", [RIGHT, STREAMED])
@pytest.mark.parametrize("size", [0, 1, 100, 400])
def test_a_connection_cut_after_bytes(talk: Talk, request_: Json, size: int) -> None:
    whole, cut = received(talk, request_)
    assert not cut
    talk.server.reset()
    talk.server.script.append(Step(cut_after_bytes=size))
    content, cut = received(talk, request_)
    assert cut
    assert len(content) == size
    assert whole[:20].startswith(content[:20])


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_connection_cut_after_events(talk: Talk, count: int) -> None:
    talk.server.script.append(Step(cut_after_pieces=count))
    content, cut = received(talk, STREAMED)
    assert cut
    assert content.count(b"\n\n") == count


def test_a_cut_answer_of_one_piece(talk: Talk) -> None:
    talk.server.script.append(Step(cut_after_pieces=0))
    assert received(talk, RIGHT) == (b"", True)


def test_malformed_json(talk: Talk) -> None:
    talk.server.script.append(Step(malformed=True))
    answer = talk.connection.post(CHAT, json=RIGHT)
    assert answer.status_code == 200
    with pytest.raises(ValueError, match=r"Unterminated|Expecting"):
        answer.json()


def test_a_malformed_event(talk: Talk) -> None:
    talk.server.script.append(Step(malformed=True))
    first, *others = data(CHAT, talk.connection.post(CHAT, json=STREAMED).text)
    with pytest.raises(ValueError, match=r"Unterminated|Expecting"):
        json.loads(first)
    assert all(map(json.loads, others))


def test_a_delay_before_the_answer(talk: Talk) -> None:
    talk.server.script.append(Step(delay=0.2))
    began = time.monotonic()
    talk.chat()
    assert time.monotonic() - began >= 0.2


def test_a_pause_between_events(talk: Talk) -> None:
    talk.server.script.append(Step(text="a b c", pause=0.05))
    began = time.monotonic()
    events = len(talk.chunks()) + 1
    assert time.monotonic() - began >= 0.05 * (events - 1)


def test_a_delay_does_not_hold_up_others(talk: Talk) -> None:
    talk.server.script.append(Step(delay=3600))
    with pytest.raises(httpx.ReadTimeout):
        talk.connection.post(CHAT, json=RIGHT, timeout=0.2)
    talk.chat()


@pytest.mark.parametrize(("request_", "count"), [(STREAMED, 0), (STREAMED, 2), (RIGHT, 0)])
def test_a_stalled_answer(talk: Talk, request_: Json, count: int) -> None:
    talk.server.script.append(Step(stall_after_pieces=count))
    content = b""
    with talk.connection.stream("POST", CHAT, json=request_, timeout=0.3) as answer:
        with pytest.raises(httpx.ReadTimeout):
            for piece in answer.iter_raw():
                content += piece
        assert content.count(b"\n\n") == count
    talk.chat()


@pytest.mark.parametrize("step", [Step(stall_after_pieces=1), Step(delay=3600), Step(pause=3600)])
def test_a_server_stops_while_an_answer_waits(step: Step) -> None:
    with (
        MockServer() as server,
        httpx.Client(base_url=server.base_url, headers={"Authorization": "Bearer mock-key"}) as client,
    ):
        server.script.append(step)
        ended = threading.Event()

        def ask() -> None:
            try:
                client.post(CHAT, json=STREAMED, timeout=30)
            except httpx.HTTPError:
                pass
            finally:
                ended.set()

        asking = threading.Thread(target=ask)
        asking.start()
        while not server.requests:
            threading.Event().wait(0.01)
        began = time.monotonic()
        server.__exit__(None, None, None)
        asking.join()
    assert ended.is_set()
    assert time.monotonic() - began < 5


def test_what_was_received(talk: Talk) -> None:
    talk.chat("Hi")
    talk.refused(404, "/nothing?key=secret", {})
    talk.refused(405, CHAT, method="DELETE")
    talk.refused(400, CHAT, content=b"{", headers={"Content-Type": "application/json"})
    first, second, third, fourth = talk.server.requests
    assert (first.method, first.path) == ("POST", "/v1/chat/completions")
    assert first.body == {"model": "o3-mini", "messages": [{"role": "user", "content": "Hi"}]}
    assert first.headers["content-type"] == "application/json"
    assert first.headers["authorization"] == "***"
    assert (second.method, second.path, second.body) == ("POST", "/v1/nothing", None)
    assert (third.method, third.path) == ("DELETE", "/v1/chat/completions")
    assert fourth.body is None


# --- over HTTP ---


def control(talk: Talk, method: str, path: str, steps: Json = None) -> Json:
    answer = httpx.request(method, talk.server.url + path, json=steps)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_script_over_http(talk: Talk) -> None:
    steps = [
        {"text": "One."},
        {"tool_calls": [{"name": "f", "arguments": {"a": 1}}, {"name": "f", "arguments": "{"}]},
        {"status": 503, "headers": {"Retry-After": "0"}},
        {"status": 200, "body_base64": base64.b64encode(b"\xff").decode()},
        {"status": 200, "body": {"a": [1]}},
    ]
    assert control(talk, "POST", "/_script", steps) == {"waiting": 5}
    assert talk.chat()["choices"][0]["message"]["content"] == "One."
    calls = talk.chat()["choices"][0]["message"]["tool_calls"]
    assert [call["function"]["arguments"] for call in calls] == ['{"a": 1}', "{"]
    assert talk.refused(503, CHAT, RIGHT).headers["retry-after"] == "0"
    assert talk.connection.post(CHAT, json=RIGHT).content == b"\xff"
    assert talk.connection.post(CHAT, json=RIGHT).json() == {"a": [1]}


def test_requests_and_reset_over_http(talk: Talk) -> None:
    talk.respond("Hi")
    control(talk, "POST", "/_script", [{"text": "One."}])
    [request] = control(talk, "GET", "/_requests")
    assert request["path"] == "/v1/responses"
    assert request["body"] == {"model": "openai/o3-pro", "input": "Hi"}
    assert "mock-key" not in json.dumps(request)
    assert control(talk, "DELETE", "/_script") == {"waiting": 0}
    assert control(talk, "GET", "/_requests") == []
    assert "mock" in talk.respond("Hi")["output_text"]


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        ({}, ": {} is not of type"),
        ([{"status": 99}], "/0/status: 99 is less"),
        (
            [{"text": "a"}, {"tekst": "b"}],
            "/1: Additional properties are not allowed ('tekst' was unexpected)",
        ),
        ([{"text": "a", "refusal": "b"}], "/0: one answer cannot be all of text, refusal"),
        ([{"body": "a"}], "/0: a body needs its status"),
        ([{"headers": {"a": "b\r\nc: d"}}], "/0/headers/a: "),
        ([{"headers": {"a:": "b"}}], "/0/headers"),
        ([{"status": 200, "body_base64": "?"}], "/0: "),
        ([{"delay": -1}], "/0/delay: -1 is less"),
        ([{"tool_calls": [{"name": "f"}]}], "/0/tool_calls/0/arguments: is required"),
    ],
)
def test_a_script_that_is_wrong(talk: Talk, steps: Json, message: str) -> None:
    answer = httpx.post(f"{talk.server.url}/_script", json=steps)
    assert answer.status_code == 400
    assert answer.json()["message"].startswith(message)
    assert not talk.server.script


def test_every_word_of_a_step_can_be_said_over_http() -> None:
    said: list[Json] = [
        {"status": 200, "headers": {"a": "b"}, "body": "a", "delay": 1, "pause": 0.5, "malformed": True},
        {"text": "a", "cut_after_bytes": 1, "cut_after_pieces": 2, "stall_after_pieces": 3},
        {"refusal": "a"},
        {"failure": "a"},
        {"tool_calls": [{"name": "f", "arguments": "a"}]},
    ]
    *steps, calling = map(vars, read(said))
    assert calling["tool_calls"] == [Call("f", "a")]
    assert {name for step in said for name in step} == calling.keys()
    for step, words in zip(steps, said, strict=False):
        assert {name: step[name] for name in words} == words


def test_a_script_has_to_be_declared_as_json(talk: Talk) -> None:
    answer = httpx.post(f"{talk.server.url}/_script", content=b"[]", headers={"Content-Type": "text/plain"})
    assert answer.status_code == 415


@pytest.mark.parametrize(
    ("client", "status"),
    [
        (("127.0.0.1", 5), 200),
        (("::1", 5), 200),
        (("::ffff:127.0.0.1", 5), 200),
        (("192.0.2.1", 5), 403),
        (("2001:db8::1", 5), 403),
        (("", 5), 403),
    ],
)
def test_the_script_is_for_this_machine_only(client: tuple[str, int], status: int) -> None:
    async def ask(method: str, path: str) -> int:
        transport = httpx.ASGITransport(create_app(), client=client)
        async with httpx.AsyncClient(transport=transport, base_url="http://mock") as talking:
            headers = {"X-Forwarded-For": "127.0.0.1"}
            return (await talking.request(method, path, json=[], headers=headers)).status_code

    for method, path in (("POST", "/_script"), ("DELETE", "/_script"), ("GET", "/_requests")):
        assert asyncio.run(ask(method, path)) == status


def test_a_forwarded_address_does_not_count(talk: Talk) -> None:
    answer = httpx.get(f"{talk.server.url}/_requests", headers={"X-Forwarded-For": "192.0.2.1"})
    assert answer.status_code == 200


def test_405_of_the_script(talk: Talk) -> None:
    answer = httpx.get(f"{talk.server.url}/_script")
    assert answer.status_code == 405
    assert sorted(answer.headers["allow"].split(", ")) == ["DELETE", "POST"]
    assert talk.server.requests == []


def test_a_step_of_the_responses_stream(talk: Talk) -> None:
    talk.server.script.append(Step(cut_after_pieces=4))
    with pytest.raises(httpx.RemoteProtocolError):
        talk.connection.post(RESPONSES, json={"model": "o3-mini", "input": "Hi", "stream": True})
