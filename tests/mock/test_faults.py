"""Random faults: their shares, their reproducibility, and their effects on clients."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import fields
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

import aimlkit
from aimlkit.mock import Faults, MockResponse, MockServer
from aimlkit.mock.delivery import reset_connection
from tests.mock.client import CHAT, RESPONSES
from tests.models import CHAT_MODEL, CHAT_OPERATION, RESPONSES_MODEL, RESPONSES_OPERATION, needs

pytestmark = needs(CHAT_OPERATION, RESPONSES_OPERATION)

REQUEST: Any = {"model": CHAT_MODEL, "messages": [{"role": "user", "content": "Hi"}]}
STREAM: Any = {**REQUEST, "stream": True}
RESPONSE_STREAM: Any = {"model": RESPONSES_MODEL, "input": "Hi", "stream": True}
HEADERS = {"Authorization": "Bearer mock-key"}
SHARES = [*Faults().shares()]


def send(server: MockServer, path: str, request: Any, timeout: float = 30) -> httpx.Response:
    # There is no TLS, and loading certificates would take longer than the request.
    return httpx.post(server.base_url + path, json=request, headers=HEADERS, timeout=timeout, verify=False)


# --- each fault ---


@pytest.mark.parametrize(
    ("path", "request_"), [(CHAT, STREAM), (RESPONSES, RESPONSE_STREAM), (CHAT, REQUEST)]
)
@pytest.mark.parametrize(
    ("fault", "status", "retry_after"),
    [
        ("rate_limit", 429, "3"),
        ("rate_limit_without_retry_after", 429, None),
        ("server_error", 500, None),
        ("unavailable", 503, None),
    ],
)
def test_fault_with_a_status(
    path: str, request_: Any, fault: str, status: int, retry_after: str | None
) -> None:
    with MockServer(faults=Faults(**{fault: 1}, retry_after=3)) as server:
        response = send(server, path, request_)
        [recorded] = server.requests
    assert response.status_code == status
    assert response.headers.get("retry-after") == retry_after
    assert response.json()["statusCode"] == str(status)
    assert (recorded.fault, recorded.status) == (fault, status)


@pytest.mark.parametrize(
    ("path", "request_"), [(CHAT, STREAM), (RESPONSES, RESPONSE_STREAM), (CHAT, REQUEST)]
)
def test_connection_reset(path: str, request_: Any) -> None:
    with MockServer(faults=Faults(connection_reset=1)) as server:
        with pytest.raises(httpx.ReadError, match="Connection reset"):
            send(server, path, request_)
        with pytest.raises(aimlkit.APIConnectionError):
            client = aimlkit.AIMLAPI(api_key="mock-key", base_url=server.base_url, max_retries=0)
            client.responses.create(model=RESPONSES_MODEL, input="Hi")


@pytest.mark.parametrize(("path", "request_"), [(CHAT, STREAM), (RESPONSES, RESPONSE_STREAM)])
def test_cut_stream(path: str, request_: Any) -> None:
    with (
        MockServer(faults=Faults(cut_stream=1)) as server,
        pytest.raises(httpx.RemoteProtocolError, match="incomplete"),
    ):
        send(server, path, request_)


def test_cut_stream_has_events_before_its_end() -> None:
    with MockServer(faults=Faults(cut_stream=1)) as server:
        client = aimlkit.AIMLAPI(api_key="mock-key", base_url=server.base_url, max_retries=0)
        with client.responses.stream(model=RESPONSES_MODEL, input="Hi") as stream:
            events: list[object] = []
            with pytest.raises(aimlkit.StreamCutError):
                events.extend(stream)
            assert stream.current_response_snapshot.id


@pytest.mark.parametrize(("path", "request_"), [(CHAT, STREAM), (RESPONSES, RESPONSE_STREAM)])
def test_stalled_stream(path: str, request_: Any) -> None:
    with MockServer(faults=Faults(stalled_stream=1)) as server, pytest.raises(httpx.ReadTimeout):
        send(server, path, request_, timeout=0.2)


@pytest.mark.parametrize(("path", "request_"), [(CHAT, STREAM), (RESPONSES, RESPONSE_STREAM)])
def test_malformed_event(path: str, request_: Any) -> None:
    with MockServer(faults=Faults(malformed_event=1)) as server:
        first = send(server, path, request_).text.split("\n\n")[0]
    data = next(line for line in first.splitlines() if line.startswith("data: "))
    assert not data.rstrip().endswith("}")


@pytest.mark.parametrize(("path", "request_"), [(CHAT, STREAM), (CHAT, REQUEST)])
def test_slow_headers(path: str, request_: Any) -> None:
    with MockServer(faults=Faults(slow_headers=1, header_delay=3600)) as server:
        with pytest.raises(httpx.ReadTimeout):
            send(server, path, request_, timeout=0.2)
        assert [recorded.fault for recorded in server.requests] == ["slow_headers"]


@pytest.mark.parametrize("fault", ["cut_stream", "stalled_stream", "malformed_event"])
def test_faults_of_streams_leave_other_responses_alone(fault: str) -> None:
    with MockServer(faults=Faults(**{fault: 1})) as server:
        response = send(server, CHAT, REQUEST)
        [recorded] = server.requests
    assert response.json()["object"] == "chat.completion"
    assert recorded.fault is None


# --- shares and seeds ---


def drawn(faults: Faults, count: int) -> list[str | None]:
    return [faults.draw(number, is_stream=True) for number in range(count)]


@given(
    shares=st.lists(st.floats(0, 1), min_size=len(SHARES), max_size=len(SHARES)),
    seed=st.integers(0, 2**32),
)
def test_shares_of_many_requests_are_those_that_were_set(shares: list[float], seed: int) -> None:
    total = max(1.0, sum(shares))
    expected = {name: share / total for name, share in zip(SHARES, shares, strict=True)}
    faults = Faults(**expected, seed=seed)
    count = 1000
    found = Counter(drawn(faults, count))
    for name, share in expected.items():
        # Five standard deviations of a binomial distribution, or of a few requests.
        tolerance = 5 * (count * share * (1 - share)) ** 0.5 + 5
        assert abs(found[name] - count * share) <= tolerance
    assert drawn(faults, 50) == drawn(faults, 50)


def test_other_seed_has_other_faults() -> None:
    assert drawn(Faults(server_error=0.5, seed=1), 64) != drawn(Faults(server_error=0.5, seed=2), 64)


def test_run_with_the_same_requests_has_the_same_faults() -> None:
    def statuses(server: MockServer) -> list[int]:
        return [send(server, CHAT, REQUEST).status_code for _ in range(20)]

    faults = Faults(rate_limit=0.3, unavailable=0.3, seed=5)
    with MockServer(faults=faults) as server:
        first = statuses(server)
        server.reset()
        assert statuses(server) == first
    with MockServer(faults=faults) as server:
        assert statuses(server) == first
    expected = {"rate_limit": 429, "unavailable": 503, None: 200}
    assert first == [expected[fault] for fault in drawn(faults, 20)]
    assert set(first) == {200, 429, 503}


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"server_error": -0.1}, "a share is a number from 0 to 1"),
        ({"server_error": 1.1}, "a share is a number from 0 to 1"),
        ({"server_error": float("nan")}, "a share is a number from 0 to 1"),
        ({"server_error": 0.6, "unavailable": 0.5}, r"the shares add up to 1\.1"),
    ],
)
def test_shares_are_valid(values: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Faults(**values)


def test_shares_are_all_fields_but_settings() -> None:
    assert {each.name for each in fields(Faults)} - {*SHARES} == {"seed", "retry_after", "header_delay"}
    assert all(name in SHARES for name in ("rate_limit", "cut_stream", "slow_headers"))


# --- with rules and enqueued responses ---


def test_enqueued_response_has_no_random_fault() -> None:
    with MockServer(faults=Faults(server_error=1)) as server:
        server.enqueue(MockResponse(text="Fine."))
        assert send(server, CHAT, REQUEST).json()["choices"][0]["message"]["content"] == "Fine."


def test_fault_that_replaces_a_response_leaves_the_reply_to_the_next_request() -> None:
    faults = Faults(server_error=0.5, seed=1)
    expected = [fault is None for fault in drawn(faults, 12)]
    with MockServer(faults=faults) as server:
        rule = server.on().reply(*(MockResponse(text=f"{number}") for number in range(12)))
        responses = [send(server, CHAT, REQUEST) for _ in range(12)]
        assert [response.status_code == 200 for response in responses] == expected
        texts = [r.json()["choices"][0]["message"]["content"] for r in responses if r.status_code == 200]
        assert texts == [str(number) for number in range(sum(expected))]
        assert rule.uses == sum(expected)


def test_rule_has_faults_of_its_own(aimlkit_mock: MockServer) -> None:
    faults = Faults(unavailable=0.5, seed=2)
    aimlkit_mock.on(contains="Hi").reply(text="Fine.", faults=faults)
    statuses = [send(aimlkit_mock, CHAT, REQUEST).status_code for _ in range(12)]
    assert statuses == [503 if fault else 200 for fault in drawn(faults, 12)]
    other: Any = {**REQUEST, "messages": [{"role": "user", "content": "Bye"}]}
    assert [send(aimlkit_mock, CHAT, other).status_code for _ in range(12)] == [200] * 12


def test_fault_of_a_rule_keeps_its_reply(aimlkit_mock: MockServer) -> None:
    aimlkit_mock.on().reply(text="One two three four five.", faults=Faults(cut_stream=1))
    client = aimlkit.AIMLAPI(api_key=aimlkit_mock.key, base_url=aimlkit_mock.base_url, max_retries=0)
    assert (
        client.responses.create(model=RESPONSES_MODEL, input="Hi").output_text == "One two three four five."
    )
    with (
        pytest.raises(aimlkit.StreamCutError),
        client.responses.stream(model=RESPONSES_MODEL, input="Hi") as stream,
    ):
        stream.until_done()


def test_client_retries_after_a_reset(aimlkit_mock: MockServer) -> None:
    aimlkit_mock.on().reply(MockResponse(reset=True), MockResponse(text="Fine."))
    client = aimlkit.AIMLAPI(api_key=aimlkit_mock.key, base_url=aimlkit_mock.base_url)
    assert client.responses.create(model=RESPONSES_MODEL, input="Hi").output_text == "Fine."
    assert [request.status for request in aimlkit_mock.requests] == [None, 200]


def test_client_retries_through_random_faults() -> None:
    faults = Faults(rate_limit=0.6, retry_after=0.001, seed=3)
    with MockServer(faults=faults) as server:
        client = aimlkit.AIMLAPI(api_key="mock-key", base_url=server.base_url, max_retries=20)
        client = client.with_options(timeout=60)
        server.on().reply(text="Fine.")
        for _ in range(3):
            assert client.responses.create(model=RESPONSES_MODEL, input="Hi").output_text == "Fine."
        assert any(recorded.fault for recorded in server.requests)


def test_connection_cannot_be_reset_by_another_server() -> None:
    with pytest.raises(RuntimeError, match="only the server of the mock"):
        asyncio.run(reset_connection({"type": "http"}))
