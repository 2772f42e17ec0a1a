"""`python -m tests.bench.chart`: draw the times that `make bench` has measured, as SVG."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Sequence
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tests.conftest import ROOT

Json = Any

#: Where `make bench` writes its figures.
RESULTS = ROOT / "build" / "bench.json"

WIDTH, LABEL, BAR, GAP, HEAD = 760, 210, 16, 22, 34
STYLE = """\
text { font: 13px system-ui, sans-serif; fill: #222; }
.label { font-weight: bold; }
.note { font-size: 11px; fill: #666; }
.b0 { fill: #9aa5b1; }
.b1 { fill: #3f51b5; }
.b2 { fill: #d08770; }
@media (prefers-color-scheme: dark) {
  text { fill: #ddd; }
  .note { fill: #aaa; }
  .b1 { fill: #8c9eff; }
}"""


def machine() -> dict[str, str]:
    """Return what the figures depend on: the processors, the system, and the versions of Python and the clients."""
    processors = f"{os.cpu_count()} processors ({platform.machine()})"
    versions = {name: version(name) for name in ("aimlkit", "httpx", "openai")}
    return {
        "machine": f"{processors}, {platform.system()}",
        "load": f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown",
        "python": platform.python_version(),
        **versions,
    }


def write_results(rows: Sequence[Json], file: Path = RESULTS) -> None:
    """Write the rows of a table, with the machine, for the chart."""
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps({**machine(), "rows": rows}, indent=1) + "\n", encoding="utf-8")


def chart(results: Json) -> str:
    """Return the chart: a group of bars for each row; the longest bar of each group is as long as those of others."""
    parts: list[str] = []
    y = HEAD
    for row in results["rows"]:
        parts.append(_text(0, y + BAR, f"{row['label']}", "label"))
        longest = max(row["figures"].values())
        for number, (name, figure) in enumerate(row["figures"].items()):
            width = (WIDTH - LABEL - 150) * figure / longest
            parts.append(
                f'<rect class="b{number}" x="{LABEL}" y="{y}" width="{width:.1f}" height="{BAR}" rx="2"/>'
            )
            parts.append(_text(LABEL + width + 6, y + BAR - 3, f"{name} {_rounded(figure)} {row['unit']}"))
            y += BAR + 3
        y += GAP
    caption = (
        f"CPU time; shorter is better. {results['machine']}, load {results['load']}; Python {results['python']},"
        f" aimlkit {results['aimlkit']}, httpx {results['httpx']}, openai {results['openai']}"
    )
    description = "; ".join(
        f"{row['label']}: "
        + ", ".join(f"{name} {_rounded(figure)} {row['unit']}" for name, figure in row["figures"].items())
        for row in results["rows"]
    )
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y + 10}" role="img">',
        f"<title>CPU time of aimlkit, bare httpx and openai</title><desc>{escape(description)}</desc>",
        f"<style>{STYLE}</style>",
        _text(0, 16, "CPU time of the client", "label"),
        *parts,
        _text(0, y, caption, "note"),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _rounded(figure: float) -> str:
    return f"{figure:,.0f}" if figure >= 100 else f"{figure:.3g}"


def _text(x: float, y: float, text: str, name: str = "") -> str:
    style = f' class="{name}"' if name else ""
    return f'<text{style} x="{x:.1f}" y="{y:.1f}">{escape(text)}</text>'


def main() -> int:
    """Draw the chart; return 1 if nothing has been measured yet."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.chart", description=__doc__)
    parser.add_argument("--output", type=Path, required=True, metavar="FILE", help="the SVG file to write")
    options = parser.parse_args()
    if not RESULTS.exists():
        print(f"error: there is no {RESULTS.relative_to(ROOT)}; run make bench first", file=sys.stderr)
        return 1
    options.output.write_text(chart(json.loads(RESULTS.read_text(encoding="utf-8"))), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
