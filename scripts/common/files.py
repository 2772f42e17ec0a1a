"""Replace a file or a folder whole or not at all, whatever happens in between."""

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from scripts.common.errors import PipelineError


@contextlib.contextmanager
def _faults(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        hint = (
            "free some space and run it again"
            if error.errno == errno.ENOSPC
            else "see to it and run it again"
        )
        reason = (error.strerror or str(error)).lower()
        raise PipelineError(
            f"cannot be written ({reason}), and is as it was", where=str(path), hint=hint
        ) from error


def replace_file(path: Path, content: bytes) -> None:
    """Write `content` to `path` by way of a temporary file beside it and one rename.

    Raises PipelineError when it cannot, and then `path` is as it was.
    """
    with _faults(path):
        path.parent.mkdir(parents=True, exist_ok=True)
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
def replaced_folder(path: Path) -> Iterator[Path]:
    """Yield an empty folder to fill; on a clean exit it takes the place of `path`.

    When the body raises, `path` is as it was and the half-filled folder is gone. The swap is two renames; a
    process killed between them leaves the old folder whole, beside its place, and the next run puts it back.
    """
    with _faults(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        retired = path.with_name(f".{path.name}.old")
        if retired.exists() and not path.exists():
            retired.rename(path)
        shutil.rmtree(retired, ignore_errors=True)
        fresh = Path(tempfile.mkdtemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent))
    try:
        yield fresh
        with _faults(path):
            fresh.chmod(0o755)
            if path.exists():
                path.rename(retired)
            fresh.rename(path)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    shutil.rmtree(retired, ignore_errors=True)
