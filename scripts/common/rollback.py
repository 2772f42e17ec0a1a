"""Change several files and folders by several stages, all of them or none."""

import contextlib
import shutil
import signal
import threading
from collections.abc import Generator, Sequence
from pathlib import Path

#: The copies of what a run changes. It exists while the run lasts, and after one that was killed.
BACKUP = Path("build/before")
_COMPLETE = "complete"


@contextlib.contextmanager
def restored_on_failure(paths: Sequence[Path]) -> Generator[None, None, None]:
    """Restore the files and folders `paths` if the body raises, Ctrl-C included.

    If the process is killed, the next run restores them: see `restore_after_kill`. Paths are relative to the working
    folder, as the backup is.
    """
    restore_after_kill(paths)
    try:
        _save(paths)
        yield
    except BaseException:
        with _without_interrupts():
            restore_after_kill(paths)
        raise
    # First what makes it count: a run that is killed here must not restore half of it.
    (BACKUP / _COMPLETE).unlink()
    shutil.rmtree(BACKUP)


def restore_after_kill(paths: Sequence[Path]) -> None:
    """Restore `paths` as they were before a run that did not end, if there was one."""
    if (BACKUP / _COMPLETE).exists():
        for path in paths:
            _remove(path)
            saved = BACKUP / path
            if saved.is_dir():
                shutil.copytree(saved, path)
            elif saved.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(saved, path)
    shutil.rmtree(BACKUP, ignore_errors=True)


def _save(paths: Sequence[Path]) -> None:
    for path in paths:
        saved = BACKUP / path
        saved.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            shutil.copytree(path, saved)
        elif path.exists():
            shutil.copy2(path, saved)
    (BACKUP / _COMPLETE).touch()


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


@contextlib.contextmanager
def _without_interrupts() -> Generator[None, None, None]:
    """Ignore Ctrl-C in the body, so that a second one does not leave half of it undone."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)
