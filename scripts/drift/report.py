"""Say what changed: as text, as Markdown, as JSON, or as annotations of GitHub.

Names and values come from documents: in each form they stay text, whatever they hold.
"""

import json
from collections import Counter
from collections.abc import Callable

from attrs import asdict
from rich.console import Group
from rich.text import Text

from scripts.common.documents import Json, Object
from scripts.drift.changes import Change, Drift, Severity, Witness

STYLES = {Severity.BREAKING: "bold red", Severity.RISKY: "yellow", Severity.COMPATIBLE: "green"}
#: A witness is cut after so many characters; the JSON has it whole.
WIDTH = 300
NOTHING = "nothing changed"


def summary(drift: Drift) -> str:
    """All of it in one line."""
    if not drift.changes:
        return NOTHING
    checked = f"; {drift.checks:,} instances checked" if drift.checks else ""
    corrected = f", {drift.corrected} verdicts corrected" if drift.corrected else ""
    return counted(drift) + checked + corrected


def counted(drift: Drift) -> str:
    """How many changes there are of each severity."""
    counts = Counter(change.severity for change in drift.changes)
    told = ", ".join(f"{counts[one]} {one}" for one in sorted(Severity, reverse=True) if counts[one])
    return told or NOTHING


def as_text(drift: Drift) -> Group:
    """For a terminal: the changes by severity, each with what proves it, and the summary."""
    lines: list[Text] = []
    for change in drift.changes:
        line = Text(f"{change.severity!s:<11}", STYLES[change.severity])
        line.append(change.place, "bold")
        line.append(f"{_elsewhere(change)}: {difference(change)}", "not bold default")
        line.append(f" ({change.reason})", "dim")
        lines.append(line)
        lines += [Text(f"{'':<11}{note}", "dim") for note in _notes(change)]
    lines.append(Text(summary(drift), "bold"))
    return Group(*lines)


def as_markdown(drift: Drift) -> str:
    """For a pull request."""
    if not drift.changes:
        return "The API: nothing changed.\n"
    lines = [f"**The API: {summary(drift)}.**"]
    for severity in sorted(Severity, reverse=True):
        changes = [change for change in drift.changes if change.severity is severity]
        if not changes:
            continue
        lines += ["", f"### {str(severity).capitalize()}", ""]
        for change in changes:
            lines.append(f"- {markdown_line(change)} ({change.reason})")
            lines += [f"  - {note}" for note in _notes(change, _code)]
    return "\n".join(lines) + "\n"


def as_json(drift: Drift) -> str:
    """For machines."""
    counts = Counter(str(change.severity) for change in drift.changes)
    report: Object = {
        "severity": None if drift.severity is None else str(drift.severity),
        "exit_status": drift.exit_status,
        "counts": {str(severity): counts[str(severity)] for severity in Severity},
        "moves": [str(move) for move in drift.moves],
        "checks": drift.checks,
        "corrected": drift.corrected,
        "changes": [_plain(change) for change in drift.changes],
    }
    # In ASCII: no name turns the lines of whoever prints it.
    return json.dumps(report, indent=1) + "\n"


def as_annotations(drift: Drift, file: str) -> str:
    """For GitHub: a workflow command for each change, about `file`."""
    levels = {Severity.BREAKING: "error", Severity.RISKY: "warning", Severity.COMPATIBLE: "notice"}
    lines = []
    for change in drift.changes:
        title = _property(f"{change.severity}: {change.place}")
        message = _data("; ".join([difference(change), *_notes(change)]))
        lines.append(f"::{levels[change.severity]} file={_property(file)},title={title}::{message}")
    return "".join(f"{line}\n" for line in [*lines, f"::notice title=drift::{_data(summary(drift))}"])


def difference(change: Change) -> str:
    """What changed, without where: `has a tighter bound: minimum 1 → minimum 16`."""
    values = " → ".join(value for value in (change.was, change.now) if value)
    return f"{change.what}: {values}" if values else change.what


def markdown_line(change: Change) -> str:
    """Where and what, in one line of Markdown."""
    values = " → ".join(_code(value) for value in (change.was, change.now) if value)
    return f"{_code(change.place)}{_elsewhere(change)} {change.what}" + (f": {values}" if values else "")


def _elsewhere(change: Change) -> str:
    several = len(change.places) - 1
    return f" and {several:,} other place{'s' * (several > 1)}" if several > 0 else ""


def _notes(change: Change, code: Callable[[str], str] = str) -> list[str]:
    """What proves a change, and what the rule said of it."""
    notes = []
    if change.witness is not None:
        one, other = ("old", "new") if change.witness.accepted_by == "old" else ("new", "old")
        notes.append(f"{code(instance_text(change.witness))} is valid by the {one}, and not by the {other}")
    if change.corrected_from is not None:
        how = "an instance shows more" if change.severity > change.corrected_from else "no instance shows it"
        notes.append(f"called {change.corrected_from} by the rule; {how}")
    return notes


def instance_text(witness: Witness) -> str:
    """The instance as JSON, in one line of limited length."""
    text = json.dumps(witness.instance, ensure_ascii=False, sort_keys=True)
    line = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)
    return line if len(line) <= WIDTH else line[: WIDTH - 1] + "…"


def _plain(change: Change) -> Json:
    plain: Json = asdict(
        change, value_serializer=lambda _, __, value: str(value) if isinstance(value, Severity) else value
    )
    return plain


def _code(text: str) -> str:
    """`text` as a code span, whatever backticks it has."""
    fence = "`" * (text.count("`") + 1)
    return f"{fence} {text} {fence}" if "`" in text else f"`{text}`"


def _data(text: str) -> str:
    # No line of ours has a break in it.
    return text.replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
