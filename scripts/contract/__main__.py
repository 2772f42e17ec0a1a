"""Build the contract from the published documents: `python -m scripts.contract`."""

import argparse
import sys
from pathlib import Path

from scripts.common.errors import PipelineError, run
from scripts.common.lock import exclusive
from scripts.common.sources import read_sources
from scripts.contract.build import build, write
from scripts.contract.overlay import read_overlay


def main() -> int:
    """Build the contract, write it and print a summary. Raises PipelineError if that fails."""
    parser = argparse.ArgumentParser(prog="python -m scripts.contract", description=__doc__)
    parser.add_argument(
        "--sources", type=Path, required=True, help="the list of documents: openapi/sources.toml"
    )
    parser.add_argument("--overlay", type=Path, required=True, help="the overlay: openapi/overlay.yaml")
    parser.add_argument("--upstream", type=Path, required=True, help="the folder of the pulled documents")
    parser.add_argument("--output", type=Path, required=True, help="the file to write the contract to")
    parser.add_argument(
        "--strict",
        action="store_true",
        help="fail if an entry of the overlay matches nothing, or a keyword has no effect",
    )
    arguments = parser.parse_args()
    contract = build(read_sources(arguments.sources), arguments.upstream, read_overlay(arguments.overlay))
    level = "error" if arguments.strict else "warning"
    for entry in contract.unmatched:
        print(f"{level}: {arguments.overlay}: matches nothing: {entry}", file=sys.stderr)
    for entry in contract.unsupported:
        print(f"{level}: {entry}", file=sys.stderr)
    for entry in contract.warnings:
        print(f"warning: {entry}", file=sys.stderr)
    if contract.unsupported and arguments.strict:
        raise PipelineError(
            f"has {len(contract.unsupported)} keywords without effect",
            where="the contract",
            hint="support them in scripts/contract/extract_facts.py, or remove them with an action of the overlay",
        )
    if contract.unmatched and arguments.strict:
        raise PipelineError(
            f"has {len(contract.unmatched)} entries that match nothing",
            where=str(arguments.overlay),
            hint="remove them or correct their targets",
        )
    with exclusive(arguments.output.parent):
        changed = write(contract, arguments.output)
    size = arguments.output.stat().st_size
    print(
        f"{arguments.output}: {contract.schema_count} schemas, {size:,} bytes, "
        f"{'new' if changed else 'unchanged'}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(run(main))
