"""A lock that keeps two runs from writing to the same folder at once. The system releases it if a run is killed."""

import contextlib
import hashlib
import os
import sys
import tempfile
from collections.abc import Generator
from pathlib import Path
from typing import TextIO

from scripts.common.errors import PipelineError, reason_of


@contextlib.contextmanager
def exclusive(folder: Path) -> Generator[None, None, None]:
    """Hold the lock of `folder` in the body; if another run has it, say so and wait for that run to end.

    The lock file is in the temporary folder of the system, so that `folder` has only what the run writes. Raises
    PipelineError if it cannot be created.
    """
    digest = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]
    path = Path(tempfile.gettempdir()) / f"aimlkit-{_user()}-{digest}.lock"
    try:
        file = path.open("w", encoding="utf-8")
    except OSError as error:
        problem = f"cannot be written ({reason_of(error)})"
        raise PipelineError(problem, where=str(path), hint="check the temporary folder (TMPDIR)") from error
    with file:
        _lock(file, folder)
        yield


def _user() -> int:
    return 0 if sys.platform == "win32" else os.getuid()


def _lock(file: TextIO, folder: Path) -> None:
    """Lock a file until it is closed. Windows has no such locks."""
    if sys.platform != "win32":
        import fcntl  # noqa: PLC0415 - Windows has no such module

        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print(f"waiting for another run that writes to {folder}", file=sys.stderr, flush=True)
            fcntl.flock(file, fcntl.LOCK_EX)
