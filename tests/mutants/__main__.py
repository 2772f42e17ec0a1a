"""python -m tests.mutants: seed one fault at a time into the mock, and report which check or test detects it.

With names, only these faults are seeded. Without, the unchanged mock runs first, as a control: nothing may fail.
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

from tests.mutants.faults import FAULTS
from tests.mutants.runner import Outcome, run_mutant

if TYPE_CHECKING:
    from collections.abc import Sequence

PROCESSES = 2
OUTPUT_WIDTH = 200  # columns, if the output is not a terminal


def main() -> int:
    """Run the mutants; return 1 if a fault is not detected, or if the control fails."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.mutants",
        description="Seed faults into the mock, and report which check or test detects each.",
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="name of a fault (all)")
    names = parser.parse_args().names
    if unknown := [name for name in names if name not in FAULTS]:
        print(f"error: unknown fault {unknown[0]}; the faults are {', '.join(FAULTS)}", file=sys.stderr)
        return 1
    console = Console(width=None if sys.stdout.isatty() else OUTPUT_WIDTH)
    started = time.monotonic()
    try:
        outcomes = run_mutants(names or [None, *FAULTS], console)
    except KeyboardInterrupt:
        return 130
    return report(outcomes, time.monotonic() - started, console)


def run_mutants(names: Sequence[str | None], console: Console) -> list[Outcome]:
    """Run each mutant in a fresh process; return their outcomes in the order of the names."""
    # The fork server has everything imported, so that new processes start quickly and share no state.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.mutants.runner"])
    outcomes: dict[str | None, Outcome] = {}
    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
    with (
        Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress,
        context.Pool(PROCESSES, maxtasksperchild=1) as pool,
    ):
        task = progress.add_task("", total=len(names))
        for outcome in pool.imap_unordered(run_mutant, names):
            outcomes[outcome.name] = outcome
            progress.update(task, advance=1, description=outcome.name or "")
    return [outcomes[name] for name in names]


def report(outcomes: Sequence[Outcome], seconds: float, console: Console) -> int:
    """Print which check or test detected each fault; return 1 if one was not detected."""
    mutants = {outcome.name: outcome for outcome in outcomes if outcome.name is not None}
    table = Table("fault", "faulty behaviour", "detected by", box=None)
    table.add_column("seconds", justify="right")
    for name, outcome in mutants.items():
        detected_by = ", ".join(outcome.checks) or outcome.test or "[bold red]nothing[/]"
        table.add_row(name, FAULTS[name].__doc__, detected_by, f"{outcome.seconds:.1f}")
    console.print(table)
    undetected = [name for name, outcome in mutants.items() if not outcome.is_detected]
    by_checks = sum(bool(outcome.checks) for outcome in mutants.values())
    by_tests = len(mutants) - by_checks - len(undetected)
    print(
        f"\n{len(mutants)} faults in {seconds:.0f} s: {by_checks} detected by the contract checks, "
        f"{by_tests} by the mock's own tests, {len(undetected)} by nothing"
    )
    if undetected:
        print(f"error: not detected: {', '.join(undetected)}", file=sys.stderr)
    control = next((outcome for outcome in outcomes if outcome.name is None), None)
    if control is None:
        return int(bool(undetected))
    if control.is_detected:
        failed = ", ".join(control.checks) or control.test
        print(f"error: the mock without a fault fails: {failed}", file=sys.stderr)
    else:
        print(f"the mock without a fault passes, in {control.seconds:.0f} s")
    return int(bool(undetected) or control.is_detected)


if __name__ == "__main__":
    sys.exit(main())
