"""`python -m scripts.build`: the main job of `make`, from the published documents to a tested client.

The job is a list of stages, run in order: `pull_documents`, `build_contract`, `compare_contracts`, `generate_client`,
`check_wrapper`, and a make target for each `--then`. Each returns the rows that it adds to the closing table.
"""

import argparse
import contextlib
import io
import os
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Sequence
from functools import partial
from pathlib import Path

from attrs import define, field, frozen
from rich.console import Console, RenderableType
from rich.live import Live
from rich.spinner import Spinner
from rich.table import Table
from rich.text import Text

from scripts.common.committed import read_committed
from scripts.common.documents import Object, read_document
from scripts.common.errors import PipelineError, run
from scripts.common.files import replace_file
from scripts.common.lock import exclusive
from scripts.common.sources import Source, read_sources
from scripts.contract.build import BuiltContract, build, old_file, write
from scripts.contract.overlay import read_overlay
from scripts.contract.warnings import print_warnings
from scripts.drift.changelog import suggest_version, with_entry
from scripts.drift.changes import Drift
from scripts.drift.report import as_text, summarize
from scripts.drift.verdicts import compare_documents
from scripts.generate.project import generate
from scripts.pull.progress import download_progress
from scripts.pull.upstream import AllUnreachable, PullErrors, pull
from scripts.release.compatibility import (
    INCOMPATIBILITIES,
    WRAPPER,
    causes_of,
    find_incompatibilities,
    grouped,
)

SOURCES = Path("openapi/sources.toml")
LOCK = Path("openapi/sources.lock")
OVERLAY = Path("openapi/overlay.yaml")
UPSTREAM = Path("openapi/upstream")
CONTRACT = Path("openapi/contract.json")
#: The contract before a change, as long as that has not been reported, with changelog, client and wrapper checked. It
#: is made by whatever changes the contract, so that a run makes up for what an interrupted one, or another command,
#: left out.
OLD_CONTRACT = old_file(CONTRACT)
GENERATED = Path("generated")
RESOURCES = Path("wrapper/aimlkit/resources")
TYPES = Path("wrapper/aimlkit/types")
CHANGELOG = Path("CHANGELOG.md")
PROJECT = Path("pyproject.toml")
#: How many causes of incompatibilities are printed. The file has all incompatibilities, each in full.
PRINTED_INCOMPATIBILITIES = 8


@frozen
class Row:
    """A row of the closing table: a label and its state."""

    label: str
    state: str


@define
class Job:
    """The inputs of the job, and the results that one stage leaves for the next ones."""

    sources: list[Source]
    mirror: str | None
    #: Standard output, for the changes, the incompatibilities and the table.
    console: Console
    #: What a stage prints, once it has ended and its spinner is gone.
    output: list[RenderableType] = field(factory=list)
    #: Whether the documents were fetched. If not, the committed contract is used unchanged.
    pulled: bool = False
    #: The contract before this run; None if there was none.
    old_contract: Object | None = None
    #: The contract after this run; None if it did not change.
    changed_contract: Object | None = None
    #: What changed between them.
    drift: Drift | None = None
    incompatibilities: list[str] = field(factory=list)


@frozen
class Stage:
    """A step of the job. `run` returns its rows of the closing table: an empty list if there was nothing to do."""

    label: str
    run: Callable[[Job], list[Row]]
    #: Whether it displays its progress itself.
    shows_progress: bool = False


def main() -> int:
    """Run the stages in order and print the closing table, also after a stage that failed.

    Another run of the job, or of one of its stages, waits for this one.
    """
    parser = argparse.ArgumentParser(prog="python -m scripts.build", description=__doc__)
    parser.add_argument(
        "--mirror", metavar="DIR|URL", help="fetch the documents from there instead of the published URLs"
    )
    parser.add_argument(
        "--then",
        action="append",
        default=[],
        metavar="TARGET",
        help="a make target to run afterwards; the last line of its output is its row (repeatable)",
    )
    options = parser.parse_args()
    stages = [
        Stage("pull", pull_documents, shows_progress=True),
        Stage("contract", build_contract),
        Stage("drift", compare_contracts),
        Stage("client", generate_client),
        Stage("wrapper", check_wrapper),
        # A make target runs in a separate process: it may import the client, which this module may not.
        *(Stage(target, partial(run_make_target, target)) for target in options.then),
    ]
    with exclusive(UPSTREAM), exclusive(CONTRACT.parent), exclusive(GENERATED):
        return run_stages(stages, Job(read_sources(SOURCES), options.mirror, Console()))


def run_stages(stages: Sequence[Stage], job: Job) -> int:
    """Run the stages and print their rows. Raises PipelineError if the wrapper does not fit the new client."""
    table = Table("", "now", box=None, pad_edge=False, header_style="bold")
    table.add_column("seconds", justify="right")
    try:
        for stage in stages:
            try:
                rows, seconds = run_stage(stage, job)
            finally:
                while job.output:
                    job.console.print(job.output.pop(0), highlight=False, soft_wrap=True)
            for index, row in enumerate(rows):
                # As Text, so that brackets are not read as markup. The time is in the first row of the stage.
                table.add_row(Text(row.label), Text(row.state), f"{seconds:.1f}" if index == 0 else "")
    finally:
        if table.row_count:
            job.console.print(table)
    if job.incompatibilities:
        hint = f"fix the errors listed in {INCOMPATIBILITIES}"
        raise PipelineError("is incompatible with the new client", where="wrapper", hint=hint)
    return 0


def run_stage(stage: Stage, job: Job) -> tuple[list[Row], float]:
    """Run `stage`, with a spinner if standard error is a terminal; return its rows and the seconds it took."""
    errors = Console(file=sys.stderr)
    started = time.perf_counter()
    if stage.shows_progress or not errors.is_terminal or os.environ.get("CI"):
        rows = stage.run(job)
    else:
        with _spinner(stage.label, errors):
            rows = stage.run(job)
    return rows, time.perf_counter() - started


@contextlib.contextmanager
def _spinner(label: str, errors: Console) -> Generator[None, None, None]:
    """Show a spinner during the body. What the body prints on standard error is printed when the spinner is gone."""
    printed = io.StringIO()
    live = Live(
        Spinner("dots", label), console=errors, transient=True, redirect_stdout=False, redirect_stderr=False
    )
    try:
        with live, contextlib.redirect_stderr(printed):
            yield
    finally:
        sys.stderr.write(printed.getvalue())


def pull_documents(job: Job) -> list[Row]:
    """Fetch the documents. If the published ones are unreachable, warn and go on without them."""
    try:
        with download_progress() as progress:
            pulled = pull(job.sources, LOCK, UPSTREAM, job.mirror, progress)
    except AllUnreachable as error:
        if job.mirror:
            raise
        print(f"warning: {error}; continuing with the committed contract", file=sys.stderr)
        return [Row(source.name, "unreachable") for source in job.sources]
    except PullErrors as failure:
        *others, last = failure.errors
        for other in others:
            print(f"error: {other}", file=sys.stderr)
        raise last from None
    job.pulled = True
    return [
        Row(document.source.name, f"{document.size:,} bytes, {_changed(document.changed)}")
        for document in pulled
    ]


def build_contract(job: Job) -> list[Row]:
    """Build the contract from the documents; if there are none, check that the committed one can be read."""
    if not job.pulled:
        committed = BuiltContract(document=read_document(CONTRACT, CONTRACT.name), unmatched=[])
        _note_change(job, committed)
        return [Row("contract", f"{_size(committed)}, the committed one")]
    contract = build(job.sources, UPSTREAM, read_overlay(OVERLAY))
    print_warnings(contract, OVERLAY)
    changed = write(contract, CONTRACT)
    _note_change(job, contract)
    return [Row("contract", f"{_size(contract)}, {_changed(changed)}")]


def _note_change(job: Job, contract: BuiltContract) -> None:
    """Leave the old and the new contract for the next stages if a change has not been reported, or not completely."""
    if OLD_CONTRACT.is_file():
        job.old_contract = _read_old_contract()
        job.changed_contract = contract.document


def compare_contracts(job: Job) -> list[Row]:
    """Print what changed in the contract, and update the changelog."""
    old, new = job.old_contract, job.changed_contract
    if old is None or new is None:
        return []
    try:
        drift = compare_documents(old, new, "the old contract", "the new contract")
    except PipelineError as error:
        print(f"warning: {error}; the changes are not reported", file=sys.stderr)
        return [Row("drift", "not comparable")]
    job.drift = drift
    job.output.append(as_text(drift))
    if CHANGELOG.is_file():
        changelog = CHANGELOG.read_text(encoding="utf-8")
        updated = with_entry(changelog, old, new, drift)
        if updated != changelog:
            replace_file(CHANGELOG, updated.encode())
    state = summarize(drift)
    if drift.changes:
        state += f"; suggested version: {suggest_version(PROJECT, drift)}"
    return [Row("drift", state)]


def generate_client(_: Job) -> list[Row]:
    """Generate the client from the contract."""
    client = generate(CONTRACT, GENERATED, RESOURCES, TYPES)
    state = f"{client.classes} classes in {client.files} files, {_changed(client.changed)}"
    return [Row("client", state)]


def check_wrapper(job: Job) -> list[Row]:
    """Check the wrapper against a new client, and again on every run until it is compatible."""
    has_changed = job.changed_contract is not None and job.old_contract is not None
    new_client = has_changed and job.old_contract != job.changed_contract
    # Without a package there are generated modules at most.
    has_wrapper = any(WRAPPER.glob("*/__init__.py"))
    rows: list[Row] = []
    if has_wrapper and (new_client or INCOMPATIBILITIES.exists()):
        job.incompatibilities = find_incompatibilities()
        causes = causes_of(job.drift or _committed_drift())
        for line in grouped(job.incompatibilities, causes)[:PRINTED_INCOMPATIBILITIES]:
            job.output.append(Text(f"incompatible: {line}"))
        count = len(job.incompatibilities)
        rows.append(Row("wrapper", f"{count} incompatibilities" if count else "compatible"))
    # Only now has everything been reported.
    OLD_CONTRACT.unlink(missing_ok=True)
    return rows


def run_make_target(target: str, job: Job) -> list[Row]:
    """Run `make target`; its state is the last line of its output. Its errors are printed if it fails.

    It does not run if the wrapper is incompatible: then it fails for a reason that has been reported.
    """
    if job.incompatibilities:
        return [Row(target, "not run")]
    command = [os.environ.get("MAKE", "make"), "--silent", target]
    process = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - from the Makefile
    if process.returncode:
        sys.stderr.write(process.stderr)
        raise PipelineError("failed", where=f"make {target}", hint="fix the errors that it printed above")
    return [Row(target, process.stdout.rstrip().rpartition("\n")[2])]


def _read_old_contract() -> Object | None:
    """Return the contract of the last commit or, outside of a git repository, that before the change.

    Return None if there is none, or if it is not a valid document.
    """
    committed = read_committed(CONTRACT)
    if committed is not None:
        return committed
    try:
        return read_document(OLD_CONTRACT, OLD_CONTRACT.name)
    except PipelineError:
        return None


def _committed_drift() -> Drift:
    """Return what changed since the last commit; nothing if that is not known."""
    committed = read_committed(CONTRACT)
    try:
        if committed is not None:
            return compare_documents(
                committed, read_document(CONTRACT, CONTRACT.name), "the old contract", "the new contract"
            )
    except PipelineError:
        pass
    return Drift()


def _size(contract: BuiltContract) -> str:
    return f"{contract.schema_count} schemas, {CONTRACT.stat().st_size:,} bytes"


def _changed(changed: bool) -> str:
    return "changed" if changed else "unchanged"


if __name__ == "__main__":
    sys.exit(run(main))
