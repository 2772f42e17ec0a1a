"""The commands that check traffic against the contract: `aimlkit check` for files, `aimlkit proxy` while it passes."""

import argparse
import contextlib
import queue
import signal
import sys
import threading
from pathlib import Path
from types import FrameType

from starlette.applications import Starlette

from aimlkit.mock.app import create_app, mock_limits, mock_state
from aimlkit.mock.contract import packaged_contract
from aimlkit.mock.contract_check import ContractChecker
from aimlkit.mock.exchanges import Exchange
from aimlkit.mock.gateway import ProxyGateway
from aimlkit.mock.json_files import FileProblem
from aimlkit.mock.observers import OnExchange
from aimlkit.mock.server import UvicornServer, listener_url, open_listener
from aimlkit.mock.traffic_files import read_traffic, traffic_files
from aimlkit.mock.upstream import Upstream
from aimlkit.mock.violation_report import FORMATS, ViolationReport

MAX_WAITING = 256  # exchanges that wait for their check; further ones are not checked


def check(arguments: list[str]) -> int:
    """Check the traffic in files; return 0, 10 if there are violations, or 1 if there is an error."""
    parser = argparse.ArgumentParser(
        prog="aimlkit check",
        description="Check recordings, HAR files, VCR cassettes and JSON lines against the contract.",
    )
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a file, or a folder of files")
    _add_format(parser)
    options = parser.parse_args(arguments)
    report = ViolationReport(ContractChecker(packaged_contract()))
    try:
        for file in [file for path in options.paths for file in traffic_files(path)]:
            for origin, exchange in read_traffic(file):
                report.add(exchange, origin)
    except FileProblem as problem:
        print(f"error: {_printable(str(problem))}", file=sys.stderr)
        return 1
    print(_printable(report.render(options.format)), end="")
    return report.exit_status


def proxy(arguments: list[str]) -> int:
    """Pass requests on, and check them and their responses, until a signal arrives; return the same as `check`."""
    parser = argparse.ArgumentParser(
        prog="aimlkit proxy",
        description="Pass requests on to a server, unchanged, and check the traffic against the contract. In a browser, its "
        "address shows the requests.",
    )
    parser.add_argument("--upstream", required=True, metavar="URL", help="the server")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    parser.add_argument("--port", type=int, default=8080, help="port to listen on; 0: any free (%(default)s)")
    _add_format(parser)
    options = parser.parse_args(arguments)
    contract = packaged_contract()
    report = ViolationReport(ContractChecker(contract))
    checks = BackgroundChecks(report)
    try:
        app = create_proxy_app(options.upstream, checks.add)
        listener = open_listener(options.host, options.port)
    except (ValueError, OSError, OverflowError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    with listener, checks:
        url = listener_url(listener)
        base_url = url + contract.base_path
        print(f"aimlkit-proxy: requests go to {options.upstream}; {url}/ shows them", file=sys.stderr)
        server = UvicornServer(app, on_ready=lambda: print(base_url, flush=True))

        def stop(number: int, frame: FrameType | None) -> None:
            raise SystemExit

        for number in (signal.SIGINT, signal.SIGTERM):  # uvicorn raises them again after it has stopped
            signal.signal(number, stop)
        with contextlib.suppress(SystemExit):
            server.run(sockets=[listener])
    print(_printable(report.render(options.format)), end="", flush=True)
    return report.exit_status


def create_proxy_app(upstream_url: str, report: OnExchange) -> Starlette:
    """Return an ASGI app that passes requests on, and reports each exchange. Raises ValueError if the URL is invalid."""
    upstream = Upstream(upstream_url, packaged_contract().base_path)
    app = create_app()
    state = mock_state(app)
    state.on_shutdown.append(upstream.close)
    state.gateway = ProxyGateway(state, mock_limits(app), upstream, report)
    return app


class BackgroundChecks:
    """A thread that checks exchanges, so that no response waits for it; leaving its `with` block waits for all checks."""

    def __init__(self, report: ViolationReport) -> None:
        self._report = report
        self._waiting: queue.Queue[tuple[Exchange | None, str] | None] = queue.Queue(MAX_WAITING)
        self._thread = threading.Thread(target=self._run, name="aimlkit-checks", daemon=True)
        self._number = 0

    def add(self, exchange: Exchange | None) -> None:
        """Check an exchange later; None stands for one that is too large."""
        self._number += 1
        try:
            self._waiting.put_nowait((exchange, f"request {self._number}"))
        except queue.Full:
            self._report.unchecked["too many exchanges were waiting"] += 1

    def __enter__(self) -> "BackgroundChecks":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._waiting.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (entry := self._waiting.get()) is not None:
            self._report.add(*entry)


def _add_format(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=[*FORMATS], default="text", help="of the report (%(default)s)")


def _printable(text: str) -> str:
    """Return text without characters that change what a terminal shows."""
    return "".join(
        each if each.isprintable() or each == "\n" else "\N{REPLACEMENT CHARACTER}" for each in text
    )
