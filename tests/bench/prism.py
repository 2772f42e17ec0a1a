"""Compare the rate of chat requests that the mock server and Prism handle, both serving the same contract.

Each server is one process on this machine, started as users start it, and validates every request. wrk measures
them alternately, so that other load on the machine affects all. The mock is also measured with rules, replaying a
recording, and behind the proxy that checks traffic.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import IO

import httpx

from aimlkit.mock.contract import packaged_contract
from tests.bench import wrk
from tests.bench.requests import chat_request
from tests.bench.rules import RULES, rules_that_do_not_match
from tests.conftest import ROOT

ROUNDS, SECONDS, CONNECTIONS = 3, 4, 16
GOAL = 3.0  # times Prism's requests per second

# The tools, by the environment variable with their path: the command, and how to install it.
TOOLS = {
    "PRISM": ("prism", "npm install @stoplight/prism-cli"),
    "WRK": ("wrk", "apt-get install wrk, brew install wrk"),
}


def main() -> int:
    """Measure both servers, and print one line per comparison; a missed goal is reported, but is not a failure."""
    found = {variable: tool(variable) for variable in TOOLS}
    missing = [
        f"{command} ({install}; or {variable}=<its path>)"
        for variable, (command, install) in TOOLS.items()
        if found[variable] is None
    ]
    if missing:
        print(f"the mock is not compared with Prism; install {' and '.join(missing)}")
        return 0
    prism, load = str(found["PRISM"]), str(found["WRK"])
    document = str(ROOT / "openapi" / "contract.json")
    try:
        with (
            serving(sys.executable, "-m", "aimlkit.mock", "--port", "0") as mock_base_url,
            serving(prism, "mock", "--host", "127.0.0.1", "--port", "0", document) as prism_url,
        ):
            mock_url = mock_base_url.removesuffix(packaged_contract().base_path)
            compare("one chat request, repeated", chat_request(), mock_url, prism_url, load)
            compare("chat requests, all different", chat_request(counter="#"), mock_url, prism_url, load)
            with other_modes(mock_url) as mode_urls:
                compare_modes({"plain": mock_url, **mode_urls, "Prism": prism_url}, load)
    except wrk.MeasurementError as error:
        print(f"the mock is not compared with Prism: {error}")
        return 1
    return 0


def tool(variable: str) -> str | None:
    """Return the path of a tool: the variable's value, or the command on PATH or in ./node_modules."""
    command, _ = TOOLS[variable]
    path = os.pathsep.join([os.environ.get("PATH", os.defpath), str(ROOT / "node_modules" / ".bin")])
    return shutil.which(os.environ.get(variable) or command, path=path)


def compare(title: str, request: wrk.RepeatedRequest, mock_url: str, prism_url: str, load: str) -> None:
    """Measure both servers alternately, and print their rates and the ratio."""
    for url in (mock_url, prism_url):
        check_validates(url, request)

    def rate(url: str) -> float:
        return wrk.rate(load, url, request, seconds=SECONDS, connections=CONNECTIONS)

    rates = alternate([lambda: rate(mock_url), lambda: rate(prism_url)])
    print(comparison(title, *(median(measured) for measured in rates)))


def compare_modes(urls: Mapping[str, str], load: str) -> None:
    """Measure the mock in each of its modes, and Prism, in turns; print their rates in one line."""
    request = chat_request()

    def rate(url: str) -> float:
        return wrk.rate(load, url, request, seconds=SECONDS, connections=CONNECTIONS)

    rates = alternate([partial(rate, url) for url in urls.values()])
    print(modes_line(dict(zip(urls, map(median, rates), strict=True))))


def modes_line(rates: Mapping[str, float]) -> str:
    """Return the line about the modes: the rate of each, in requests per second."""
    return "the mock, requests/s: " + ", ".join(f"{mode} {rate:.0f}" for mode, rate in rates.items())


@contextmanager
def other_modes(mock_url: str) -> Iterator[Mapping[str, str]]:
    """Run the mock with rules, with a recording of the request, and behind the proxy; yield the URLs by the mode."""
    mock = [sys.executable, "-m", "aimlkit.mock", "--port", "0"]
    proxy = [sys.executable, "-m", "aimlkit", "proxy", "--port", "0", "--upstream", mock_url]
    base_path = packaged_contract().base_path
    with TemporaryDirectory() as folder:
        rules_file, recordings = Path(folder, "rules.json"), str(Path(folder, "recordings"))
        rules_file.write_text(json.dumps({"rules": rules_that_do_not_match()}), encoding="utf-8")
        with serving(*mock, "--record", recordings, "--upstream", mock_url) as recording_url:
            check_accepts(recording_url.removesuffix(base_path), chat_request())
        with (
            serving(*mock, "--rules", str(rules_file)) as rules_url,
            serving(*mock, "--replay", recordings) as replay_url,
            serving(*proxy) as proxy_url,
        ):
            urls = {f"with {RULES} rules": rules_url, "replaying": replay_url, "behind the proxy": proxy_url}
            yield {mode: url.removesuffix(base_path) for mode, url in urls.items()}


def comparison(title: str, mock_rate: float, prism_rate: float) -> str:
    """Return the line for one comparison: both rates in requests per second, their ratio, and the goal."""
    ratio = mock_rate / prism_rate
    verdict = "met" if ratio >= GOAL else "MISSED"
    rates = f"mock {mock_rate:.0f} requests/s, Prism {prism_rate:.0f} requests/s"
    return f"{title}: {rates}, ratio {ratio:.1f} (goal ≥ {GOAL:.1f}: {verdict})"


def alternate(measurements: Sequence[Callable[[], float]]) -> Iterator[Sequence[float]]:
    """Run the measurements in turns; yield the figures of each one. The first round is a warm-up."""
    rounds = [[measure() for measure in measurements] for _ in range(1 + ROUNDS)]
    return zip(*rounds[1:], strict=True)


def check_validates(url: str, request: wrk.RepeatedRequest) -> None:
    """Raise MeasurementError unless the server accepts the request, and rejects it with any field invalid."""

    check_accepts(url, request)
    valid = json.loads(request.body)
    for name in valid:
        if not 400 <= _status(url, request, json.dumps({**valid, name: {}})) < 500:
            raise wrk.MeasurementError(f"{url} does not validate {name}")


def check_accepts(url: str, request: wrk.RepeatedRequest) -> None:
    """Raise MeasurementError unless the server accepts the request."""
    if (received := _status(url, request, request.body)) != 200:
        raise wrk.MeasurementError(f"{url} responds to the request with {received}")


def _status(url: str, request: wrk.RepeatedRequest, content: str) -> int:
    response = httpx.request(
        request.method, url + request.path, headers=request.headers, content=content, trust_env=False
    )
    return response.status_code


@contextmanager
def serving(*command: str) -> Iterator[str]:
    """Run a server in a process of its own; yield the URL that it prints when it is ready."""
    # In a process group of its own, so that processes started by a wrapper script are stopped with it.
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        process_group=0,
    ) as process:
        assert process.stdout
        reader = threading.Thread(target=drain, args=[process.stdout])
        try:
            url = read_url(process.stdout)
            reader.start()  # a full pipe would block the server
            yield url
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            if reader.ident:
                reader.join()


def read_url(output: IO[bytes]) -> str:
    """Read a server's output up to the line that ends with its URL; return the URL."""
    line = b""
    for line in output:
        if found := re.search(rb"http://[\d.]+:\d+(/v1)?$", line.rstrip()):
            return found.group().decode()
    last_line = line.decode(errors="replace").strip()
    raise wrk.MeasurementError(f"a server did not start; its last line of output: {last_line!r}")


def drain(output: IO[bytes]) -> None:
    """Read the output to its end."""
    while output.read(1 << 16):
        pass
