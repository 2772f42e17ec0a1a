"""What went wrong, in one line for a person."""

import sys
from collections.abc import Callable


class PipelineError(Exception):
    """Something a person can mend. Its text is one line: what is wrong, where, and what to do."""

    def __init__(self, what: str, *, where: str, hint: str) -> None:
        # Names and values of documents stand in it: none of them forges a line or commands the terminal.
        super().__init__(_on_one_line(f"{where}: {what}; {hint}"))


def printable(text: object) -> str:
    """`text` from a document, safe and short enough to stand in a message on a terminal."""
    line = _on_one_line(str(text))
    return line if len(line) <= 120 else line[:117] + "…"


def _on_one_line(text: str) -> str:
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)


def run(main: Callable[[], int]) -> int:
    """Run a command's `main`. A fault is its one line on standard error, and exit status 1."""
    try:
        return main()
    except PipelineError as fault:
        print(f"error: {fault}", file=sys.stderr)
    except KeyboardInterrupt:
        print("error: interrupted; nothing was replaced by halves, run it again", file=sys.stderr)
    return 1
