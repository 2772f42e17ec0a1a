"""Bulk runs from a file to a file."""

from __future__ import annotations

import asyncio
import os
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from aimlkit._exceptions import AIMLAPIError
from aimlkit.bulk._engine import Engine
from aimlkit.bulk._ids import HashedIds
from aimlkit.bulk._journal import Journal
from aimlkit.bulk._lines import InputLines, check_lines, parse_request
from aimlkit.bulk._summary import BulkSummary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aimlkit._session import AsyncSession
    from aimlkit.bulk._options import BulkOptions
    from aimlkit.bulk._requests import BulkRequest
    from aimlkit.bulk._results import BulkResult
    from aimlkit.bulk._summary import AnySummary

#: Seconds between two reports of the progress, after which the output also survives a power failure.
_TICK = 1.0


class FileRun:
    """A bulk run from a file to a file. Restarted with the same files, it continues where it ended."""

    def __init__(
        self,
        source: str,
        output: str,
        options: BulkOptions,
        *,
        errors: str | None = None,
        check: Callable[[BulkRequest], None],
        on_progress: Callable[[AnySummary, int], None] = lambda summary, in_flight: None,
    ) -> None:
        """Prepare a run.

        `check` raises ValueError for an invalid request; `on_progress` is called every second, and at the end, with the
        figures so far and the number of requests in flight.
        """
        self._source = source
        self._options = options
        self._check = check
        self._on_progress = on_progress
        self._engine: Engine | None = None
        self.summary: AnySummary = BulkSummary(output, errors, output_format=options.output_format)

    def interrupt(self) -> None:
        """Send no further request; the run ends when those in flight have ended."""
        self.summary.is_interrupted = True
        if self._engine is not None:
            self._engine.stop()

    async def run(self, session: AsyncSession) -> AnySummary:
        """Run to the end. An exception that stopped the run is `stopped_by` of the result.

        Raises BulkInputError and BulkOutputError before anything is sent, and OSError.
        """
        summary = self.summary
        with InputLines(self._source) as source:
            summary.requests = check_lines(source, self._check)
            done, failed = HashedIds(), HashedIds()

            def add(result: BulkResult[object]) -> None:
                summary.add(result)
                done.add(result.custom_id)
                if result.error is not None:
                    failed.add(result.custom_id)

            with Journal(summary.output, add) as journal:
                done.freeze()
                began = time.monotonic()
                engine = self._engine = Engine(
                    session, self._options, str(Path(summary.output).resolve()), spent=summary.cost_usd
                )
                if summary.is_interrupted:
                    engine.stop()

                async def tick() -> None:
                    while True:
                        await asyncio.sleep(_TICK)
                        summary.seconds = time.monotonic() - began
                        self._on_progress(summary, engine.in_flight)
                        await asyncio.to_thread(journal.sync)

                ticker = asyncio.create_task(tick())
                try:
                    pending = (request for _, request in source.requests() if request.custom_id not in done)
                    async for result in engine.results(pending):
                        journal.append(result)
                        summary.sent += 1
                        summary.add(result)
                        if result.error is not None:
                            failed.add(result.custom_id)
                        if ticker.done():  # It has failed.
                            ticker.result()
                except AIMLAPIError as error:
                    summary.stopped_by = error
                finally:
                    ticker.cancel()
                    with suppress(asyncio.CancelledError):
                        await ticker
                    journal.sync()
                    summary.seconds = time.monotonic() - began
                    summary.retries = engine.retries
                    self._on_progress(summary, engine.in_flight)
            if summary.errors is not None:
                failed.freeze()
                write_failed_requests(source, failed, summary.errors)
        return summary


def write_failed_requests(source: InputLines, failed: HashedIds, name: str) -> None:
    """Write the lines of the requests that failed to a file, which can be the input of another run.

    The file is replaced as a whole: it never contains only some of them.
    """

    def lines() -> Iterator[bytes]:
        for _, line in source.lines():
            if parse_request(line).custom_id in failed:
                yield line if line.endswith(b"\n") else line + b"\n"

    temporary = Path(f"{name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as file:
            file.writelines(lines())
        temporary.replace(name)
    finally:
        temporary.unlink(missing_ok=True)
