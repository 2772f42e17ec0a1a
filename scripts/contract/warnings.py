"""Print what of the overlay and of the documents has no effect, without burying what follows."""

import sys
from pathlib import Path

from scripts.contract.build import BuiltContract

#: How many actions that match nothing, and how many keywords without effect, are listed.
LISTED = 5


def print_warnings(contract: BuiltContract, overlay: Path) -> None:
    """Print the first entries of the overlay that match nothing, and the first keywords without effect; count the rest."""
    entries = [f"{overlay}: matches nothing: {entry}" for entry in contract.unmatched]
    for lines, subject in (
        (entries, "entries that match nothing"),
        (contract.unsupported, "keywords without effect"),
        (contract.warnings, "facts left out"),
    ):
        for line in lines[:LISTED]:
            print(f"warning: {line}", file=sys.stderr)
        if len(lines) > LISTED:
            count = f"{len(lines) - LISTED:,} more {subject}"
            print(f"warning: {count}; make pull contract lists all of them", file=sys.stderr)
