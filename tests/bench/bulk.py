"""Compare a bulk run with a loop over openai-python that does the same: read requests, send them, write the responses.

Times are the CPU time of a process that sends many requests to a server that sends recorded bytes, after a warm-up.
The two are measured alternately.
"""

from __future__ import annotations

import asyncio
import gc
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median

from tests.bench.loopback import serving
from tests.bench.subjects import CHAT, CONCURRENT, KEY
from tests.bench.wrapper import verdict
from tests.conftest import ROOT

OURS, PEER = "aimlkit", "openai"
ROUNDS = 3
REQUESTS = 2_000


def main() -> int:
    """Measure, and print the table."""
    figures: dict[tuple[str, int], list[tuple[float, float]]] = {}
    with serving(20, 20) as url:
        for _ in range(ROUNDS):
            for concurrency in CONCURRENT:
                for name in (OURS, PEER):
                    figures.setdefault((name, concurrency), []).append(run(name, url, concurrency))
    print(
        f"bulk run of {REQUESTS:,} requests, and a loop over openai-python: CPU time per request, requests per second"
    )
    costs: Mapping[tuple[str, int], float] = {
        key: median(cost for cost, _ in each) for key, each in figures.items()
    }
    for concurrency in CONCURRENT:
        ours, peer = (costs[name, concurrency] for name in (OURS, PEER))
        rates = [median(rate for _, rate in figures[name, concurrency]) for name in (OURS, PEER)]
        print(
            f"    {concurrency} concurrent: {ours:.0f} µs and {peer:.0f} µs, {rates[0]:.0f}/s and {rates[1]:.0f}/s;"
            f" {peer / ours:.1f} times less (target ≥ 3.0)  {verdict(peer >= 3 * ours)}"
        )
    few, many = CONCURRENT[0], CONCURRENT[-1]
    ratio = costs[OURS, many] / costs[OURS, few]
    print(
        f"    {many} concurrent cost {ratio:.2f} times what {few} cost (target ≤ 1.50)  {verdict(ratio <= 1.5)}"
    )
    return 0


def run(name: str, url: str, concurrency: int) -> tuple[float, float]:
    """Return the microseconds of CPU time per request, and the requests per second, of a process of its own."""
    command = [sys.executable, "-m", "tests.bench.bulk", name, url, str(concurrency)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    cost, rate = map(float, done.stdout.split())
    return cost, rate


def measure(name: str, url: str, concurrency: int) -> None:
    """Run one of the two, and print its figures."""
    with tempfile.TemporaryDirectory() as folder:
        warm_up, source = Path(folder, "warm-up"), Path(folder, "in")
        write_requests(warm_up, 2 * concurrency)
        write_requests(source, REQUESTS)
        send = send_by_bulk if name == OURS else send_by_openai
        send(url, warm_up, Path(folder, "warm-up-out"), concurrency)
        gc.collect()
        cpu, wall = time.process_time(), time.perf_counter()
        send(url, source, Path(folder, "out"), concurrency)
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
        assert Path(folder, "out").read_bytes().count(b"\n") == REQUESTS
    print(1e6 * cpu / REQUESTS, REQUESTS / wall)


def write_requests(file: Path, count: int) -> None:
    """Write requests in the form of the Batch API without a URL."""
    with file.open("w") as lines:
        for number in range(count):
            lines.write(json.dumps({"custom_id": str(number), "body": CHAT}) + "\n")


def send_by_bulk(url: str, source: Path, output: Path, concurrency: int) -> None:
    """Send the requests by a bulk run."""
    from aimlkit import AIMLAPI  # noqa: PLC0415 - each process has only what it measures

    with AIMLAPI(api_key=KEY, base_url=f"{url}/v1") as client:
        client.bulk.run(source, output, max_concurrency=concurrency, check=False)


def send_by_openai(url: str, source: Path, output: Path, concurrency: int) -> None:
    """Send the requests by tasks that each take the next one."""
    from openai import AsyncOpenAI  # noqa: PLC0415

    async def send_all() -> None:
        async with AsyncOpenAI(api_key=KEY, base_url=f"{url}/v1", timeout=600) as client:
            with source.open() as lines, output.open("w") as out:

                async def worker(lines: Iterator[str]) -> None:
                    for line in lines:
                        request = json.loads(line)
                        completion = await client.chat.completions.create(**request["body"])
                        result = {"custom_id": request["custom_id"], "body": completion.to_dict()}
                        out.write(json.dumps(result) + "\n")

                await asyncio.gather(*(worker(lines) for _ in range(concurrency)))

    asyncio.run(send_all())


if __name__ == "__main__":
    measure(sys.argv[1], sys.argv[2], int(sys.argv[3]))
