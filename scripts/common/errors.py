"""The pipeline's errors: one line each, with a location and a hint."""

import contextlib
import os
import sys
from collections.abc import Callable


class PipelineError(Exception):
    """An error that the user can fix. Its message is one line: location, problem and hint.

    The message may contain names and values of untrusted documents. Unprintable characters are escaped, so that
    none of them can forge a second line or send control sequences to the terminal.
    """

    def __init__(self, problem: str, *, where: str, hint: str) -> None:
        super().__init__(escape_unprintable(f"{where}: {problem}; {hint}"))


def printable(text: object) -> str:
    """Return `text` from a document made safe for a message: printable, on one line, at most 120 characters."""
    line = escape_unprintable(str(text))
    return line if len(line) <= 120 else line[:117] + "…"


def reason_of(error: OSError) -> str:
    """Return the operating system's message for `error` in lower case, such as "no such file or directory"."""
    return (error.strerror or str(error)).lower()


def escape_unprintable(text: str) -> str:
    """Return `text` on one line, with unprintable characters escaped, in full."""
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)


def run(main: Callable[[], int]) -> int:
    """Run a command's `main` and return its exit status.

    A PipelineError, an OSError, a RecursionError and Ctrl-C become one line on standard error and exit status 1.
    """
    try:
        try:
            return main()
        finally:
            sys.stdout.flush()
    except PipelineError as error:
        print(f"error: {error}", file=sys.stderr)
    except OSError as error:
        where = printable(error.filename or "standard output")
        hint = "check the free space and the permissions, then run it again"
        print(f"error: {where}: cannot be used ({reason_of(error)}); {hint}", file=sys.stderr)
        _discard_output()
    except RecursionError:
        hint = "look for schemas that contain one another to a great depth"
        print(f"error: the documents: are nested more deeply than Python can follow; {hint}", file=sys.stderr)
    except KeyboardInterrupt:
        print("error: interrupted; no file is left half-written, run it again", file=sys.stderr)
    return 1


def _discard_output() -> None:
    """Discard what is still to be printed: Python would try again at exit, and fail again."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
