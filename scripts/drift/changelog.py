"""The changelog entry for a change of the API, and the version that should follow."""

import re
import tomllib
from pathlib import Path

from scripts.common.documents import Object, dump
from scripts.common.errors import PipelineError, printable
from scripts.drift.changes import Drift, Severity
from scripts.drift.report import markdown_line
from scripts.pull.lock import digest_of

HEADING = "## Unreleased"
_UNRELEASED = re.compile(r"^## \[?Unreleased\]?[^\n]*$", re.MULTILINE | re.IGNORECASE)
_SECTION = re.compile(r"^## ", re.MULTILINE)
#: An entry is enclosed in comments that name its two contracts, so that it can be found and replaced.
_BEGIN = "<!-- the API: {old} to {new} -->"
_END = "<!-- the API: end -->"
_ENTRY = re.compile(r"<!-- the API: (\w+) to (\w+) -->\n.*?<!-- the API: end -->\n*", re.DOTALL)


def with_entry(changelog: str, old: Object, new: Object, drift: Drift) -> str:
    """Return `changelog` with an entry for the change from the contract `old` to `new`, under Unreleased.

    It replaces an earlier entry that starts from `old`. If there is an entry from `new` to `old`, the contract went
    back to an earlier one: that entry is removed, and none is added.
    """
    before, after = contract_id(old), contract_id(new)
    head, heading, section, tail = _split(changelog)
    entries = {match[1]: match for match in _ENTRY.finditer(section)}
    reverted = after in entries and entries[after][2] == before
    obsolete = entries.get(after if reverted else before)
    rest = section if obsolete is None else section[: obsolete.start()] + section[obsolete.end() :]
    new_entries = [] if reverted or not drift.changes else [_entry(drift, before, after)]
    new_section = "\n\n".join(part for part in (*new_entries, rest.strip()) if part)
    if new_section == section.strip():
        return changelog
    return f"{head}{heading}\n\n{new_section}\n" + (f"\n{tail}" if tail else "")


def contract_id(contract: Object) -> str:
    """Return the short digest that identifies a contract in an entry."""
    return digest_of(dump(contract))[:12]


def _split(changelog: str) -> tuple[str, str, str, str]:
    """Return the text before the Unreleased section, its heading, its content, and the text after it."""
    heading = _UNRELEASED.search(changelog)
    if heading is None:
        first = _SECTION.search(changelog)
        start = first.start() if first else len(changelog)
        head = f"{changelog[:start].rstrip()}\n\n" if changelog[:start].strip() else ""
        return head, HEADING, "", changelog[start:]
    following = _SECTION.search(changelog, heading.end())
    end = following.start() if following else len(changelog)
    return changelog[: heading.start()], heading[0], changelog[heading.end() : end], changelog[end:]


def _entry(drift: Drift, before: str, after: str) -> str:
    lines = [_BEGIN.format(old=before, new=after), "### The API", ""]
    for change in drift.changes:
        prefix = f"**{str(change.severity).capitalize()}:** " if change.severity > Severity.COMPATIBLE else ""
        # A name with a comment delimiter must not end the entry.
        lines.append(f"- {prefix}{markdown_line(change)}".replace("<!--", "<! --").replace("-->", "-- >"))
    return "\n".join([*lines, "", _END])


def next_version(version: str, drift: Drift) -> str:
    """Return the version that follows `version` (X.Y.Z) by semantic versioning; the same if nothing changed.

    A breaking change increments X and any other Y; before 1.0.0, they increment Y and Z.
    Raises PipelineError if `version` does not have this form.
    """
    match = re.fullmatch(r"(\d+)\.(\d+)\.(\d+)", version, re.ASCII)
    if match is None:
        problem = f"is {printable(repr(version))}, not of the form X.Y.Z"
        raise PipelineError(problem, where="the version", hint="write it as 1.2.3")
    major, minor, patch = map(int, match.groups())
    if drift.severity is None:
        return version
    if drift.severity is Severity.BREAKING:
        return f"{major + 1}.0.0" if major else f"0.{minor + 1}.0"
    return f"{major}.{minor + 1}.0" if major else f"0.{minor}.{patch + 1}"


def suggest_version(project: Path, drift: Drift) -> str:
    """Return the next version of the pyproject.toml at `project`, such as `1.3.0 (now 1.2.3)`.

    If the file has no version, return `a new version`.
    """
    try:
        version = tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"]
    except (OSError, ValueError, KeyError, TypeError):
        return "a new version"
    return f"{next_version(str(version), drift)} (now {version})"
