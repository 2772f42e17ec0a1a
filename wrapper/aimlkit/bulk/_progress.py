"""The progress of a bulk run: a bar on a terminal, otherwise a line a minute."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType
    from typing import Self

    from rich.progress import Progress

    from aimlkit.bulk._summary import AnySummary

_SECONDS_BETWEEN_LINES = 60.0


def progress_text(summary: AnySummary, in_flight: int) -> str:
    """Return the rate, the requests in flight, the cost and the failures in one line."""
    return (
        f"{summary.rate:.1f}/s, {in_flight:,} in flight, ${summary.cost_usd:.4g} of about"
        f" ${summary.expected_cost_usd:.4g}, {summary.failed:,} failed"
    )


def seconds_left(summary: AnySummary) -> float | None:
    """Return the expected seconds to the end; None if nothing is known yet."""
    return (summary.requests - summary.done) / summary.rate if summary.rate else None


class ProgressDisplay:
    """Shows the progress on standard error."""

    def __init__(self, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream or sys.stderr
        self._clock = clock
        self._next_line = clock() + _SECONDS_BETWEEN_LINES
        self._bar = _create_bar() if self._stream.isatty() else None

    def __enter__(self) -> Self:
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def update(self, summary: AnySummary, in_flight: int) -> None:
        """Show the current figures."""
        text = progress_text(summary, in_flight)
        if self._bar is not None:
            if not self._bar.tasks:
                self._bar.add_task("", total=summary.requests, text="")
            self._bar.update(self._bar.task_ids[0], completed=summary.done, text=text)
        elif self._clock() >= self._next_line:
            self._next_line += _SECONDS_BETWEEN_LINES
            left = seconds_left(summary)
            end = "" if left is None else f", about {left / 60:.0f} min left"
            print(
                f"{summary.done:,} of {summary.requests:,} done, {text}{end}", file=self._stream, flush=True
            )


def _create_bar() -> Progress | None:
    """Return a progress bar; None if rich is not installed."""
    try:
        from rich.console import Console  # noqa: PLC0415 - optional
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415
    except ImportError:
        return None
    return Progress(
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[text]}", markup=False),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    )
