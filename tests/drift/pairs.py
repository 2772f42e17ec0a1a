"""The published documents in pairs, one version and the next, and what is expected to be found of each.

    python -m tests.drift.pairs    writes what is found now into expected/: read the difference, then keep it

An expected report holds facts only: kinds, locations, types, limits and names, and no sentence of a document.
"""

from __future__ import annotations

import itertools
import json
import time
from pathlib import Path
from typing import Any

from scripts.common.documents import read_document
from scripts.drift.changes import Drift
from scripts.drift.interface import interface_of
from scripts.drift.verdicts import compare_interfaces

Json = Any
EXPECTED = Path(__file__).parent / "expected"
VERSIONS = {
    "o3-mini": ["2025-02-13", "2025-06-12", "2025-09-17", "2025-11-13", "2026-01-16", "current"],
    "o3-mini-RESPONSES": ["2025-11-21", "2026-01-16", "current"],
    "o3-pro-RESPONSES": ["2026-01-16", "current"],
}
#: Old and new, as `o3-mini.2025-02-13` or `o3-mini.current`.
PAIRS = [
    (f"{name}.{one}", f"{name}.{other}")
    for name, versions in VERSIONS.items()
    for one, other in itertools.pairwise(versions)
] + [("o3-mini.2025-06-12", "o3-mini.2025-11-13")]


def path_of(shared: Path, version: str) -> Path:
    """Where a version is."""
    name, _, day = version.rpartition(".")
    upstream = shared / "upstream"
    return (
        upstream / "current" / f"{name}.json"
        if day == "current"
        else upstream / "earlier" / f"{version}.json"
    )


def found(shared: Path, old: str, new: str) -> tuple[Drift, float]:
    """The drift of a pair, and the seconds that it took, with reading both."""
    started = time.perf_counter()
    one, other = (interface_of(read_document(path_of(shared, name), name), name) for name in (old, new))
    return compare_interfaces(one, other), time.perf_counter() - started


def facts_of(drift: Drift) -> Json:
    """What is expected of a drift: all but the instances, of which there may be others as good."""
    return {
        "exit_status": drift.exit_status,
        "moves": [str(move) for move in drift.moves],
        "changes": [
            " | ".join(
                [str(change.severity), change.rule, change.location, change.before, change.after]
            ).rstrip(" |")
            for change in drift.changes
        ],
    }


def expected(old: str, new: str) -> Path:
    """Where the expected report of a pair is."""
    return EXPECTED / f"{old}..{new}.json"


if __name__ == "__main__":
    for pair in PAIRS:
        facts = facts_of(found(Path("../shared"), *pair)[0])
        expected(*pair).write_text(json.dumps(facts, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
