"""Limits of bulk runs, without I/O."""

from __future__ import annotations

import pytest

from aimlkit.bulk._limits import INITIAL_CONCURRENCY, AdaptiveConcurrency, Limits, RateLimit


def test_concurrency_doubles_with_each_round_until_the_server_throttles() -> None:
    concurrency = AdaptiveConcurrency(maximum=1000)
    assert concurrency.limit == INITIAL_CONCURRENCY
    for _ in range(INITIAL_CONCURRENCY):
        concurrency.on_response()
    assert concurrency.limit == 2 * INITIAL_CONCURRENCY


def test_concurrency_halves_once_for_the_requests_in_flight() -> None:
    concurrency = AdaptiveConcurrency(maximum=1000)
    concurrency.on_throttled(sent_at=0, now=1)
    concurrency.on_throttled(sent_at=0.5, now=1.1)
    assert concurrency.limit == INITIAL_CONCURRENCY // 2
    concurrency.on_throttled(sent_at=1.2, now=2)
    assert concurrency.limit == INITIAL_CONCURRENCY // 4


def test_concurrency_grows_by_one_a_round_after_throttling() -> None:
    concurrency = AdaptiveConcurrency(maximum=1000)
    concurrency.on_throttled(sent_at=0, now=1)
    before = concurrency.limit
    for _ in range(before + 1):
        concurrency.on_response()
    assert concurrency.limit == before + 1


def test_concurrency_stays_between_one_and_the_maximum() -> None:
    concurrency = AdaptiveConcurrency(maximum=20)
    for _ in range(100):
        concurrency.on_response()
    assert concurrency.limit == 20
    for second in range(100):
        concurrency.on_throttled(sent_at=second, now=second)
    assert concurrency.limit == 1
    assert AdaptiveConcurrency(maximum=3).limit == 3


def test_rate_limit_spaces_reservations_evenly() -> None:
    rate = RateLimit(per_minute=120)
    assert [rate.reserve(1, now=10) for _ in range(3)] == [10, 10.5, 11]
    assert rate.reserve(1, now=60) == 60


def test_rate_limit_is_corrected_by_what_was_used() -> None:
    rate = RateLimit(per_minute=60)
    rate.reserve(1, now=0)
    rate.correct(4)
    assert rate.reserve(1, now=0) == 5


def test_limits_delay_by_the_stricter_rate() -> None:
    limits = Limits(max_concurrency=1, requests_per_minute=60, tokens_per_minute=600, clock=lambda: 0.0)
    assert limits.reserve(tokens=100) == 0
    assert limits.reserve(tokens=100) == 10


def test_pause_is_the_longest_that_the_server_asks_for() -> None:
    now = 0.0
    limits = Limits(max_concurrency=1, requests_per_minute=None, tokens_per_minute=None, clock=lambda: now)
    limits.pause(30)
    limits.pause(10)
    assert limits.pause_left() == pytest.approx(30)
    now = 31.0
    assert limits.pause_left() == 0
