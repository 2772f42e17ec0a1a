"""A proxy that checks traffic, in a thread of this process."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from aimlkit.mock.check_command import BackgroundChecks, create_proxy_app
from aimlkit.mock.contract import packaged_contract
from aimlkit.mock.contract_check import ContractChecker
from aimlkit.mock.server import UvicornServer, listener_url, open_listener
from aimlkit.mock.violation_report import ViolationReport


@contextmanager
def proxy_in_thread(upstream: str) -> Iterator[tuple[str, ViolationReport]]:
    """Run a proxy in this process; yield its base URL, and its report, which is complete at the end."""
    report = ViolationReport(ContractChecker(packaged_contract()))
    ready = threading.Event()
    with open_listener("127.0.0.1", 0) as listener, BackgroundChecks(report) as checks:
        server = UvicornServer(create_proxy_app(upstream, checks.add), ready.set)
        thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[listener])))
        thread.start()
        ready.wait()
        try:
            yield f"{listener_url(listener)}/v1", report
        finally:
            server.should_exit = True
            thread.join()
