"""The progress display of downloads."""

import os
import sys

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn


def download_progress() -> Progress:
    """Return a progress display on standard error; it is disabled outside a terminal and in CI."""
    quiet = bool(os.environ.get("CI")) or not sys.stderr.isatty()
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True, disable=quiet)
