"""Compare the client with bare httpx and json doing the same work (the floor), and with openai (the peer).

Times are the CPU time of the client's process; the server runs in another process and sends recorded bytes. The
three are measured alternately, each in its own process, so that other load on the machine affects all of them. A
ratio is the median over all rounds. The events of a stream arrive as fast as they are read, many in one chunk, so
that no network delay hides the work of the client.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from statistics import median

from attrs import frozen
from packaging.requirements import Requirement

from tests.bench.chart import write_results
from tests.bench.loopback import serving
from tests.bench.subjects import AT_ONCE, CONCURRENT
from tests.conftest import ROOT
from tests.models import CHAT_MODEL

NAMES = FLOOR, OURS, PEER = ("httpx", "aimlkit", "openai")
# The same over httpx2, which openai uses itself.
FLOOR_2, OURS_2 = "httpx2", "aimlkit (2)"
ALL_NAMES = (FLOOR, FLOOR_2, OURS, OURS_2, PEER)
ROUNDS = 9
CONCURRENT_ROUNDS = 3
EVENTS, MANY = 2_000, 200_000

Figures = dict[str, float]


@frozen
class Row:
    """The figures of the three clients in each round, and the maximum ratios of ours to the others."""

    label: str
    unit: str
    rounds: list[Figures]
    of_floor: float
    of_peer: float | None = None

    def __str__(self) -> str:
        figures = [f"{figure:.{self.digits}f}" for figure in self.medians.values()]
        floor, peer = (median(each[OURS] / each[name] for each in self.rounds) for name in (FLOOR, PEER))
        is_met = floor <= self.of_floor and (self.of_peer is None or peer <= self.of_peer)
        cells = [
            f"{self.label} ({self.unit})".ljust(38),
            *(figure.rjust(8) for figure in figures),
            *target(floor, self.of_floor),
            *(target(peer, self.of_peer) if self.of_peer else (f"{peer:.2f}".rjust(9), " " * 7)),
        ]
        return f"{' '.join(cells)}  {verdict(is_met)}"

    @property
    def medians(self) -> Figures:
        """The median of the rounds for each client."""
        return {name: median(each[name] for each in self.rounds) for name in NAMES}

    @property
    def digits(self) -> int:
        """The number of decimals, which depends on the smallest figure."""
        least = min(min(each.values()) for each in self.rounds)
        return 0 if least >= 100 else 1 if least >= 10 else 2


HEAD = " ".join(
    [
        " " * 38,
        *(name.rjust(8) for name in NAMES),
        "of httpx".rjust(9),
        "target".rjust(7),
        "of openai".rjust(9),
        "target".rjust(7),
    ]
)


def target(ratio: float, limit: float) -> tuple[str, str]:
    """Return the cells of a ratio and of its limit."""
    return f"{ratio:.2f}".rjust(9), f"≤ {limit:.2f}".rjust(7)


def verdict(is_met: bool) -> str:
    """Return how a target is reported."""
    return "met" if is_met else "MISSED"


def main() -> int:
    """Measure, and print the table; write the times for the chart."""
    times: list[Row] = []
    print("CPU time and memory of aimlkit, of bare httpx + json, and of openai")
    print(HEAD)
    with serving(EVENTS, MANY) as url, compiling() as environment:
        for row in measured(url, environment):
            print(row, flush=True)
            if row.unit == "µs":
                times.append(row)
        write_results([{"label": row.label, "unit": row.unit, "figures": row.medians} for row in times])
        print_families(url)
        print_streams(url, environment)
    print_size()
    return 0


@contextmanager
def compiling() -> Iterator[dict[str, str]]:
    """Yield the environment of fresh processes; they cache compiled modules, as with installed packages."""
    environment = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as folder:
        yield {**environment, "PYTHONPYCACHEPREFIX": folder}


def measured(url: str, environment: Mapping[str, str]) -> Iterator[Row]:
    """Measure and yield the rows of the table."""
    with ExitStack() as stack:
        workers = {name: stack.enter_context(working(name, url)) for name in NAMES}
        yield Row("chat call", "µs", in_turns(workers, "chat", 200, 1e6), 1.15, 1 / 2)
        yield Row("Responses call", "µs", in_turns(workers, "response", 200, 1e6), 1.15, 1 / 2)
        yield Row("streamed chat event", "µs", in_turns(workers, "chat_events", 5, 1e6), 2.5, 1 / 7)
        yield Row("streamed Responses event", "µs", in_turns(workers, "response_events", 5, 1e6), 2.5, 1 / 7)
    processes = [{name: fresh(name, url, environment) for name in NAMES} for _ in range(1 + ROUNDS)][1:]
    for label, unit, of_floor, of_peer in (
        ("fresh process with one chat response", "ms", 1.35, 1 / 3),
        ("memory after import, and a client", "MB", 1.4, None),
        ("memory after one chat response", "MB", 1.4, None),
    ):
        yield Row(
            label, unit, [{name: one[name][label] for name in NAMES} for one in processes], of_floor, of_peer
        )


Worker = subprocess.Popen[str]


@contextmanager
def working(name: str, url: str) -> Iterator[Worker]:
    """Run a process that measures one of the three."""
    command = [sys.executable, "-m", "tests.bench.subjects", name, url]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as worker:
        try:
            yield worker
        finally:
            worker.kill()


def measure(worker: Worker, task: str, times: int) -> tuple[float, int]:
    """Let a worker run a task; return the seconds per call or event, and the number of these."""
    assert worker.stdin
    assert worker.stdout
    worker.stdin.write(f"{task} {times}\n")
    worker.stdin.flush()
    seconds, done = worker.stdout.readline().split()
    return float(seconds), int(done)


def in_turns(workers: Mapping[str, Worker], task: str, times: int, scale: float) -> list[Figures]:
    """Run a task on each worker in turn; return the figures of all rounds but the first, which is a warm-up."""
    rounds = [
        {name: measure(workers[name], task, times)[0] * scale for name in workers} for _ in range(1 + ROUNDS)
    ]
    return rounds[1:]


# The program of a fresh process, which prints its CPU time and its peaks of memory at the end. If click is
# installed, as it is here, httpx loads its command line, too; this is prevented.
PROGRAM = """
import sys
sys.modules["click"] = None
def peak():
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) / 1000 for line in status if line.startswith("VmHWM:"))
    except OSError:
        import resource
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
{begin}
imported = peak()
{use}
import json, time
print(json.dumps([time.process_time() * 1e3, imported, peak()]))
"""
MESSAGES = 'messages=[{"role": "user", "content": "Hello"}]'
BEGIN = {
    "httpx": """
import json, httpx
client = httpx.Client(base_url=URL, headers={"Authorization": "Bearer key"}, timeout=600)
""",
    "aimlkit": """
from aimlkit import AIMLAPI
client = AIMLAPI(api_key="key", base_url=URL)
""",
    "openai": """
from openai import OpenAI
client = OpenAI(api_key="key", base_url=URL)
""",
}
CALL = f"assert client.chat.completions.create(model={CHAT_MODEL!r}, {MESSAGES}).choices[0].message.content"
USE = {
    "httpx": f"""
body = {{"model": {CHAT_MODEL!r}, "messages": [{{"role": "user", "content": "Hello"}}]}}
response = json.loads(client.post("/chat/completions", json=body).content)
assert response["choices"][0]["message"]["content"]
""",
    "aimlkit": CALL,
    "openai": CALL,
}


def fresh(name: str, url: str, environment: Mapping[str, str]) -> Figures:
    """Return the figures of a process that imports one of the three and sends one request."""
    figures = run(BEGIN[name].replace("URL", repr(f"{url}/v1")), USE[name], environment)
    names = (
        "fresh process with one chat response",
        "memory after import, and a client",
        "memory after one chat response",
    )
    return dict(zip(names, figures, strict=True))


def run(begin: str, use: str, environment: Mapping[str, str]) -> list[float]:
    """Return the figures that a new process prints."""
    command = [sys.executable, "-c", PROGRAM.format(begin=begin, use=use)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    figures: list[float] = json.loads(done.stdout)
    return figures


def print_families(url: str) -> None:
    """Measure calls over httpx and httpx2, one at a time and many at the same time; print a table of ratios.

    "aimlkit (2)" is aimlkit over httpx2. Each ratio is that to httpx with one call at a time, a median of the rounds.
    """
    tasks = {
        "one blocking call": ("chat", 200),
        **{f"{number} async calls at once": (f"calls_{number}", -(-200 // number)) for number in CONCURRENT},
    }
    with ExitStack() as stack:
        workers = {name: stack.enter_context(working(name, url)) for name in ALL_NAMES}
        rounds = [
            {
                (label, name): measure(workers[name], task, times)[0] * 1e6
                for label, (task, times) in tasks.items()
                for name in ALL_NAMES
            }
            for _ in range(1 + CONCURRENT_ROUNDS)
        ][1:]
    base = median(each["one blocking call", FLOOR] for each in rounds)
    print(f"CPU time of a chat call, as a multiple of that of one over httpx, {base:.0f} µs")
    print(" " * 24 + "".join(name.rjust(13) for name in ALL_NAMES))
    for label in tasks:
        ratios = [median(each[label, name] for each in rounds) / base for name in ALL_NAMES]
        print(label.ljust(24) + "".join(f"{ratio:13.2f}" for ratio in ratios))
    few, many = (f"{number} async calls at once" for number in (CONCURRENT[0], CONCURRENT[-1]))
    for name in (OURS, OURS_2):
        ratio = median(each[many, name] / each[few, name] for each in rounds)
        print(f"    {name}: {many} cost {ratio:.2f} times (target ≤ 1.50)  {verdict(ratio <= 1.5)}")


def print_streams(url: str, environment: Mapping[str, str]) -> None:
    """Measure concurrent streams and a long stream, and print the results."""
    with ExitStack() as stack:
        workers = {name: stack.enter_context(working(name, url)) for name in (FLOOR, OURS)}
        rounds = [
            {
                (name, task): measure(workers[name], task, 1)[0] * 1e6
                for name in workers
                for task in ("alone", "at_once")
            }
            for _ in range(1 + ROUNDS)
        ][1:]
    alone, at_once = (median(each[OURS, task] for each in rounds) for task in ("alone", "at_once"))
    ratio, theirs = (
        median(each[name, "at_once"] / each[name, "alone"] for each in rounds) for name in (OURS, FLOOR)
    )
    print(f"{AT_ONCE} async streams at once: {at_once:.2f} µs an event, one after the other {alone:.2f} µs:")
    # The cost of an event loop with many connections is not that of the client.
    is_met = ratio <= max(1, theirs)
    print(f"    {ratio:.2f} times (target ≤ 1.00, or httpx's own {theirs:.2f})  {verdict(is_met)}")
    stream = (
        f"for chunk in client.chat.completions.create(model={CHAT_MODEL!r}, {MESSAGES}, stream=True): pass"
    )
    short, long = (
        median(run(BEGIN[OURS].replace("URL", repr(url + path)), stream, environment)[2] for _ in range(3))
        for path in ("/v1", "/many/v1")
    )
    print(f"memory with a stream of {MANY:,} events: {long:.1f} MB, with one of {EVENTS:,} {short:.1f} MB:")
    print(f"    {long / short:.2f} times (target ≤ 1.02: it does not grow)  {verdict(long / short < 1.025)}")


def print_size() -> None:
    """Print the size of the packages that pip installs."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
        subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
        (wheel,) = folder.glob("*.whl")
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        site = folder / "site"
        subprocess.run([*pip, "--no-index", "--no-deps", "--target", str(site), str(wheel)], check=True)
        own = sum(file.stat().st_size for file in site.rglob("*") if file.is_file()) / 1e6
    there = needs(FLOOR)
    ours, peers = own + size(needs("attrs") - there), size(needs(PEER) - there)
    print(
        f"installed by pip in addition to httpx and its dependencies: {ours:.1f} MB ({own:.1f} without attrs):"
    )
    print(f"    (target ≤ 4 MB; openai {peers:.1f} MB)  {verdict(ours <= 4)}")


def needs(name: str) -> set[str]:
    """Return a package and all its dependencies, of those that are installed."""
    found: set[str] = set()
    pending = [name]
    while pending:
        name = pending.pop()
        try:
            lines = distribution(name).requires or []
        except PackageNotFoundError:
            continue
        if name not in found:
            found.add(name)
            requirements = map(Requirement, lines)
            pending += [r.name for r in requirements if r.marker is None or r.marker.evaluate({"extra": ""})]
    return found


def size(names: set[str]) -> float:
    """Return the size of installed packages in MB, compiled modules included."""
    files = [file.locate() for name in names for file in distribution(name).files or []]
    return sum(Path(str(file)).stat().st_size for file in files if Path(str(file)).is_file()) / 1e6


if __name__ == "__main__":
    sys.exit(main())
