"""python -m tests.frameworks: try other clients and frameworks with the mock, each in an environment of its own.

With names, only these are tried.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from tests.frameworks.catalogue import FEATURES, FRAMEWORKS, Framework
from tests.frameworks.environments import InstallationError, command_of, create_environment
from tests.frameworks.runner import Outcome, run_framework

OUTPUT_WIDTH = 200  # columns, if the output is not a terminal


def main() -> int:
    """Try the frameworks; return 1 if anything fails that is not a fault of a framework."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.frameworks",
        description="Try other clients and frameworks with the mock, and print which features work.",
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="name of a framework (all)")
    names = parser.parse_args().names or [*FRAMEWORKS]
    if unknown := [name for name in names if name not in FRAMEWORKS]:
        known = ", ".join(FRAMEWORKS)
        print(f"error: unknown framework {unknown[0]}; the frameworks are {known}", file=sys.stderr)
        return 1
    console = Console(width=None if sys.stdout.isatty() else OUTPUT_WIDTH)
    try:
        outcomes = try_frameworks([FRAMEWORKS[name] for name in names], console)
    except KeyboardInterrupt:
        return 130
    return report(outcomes, console)


def try_frameworks(frameworks: Sequence[Framework], console: Console) -> list[Outcome]:
    """Install each framework and run its program, one after the other; return the outcomes."""
    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
    outcomes: list[Outcome] = []
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=len(frameworks))

        def show(step: str) -> None:
            progress.update(task, description=step)

        for framework in frameworks:
            outcomes.append(try_framework(framework, show))
            progress.advance(task)
    return outcomes


def try_framework(framework: Framework, show: Callable[[str], None]) -> Outcome:
    """Install a framework and run its program; `show` is called with each step."""
    show(f"{framework.title}: installing")
    try:
        folder = create_environment(framework)
    except InstallationError as error:
        return Outcome(framework, {}, f"cannot be installed: {error}")
    show(f"{framework.title}: running")
    return run_framework(framework, *command_of(framework, folder))


def report(outcomes: Sequence[Outcome], console: Console) -> int:
    """Print the table and what fails; return 1 if anything does."""
    table = Table("framework", "version", *(feature.replace(" ", "\n") for feature in FEATURES), box=None)
    for outcome in outcomes:
        framework = outcome.framework
        version = framework.versions[framework.package]
        table.add_row(framework.title, version, *(cell(outcome, feature) for feature in FEATURES))
    console.print(table)
    for outcome in outcomes:
        for feature, fault in outcome.framework.faults.items():
            if outcome.problems.get(feature):
                print(f"{outcome.framework.title}, {feature}: {fault}")
    failures = [f"{outcome.framework.title}: {line}" for outcome in outcomes for line in outcome.failures]
    for failure in failures:
        print(f"error: {failure}", file=sys.stderr)
    return int(bool(failures))


def cell(outcome: Outcome, feature: str) -> str:
    """Return what the table says about a feature: whether it works, whose fault it is if not, or a dash."""
    if feature not in outcome.problems:
        return "?" if outcome.error else "–"
    if outcome.problems[feature] is None:
        return "ok"
    return "its own fault" if feature in outcome.framework.faults else "[bold red]fails[/]"


if __name__ == "__main__":
    sys.exit(main())
