"""python -m tests.migration: compare the features of openai-python and aimlkit; write the tables of the migration guide.

Fails without writing if the verdict of a feature is not the declared one.
"""

from __future__ import annotations

import logging
import sys
from collections import Counter

from rich.console import Console
from rich.progress import track

from aimlkit.mock import MockServer
from tests.migration.comparison import Comparison, compare
from tests.migration.features.catalogue import FEATURES
from tests.migration.table import GUIDE, declared_verdict, with_table


def main() -> int:
    """Compare all features and update the guide; return 1 if a verdict is not the declared one."""
    logging.getLogger("asyncio").setLevel(logging.ERROR)  # The mock's warnings about clients that disconnect.
    console = Console(stderr=True)
    with MockServer() as mock:
        comparisons = [
            compare(feature, mock)
            for feature in track(
                FEATURES, "comparing", console=console, transient=True, disable=not console.is_terminal
            )
        ]
    failures = [each for each in comparisons if each.verdict != declared_verdict(each.feature)]
    for comparison in failures:
        print(f"error: {describe(comparison)}", file=sys.stderr)
    if failures:
        return 1
    GUIDE.write_text(with_table(GUIDE.read_text(encoding="utf-8"), FEATURES), encoding="utf-8")
    counts = Counter(comparison.verdict for comparison in comparisons)
    print(
        f"{len(comparisons)} features: "
        + ", ".join(f"{count} {verdict}" for verdict, count in counts.items())
    )
    return 0


def describe(comparison: Comparison) -> str:
    """Describe a verdict that is not the declared one, in one line."""
    feature = comparison.feature
    return (
        f"{feature.group}, {feature.title}: {comparison.verdict}, declared: {declared_verdict(feature)}; "
        f"openai-python: {comparison.openai}; aimlkit: {comparison.aimlkit}"
    )


if __name__ == "__main__":
    sys.exit(main())
