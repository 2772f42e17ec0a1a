"""Compare a bulk run with a loop over openai-python that does the same: read requests, send them, write the responses.

Times are the CPU time of a process that sends many requests to a server that sends recorded bytes, after a warm-up.
The two are measured alternately. If `make ray` has installed Ray, `RayCaller` is measured on two nodes, too. In the end,
the memory of short and long runs is compared.
"""

from __future__ import annotations

import asyncio
import gc
import json
import resource
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

#: The interpreter with Ray.
RAY_PYTHON = ROOT / "build" / "ray" / "bin" / "python"

#: The number of requests of a short and a long run, and the difference of their memory, in bytes per request: the id
#: of a request takes eight bytes while its file is checked, and again when it is done.
SHORT_RUN, LONG_RUN = 2_000, 40_000
MAX_BYTES_PER_REQUEST = 64
MEMORY = "memory"


def main() -> int:
    """Measure, and print the table."""
    figures: dict[tuple[str, int], list[tuple[float, float]]] = {}
    with serving(20, 20) as url:
        for _ in range(ROUNDS):
            for concurrency in CONCURRENT:
                for name in (OURS, PEER):
                    cost, rate = run(name, url, str(concurrency))
                    figures.setdefault((name, concurrency), []).append((cost, rate))
        on_ray = run_on_ray(url)
        memory = [run(MEMORY, url, str(count))[0] for count in (SHORT_RUN, LONG_RUN)]
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
    print("    RayCaller on two nodes: " + (on_ray or "not measured; make ray installs Ray"))
    growth = (memory[1] - memory[0]) / (LONG_RUN - SHORT_RUN)
    print(
        f"    memory of {SHORT_RUN:,} requests {memory[0] / 2**20:.0f} MiB, of {LONG_RUN:,} {memory[1] / 2**20:.0f} MiB;"
        f" {growth:.0f} bytes per request (target ≤ {MAX_BYTES_PER_REQUEST})  {verdict(growth <= MAX_BYTES_PER_REQUEST)}"
    )
    return 0


def run(name: str, url: str, argument: str) -> list[float]:
    """Return the figures that a process of its own prints, such as CPU time per request and requests per second."""
    command = [sys.executable, "-m", "tests.bench.bulk", name, url, argument]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [*map(float, done.stdout.split())]


def run_on_ray(url: str) -> str:
    """Return the figures of `RayCaller`; empty if Ray is not installed."""
    if not RAY_PYTHON.exists():
        return ""
    command = [
        str(RAY_PYTHON),
        "-W",
        "ignore",
        "-m",
        "tests.ray.bench",
        url,
        str(REQUESTS),
        *map(str, CONCURRENT),
    ]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    lines = (line.split() for line in done.stdout.splitlines())
    return "; ".join(
        f"{concurrency} concurrent {float(cost):.0f} µs, {float(rate):.0f}/s"
        for concurrency, cost, rate in lines
    )


def measure_memory(url: str, count: int) -> None:
    """Send so many requests by a bulk run, and print the largest size of this process in bytes."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "in")
        write_requests(source, count)
        send_by_bulk(url, source, Path(folder, "out"), CONCURRENT[1])
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(size if sys.platform == "darwin" else 1024 * size)


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
    if sys.argv[1] == MEMORY:
        measure_memory(sys.argv[2], int(sys.argv[3]))
    else:
        measure(sys.argv[1], sys.argv[2], int(sys.argv[3]))
