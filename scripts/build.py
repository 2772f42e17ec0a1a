"""`python -m scripts.build`: the main job, from the published documents to the client, with a summary."""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from attrs import field, frozen
from rich.console import Console
from rich.table import Table
from rich.text import Text

from scripts.common.documents import Object, read
from scripts.common.errors import PipelineError, run
from scripts.common.files import replace_file
from scripts.common.sources import Source, read_sources
from scripts.contract.build import BuiltContract, write
from scripts.contract.build import build as build_contract
from scripts.contract.overlay import read_overlay
from scripts.drift.changelog import suggested, with_entry
from scripts.drift.report import as_text
from scripts.drift.report import summary as drift_summary
from scripts.drift.verdicts import compare
from scripts.generate.project import generate
from scripts.pull.stage import Outcome, PullErrors, Unreachable, progress_display, pull
from scripts.release.compatibility import UNFIT, WRAPPER, misfits

T = TypeVar("T")

SOURCES = Path("openapi/sources.toml")
LOCK = Path("openapi/sources.lock")
OVERLAY = Path("openapi/overlay.yaml")
UPSTREAM = Path("openapi/upstream")
CONTRACT = Path("openapi/contract.json")
GENERATED = Path("generated")
RESOURCES = Path("wrapper/aimlkit/resources")
CHANGELOG = Path("CHANGELOG.md")
PROJECT = Path("pyproject.toml")
#: Of what no longer fits, so much is told.
FEW = 8


@frozen
class Summary:
    """The rows of the closing table: what, how it is now, and the seconds it took."""

    rows: list[tuple[str, str, str]] = field(factory=list)

    def add(self, what: str, state: str, seconds: float | None = None) -> None:
        """Add a row."""
        self.rows.append((what, state, "" if seconds is None else f"{seconds:.1f}"))

    def table(self) -> Table:
        """The table for people."""
        table = Table(box=None, pad_edge=False, header_style="bold")
        table.add_column("")
        table.add_column("now")
        table.add_column("seconds", justify="right")
        for row in self.rows:
            # What stands in brackets is no markup.
            table.add_row(*map(Text, row))
        return table


def main() -> int:
    """Pull, build the contract, generate the client; say what there is now."""
    parser = argparse.ArgumentParser(prog="python -m scripts.build", description=__doc__)
    parser.add_argument("--mirror", help="a folder or URL that has the documents")
    parser.add_argument(  # what stands on the client cannot be imported here
        "--then", action="append", default=[], metavar="TARGET", help="a make target; its last line is a row"
    )
    options = parser.parse_args()
    mirror: str | None = options.mirror
    console = Console()
    errors = Console(stderr=True)
    quiet = bool(os.environ.get("CI"))

    def staged(label: str, stage: Callable[[], T]) -> tuple[T, float]:
        started = time.perf_counter()
        if quiet or not errors.is_terminal:
            return stage(), time.perf_counter() - started
        with errors.status(label):
            return stage(), time.perf_counter() - started

    summary = Summary()
    drifted = False
    sources = read_sources(SOURCES)
    started = time.perf_counter()
    outcomes = _pulled(sources, mirror)
    seconds = time.perf_counter() - started
    for number, source in enumerate(sources):
        state = "not reachable" if outcomes is None else _state(outcomes[number])
        summary.add(source.name, state, seconds if number == 0 else None)
    if outcomes is not None:
        contract, seconds = staged(
            "contract", lambda: build_contract(sources, UPSTREAM, read_overlay(OVERLAY))
        )
        for idle in contract.unmatched:
            print(f"warning: {OVERLAY}: finds nothing to repair: {idle}", file=sys.stderr)
        before = _committed()
        changed, more = staged("contract", lambda: write(contract, CONTRACT))
        summary.add("contract", _size(contract, _changed(changed)), seconds + more)
        drifted = changed and before is not None
        if before is not None and drifted:
            told, seconds = staged("drift", partial(_drifted, before, contract.document, console))
            summary.add("drift", told, seconds)
    else:
        committed = BuiltContract(document=read(CONTRACT, CONTRACT.name), unmatched=[])
        summary.add("contract", _size(committed, "the committed one"))
    generated, seconds = staged("client", lambda: generate(CONTRACT, GENERATED, RESOURCES))
    state = f"{generated.classes} classes in {generated.files} files, {_changed(generated.changed)}"
    summary.add("client", state, seconds)
    unfit: list[str] = []
    if WRAPPER.is_dir() and (drifted or UNFIT.exists()):
        unfit, seconds = staged("wrapper", misfits)
        summary.add("wrapper", f"{len(unfit)} no longer fit" if unfit else "all fits", seconds)
        for line in unfit[:FEW]:
            console.print(f"no longer fits: {line}", markup=False, highlight=False, soft_wrap=True)
    try:
        for target in options.then:
            state, seconds = staged(target, partial(_made, target))
            summary.add(target, state, seconds)
    finally:
        console.print(summary.table())
    if unfit:
        raise PipelineError(
            "does not fit the new client", where="wrapper", hint=f"mend it: all is in {UNFIT}"
        )
    return 0


def _pulled(sources: list[Source], mirror: str | None) -> list[Outcome] | None:
    """What pull brought; None when nobody answers, which is said, and no reason to stop."""
    try:
        with progress_display() as progress:
            return pull(sources, LOCK, UPSTREAM, mirror, progress)
    except Unreachable as fault:
        if mirror:
            raise
        print(f"warning: {fault}; going on with the committed contract", file=sys.stderr)
        return None
    except PullErrors as several:
        last = several.errors[-1]
        for other in several.errors[:-1]:
            print(f"error: {other}", file=sys.stderr)
        raise last from None


def _committed() -> Object | None:
    """The contract as it is; None when there is none, or what is there is none."""
    try:
        return read(CONTRACT, CONTRACT.name) if CONTRACT.is_file() else None
    except PipelineError:
        return None


def _drifted(before: Object, after: Object, console: Console) -> str:
    """Print what changed, write it into the changelog, and say it in a line."""
    try:
        drift = compare(before, after, "the old contract", "the new contract")
    except PipelineError as fault:
        print(f"warning: {fault}; what changed is not told", file=sys.stderr)
        return "not comparable"
    console.print(as_text(drift), highlight=False, soft_wrap=True)
    if CHANGELOG.is_file():
        changelog = CHANGELOG.read_text(encoding="utf-8")
        renewed = with_entry(changelog, before, after, drift)
        if renewed != changelog:
            replace_file(CHANGELOG, renewed.encode())
    if not drift.changes:
        return drift_summary(drift)
    return f"{drift_summary(drift)}; that makes {suggested(PROJECT, drift)}"


def _made(target: str) -> str:
    """What a make target says at its end. What it has to say of errors, it says itself."""
    command = [os.environ.get("MAKE", "make"), "--silent", target]
    result = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)  # noqa: S603 - our own
    if result.returncode:
        raise PipelineError(where=f"make {target}", what="failed", hint="see what it says above")
    return result.stdout.rstrip().rpartition("\n")[2]


def _state(outcome: Outcome) -> str:
    return f"{outcome.size:,} bytes, {_changed(outcome.changed)}"


def _size(contract: BuiltContract, state: str) -> str:
    return f"{contract.schema_count} schemas, {CONTRACT.stat().st_size:,} bytes, {state}"


def _changed(changed: bool) -> str:
    return "changed" if changed else "unchanged"


if __name__ == "__main__":
    sys.exit(run(main))
