"""python -m tests.mutants: whether the checks can fail. Each fault by itself, and who catches it.

With names it is these faults only. Without, the mock as it is comes first: nothing is to be found in it.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import time
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from tests.mutants.catch import Outcome, catch
from tests.mutants.faults import FAULTS

if TYPE_CHECKING:
    from collections.abc import Sequence

PROCESSES = 2
WIDE = 200  # columns, where nobody looks at a terminal


def main() -> int:
    """Catch the faults; 1 where one survives, or there is something wrong without any."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.mutants",
        description="Whether the checks catch what can be wrong with a server.",
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="one of the faults (all)")
    names = parser.parse_args().names
    if unknown := [name for name in names if name not in FAULTS]:
        print(f"error: there is no fault {unknown[0]}; there are {', '.join(FAULTS)}", file=sys.stderr)
        return 1
    console = Console(width=None if sys.stdout.isatty() else WIDE)
    began = time.monotonic()
    try:
        outcomes = caught(names or [None, *FAULTS], console)
    except KeyboardInterrupt:
        return 130
    return report(outcomes, time.monotonic() - began, console)


def caught(names: Sequence[str | None], console: Console) -> list[Outcome]:
    """What comes of each, in a fresh process; in the order of the names."""
    # A server that has imported everything forks them, which takes no time and shares no state.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.mutants.catch"])
    outcomes: dict[str | None, Outcome] = {}
    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
    with (
        Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress,
        context.Pool(PROCESSES, maxtasksperchild=1) as pool,
    ):
        task = progress.add_task("", total=len(names))
        for outcome in pool.imap_unordered(catch, names):
            outcomes[outcome.name] = outcome
            progress.update(task, advance=1, description=outcome.name or "")
    return [outcomes[name] for name in names]


def report(outcomes: Sequence[Outcome], seconds: float, console: Console) -> int:
    """Print who was caught by what; 1 where somebody was not."""
    faults = {outcome.name: outcome for outcome in outcomes if outcome.name is not None}
    table = Table("fault", "what it is", "caught by", box=None)
    table.add_column("seconds", justify="right")
    for name, outcome in faults.items():
        by = ", ".join(outcome.checks) or outcome.test or "[bold red]nothing[/]"
        table.add_row(name, FAULTS[name].__doc__, by, f"{outcome.seconds:.1f}")
    console.print(table)
    survivors = [name for name, outcome in faults.items() if not outcome.is_caught]
    checked = sum(bool(outcome.checks) for outcome in faults.values())
    tested = len(faults) - checked - len(survivors)
    print(f"\n{len(faults)} faults in {seconds:.0f} s: {checked} caught by the contract checks, "
          f"{tested} by the mock's own tests, {len(survivors)} by nothing")  # fmt: skip
    if survivors:
        print(f"error: not caught: {', '.join(survivors)}", file=sys.stderr)
    control = next((outcome for outcome in outcomes if outcome.name is None), None)
    if control is None:
        return int(bool(survivors))
    if control.is_caught:
        found = ", ".join(control.checks) or control.test
        print(f"error: without a fault something is found all the same: {found}", file=sys.stderr)
    else:
        print(f"without a fault: nothing is found, in {control.seconds:.0f} s")
    return int(bool(survivors) or control.is_caught)


if __name__ == "__main__":
    sys.exit(main())
