"""python -m scripts.generate --contract FILE --output DIR [--resources DIR] [--types DIR]"""

import argparse
import sys
from pathlib import Path

from scripts.common.errors import run
from scripts.common.lock import exclusive
from scripts.generate.names import PACKAGE
from scripts.generate.project import generate


def main() -> int:
    """Generate the code, and print a line with its size."""
    parser = argparse.ArgumentParser(prog="python -m scripts.generate", description=__doc__)
    parser.add_argument("--contract", type=Path, required=True, help="the contract to generate from")
    parser.add_argument("--output", type=Path, required=True, help=f"the folder that gets {PACKAGE}")
    parser.add_argument(
        "--resources", type=Path, help="the folder that gets the resource classes of the client"
    )
    parser.add_argument("--types", type=Path, help="the folder that gets the types of the client")
    arguments = parser.parse_args()
    with exclusive(arguments.output):
        generated = generate(arguments.contract, arguments.output, arguments.resources, arguments.types)
    state = "written" if generated.changed else "up to date"
    print(f"{arguments.output / PACKAGE}: {generated.classes} classes in {generated.files} files, {state}")
    return 0


if __name__ == "__main__":
    sys.exit(run(main))
