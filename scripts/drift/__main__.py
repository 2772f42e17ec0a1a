"""`python -m scripts.drift`: report what changed between two OpenAPI documents and which changes break users."""

import argparse
import sys
import tempfile
from pathlib import Path

from rich.console import Console

from scripts.common.committed import read_committed
from scripts.common.documents import Object, read_document
from scripts.common.errors import PipelineError, run
from scripts.common.sources import OperationMissing, Source, read_sources, replacement_hint
from scripts.contract.build import BuiltContract, build
from scripts.contract.overlay import read_overlay
from scripts.contract.warnings import print_warnings
from scripts.drift.changes import Drift, OperationMove
from scripts.drift.html_report import as_html
from scripts.drift.report import as_annotations, as_json, as_markdown, as_text
from scripts.drift.served import served_sources
from scripts.drift.verdicts import compare_documents, drift_of_moves
from scripts.pull.catalogue import read_catalogue
from scripts.pull.progress import download_progress
from scripts.pull.provider import fetch
from scripts.pull.upstream import AllUnreachable, PullErrors, pull

FORMATS = ("text", "markdown", "json", "github", "html")


def main() -> int:
    """Compare and report. Return 0 for no change, the severity (10, 11 or 12), or 1 if an operation is gone."""
    parser = argparse.ArgumentParser(prog="python -m scripts.drift", description=__doc__)
    parser.add_argument(
        "--old", type=Path, required=True, metavar="FILE", help="a contract or published document"
    )
    parser.add_argument(
        "--new", type=Path, metavar="FILE", help="the document to compare it with; without it, fetch it:"
    )
    parser.add_argument("--sources", type=Path, metavar="FILE", help="which documents: openapi/sources.toml")
    parser.add_argument("--overlay", type=Path, metavar="FILE", help="the repairs: openapi/overlay.yaml")
    parser.add_argument("--mirror", metavar="DIR|URL", help="fetch from there instead of the published URLs")
    parser.add_argument(
        "--format", choices=FORMATS, default="text", help="the report's format (default: text)"
    )
    parser.add_argument(
        "--committed",
        action="store_true",
        help="compare with --old as the last commit has it, if there is one",
    )
    parser.add_argument(
        "--against-service",
        action="store_true",
        help="fetch the documents of the service, not the published ones",
    )
    options = parser.parse_args()
    if (options.new is None) == (options.sources is None or options.overlay is None):
        parser.error("pass either --new, or both --sources and --overlay")
    committed = read_committed(options.old) if options.committed else None
    old = committed if committed is not None else read_document(options.old, options.old.name)
    if options.new is not None:
        new = read_document(options.new, options.new.name)
        drift = compare_documents(old, new, options.old.name, options.new.name)
    else:
        drift = _compare_with_published(old, options)
    _print_report(drift, options.format, str(options.old))
    for move in drift.moves:
        hint = replacement_hint(move.operation, list(move.candidates))
        print(f"error: {PipelineError(str(move), where=options.old.name, hint=hint)}", file=sys.stderr)
    return drift.exit_status


def _compare_with_published(old: Object, options: argparse.Namespace) -> Drift:
    """Compare with a contract made of the documents published now. Raises PipelineError if they cannot be fetched."""
    try:
        contract = _build_published_contract(options, old)
    except AllUnreachable as failure:
        problem = f"cannot be reached ({', '.join(dict.fromkeys(error.reason for error in failure.errors))})"
        hint = (
            "check the network, or compare with documents in a folder: make drift MIRROR=<folder>, or with a file: "
            "python -m scripts.drift --old openapi/contract.json --new <file>"
        )
        raise PipelineError(problem, where="the documents", hint=hint) from None
    except PullErrors as failure:
        missing = [error for error in failure.errors if isinstance(error, OperationMissing)]
        others = [error for error in failure.errors if not isinstance(error, OperationMissing)]
        for error in others[:-1]:
            print(f"error: {error}", file=sys.stderr)
        if others:
            raise others[-1] from None
        return drift_of_moves([OperationMove(error.operation, tuple(error.available)) for error in missing])
    print_warnings(contract, options.overlay)
    return compare_documents(old, contract.document, options.old.name, _new_name(options))


def _build_published_contract(options: argparse.Namespace, old: Object) -> BuiltContract:
    """Fetch the documents into a temporary folder and build a contract of them."""
    sources: list[Source] = read_sources(options.sources)
    overlay = read_overlay(options.overlay)
    mirror: str | None = options.mirror
    if options.against_service:
        mirror = None
        sources = served_sources(sources, old, read_catalogue(options.sources), fetch)
    with tempfile.TemporaryDirectory(prefix="drift-") as folder:
        upstream = Path(folder)
        with download_progress() as progress:
            pull(sources, upstream / "sources.lock", upstream, mirror, progress)
        return build(sources, upstream, overlay)


def _new_name(options: argparse.Namespace) -> str:
    return "the documents of the service" if options.against_service else "the published documents"


def _print_report(drift: Drift, report_format: str, file: str) -> None:
    if report_format == "text":
        # As wide as the terminal; elsewhere, each change on one line.
        width = None if sys.stdout.isatty() else 10_000
        Console(width=width, highlight=False, soft_wrap=True).print(as_text(drift))
    elif report_format == "markdown":
        sys.stdout.write(as_markdown(drift))
    elif report_format == "json":
        sys.stdout.write(as_json(drift))
    elif report_format == "html":
        sys.stdout.write(as_html(drift))
    else:
        sys.stdout.write(as_annotations(drift, file))


if __name__ == "__main__":
    sys.exit(run(main))
