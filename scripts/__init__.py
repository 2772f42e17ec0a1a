"""The pipeline from the published documents to a typed client: pull, contract, generate, drift, release."""

import sys
from types import TracebackType


def _print_interrupt(
    kind: type[BaseException], error: BaseException, traceback: TracebackType | None
) -> None:
    """Print one line for Ctrl-C while a command is still being imported, before it can handle that itself."""
    if issubclass(kind, KeyboardInterrupt):
        print("error: interrupted; nothing was changed, run it again", file=sys.stderr)
    else:
        sys.__excepthook__(kind, error, traceback)


if sys.argv[0] == "-m":
    # This package is imported to run one of its modules. Imported by anything else, it has no effect.
    sys.excepthook = _print_interrupt
