"""python -m scripts.pull --sources F --lock F --upstream DIR [--mirror DIR|URL]"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from scripts.common.errors import run
from scripts.common.lock import exclusive
from scripts.common.sources import read_sources
from scripts.pull.progress import download_progress
from scripts.pull.upstream import AllUnreachable, PullErrors, pull


def main(arguments: Sequence[str] | None = None) -> int:
    """Fetch the documents and print one line for each; print the errors and return 1 if any cannot be fetched."""
    parser = argparse.ArgumentParser(
        prog="python -m scripts.pull", description="Fetch the published documents, all of them or none."
    )
    parser.add_argument(
        "--sources", type=Path, required=True, metavar="FILE", help="which documents: openapi/sources.toml"
    )
    parser.add_argument(
        "--lock", type=Path, required=True, metavar="FILE", help="the record of the last pull, updated"
    )
    parser.add_argument(
        "--upstream", type=Path, required=True, metavar="DIR", help="the folder for the documents"
    )
    parser.add_argument("--mirror", metavar="DIR|URL", help="fetch from there instead of the published URLs")
    options = parser.parse_args(arguments)
    try:
        sources = read_sources(options.sources)
        with exclusive(options.upstream), download_progress() as progress:
            pulled = pull(sources, options.lock, options.upstream, options.mirror, progress)
    except (PullErrors, AllUnreachable) as failure:
        for error in failure.errors:
            print(f"error: {error}", file=sys.stderr)
        return 1
    for document in pulled:
        state = f"changed ({document.size:,} bytes)" if document.changed else "unchanged"
        print(f"{document.source.name}: {state}")
    return 0


if __name__ == "__main__":
    sys.exit(run(main))
