"""The benchmark of the client: three clients do the same work, and a table compares their times."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.bench import subjects, wrapper
from tests.bench.loopback import serving
from tests.models import CHAT_OPERATION, RESPONSES_OPERATION, needs


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with serving(events=20, many=300) as url:
        yield url


@needs(CHAT_OPERATION, RESPONSES_OPERATION)
@pytest.mark.parametrize(
    "name",
    [
        name if name == wrapper.OURS else pytest.param(name, marks=pytest.mark.long)
        for name in wrapper.ALL_NAMES
    ],
)
def test_bench_clients_do_the_same_work(url: str, name: str) -> None:
    done = {}
    with wrapper.working(name, url) as worker:
        for task in ("chat", "response", "chat_events", "response_events", "alone", "at_once", "calls_16"):
            seconds, done[task] = wrapper.measure(worker, task, 2)
            assert 0 < seconds < 1
    with wrapper.working(name, f"{url}/many") as worker:
        _, many = wrapper.measure(worker, "chat_events", 1)
    each = subjects.AT_ONCE * done["chat_events"]
    assert (many, done) == (
        301,
        {
            "chat": 2,
            "response": 2,
            "chat_events": 42,
            "response_events": 40,
            "alone": each,
            "at_once": each,
            "calls_16": 64,
        },
    )


@needs(CHAT_OPERATION, RESPONSES_OPERATION)
@pytest.mark.parametrize("name", wrapper.NAMES)
def test_bench_measures_a_fresh_process(url: str, name: str) -> None:
    with wrapper.compiling() as environment:
        time, imported, finished = wrapper.fresh(name, url, environment).values()
    assert 10 < time < 60_000
    assert 5 < imported <= finished < 1000


@pytest.mark.parametrize(
    ("ours", "of_floor", "of_peer", "end"),
    [
        (20.0, 2.0, 0.5, "    10.0     20.0     40.0      2.00  ≤ 2.00      0.50  ≤ 0.50  met"),
        (20.0, 2.0, None, "    10.0     20.0     40.0      2.00  ≤ 2.00      0.50          met"),
        (20.0, 1.9, 0.5, "    10.0     20.0     40.0      2.00  ≤ 1.90      0.50  ≤ 0.50  MISSED"),
        (20.0, 2.0, 0.4, "    10.0     20.0     40.0      2.00  ≤ 2.00      0.50  ≤ 0.40  MISSED"),
    ],
)
def test_bench_row(ours: float, of_floor: float, of_peer: float | None, end: str) -> None:
    # Outliers do not count: a ratio is the median of the rounds.
    rounds = [{"httpx": 10.0, "aimlkit": ours, "openai": 40.0}] * 3 + [
        {"httpx": 10.0, "aimlkit": 990.0, "openai": 40.0},
        {"httpx": 990.0, "aimlkit": ours, "openai": 40.0},
    ]
    line = str(wrapper.Row("a call", "µs", rounds, of_floor, of_peer))
    assert line.startswith("a call (µs) ")
    assert line.endswith(end)
    assert len(wrapper.HEAD) == len(line.rsplit("  ", 1)[0].rstrip()) or of_peer is None


def test_bench_needs_are_the_dependencies_of_a_package() -> None:
    assert {"httpx", "httpcore", "certifi", "idna", "anyio", "h11"} <= wrapper.needs("httpx")
    assert "pydantic" in wrapper.needs("openai")
    assert wrapper.needs("no-such-package") == set()
    assert wrapper.size({"attrs"}) > 0.1
