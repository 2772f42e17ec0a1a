"""Format a drift as one HTML page, which loads nothing and runs no script.

Names and values come from untrusted documents, so all of them are escaped, and the page forbids scripts.
"""

from __future__ import annotations

import json
from collections import Counter
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from scripts.drift.report import correction_note, describe, location_with_others, summarize

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.drift.changes import Change, Counterexample, Drift

_STYLE = """
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 70rem; margin: 0 auto; padding: 1rem; }
article { border-left: 4px solid; padding: 0 1rem; margin: 1rem 0; overflow-wrap: anywhere; }
.breaking { border-color: #c62828; } .risky { border-color: #b26a00; } .compatible { border-color: #2e7d32; }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(16rem, 1fr)); gap: 1rem; }
.sides > div { border: 1px solid #8886; padding: 0 0.5rem; }
pre { white-space: pre-wrap; margin: 0.5rem 0; font-size: 0.9em; }
label { margin-right: 1rem; }
body:has(#show-breaking:not(:checked)) article.breaking,
body:has(#show-risky:not(:checked)) article.risky,
body:has(#show-compatible:not(:checked)) article.compatible { display: none; }
"""


def as_html(drift: Drift) -> str:
    """Return the page: a summary, a filter by severity, and the changes by operation with their counterexamples."""
    return "\n".join([*_head(drift), *_body(drift), "</body>", "</html>", ""])


def _head(drift: Drift) -> Iterator[str]:
    yield "<!doctype html>"
    yield '<html lang="en">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield (
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    )
    yield f"<title>API drift: {escape(summarize(drift))}</title>"
    yield f"<style>{_STYLE}</style>"
    yield "</head>"


def _body(drift: Drift) -> Iterator[str]:
    yield "<body>"
    yield "<h1>API drift</h1>"
    for move in drift.moves:
        yield f"<p><strong>{escape(str(move))}</strong></p>"
    yield f"<p>{escape(summarize(drift))}</p>"
    if drift.changes:
        yield from _filter(drift)
    ordered = sorted(drift.changes, key=lambda change: (_operation(change), -change.severity))
    for operation, changes in groupby(ordered, key=_operation):
        yield f"<section><h2>{escape(operation)}</h2>"
        for change in changes:
            yield from _article(change)
        yield "</section>"


def _filter(drift: Drift) -> Iterator[str]:
    """Yield a check box for each severity; the style sheet hides the changes of those that are not checked."""
    counts = Counter(change.severity for change in drift.changes)
    yield "<form>"
    for severity in sorted(counts, reverse=True):
        box = f'<input type="checkbox" id="show-{severity}" checked>'
        yield f"<label>{box} {severity} ({counts[severity]:,})</label>"
    yield "</form>"


def _operation(change: Change) -> str:
    """Return the first step of the location: the operation, and whether it is the request or the response."""
    return change.location.partition(" › ")[0]


def _article(change: Change) -> Iterator[str]:
    yield f'<article class="{change.severity}">'
    yield f"<h3>{escape(location_with_others(change))}</h3>"
    yield f"<p><strong>{change.severity}</strong>: {escape(describe(change))} ({escape(change.reason)})</p>"
    note = correction_note(change)
    if note is not None:
        yield f"<p>{escape(note)}</p>"
    if change.counterexample is not None:
        yield from _sides(change, change.counterexample)
    yield "</article>"


def _sides(change: Change, counterexample: Counterexample) -> Iterator[str]:
    """Yield the old and the new version side by side: the value that changed, and whether the instance is valid."""
    yield '<div class="sides">'
    for version, value in (("old", change.before), ("new", change.after)):
        verdict = "valid" if counterexample.accepted_by == version else "invalid"
        yield f"<div><h4>{version}</h4>"
        if value:
            yield f"<p><code>{escape(value)}</code></p>"
        yield f"<p>{verdict}:</p><pre>{escape(_instance_text(counterexample))}</pre></div>"
    yield "</div>"


def _instance_text(counterexample: Counterexample) -> str:
    """Return the whole instance as JSON on several lines, without invisible characters."""
    text = json.dumps(counterexample.instance, ensure_ascii=False, sort_keys=True, indent=2)
    return "".join(c if c.isprintable() or c == "\n" else f"\\u{ord(c):04x}" for c in text)
