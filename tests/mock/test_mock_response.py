"""Enqueued responses: their content, and faults in their delivery."""

import json
import threading
import time
from typing import Any

import httpx
import pytest

from aimlkit.mock import MockResponse, MockServer, ToolCall
from tests.mock.client import CHAT, RESPONSES, MockClient, event_data
from tests.models import CHAT_MODEL, RESPONSES_MODEL

VALID_REQUEST: Any = {"model": CHAT_MODEL, "messages": [{"role": "user", "content": "Hi"}]}
STREAM_REQUEST: Any = {**VALID_REQUEST, "stream": True}


def test_enqueued_outputs_replace_completions_in_order(mock_client: MockClient) -> None:
    mock_client.server.enqueue(
        MockResponse(text="One."),
        MockResponse(refusal="No."),
        MockResponse(tool_calls=[ToolCall("f", '{"a": 1}')]),
    )
    first, second, third = (mock_client.create_completion()["choices"][0] for _ in range(3))
    assert first["message"]["content"] == "One."
    assert (second["message"]["content"], second["message"]["refusal"]) == (None, "No.")
    assert third["message"]["tool_calls"][0]["function"] == {"name": "f", "arguments": '{"a": 1}'}
    assert third["finish_reason"] == "tool_calls"
    assert "mock" in mock_client.create_completion()["choices"][0]["message"]["content"]


def test_enqueued_outputs_replace_responses_in_order(mock_client: MockClient) -> None:
    mock_client.server.enqueue(
        MockResponse(text="One."),
        MockResponse(refusal="No."),
        MockResponse(tool_calls=[ToolCall("f", '{"a": 1}')]),
        MockResponse(failure="Out of order."),
    )
    responses = [mock_client.create_response() for _ in range(4)]
    assert responses[0]["output_text"] == "One."
    assert responses[1]["output"][-1]["content"] == [{"type": "refusal", "refusal": "No."}]
    assert (responses[2]["output"][-1]["name"], responses[2]["output"][-1]["arguments"]) == ("f", '{"a": 1}')
    assert responses[3]["status"] == "failed"
    assert responses[3]["error"]["message"] == "Out of order."


def test_failure_is_a_500_in_chat_completions(mock_client: MockClient) -> None:
    mock_client.server.enqueue(MockResponse(failure="Out of order."))
    assert mock_client.assert_error(500, CHAT, VALID_REQUEST).json()["message"] == "Out of order."


def test_rejected_request_consumes_no_response(mock_client: MockClient) -> None:
    mock_client.server.enqueue(MockResponse(text="One."))
    mock_client.assert_error(400, CHAT, {})
    mock_client.assert_error(404, "/nothing", {})
    with httpx.Client(base_url=mock_client.server.base_url) as client:
        assert client.post(CHAT, json=VALID_REQUEST).status_code == 401
    assert mock_client.create_completion()["choices"][0]["message"]["content"] == "One."


def test_status_headers_and_body_are_sent_exactly(mock_client: MockClient) -> None:
    headers = {"Content-Type": "application/x-new", "X-Limit": "3"}
    mock_client.server.enqueue(MockResponse(status=203, headers=headers, body=b"\x00\xff"))
    response = mock_client.http.post(CHAT, json=VALID_REQUEST)
    assert (response.status_code, response.content) == (203, b"\x00\xff")
    assert response.headers["content-type"] == "application/x-new"
    assert response.headers["x-limit"] == "3"


@pytest.mark.parametrize(
    ("body", "content"), [({"a": "é"}, b'{"a": "\\u00e9"}'), ("text", b"text"), (None, b""), ([], b"[]")]
)
def test_body_of_other_types_is_encoded(mock_client: MockClient, body: Any, content: bytes) -> None:
    mock_client.server.enqueue(MockResponse(status=200, body=body))
    assert mock_client.http.post(CHAT, json=VALID_REQUEST).content == content


def test_headers_alone_are_added_to_the_generated_response(mock_client: MockClient) -> None:
    mock_client.server.enqueue(MockResponse(headers={"X-Request-Id": "7"}))
    response = mock_client.http.post(CHAT, json=VALID_REQUEST)
    assert response.headers["x-request-id"] == "7"
    assert response.json()["object"] == "chat.completion"


def test_stream_body_is_sent_event_by_event(mock_client: MockClient) -> None:
    body = "data: 1\n\ndata: 2\n\ndata: [DONE]\n\n"
    headers = {"Content-Type": "text/event-stream"}
    mock_client.server.enqueue(MockResponse(status=200, headers=headers, body=body))
    assert mock_client.http.post(CHAT, json=STREAM_REQUEST).text == body
    mock_client.server.enqueue(
        MockResponse(status=200, headers=headers, body=body, disconnect_after_events=2)
    )
    assert read_until_closed(mock_client, STREAM_REQUEST) == (b"data: 1\n\ndata: 2\n\n", True)


def read_until_closed(mock_client: MockClient, request: Any) -> tuple[bytes, bool]:
    """Return the bytes of a response, and whether the connection closed before its end."""
    content = b""
    with mock_client.http.stream("POST", CHAT, json=request) as response:
        assert response.status_code == 200
        try:
            for chunk in response.iter_raw():
                content += chunk
        except httpx.RemoteProtocolError:
            return content, True
    return content, False


@pytest.mark.parametrize("request_", [VALID_REQUEST, STREAM_REQUEST])
@pytest.mark.parametrize("size", [0, 1, 100, 400])
def test_disconnect_after_bytes(mock_client: MockClient, request_: Any, size: int) -> None:
    complete, is_cut = read_until_closed(mock_client, request_)
    assert not is_cut
    mock_client.server.reset()
    mock_client.server.enqueue(MockResponse(disconnect_after_bytes=size))
    content, is_cut = read_until_closed(mock_client, request_)
    assert is_cut
    assert len(content) == size
    assert complete[:20].startswith(content[:20])


@pytest.mark.parametrize("count", [0, 1, 3])
def test_disconnect_after_events(mock_client: MockClient, count: int) -> None:
    mock_client.server.enqueue(MockResponse(disconnect_after_events=count))
    content, is_cut = read_until_closed(mock_client, STREAM_REQUEST)
    assert is_cut
    assert content.count(b"\n\n") == count


def test_disconnect_after_events_counts_a_whole_body_as_one_event(mock_client: MockClient) -> None:
    mock_client.server.enqueue(MockResponse(disconnect_after_events=0))
    assert read_until_closed(mock_client, VALID_REQUEST) == (b"", True)


def test_malformed_body_is_invalid_json(mock_client: MockClient) -> None:
    mock_client.server.enqueue(MockResponse(malformed=True))
    response = mock_client.http.post(CHAT, json=VALID_REQUEST)
    assert response.status_code == 200
    with pytest.raises(ValueError, match=r"Unterminated|Expecting"):
        response.json()


def test_malformed_stream_has_an_invalid_first_event(mock_client: MockClient) -> None:
    mock_client.server.enqueue(MockResponse(malformed=True))
    first, *others = event_data(CHAT, mock_client.http.post(CHAT, json=STREAM_REQUEST).text)
    with pytest.raises(ValueError, match=r"Unterminated|Expecting"):
        json.loads(first)
    assert all(map(json.loads, others))


def test_delay_postpones_the_response(mock_client: MockClient) -> None:
    mock_client.server.enqueue(MockResponse(delay=0.2))
    began = time.monotonic()
    mock_client.create_completion()
    assert time.monotonic() - began >= 0.2


def test_event_delay_separates_events(mock_client: MockClient) -> None:
    mock_client.server.enqueue(MockResponse(text="a b c", event_delay=0.05))
    began = time.monotonic()
    events = len(mock_client.stream_completion()) + 1
    assert time.monotonic() - began >= 0.05 * (events - 1)


def test_delay_does_not_block_other_requests(mock_client: MockClient) -> None:
    mock_client.server.enqueue(MockResponse(delay=3600))
    with pytest.raises(httpx.ReadTimeout):
        mock_client.http.post(CHAT, json=VALID_REQUEST, timeout=0.2)
    mock_client.create_completion()


@pytest.mark.parametrize(
    ("request_", "count"), [(STREAM_REQUEST, 0), (STREAM_REQUEST, 2), (VALID_REQUEST, 0)]
)
def test_stall_after_events(mock_client: MockClient, request_: Any, count: int) -> None:
    mock_client.server.enqueue(MockResponse(stall_after_events=count))
    content = b""
    with mock_client.http.stream("POST", CHAT, json=request_, timeout=0.3) as response:
        with pytest.raises(httpx.ReadTimeout):
            for chunk in response.iter_raw():
                content += chunk
        assert content.count(b"\n\n") == count
    mock_client.create_completion()


@pytest.mark.parametrize(
    "step", [MockResponse(stall_after_events=1), MockResponse(delay=3600), MockResponse(event_delay=3600)]
)
def test_server_stops_while_a_response_waits(step: MockResponse) -> None:
    with (
        MockServer() as server,
        httpx.Client(base_url=server.base_url, headers={"Authorization": "Bearer mock-key"}) as client,
    ):
        server.enqueue(step)
        ended = threading.Event()

        def ask() -> None:
            try:
                client.post(CHAT, json=STREAM_REQUEST, timeout=30)
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


def test_disconnect_in_a_stream_of_responses(mock_client: MockClient) -> None:
    mock_client.server.enqueue(MockResponse(disconnect_after_events=4))
    with pytest.raises(httpx.RemoteProtocolError):
        mock_client.http.post(RESPONSES, json={"model": RESPONSES_MODEL, "input": "Hi", "stream": True})
