"""What a release says of a change of the API: the changelog's entry, and which version comes next."""

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
#: An entry begins with the contracts it is about, so that it is found again.
_BEGIN = "<!-- the API: {old} to {new} -->"
_END = "<!-- the API: end -->"
_ENTRY = re.compile(r"<!-- the API: (\w+) to (\w+) -->\n.*?<!-- the API: end -->\n*", re.DOTALL)


def with_entry(changelog: str, old: Object, new: Object, drift: Drift) -> str:
    """`changelog` with an entry on the change from the contract `old` to `new` under Unreleased.

    It takes the place of an earlier one on a change from `old`. Where `old` itself came by an entry, and
    `new` is what was there before, that entry goes.
    """
    before, after = short(old), short(new)
    head, heading, section, tail = _parted(changelog)
    entries = {match[1]: match for match in _ENTRY.finditer(section)}
    back = after in entries and entries[after][2] == before
    gone = entries.get(after if back else before)
    rest = section if gone is None else section[: gone.start()] + section[gone.end() :]
    fresh = [] if back or not drift.changes else [_entry(drift, before, after)]
    renewed = "\n\n".join(part for part in (*fresh, rest.strip()) if part)
    if renewed == section.strip():
        return changelog
    return f"{head}{heading}\n\n{renewed}\n" + (f"\n{tail}" if tail else "")


def short(contract: Object) -> str:
    """A contract's name in an entry."""
    return digest_of(dump(contract))[:12]


def _parted(changelog: str) -> tuple[str, str, str, str]:
    """What comes before the section, its heading, what is in it, and what comes after."""
    heading = _UNRELEASED.search(changelog)
    if heading is None:
        first = _SECTION.search(changelog)
        place = first.start() if first else len(changelog)
        head = f"{changelog[:place].rstrip()}\n\n" if changelog[:place].strip() else ""
        return head, HEADING, "", changelog[place:]
    following = _SECTION.search(changelog, heading.end())
    end = following.start() if following else len(changelog)
    return changelog[: heading.start()], heading[0], changelog[heading.end() : end], changelog[end:]


def _entry(drift: Drift, before: str, after: str) -> str:
    lines = [_BEGIN.format(old=before, new=after), "### The API", ""]
    for change in drift.changes:
        mark = f"**{str(change.severity).capitalize()}:** " if change.severity > Severity.COMPATIBLE else ""
        # A name that closes the comment would end the entry.
        lines.append(f"- {mark}{markdown_line(change)}".replace("<!--", "<! --").replace("-->", "-- >"))
    return "\n".join([*lines, "", _END])


def next_version(version: str, drift: Drift) -> str:
    """The version after `version`, which is X.Y.Z; the same when nothing changed. Raises PipelineError.

    What breaks is a new X, and everything else a new Y; before 1.0.0 it is Y and Z.
    """
    match = re.fullmatch(r"(\d+)\.(\d+)\.(\d+)", version, re.ASCII)
    if match is None:
        raise PipelineError(f"is {printable(repr(version))}", where="the version", hint="write it as 1.2.3")
    major, minor, patch = map(int, match.groups())
    if drift.severity is None:
        return version
    if drift.severity is Severity.BREAKING:
        return f"{major + 1}.0.0" if major else f"0.{minor + 1}.0"
    return f"{major}.{minor + 1}.0" if major else f"0.{minor}.{patch + 1}"


def suggested(project: Path, drift: Drift) -> str:
    """In words: which version comes after that of the pyproject.toml at `project`."""
    try:
        version = tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"]
    except (OSError, ValueError, KeyError, TypeError):
        return "a new version"
    return f"{next_version(str(version), drift)} of {version}"
