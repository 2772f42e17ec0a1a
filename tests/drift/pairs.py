"""Pairs of published versions, each with the next one, and the expected report for each pair.

    python -m tests.drift.pairs    writes the current reports into expected/: review the diff, then commit it

An expected report holds facts only: rules, locations, types, limits and names, and no sentence of a document.
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
    """Return the path of a version."""
    name, _, day = version.rpartition(".")
    upstream = shared / "upstream"
    return (
        upstream / "current" / f"{name}.json"
        if day == "current"
        else upstream / "earlier" / f"{version}.json"
    )


def found(shared: Path, old: str, new: str) -> tuple[Drift, float]:
    """Return the drift of a pair, and the seconds it took to read and compare both."""
    started = time.perf_counter()
    one, other = (interface_of(read_document(path_of(shared, name), name), name) for name in (old, new))
    return compare_interfaces(one, other), time.perf_counter() - started


def facts_of(drift: Drift) -> Json:
    """Return the part of a drift that is expected: everything but the counterexamples, which may vary."""
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
    """Return the path of the expected report of a pair."""
    return EXPECTED / f"{old}..{new}.json"


if __name__ == "__main__":
    for pair in PAIRS:
        facts = facts_of(found(Path("../shared"), *pair)[0])
        expected(*pair).write_text(json.dumps(facts, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
