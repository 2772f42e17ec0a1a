"""`python -m scripts.drift`: what changed between two OpenAPI documents, and whom it breaks."""

import argparse
import sys
import tempfile
from pathlib import Path

from rich.console import Console

from scripts.common.documents import Object, read
from scripts.common.errors import PipelineError, run
from scripts.common.sources import Gone, read_sources
from scripts.contract.build import BuiltContract, build
from scripts.contract.overlay import read_overlay
from scripts.drift.changes import Drift, Move
from scripts.drift.report import as_annotations, as_json, as_markdown, as_text
from scripts.drift.verdicts import compare, moved
from scripts.pull.stage import PullErrors, Unreachable, progress_display, pull

FORMATS = ("text", "markdown", "json", "github")


def main() -> int:
    """Compare, report, and exit with the severity: 0, 10, 11 or 12; 1 when an operation is gone."""
    parser = argparse.ArgumentParser(prog="python -m scripts.drift", description=__doc__)
    parser.add_argument(
        "--old", type=Path, required=True, metavar="FILE", help="a contract or published document"
    )
    parser.add_argument("--new", type=Path, metavar="FILE", help="what to compare it with; or, to pull it:")
    parser.add_argument("--sources", type=Path, metavar="FILE", help="which documents: openapi/sources.toml")
    parser.add_argument("--overlay", type=Path, metavar="FILE", help="the repairs: openapi/overlay.yaml")
    parser.add_argument("--mirror", metavar="DIR|URL", help="where they come from instead of their address")
    parser.add_argument("--format", choices=FORMATS, default="text", help="text, unless another is wanted")
    options = parser.parse_args()
    if (options.new is None) == (options.sources is None or options.overlay is None):
        parser.error("name either --new, or --sources and --overlay")
    old = read(options.old, options.old.name)
    if options.new is not None:
        new = read(options.new, options.new.name)
        drift = compare(old, new, options.old.name, options.new.name)
    else:
        drift = _with_published(old, options)
    _print(drift, options.format, str(options.old))
    for move in drift.moves:
        fault = PipelineError(str(move), where=options.old.name, hint="see where it went")
        print(f"error: {fault}", file=sys.stderr)
    return drift.exit_status


def _with_published(old: Object, options: argparse.Namespace) -> Drift:
    try:
        contract = _fresh_contract(options.sources, options.overlay, options.mirror)
    except (PullErrors, Unreachable) as failure:
        gone = [fault for fault in failure.errors if isinstance(fault, Gone)]
        others = [fault for fault in failure.errors if not isinstance(fault, Gone)]
        for fault in others[:-1]:
            print(f"error: {fault}", file=sys.stderr)
        if others:
            raise others[-1] from None
        return moved([Move(fault.operation, tuple(fault.offered)) for fault in gone])
    for idle in contract.unmatched:
        print(f"warning: {options.overlay}: finds nothing to repair: {idle}", file=sys.stderr)
    return compare(old, contract.document, options.old.name, "the published documents")


def _fresh_contract(sources: Path, overlay: Path, mirror: str | None) -> BuiltContract:
    """The contract of what is published now, made in a temporary place: nothing of it stays."""
    wanted = read_sources(sources)
    repairs = read_overlay(overlay)
    with tempfile.TemporaryDirectory(prefix="drift-") as folder:
        upstream = Path(folder)
        with progress_display() as progress:
            pull(wanted, upstream / "sources.lock", upstream, mirror, progress)
        return build(wanted, upstream, repairs)


def _print(drift: Drift, form: str, file: str) -> None:
    if form == "text":
        # On a terminal in its width; elsewhere every change on one line.
        width = None if sys.stdout.isatty() else 10_000
        Console(width=width, highlight=False, soft_wrap=True).print(as_text(drift))
    elif form == "markdown":
        sys.stdout.write(as_markdown(drift))
    elif form == "json":
        sys.stdout.write(as_json(drift))
    else:
        sys.stdout.write(as_annotations(drift, file))


if __name__ == "__main__":
    sys.exit(run(main))
