"""`python -m scripts.docs`: write the Markdown files of the site, from which the site generator builds it."""

import argparse
import sys
from pathlib import Path

from scripts.common.errors import run
from scripts.docs.pages import write_pages


def main() -> int:
    """Write the pages; return 0."""
    parser = argparse.ArgumentParser(prog="python -m scripts.docs", description=__doc__)
    parser.add_argument("--output", type=Path, required=True, metavar="DIR", help="the folder to replace")
    options = parser.parse_args()
    write_pages(Path.cwd(), options.output)
    return 0


if __name__ == "__main__":
    sys.exit(run(main))
