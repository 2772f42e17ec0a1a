"""Output files, which are also the state of a bulk run on disk: a request whose id is in the output is done."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from aimlkit.bulk._exceptions import BulkOutputError
from aimlkit.bulk._results import LINE_PREFIX, BulkResult

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType
    from typing import Self


class Journal:
    """An output file that is open for appending. Each result is written at once, as a whole line."""

    def __init__(self, name: str, on_result: Callable[[BulkResult[object]], None]) -> None:
        """Open a file, or create it; call `on_result` with each result in it.

        A last line that was cut off is removed. Raises BulkOutputError if another process writes to the file, or if
        another line is not the result of a bulk run, and OSError.
        """
        self._name = name
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND
        if sys.platform == "win32":
            flags |= os.O_BINARY
        self._descriptor = os.open(name, flags, 0o666)
        try:
            if not _try_lock(self._descriptor):
                raise BulkOutputError(f"another process writes to {self._name}")
            self._size = self._read(on_result)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def append(self, result: BulkResult[object]) -> None:
        """Write a result. Raises OSError, such as on a full disk, after removing the incomplete line."""
        line = result.to_line()
        remaining = memoryview(line)
        try:
            while remaining:
                remaining = remaining[os.write(self._descriptor, remaining) :]
        except OSError:
            with suppress(OSError):  # The next run removes it.
                os.ftruncate(self._descriptor, self._size)
            raise
        self._size += len(line)

    def sync(self) -> None:
        """Write all results to the disk, so that they survive a power failure."""
        os.fsync(self._descriptor)

    def close(self) -> None:
        """Close the file, which another process may then use."""
        if self._descriptor >= 0:
            _unlock(self._descriptor)
            os.close(self._descriptor)
            self._descriptor = -1

    def _read(self, on_result: Callable[[BulkResult[object]], None]) -> int:
        """Read all results; return the size of the file after the last whole line."""
        size = 0
        with os.fdopen(os.dup(self._descriptor), "rb") as file:
            file.seek(0)
            for number, line in enumerate(file, 1):
                try:
                    result = BulkResult[object].from_line(line)
                except (ValueError, RecursionError):
                    if line.endswith(b"\n") or not _is_cut_off(line):
                        raise BulkOutputError(
                            f"{self._name}:{number}: not the result of a bulk run; choose another output file"
                        ) from None
                    os.ftruncate(self._descriptor, size)
                    break
                on_result(result)
                size += len(line)
                if not line.endswith(b"\n"):
                    os.write(self._descriptor, b"\n")
                    size += 1
        return size


if sys.platform == "win32":  # Written from the documentation of the functions; no test runs on Windows.
    import msvcrt

    # Others cannot read a byte that is locked, so it is not one of the first results. `locking` has offsets of 32 bits.
    _LOCKED_BYTE = 2**31 - 2

    def _try_lock(descriptor: int) -> bool:
        """Lock a file for this process; return False if another one has locked it."""
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        """Unlock a file. Windows would do so some time after it is closed."""
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        with suppress(OSError):  # It was not locked.
            msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        """Lock a file for this process; return False if another one has locked it."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        """Do nothing: closing a file unlocks it."""


def _is_cut_off(line: bytes) -> bool:
    """Return whether a line is the beginning of a result, or consists of zeros, which a power failure may leave."""
    return line.startswith(LINE_PREFIX[: len(line)]) or not line.strip(b"\0")
