"""`aimlkit bulk`: many requests from a file."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from aimlkit import AIMLAPI, AIMLAPIError
from aimlkit._json import json_object
from aimlkit._printable import to_message, to_terminal
from aimlkit.bulk._checks import contract_check, schema_format
from aimlkit.bulk._estimate import BulkEstimate, estimate_run
from aimlkit.bulk._files import FileRun
from aimlkit.bulk._lines import InputLines, check_lines
from aimlkit.bulk._options import BulkOptions
from aimlkit.bulk._progress import ProgressDisplay
from aimlkit.bulk._sessions import async_session, run_in_new_loop

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Generator

    from aimlkit.bulk._requests import BulkRequest
    from aimlkit.bulk._summary import AnySummary
    from aimlkit.structured import OutputFormat
    from aimlkit.structured._json import Json

# Exit statuses.
_ALL_SUCCEEDED = 0
_ERROR = 1
_SOME_FAILED = 3
_INTERRUPTED = 130


def run_bulk(options: Namespace) -> int:
    """Run the command; return its exit status. Raises AIMLAPIError, OSError and ValueError."""
    check: Callable[[BulkRequest], None] = (lambda request: None) if options.no_check else contract_check()
    if options.estimate:
        estimate = run_in_new_loop(_estimate(options, check))
        print(
            json.dumps(_estimate_to_dict(estimate), indent=2) if options.json else to_terminal(str(estimate))
        )
        return _ALL_SUCCEEDED
    if options.output is None:
        raise AIMLAPIError("--output is missing")
    bulk_options = BulkOptions(
        max_concurrency=options.max_concurrency,
        requests_per_minute=options.requests_per_minute,
        tokens_per_minute=options.tokens_per_minute,
        max_spend_usd=options.max_spend_usd,
        max_retries=options.max_retries,
        retry_invalid=options.retry_invalid,
        output_format=_schema_format(options.schema) if options.schema else None,
    )
    with ProgressDisplay() as progress:
        run = FileRun(
            options.input,
            options.output,
            bulk_options,
            errors=options.errors,
            check=check,
            on_progress=progress.update,
        )
        summary = run_in_new_loop(_run(run, options.base_url))
    print(json.dumps(summary.to_dict(), indent=2) if options.json else to_terminal(str(summary)))
    if summary.stopped_by is not None:
        print(f"error: {to_message(str(summary.stopped_by))}", file=sys.stderr)
        return _ERROR
    if summary.is_interrupted:
        print("interrupted; the same command continues", file=sys.stderr)
        return _INTERRUPTED
    return _SOME_FAILED if summary.failed else _ALL_SUCCEEDED


async def _run(run: FileRun, base_url: str | None) -> AnySummary:
    with AIMLAPI(base_url=base_url) as client:
        async with async_session(client._session) as session:  # pyright: ignore[reportPrivateUsage]
            with _interrupted_by_signals(run):
                return await run.run(session)


async def _estimate(options: Namespace, check: Callable[[BulkRequest], None]) -> BulkEstimate:
    with InputLines(options.input) as source, AIMLAPI(base_url=options.base_url) as client:
        check_lines(source, check)
        async with async_session(client._session) as session:  # pyright: ignore[reportPrivateUsage]
            requests = (request for _, request in source.requests())
            return await estimate_run(session, requests, options.output_tokens)


@contextmanager
def _interrupted_by_signals(run: FileRun) -> Generator[None]:
    """Interrupt the run at the first SIGINT or SIGTERM; at the second, cancel the requests in flight, too."""
    loop = asyncio.get_running_loop()
    task = asyncio.current_task()

    def interrupt() -> None:
        if run.summary.is_interrupted and task is not None:
            task.cancel()
        else:
            print("waiting for the requests in flight; interrupt again to cancel them", file=sys.stderr)
            run.interrupt()

    numbers = (signal.SIGINT, signal.SIGTERM)
    with suppress(NotImplementedError, RuntimeError):  # On Windows, and in other threads than the main one.
        for number in numbers:
            loop.add_signal_handler(number, interrupt)
    try:
        yield
    except asyncio.CancelledError:
        raise KeyboardInterrupt from None
    finally:
        with suppress(NotImplementedError, RuntimeError):
            for number in numbers:
                loop.remove_signal_handler(number)


def _schema_format(name: str) -> OutputFormat[Json]:
    """Return the output format of the JSON Schema in a file. Raises OSError and ValueError."""
    schema = json_object(json.loads(Path(name).read_bytes()))
    if schema is None:
        raise ValueError(f"{name} has no JSON Schema: it must be an object")
    return schema_format(schema)


def _estimate_to_dict(estimate: BulkEstimate) -> dict[str, object]:
    return {
        "requests": estimate.requests,
        "input_tokens": estimate.input_tokens,
        "output_tokens": estimate.output_tokens,
        "cost_usd": estimate.cost_usd,
        "unpriced": dict(estimate.unpriced),
        "tokens_are_guesses": True,
    }
