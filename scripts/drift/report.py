"""A drift report as text, Markdown, JSON or GitHub annotations.

Names and values come from untrusted documents. Each format escapes them, so that they remain plain text.
"""

import json
from collections import Counter
from collections.abc import Callable

from attrs import asdict
from rich.console import Group
from rich.text import Text

from scripts.common.documents import Json, Object
from scripts.drift.changes import Change, Counterexample, Drift, Severity

STYLES = {Severity.BREAKING: "bold red", Severity.RISKY: "yellow", Severity.COMPATIBLE: "green"}
#: In characters, for a counterexample. The JSON report has it in full.
INSTANCE_LENGTH = 300
NOTHING_CHANGED = "nothing changed"


def summarize(drift: Drift) -> str:
    """Return one line: how many changes of each severity, instances checked and severities corrected."""
    if not drift.changes:
        return NOTHING_CHANGED
    checked = f"; {drift.checks:,} instances checked" if drift.checks else ""
    corrected = f", {drift.corrected} severities corrected" if drift.corrected else ""
    return format_counts(drift) + checked + corrected


def format_counts(drift: Drift) -> str:
    """Return how many changes there are of each severity, such as `1 breaking, 2 compatible`."""
    counts = Counter(change.severity for change in drift.changes)
    listed = [
        f"{counts[severity]} {severity}" for severity in sorted(Severity, reverse=True) if counts[severity]
    ]
    return ", ".join(listed) or NOTHING_CHANGED


def as_text(drift: Drift) -> Group:
    """Return the report for a terminal: the changes by severity, with their counterexamples, and a summary."""
    lines: list[Text] = []
    for change in drift.changes:
        line = Text(f"{change.severity!s:<11}", STYLES[change.severity])
        line.append(change.location, "bold")
        line.append(f"{_other_locations(change)}: {describe(change)}", "not bold default")
        line.append(f" ({change.reason})", "dim")
        lines.append(line)
        lines += [Text(f"{'':<11}{note}", "dim") for note in _notes(change)]
    lines.append(Text(summarize(drift), "bold"))
    return Group(*lines)


def as_markdown(drift: Drift) -> str:
    """Return the report for a pull request."""
    if not drift.changes:
        return "The API: nothing changed.\n"
    lines = [f"**The API: {summarize(drift)}.**"]
    for severity in sorted(Severity, reverse=True):
        changes = [change for change in drift.changes if change.severity is severity]
        if not changes:
            continue
        lines += ["", f"### {str(severity).capitalize()}", ""]
        for change in changes:
            lines.append(f"- {markdown_line(change)} ({change.reason})")
            lines += [f"  - {note}" for note in _notes(change, _code_span)]
    return "\n".join(lines) + "\n"


def as_json(drift: Drift) -> str:
    """Return the report as a JSON object, in ASCII, so that no name can affect a terminal."""
    counts = Counter(str(change.severity) for change in drift.changes)
    report: Object = {
        "severity": None if drift.severity is None else str(drift.severity),
        "exit_status": drift.exit_status,
        "counts": {str(severity): counts[str(severity)] for severity in Severity},
        "moves": [str(move) for move in drift.moves],
        "checks": drift.checks,
        "corrected": drift.corrected,
        "changes": [_to_json(change) for change in drift.changes],
    }
    return json.dumps(report, indent=1) + "\n"


def as_annotations(drift: Drift, file: str) -> str:
    """Return the report as GitHub workflow commands: one annotation of `file` for each change, and a summary."""
    levels = {Severity.BREAKING: "error", Severity.RISKY: "warning", Severity.COMPATIBLE: "notice"}
    lines: list[str] = []
    for change in drift.changes:
        title = _escape_property(f"{change.severity}: {change.location}")
        message = _escape_data("; ".join([describe(change), *_notes(change)]))
        lines.append(f"::{levels[change.severity]} file={_escape_property(file)},title={title}::{message}")
    lines.append(f"::notice title=drift::{_escape_data(summarize(drift))}")
    return "".join(f"{line}\n" for line in lines)


def describe(change: Change) -> str:
    """Return what changed, without the location: `has a tighter bound: minimum 1 → minimum 16`."""
    values = " → ".join(value for value in (change.before, change.after) if value)
    return f"{change.message}: {values}" if values else change.message


def markdown_line(change: Change) -> str:
    """Return the location and what changed, as one line of Markdown."""
    values = " → ".join(_code_span(value) for value in (change.before, change.after) if value)
    line = f"{_code_span(change.location)}{_other_locations(change)} {change.message}"
    return f"{line}: {values}" if values else line


def location_with_others(change: Change) -> str:
    """Return the location, and the number of others that have the same change."""
    return change.location + _other_locations(change)


def _other_locations(change: Change) -> str:
    others = len(change.locations) - 1
    return f" and {others:,} other place{'s' * (others > 1)}" if others > 0 else ""


def _notes(change: Change, quote: Callable[[str], str] = str) -> list[str]:
    """Return the counterexample of a change, and why its severity is not that of its rule."""
    notes: list[str] = []
    if change.counterexample is not None:
        accepting, rejecting = (
            ("old", "new") if change.counterexample.accepted_by == "old" else ("new", "old")
        )
        instance = quote(format_instance(change.counterexample))
        notes.append(f"{instance} is valid in the {accepting} version and invalid in the {rejecting} one")
    correction = correction_note(change)
    return notes if correction is None else [*notes, correction]


def correction_note(change: Change) -> str | None:
    """Return why the severity of a change is not that of its rule; None if it is."""
    if change.corrected_from is None:
        return None
    found = "an" if change.severity > change.corrected_from else "no"
    return f"{change.corrected_from} by its rule, corrected: {found} instance shows a break"


def format_instance(counterexample: Counterexample) -> str:
    """Return the instance as JSON, on one line of limited length."""
    text = json.dumps(counterexample.instance, ensure_ascii=False, sort_keys=True)
    line = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)
    return line if len(line) <= INSTANCE_LENGTH else line[: INSTANCE_LENGTH - 1] + "…"


def _to_json(change: Change) -> Json:
    def serialize(_instance: object, _attribute: object, value: object) -> object:
        return str(value) if isinstance(value, Severity) else value

    json_value: Json = asdict(change, value_serializer=serialize)
    return json_value


def _code_span(text: str) -> str:
    """Return `text` as a Markdown code span, fenced with more backticks than it contains."""
    fence = "`" * (text.count("`") + 1)
    return f"{fence} {text} {fence}" if "`" in text else f"`{text}`"


def _escape_data(text: str) -> str:
    """Escape a message of a workflow command. It has no line breaks: everything in it is printable."""
    return text.replace("%", "%25")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")
