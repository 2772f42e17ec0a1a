"""The headers by which a request can be traced, and those with its cost."""

from typing import Any

import httpx
import pytest

from aimlkit.mock import MockResponse, MockServer, ToolCall
from tests.mock.client import CHAT, OPERATIONS, RESPONSES, MockClient, event_data
from tests.models import CHAT_MODEL, CHAT_OPERATION, RESPONSES_MODEL, require_cost

INFERENCE_ID, CLIENT_REQUEST_ID = "x-inference-id", "x-client-request-id"
USD_SPENT, CREDITS_USED = "x-aimlapi-usd-spent", "x-aimlapi-credits-used"

REQUESTS: dict[str, Any] = {
    CHAT: {"model": CHAT_MODEL, "messages": [{"role": "user", "content": "Hi"}]},
    RESPONSES: {"model": RESPONSES_MODEL, "input": "Hi"},
}

each_path = pytest.mark.parametrize("path", [CHAT, RESPONSES])
each_form = pytest.mark.parametrize("stream", [False, True])


def post(
    mock_client: MockClient, path: str = CHAT, *, client_request_id: str | None = None, **fields: Any
) -> httpx.Response:
    """Send a request with an id of the client's own."""
    headers = (
        {} if client_request_id is None else {b"X-Client-Request-Id": client_request_id.encode("latin-1")}
    )
    return mock_client.http.post(path, json={**REQUESTS[path], **fields}, headers=headers)


# --- ids ---


@each_path
@each_form
def test_response_has_an_inference_id_of_its_own(mock_client: MockClient, path: str, *, stream: bool) -> None:
    responses = [post(mock_client, path, stream=stream) for _ in range(3)]
    assert len({response.headers[INFERENCE_ID] for response in responses}) == 3
    assert all(response.headers[INFERENCE_ID] not in response.text for response in responses)


def test_inference_ids_depend_on_the_seed_and_the_requests_only() -> None:
    ids: list[list[str]] = []
    for seed in (1, 1, 2):
        with MockServer(seed=seed) as server, httpx.Client(base_url=server.base_url) as http:
            headers = {"Authorization": f"Bearer {server.key}"}
            received = [http.post(path, json=REQUESTS[path], headers=headers) for path in (CHAT, RESPONSES)]
            received.append(http.get(CHAT))
            ids.append([response.headers[INFERENCE_ID] for response in received])
    assert ids[0] == ids[1]
    assert not set(ids[0]) & set(ids[2])


@pytest.mark.parametrize(
    ("method", "path", "status", "options"),
    [
        ("POST", CHAT, 400, {"json": {}}),
        ("POST", CHAT, 415, {"content": b"a"}),
        ("POST", CHAT, 401, {"headers": {"Authorization": "Bearer wrong"}}),
        ("GET", CHAT, 405, {}),
        ("GET", "/nowhere", 404, {}),
    ],
)
def test_error_has_its_id_and_that_of_the_client_in_headers(
    mock_client: MockClient, method: str, path: str, status: int, options: Any
) -> None:
    options = {**options, "headers": {"X-Client-Request-Id": "order-7", **options.get("headers", {})}}
    response = mock_client.assert_error(status, path, method=method, **options)
    assert response.headers[INFERENCE_ID] == response.json()["requestId"]
    assert response.headers[CLIENT_REQUEST_ID] == "order-7"
    assert USD_SPENT not in response.headers


def test_enqueued_error_has_its_id_in_headers(mock_client: MockClient) -> None:
    mock_client.server.enqueue(MockResponse(status=503), MockResponse(failure="No."))
    for status in (503, 500):
        response = post(mock_client, client_request_id="order-7")
        assert response.status_code == status
        assert response.headers[INFERENCE_ID] == response.json()["requestId"]
        assert response.headers[CLIENT_REQUEST_ID] == "order-7"


@each_path
@each_form
@pytest.mark.parametrize("sent", ["a", "Order_7:b.c-D", "a" * 128])
def test_valid_client_request_id_is_returned_and_recorded(
    mock_client: MockClient, path: str, sent: str, *, stream: bool
) -> None:
    response = post(mock_client, path, client_request_id=sent, stream=stream)
    assert response.headers[CLIENT_REQUEST_ID] == sent
    assert mock_client.server.requests[-1].headers[CLIENT_REQUEST_ID] == sent


@pytest.mark.parametrize("sent", [None, "", "a b", "a/b", "a" * 129, "ä"])
def test_other_client_request_id_is_ignored_without_an_error(
    mock_client: MockClient, sent: str | None
) -> None:
    response = post(mock_client, client_request_id=sent)
    assert response.status_code == 200
    assert CLIENT_REQUEST_ID not in response.headers


def test_headers_of_a_mock_response_replace_the_generated_ones(mock_client: MockClient) -> None:
    headers = {"X-Inference-Id": "i1", "X-Client-Request-Id": "c1", "X-AIMLAPI-USD-Spent": "7"}
    mock_client.server.enqueue(MockResponse(headers=headers), MockResponse(status=400, headers=headers))
    for _ in range(2):
        response = post(mock_client, client_request_id="order-7")
        for name, value in headers.items():
            assert response.headers.get_list(name) == [value]


def test_response_with_a_status_and_a_body_is_sent_exactly(mock_client: MockClient) -> None:
    mock_client.server.enqueue(MockResponse(status=200, body={"a": 1}))
    response = post(mock_client, client_request_id="order-7")
    assert not {INFERENCE_ID, CLIENT_REQUEST_ID, USD_SPENT} & response.headers.keys()


# --- cost ---


def cost_in(value: Any) -> tuple[float, int]:
    """Return the cost in US dollars and in credits in a response, or in its last event."""
    usage = value.get("response", value)["meta"]["usage"]
    return usage["usd_spent"], usage["credits_used"]


def events_of(path: str, response: httpx.Response) -> list[Any]:
    """Return the events of a stream."""
    return [httpx.Response(200, text=data).json() for data in event_data(path, response.text)]


@each_path
@pytest.mark.parametrize("cost_usd", [None, 0.0, 0.0000005, 0.1, 1 / 3, 12345.678])
def test_cost_is_the_same_in_body_headers_and_last_event(
    mock_client: MockClient, path: str, cost_usd: float | None
) -> None:
    require_cost(OPERATIONS[path])
    mock_client.server.enqueue(*[MockResponse(text="Hello", cost_usd=cost_usd)] * 2)
    whole = post(mock_client, path)
    usd, credits_used = cost_in(whole.json())
    assert float(whole.headers[USD_SPENT]) == usd
    assert "e" not in whole.headers[USD_SPENT]
    assert whole.headers[CREDITS_USED] == str(credits_used)
    if cost_usd is None:
        assert usd == credits_used / 2_000_000 > 0
    else:
        assert (usd, credits_used) == (cost_usd, round(cost_usd * 2_000_000))
    *_, last = events_of(path, post(mock_client, path, stream=True))
    assert cost_in(last) == (usd, credits_used)


@each_path
def test_stream_has_no_cost_headers_and_its_cost_in_the_last_event_only(
    mock_client: MockClient, path: str
) -> None:
    require_cost(OPERATIONS[path])
    response = post(mock_client, path, stream=True)
    assert not {USD_SPENT, CREDITS_USED} & response.headers.keys()
    *events, last = events_of(path, response)
    assert cost_in(last) > (0, 0)
    assert not any("meta" in event.get("response", event) for event in events)


@pytest.mark.parametrize(
    "fields",
    [{}, {"n": 3}, {"stream_options": {"include_usage": True}}, {"max_completion_tokens": 3}],
)
def test_last_chunk_has_the_cost_of_the_completion(mock_client: MockClient, fields: Any) -> None:
    require_cost(CHAT_OPERATION)
    whole = mock_client.create_completion("Hi", **fields)
    *chunks, last = mock_client.stream_completion("Hi", **fields)
    assert last["meta"] == whole["meta"]
    assert not any("meta" in chunk for chunk in chunks)


@each_path
@each_form
def test_mock_response_without_cost_states_none(mock_client: MockClient, path: str, *, stream: bool) -> None:
    mock_client.server.enqueue(
        MockResponse(text="Hello", without_cost=True),
        MockResponse(tool_calls=[ToolCall("f", "{}")], without_cost=True),
        MockResponse(without_cost=True),
    )
    for _ in range(3):
        response = post(mock_client, path, stream=stream)
        assert response.status_code == 200
        assert not {USD_SPENT, CREDITS_USED} & response.headers.keys()
        assert "usd_spent" not in response.text


def test_queued_response_has_no_cost_yet(mock_client: MockClient) -> None:
    response = post(mock_client, RESPONSES, background=True)
    assert response.json()["status"] == "queued"
    assert not {USD_SPENT, CREDITS_USED} & response.headers.keys()


@pytest.mark.parametrize(
    "fields",
    [
        {"cost_usd": -1.0},
        {"cost_usd": float("nan")},
        {"cost_usd": float("inf")},
        {"cost_usd": 1.0, "without_cost": True},
        {"cost_usd": 1.0, "status": 200},
    ],
)
def test_mock_response_with_an_impossible_cost_raises(fields: Any) -> None:
    with pytest.raises(ValueError, match="cost_usd"):
        MockResponse(**fields)


def test_cost_can_be_enqueued_over_http(mock_client: MockClient) -> None:
    enqueue = f"{mock_client.server.url}/_mock/responses"
    assert mock_client.http.post(enqueue, json=[{"cost_usd": 0.5}, {"without_cost": True}]).is_success
    assert post(mock_client).headers[USD_SPENT] == "0.5"
    assert USD_SPENT not in post(mock_client).headers
    assert mock_client.http.post(enqueue, json=[{"cost_usd": "much"}]).status_code == 400
