"""`python -m scripts.contract`: the documents into one contract."""

import argparse
import sys
from pathlib import Path

from scripts.common.errors import PipelineError, run
from scripts.common.sources import read_sources
from scripts.contract.build import build, write
from scripts.contract.overlay import read_overlay


def main() -> int:
    """Build the contract and say what it holds."""
    parser = argparse.ArgumentParser(prog="python -m scripts.contract", description=__doc__)
    parser.add_argument("--sources", type=Path, required=True, help="which documents: openapi/sources.toml")
    parser.add_argument("--overlay", type=Path, required=True, help="the repairs: openapi/overlay.yaml")
    parser.add_argument("--upstream", type=Path, required=True, help="the folder with the pulled documents")
    parser.add_argument("--output", type=Path, required=True, help="where the contract goes")
    parser.add_argument("--strict", action="store_true", help="a repair that finds nothing is an error")
    arguments = parser.parse_args()
    contract = build(read_sources(arguments.sources), arguments.upstream, read_overlay(arguments.overlay))
    kind = "error" if arguments.strict else "warning"
    for idle in contract.idle:
        print(f"{kind}: {arguments.overlay}: finds nothing to repair: {idle}", file=sys.stderr)
    if contract.idle and arguments.strict:
        raise PipelineError(
            f"has {len(contract.idle)} actions that find nothing to repair",
            where=str(arguments.overlay),
            hint="take them out, or mend their targets",
        )
    changed = write(contract, arguments.output)
    size = arguments.output.stat().st_size
    print(
        f"{arguments.output}: {contract.schemas} schemas, {size:,} bytes, {'new' if changed else 'unchanged'}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(run(main))
