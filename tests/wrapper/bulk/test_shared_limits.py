"""Limits that workers share, without a cluster."""

from __future__ import annotations

import asyncio

import pytest

from aimlkit.bulk._shared_limits import ClusterLimits, LimitsReply, LimitsReport, SharedLimits, SpendLedger


class Cluster:
    """The limits of a cluster; counts the exchanges, and yields to the other tasks before each."""

    def __init__(
        self, requests_per_minute: float | None = None, tokens_per_minute: float | None = None
    ) -> None:
        self.rates = (requests_per_minute, tokens_per_minute)
        self.exchanges = 0
        self.restart()

    def restart(self) -> None:
        """Lose the state, as an actor that is started again."""
        self.limits = ClusterLimits(*self.rates, clock=lambda: 0.0)

    async def exchange(self, report: LimitsReport) -> LimitsReply:
        """Exchange a report, as the method of an actor."""
        await asyncio.sleep(0)
        self.exchanges += 1
        return self.limits.exchange(report)

    def worker(self) -> SharedLimits:
        """Return the limits of a worker."""
        return SharedLimits(
            self.exchange,
            SpendLedger(),
            max_concurrency=8,
            requests_per_minute=self.rates[0],
            tokens_per_minute=self.rates[1],
            clock=lambda: 0.0,
        )


def test_workers_share_the_requests_per_minute() -> None:
    async def run() -> list[float]:
        cluster = Cluster(requests_per_minute=60)
        first, second = cluster.worker(), cluster.worker()
        return [await worker.next_turn(100) for worker in (first, second, first, second)]

    assert asyncio.run(run()) == [0, 1, 2, 3]


def test_workers_share_the_tokens_per_minute_and_their_corrections() -> None:
    async def run() -> list[float]:
        cluster = Cluster(tokens_per_minute=600)
        first, second = cluster.worker(), cluster.worker()
        waits = [await first.next_turn(10)]
        first.correct_tokens(90)
        await first.refresh()
        return [*waits, await second.next_turn(10)]

    assert asyncio.run(run()) == [0, 10]


def test_workers_learn_what_all_have_spent() -> None:
    async def run() -> tuple[float, float]:
        cluster = Cluster()
        first, second = cluster.worker(), cluster.worker()
        first.add_cost(1)
        second.add_cost(2)
        second.add_cost(4)
        await first.refresh()
        await second.refresh()
        await first.refresh()
        return first.spent, second.spent

    assert asyncio.run(run()) == (7, 7)


def test_pause_of_a_worker_is_one_of_all() -> None:
    async def run() -> float:
        cluster = Cluster()
        first, second = cluster.worker(), cluster.worker()
        first.pause(30)
        await first.refresh()
        await second.refresh()
        return second.pause_left()

    assert asyncio.run(run()) == 30


def test_requests_that_wait_share_an_exchange() -> None:
    async def run() -> int:
        cluster = Cluster(requests_per_minute=60)
        worker = cluster.worker()
        assert sorted(await asyncio.gather(*(worker.next_turn(1) for _ in range(100)))) == [*range(100)]
        return cluster.exchanges

    assert asyncio.run(run()) <= 2


def test_total_survives_a_restart_of_the_cluster_limits() -> None:
    async def run() -> tuple[float, float]:
        cluster = Cluster()
        first, second = cluster.worker(), cluster.worker()
        for worker, cost in ((first, 1), (second, 2), (first, 4)):
            worker.add_cost(cost)
            await worker.refresh()
        cluster.restart()
        second.add_cost(8)
        for worker in (second, first, second):
            await worker.refresh()
        return first.spent, second.spent

    assert asyncio.run(run()) == (15, 15)


def test_failed_exchange_is_raised_to_all_that_wait() -> None:
    async def fail(report: LimitsReport) -> LimitsReply:
        raise OSError("the actor is gone")

    async def run() -> list[type]:
        worker = Cluster().worker()
        worker._exchange = fail
        calls = (worker.next_turn(1), worker.next_turn(1), worker.refresh())
        return [type(result) for result in await asyncio.gather(*calls, return_exceptions=True)]

    assert asyncio.run(run()) == [OSError] * 3


def test_workers_with_other_limits_are_refused() -> None:
    async def run() -> None:
        cluster = Cluster(requests_per_minute=60)
        worker = cluster.worker()
        worker._rates = (30, None)
        await worker.next_turn(1)

    with pytest.raises(ValueError, match="choose another run_id"):
        asyncio.run(run())
