"""Atomic replacement of a file or a folder: the new content takes its place as a whole, or not at all."""

import contextlib
import errno
import glob
import os
import shutil
import stat
import tempfile
from collections.abc import Generator
from pathlib import Path

from scripts.common.errors import PipelineError, reason_of


def read_file(path: Path, max_size: int = -1) -> bytes:
    """Return the content of a file, or its first `max_size` bytes.

    Raises OSError if it cannot be read, and if it is a pipe or a device, reading which may never end.
    """
    mode = path.stat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):  # Python's own message for a folder is clear.
        raise OSError(errno.EINVAL, "Not a regular file", str(path))
    with path.open("rb") as file:
        return file.read(max_size)


@contextlib.contextmanager
def _write_errors(path: Path) -> Generator[None, None, None]:
    """Turn an OSError of the body into a PipelineError about `path`."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            hint = "free some space and run it again"
        else:
            hint = (
                "check the permissions of the folder and that nothing else has this name, then run it again"
            )
        problem = f"cannot be written ({reason_of(error)}) and is unchanged"
        raise PipelineError(problem, where=str(path), hint=hint) from error


def replace_file(path: Path, content: bytes) -> None:
    """Write `content` to a temporary file in the same folder, then rename it to `path`.

    Raises PipelineError if it cannot be written; `path` is unchanged then.
    """
    with _write_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        _remove_leftovers(path)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            temporary.chmod(0o644)
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise


@contextlib.contextmanager
def replace_folder(path: Path) -> Generator[Path, None, None]:
    """Yield an empty folder to fill; it replaces `path` when the body ends without an exception.

    If the body raises, `path` is unchanged and the half-filled folder is removed. The swap takes two renames. If the
    process is killed between them, the old folder is complete under a temporary name and the next run restores it.

    Raises PipelineError if the folder cannot be created or renamed.
    """
    with _write_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        retired = path.with_name(f".{path.name}.old")
        if retired.exists() and not path.exists():
            retired.rename(path)
        shutil.rmtree(retired, ignore_errors=True)
        _remove_leftovers(path)
        fresh = Path(tempfile.mkdtemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent))
    try:
        yield fresh
        with _write_errors(path):
            fresh.chmod(0o755)
            if path.exists():
                path.rename(retired)
            fresh.rename(path)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    shutil.rmtree(retired, ignore_errors=True)


def _remove_leftovers(path: Path) -> None:
    """Remove the temporary files and folders for `path` that a killed run has left."""
    for leftover in path.parent.glob(f".{glob.escape(path.name)}.*.part"):
        if leftover.is_dir():
            shutil.rmtree(leftover, ignore_errors=True)
        else:
            leftover.unlink(missing_ok=True)
