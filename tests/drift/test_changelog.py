"""scripts.drift.changelog: the entry of a change, and the next version."""

from __future__ import annotations

from typing import Any

import pytest

from scripts.common.errors import PipelineError
from scripts.drift.changelog import next_version, with_entry
from scripts.drift.changes import Change, Drift, Severity
from tests.drift.builders import TEXT, compare, obj, with_request

Json = Any

A, B, C = (with_request(obj(**dict.fromkeys(names, TEXT))) for names in ("a", "ab", "abc"))  # type: ignore[arg-type]
LOG = "# Changelog\n\n## Unreleased\n\n### Added\n\n- Ours.\n\n## 0.1.0\n\n- First.\n"


def entered(log: str, old: Json, new: Json) -> str:
    return with_entry(log, old, new, compare(old, new))


def test_with_entry_inserts_the_entry_first_under_unreleased() -> None:
    log = entered(LOG, A, B)
    before, _, rest = log.partition("<!-- the API: ")
    entry, _, after = rest.partition("<!-- the API: end -->\n")
    assert before == "# Changelog\n\n## Unreleased\n\n"
    assert after == "\n### Added\n\n- Ours.\n\n## 0.1.0\n\n- First.\n"
    assert entry.splitlines()[1:] == [
        "### The API",
        "",
        "- `chat request › b` was added, optional: `string`",
        "",
    ]


def test_with_entry_is_idempotent() -> None:
    assert entered(entered(LOG, A, B), A, B) == entered(LOG, A, B)


def test_with_entry_replaces_an_entry_that_starts_from_the_same_contract() -> None:
    assert entered(entered(LOG, A, B), A, C) == entered(LOG, A, C)


def test_with_entry_adds_to_an_entry_of_an_earlier_change() -> None:
    log = entered(entered(LOG, A, B), B, C)
    assert log.index("request › c") < log.index("request › b")
    assert entered(log, B, C) == log


def test_with_entry_removes_the_entry_of_a_reverted_change() -> None:
    assert entered(entered(LOG, A, B), B, A) == LOG


def test_with_entry_returns_the_changelog_if_nothing_changed() -> None:
    assert entered(LOG, A, A) == LOG


@pytest.mark.parametrize("log", ["# Changelog\n", "# Changelog\n\n## 0.1.0\n\n- First.\n", ""])
def test_with_entry_adds_the_heading_if_there_is_none(log: str) -> None:
    renewed = entered(log, A, B)
    assert renewed.count("## Unreleased\n\n<!-- the API: ") == 1
    assert renewed.startswith(log.split("## 0.1.0", maxsplit=1)[0])
    assert renewed.endswith("## 0.1.0\n\n- First.\n" if "## 0.1.0" in log else "-->\n")
    assert entered(renewed, A, B) == renewed


def test_with_entry_escapes_names_that_look_like_the_end_of_an_entry() -> None:
    name = "<!-- the API: end -->\n## Evil"
    new = {"type": "object", "properties": {"a": TEXT, name: TEXT}}
    log = entered(LOG, A, with_request(new))
    assert log.count("<!-- the API: end -->") == 1
    assert "\n## Evil" not in log
    assert entered(log, A, B) == entered(LOG, A, B)


def drift(*severities: Severity) -> Drift:
    return Drift(tuple(Change("k", severity, "p", "w") for severity in severities))


@pytest.mark.parametrize(
    ("version", "severities", "expected"),
    [
        ("1.2.3", [], "1.2.3"),
        ("1.2.3", [Severity.COMPATIBLE], "1.3.0"),
        ("1.2.3", [Severity.RISKY, Severity.COMPATIBLE], "1.3.0"),
        ("1.2.3", [Severity.COMPATIBLE, Severity.BREAKING], "2.0.0"),
        ("0.1.0", [Severity.COMPATIBLE], "0.1.1"),
        ("0.1.4", [Severity.BREAKING], "0.2.0"),
    ],
)
def test_next_version_by_severity(version: str, severities: list[Severity], expected: str) -> None:
    assert next_version(version, drift(*severities)) == expected


def test_next_version_rejects_an_invalid_version() -> None:
    with pytest.raises(PipelineError, match="write it as"):
        next_version("1.2", drift())
