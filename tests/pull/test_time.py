"""Timeouts: unreachable hosts, servers that stall, responses that arrive byte by byte."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from scripts.common.sources import read_sources
from scripts.pull import download
from scripts.pull.upstream import PullErrors, pull
from tests.pull.server import Behaviour, Exchange, Server, in_turn, serve
from tests.pull.workspace import NEW, Workspace, assert_refusal, execute

Timeouts = Callable[..., None]
SHIPPED_RETRY_DELAYS = download.RETRY_DELAYS  # The fixture replaces them.


@pytest.fixture
def timeouts(monkeypatch: pytest.MonkeyPatch) -> Timeouts:
    """Return a function that sets the timeouts, in seconds. Those that a test does not set are long."""

    def set_timeouts(
        connect: float = 30, read: float = 30, first_response: float = 30, total: float = 30
    ) -> None:
        monkeypatch.setattr(download, "CONNECT_TIMEOUT", connect)
        monkeypatch.setattr(download, "READ_TIMEOUT", read)
        monkeypatch.setattr(download, "FIRST_RESPONSE_TIMEOUT", first_response)
        monkeypatch.setattr(download, "TOTAL_TIMEOUT", total)

    return set_timeouts


@pytest.fixture
def dead_end() -> Iterator[str]:
    """A URL at which connections are neither accepted nor refused, because the queue of the socket is full."""
    with ExitStack() as stack:
        listener = stack.enter_context(socket.socket())
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        for _ in range(64):
            waiting = stack.enter_context(socket.socket())
            waiting.settimeout(0.2)
            try:
                waiting.connect(listener.getsockname())
            except TimeoutError:
                break
        else:
            pytest.skip("this system's queues do not fill up")
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


@pytest.fixture
def stuck_resolver(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Make every name lookup hang until the test is over."""
    over = threading.Event()

    def getaddrinfo(*_: object, **__: object) -> None:
        over.wait()
        raise socket.gaierror(socket.EAI_AGAIN, "over")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    yield
    over.set()


def test_timeouts_are_ordered_and_end_within_15_seconds() -> None:
    assert download.FIRST_RESPONSE_TIMEOUT + 2 <= 15
    assert (
        download.CONNECT_TIMEOUT
        < download.READ_TIMEOUT
        < download.FIRST_RESPONSE_TIMEOUT
        < download.TOTAL_TIMEOUT
    )


def test_pull_reports_a_host_that_does_not_exist(workspace: Workspace) -> None:
    workspace.write_sources("https://nowhere.invalid")
    started = time.monotonic()
    workspace.assert_refused("one (https://nowhere.invalid/one.json): cannot be reached", "MIRROR=")
    assert time.monotonic() - started < 15


def test_pull_times_out_connecting(workspace: Workspace, dead_end: str, timeouts: Timeouts) -> None:
    timeouts(connect=0.1)
    workspace.assert_refused("cannot be reached (no connection within 0.1 s)", mirror=dead_end)


def test_pull_bounds_the_connection_time_of_all_attempts(
    workspace: Workspace, dead_end: str, timeouts: Timeouts
) -> None:
    timeouts(first_response=0.3)
    started = time.monotonic()
    workspace.assert_refused("cannot be reached (no response within 0.3 s)", mirror=dead_end)
    assert time.monotonic() - started < 5


@pytest.mark.usefixtures("stuck_resolver")
def test_pull_bounds_the_name_lookup(workspace: Workspace, timeouts: Timeouts) -> None:
    timeouts(first_response=0.3)
    started = time.monotonic()
    workspace.assert_refused("cannot be reached (no response within 0.3 s)")
    assert time.monotonic() - started < 5


def test_pull_command_exits_during_a_stuck_name_lookup(workspace: Workspace) -> None:
    code = (
        "import socket, sys, time\n"
        "from scripts.pull import __main__ as command, download\n"
        "from scripts.common.errors import run\n"
        "socket.getaddrinfo = lambda *_, **__: time.sleep(60)\n"
        "download.FIRST_RESPONSE_TIMEOUT = 0.3\n"
        "sys.exit(run(command.main))\n"
    )
    before = workspace.snapshot()
    assert_refusal(execute("-c", code, *workspace.arguments()), "cannot be reached")
    assert workspace.snapshot() == before


def test_pull_times_out_waiting_for_a_response(
    workspace: Workspace, server: Server, timeouts: Timeouts
) -> None:
    timeouts(read=0.1)
    server.routes["/one.json"] = Exchange.stall
    workspace.assert_refused("cannot be reached (no response within 0.1 s)", mirror=server.address)
    assert len(server.requests) == 3


def test_pull_retries_a_timeout(workspace: Workspace, server: Server, timeouts: Timeouts) -> None:
    timeouts(read=0.4)
    server.routes["/one.json"] = in_turn(Exchange.stall, stalled_half_way, serve(NEW))
    assert workspace.pull(server.address).status == 0
    assert workspace.document() == NEW


def stalled_half_way(exchange: Exchange) -> None:
    exchange.head(content_length=len(NEW))
    exchange.send(NEW[:40])
    exchange.stall()


def test_pull_times_out_on_a_stalled_body(workspace: Workspace, server: Server, timeouts: Timeouts) -> None:
    timeouts(read=0.1)
    server.routes["/one.json"] = stalled_half_way
    workspace.assert_refused("stalled for 0.1 s after 40 bytes", mirror=server.address)
    assert len(server.requests) == 3


def dripping_head(exchange: Exchange) -> None:
    exchange.send(b"HTTP/1.1 200 OK\r\n")
    while not exchange.server.stopping.wait(0.02):
        exchange.send(b"x: y\r\n")


def test_pull_bounds_the_time_for_a_slow_response_head(
    workspace: Workspace, server: Server, timeouts: Timeouts
) -> None:
    timeouts(first_response=0.3)
    server.routes["/one.json"] = dripping_head
    started = time.monotonic()
    workspace.assert_refused("cannot be reached (no response within 0.3 s)", mirror=server.address)
    assert time.monotonic() - started < 5


def test_pull_bounds_the_time_for_a_slow_body(tmp_path: Path, server: Server, timeouts: Timeouts) -> None:
    """Only the slow document is reported."""
    timeouts(first_response=1, total=1.3)
    workspace = Workspace(tmp_path / "workspace", "one", "two")

    def dripping(exchange: Exchange) -> None:
        exchange.head(content_length=10_000)
        while not exchange.server.stopping.wait(0.02):
            exchange.send(b" ")

    server.routes["/one.json"] = dripping
    server.routes["/two.json"] = serve(NEW)
    started = time.monotonic()
    assert_refusal(workspace.pull(server.address), "one", "was incomplete after 1.3 s")
    assert time.monotonic() - started < 6
    assert set(workspace.snapshot()) == {"sources.toml"}


def test_pull_allows_a_body_to_take_longer_than_the_first_response(
    workspace: Workspace, server: Server, timeouts: Timeouts
) -> None:
    """The timeout for the first response does not apply to the body."""
    timeouts(first_response=1)

    def slow(exchange: Exchange) -> None:
        exchange.head(content_length=len(NEW))
        exchange.send(NEW[:40])
        exchange.server.stopping.wait(1.2)
        exchange.send(NEW[40:])

    server.routes["/one.json"] = slow
    assert workspace.pull(server.address).status == 0
    assert workspace.document() == NEW


@pytest.mark.parametrize("other", [serve(NEW), serve(b"", 404)])
def test_pull_raises_pull_errors_if_only_one_host_is_unreachable(
    tmp_path: Path, server: Server, other: Behaviour, timeouts: Timeouts
) -> None:
    timeouts(read=0.3)
    workspace = Workspace(tmp_path / "workspace", "one", "two")
    server.routes["/one.json"] = Exchange.stall
    server.routes["/two.json"] = other
    with pytest.raises(PullErrors, match=r"one .*: cannot be reached \(no response within 0\.3 s\)"):
        pull(read_sources(workspace.sources), workspace.lock, workspace.upstream, server.address)


def test_pull_increases_the_delay_between_attempts(
    workspace: Workspace, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.routes["/one.json"] = serve(b"", 503)
    for name in ("two", "three"):
        server.routes[f"/{name}.json"] = serve(NEW)
    monkeypatch.setattr(download, "RETRY_DELAYS", (0.3, 0.9))
    pauses: list[float] = []
    monkeypatch.setattr(time, "sleep", pauses.append)
    assert_refusal(workspace.pull(server.address), "responds with 503 Service Unavailable")
    first, second = pauses
    assert 0.15 <= first <= 0.45 <= second <= 1.35


def test_retry_delays_are_those_that_are_tested() -> None:
    assert SHIPPED_RETRY_DELAYS == (0.3, 0.9)
