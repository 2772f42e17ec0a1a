"""Commands run in this process: starting a process takes longer than what most commands do."""

from __future__ import annotations

import io
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def run_command(
    main: Callable[[], int],
    *arguments: str,
    stdin: bytes = b"",
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
    encoding: str = "utf-8",
) -> subprocess.CompletedProcess[str]:
    """Run the function of a command with its own arguments and standard streams; return them with the exit status.

    It runs in `folder`, with the variables `environment` in addition to those of this process. `encoding` is that of the streams, with a way to treat errors after a colon, as in PYTHONIOENCODING. A test of
    signals, terminals, pipes, or what a process prints at its end has to start a process.
    """
    name, _, errors = encoding.partition(":")
    output, error_output = io.BytesIO(), io.BytesIO()
    out = io.TextIOWrapper(output, encoding=name, errors=errors or "strict", write_through=True)
    err = io.TextIOWrapper(error_output, encoding=name, errors="backslashreplace", write_through=True)
    with pytest.MonkeyPatch.context() as patch, chdir(folder or Path.cwd()):
        for variable, value in (environment or {}).items():
            patch.setenv(variable, value)
        patch.setattr(sys, "argv", ["command", *arguments])
        patch.setattr(
            sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding=name, errors=errors or "strict")
        )
        with redirect_stdout(out), redirect_stderr(err):
            try:
                status = main()
            except SystemExit as error:
                if isinstance(error.code, str):
                    print(error.code, file=sys.stderr)
                status = error.code if isinstance(error.code, int) else int(error.code is not None)
    texts = (output.getvalue().decode(name), error_output.getvalue().decode(name))
    return subprocess.CompletedProcess(arguments, status, *texts)
