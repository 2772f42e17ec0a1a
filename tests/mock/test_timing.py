"""The timing of streams."""

from __future__ import annotations

import time
from itertools import islice, pairwise
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aimlkit.mock import MockResponse, MockServer, Timing
from aimlkit.mock.timing import parse_duration
from tests.mock.client import CHAT, RESPONSES
from tests.mock.test_faults import HEADERS, REQUEST, RESPONSE_STREAM, STREAM, send
from tests.mock.test_process import running
from tests.models import CHAT_OPERATION, RESPONSES_OPERATION, needs

pytestmark = needs(CHAT_OPERATION, RESPONSES_OPERATION)


@given(
    first=st.floats(0, 3600),
    rate=st.none() | st.floats(0.01, 1e6),
    jitter=st.floats(0, 1),
    seed=st.integers(0, 9),
    number=st.integers(0, 9),
)
def test_pauses_are_within_the_jitter_and_reproducible(
    first: float, rate: float | None, jitter: float, seed: int, number: int
) -> None:
    timing = Timing(first, rate, jitter)
    times = [*islice(timing.times(seed, number), 20)]
    assert times == [*islice(timing.times(seed, number), 20)]
    assert first * (1 - jitter) - 1e-6 <= times[0] <= first * (1 + jitter) + 1e-6
    pause = 0 if rate is None else 1 / rate
    for earlier, later in pairwise(times):
        assert pause * (1 - jitter) - 1e-6 <= later - earlier <= pause * (1 + jitter) + 1e-6


def test_jitter_varies_pauses_and_streams() -> None:
    timing = Timing(tokens_per_second=10, jitter=0.5)
    first, second = ([*islice(timing.times(0, number), 20)] for number in (0, 1))
    assert first != second
    assert len({round(later - earlier, 6) for earlier, later in pairwise(first)}) > 10


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"first_token": -1}, "from 0 to 3600 seconds"),
        ({"first_token": float("nan")}, "from 0 to 3600 seconds"),
        ({"tokens_per_second": 0}, "at least 0.001"),
        ({"tokens_per_second": float("inf")}, "at least 0.001"),
        ({"jitter": 1.5}, "from 0 to 1"),
    ],
)
def test_timing_is_valid(values: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Timing(**values)


@pytest.mark.parametrize(("text", "seconds"), [("400ms", 0.4), ("1.5s", 1.5), ("0s", 0), (".5s", 0.5)])
def test_duration_has_a_unit(text: str, seconds: float) -> None:
    assert parse_duration(text) == seconds


@pytest.mark.parametrize("text", ["", "4", "s", "1m", "-1s", "1 s", "1e3s", "٣s"])
def test_duration_without_a_known_unit_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a duration such as 400ms"):
        parse_duration(text)


def event_times(server: MockServer, path: str, request: Any) -> list[float]:
    """Return when the parts of a stream arrived, in seconds since the request was sent."""
    started = time.monotonic()
    with httpx.stream("POST", server.base_url + path, json=request, headers=HEADERS, timeout=30) as response:
        return [time.monotonic() - started for _ in response.iter_raw()]


@pytest.mark.parametrize(("path", "request_"), [(CHAT, STREAM), (RESPONSES, RESPONSE_STREAM)])
def test_events_come_at_their_rate(path: str, request_: Any) -> None:
    with MockServer(timing=Timing(first_token=0.1, tokens_per_second=50)) as server:
        server.on().reply(text="Hi.")
        times = event_times(server, path, request_)
    # Under load, parts may arrive late and together, but never early.
    assert times[0] >= 0.1
    events = 4 if path == CHAT else 9
    assert times[-1] >= 0.1 + (events - 1) / 50


def test_timing_leaves_other_responses_alone() -> None:
    with MockServer(timing=Timing(first_token=3600)) as server:
        assert send(server, CHAT, REQUEST).status_code == 200
        server.enqueue(
            MockResponse(status=200, body="data: 1\n\n", headers={"Content-Type": "text/event-stream"})
        )
        assert send(server, CHAT, STREAM).text == "data: 1\n\n"


def test_delay_of_a_response_replaces_the_timing() -> None:
    with MockServer(timing=Timing(first_token=3600)) as server:
        server.enqueue(MockResponse(text="Hi.", event_delay=0.001))
        assert send(server, CHAT, STREAM).status_code == 200


def test_process_has_a_timing() -> None:
    options = (
        "--first-token",
        "100ms",
        "--tokens-per-second",
        "1000",
        "--jitter",
        "0.2",
        "--key",
        "mock-key",
    )
    with running(*options) as (_, url):
        started = time.monotonic()
        httpx.post(f"{url}/v1/chat/completions", json=STREAM, headers=HEADERS)
        assert time.monotonic() - started >= 0.08
