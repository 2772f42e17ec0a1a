"""The part of `make bench` that runs on two Ray nodes, in the environment of `make ray`.

python -m tests.ray.bench URL REQUESTS CONCURRENCY …: for each number of concurrent requests of the cluster, print the
microseconds of CPU time of the workers per request, and the requests per second, after a warm-up.
"""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Mapping, Sequence
from typing import Any

import ray
import ray.data
from ray.cluster_utils import Cluster

from aimlkit.bulk import RayCaller
from tests.bench.subjects import CHAT, KEY
from tests.conftest import ROOT

NODES = 2


def to_messages(row: Mapping[str, object]) -> Sequence[Mapping[str, object]]:
    """Return the messages of a request, which are always the same."""
    messages: Sequence[Mapping[str, object]] = CHAT["messages"]
    return messages


def send(count: int, concurrency: int) -> tuple[float, float]:
    """Send requests; return the CPU time of the workers and the elapsed time, in seconds."""
    caller = RayCaller(
        model=CHAT["model"],
        prompt=to_messages,
        id_column="id",
        max_concurrency=concurrency // NODES,
        check=False,
    )

    def send_and_measure(batch: Any) -> Any:
        before = time.process_time()
        sent = caller(batch)
        return {
            "code": sent["response_error_code"],
            "cpu": [time.process_time() - before] + [0.0] * (len(batch["id"]) - 1),
        }

    numbers = ray.data.range(count, override_num_blocks=2 * NODES)
    began = time.perf_counter()
    rows = numbers.map_batches(
        send_and_measure, batch_size=None, concurrency=NODES, scheduling_strategy="SPREAD"
    ).take_all()
    elapsed = time.perf_counter() - began
    assert [row["code"] for row in rows] == [None] * count
    return sum(row["cpu"] for row in rows), elapsed


def main(url: str, count: int, concurrencies: Sequence[int]) -> None:
    """Start the nodes, and measure."""
    os.environ |= {
        "PYTHONPATH": os.pathsep.join(map(str, (ROOT, ROOT / "wrapper", ROOT / "generated"))),
        "RAY_USAGE_STATS_ENABLED": "0",
        "AIML_API_KEY": KEY,
        "AIML_API_BASE": f"{url}/v1",
    }
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    cluster.add_node(num_cpus=1)
    ray.init(address=cluster.address, log_to_driver=False, logging_level=logging.ERROR)
    ray.data.DataContext.get_current().enable_progress_bars = False
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    try:
        for concurrency in concurrencies:
            send(4 * concurrency, concurrency)
            cpu, elapsed = send(count, concurrency)
            print(concurrency, 1e6 * cpu / count, count / elapsed, flush=True)
    finally:
        ray.shutdown()
        cluster.shutdown()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), [*map(int, sys.argv[3:])])
