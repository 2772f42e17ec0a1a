"""Comparison of published versions with their successors."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.common.documents import read_document
from scripts.drift.changes import Severity
from scripts.drift.interface import interface_of
from scripts.drift.verdicts import compare_interfaces
from tests.drift.builders import changes_of
from tests.drift.pairs import PAIRS, expected, facts_of, found, path_of


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_compare_published_versions_matches_the_expected_report(
    shared: Path, old: str, new: str, record_property: Callable[[str, object], None]
) -> None:
    drift, seconds = found(shared, old, new)
    record_property("seconds", round(seconds, 2))
    assert facts_of(drift) == json.loads(expected(old, new).read_text(encoding="utf-8"))
    # It takes about 2 seconds on an idle machine.
    assert seconds < 20
    for change in drift.changes:
        assert (change.counterexample is not None) == (change.severity is Severity.BREAKING), change
    assert drift.corrected == 0


def test_compare_finds_no_change_between_a_version_and_itself(shared: Path) -> None:
    for version in {version for pair in PAIRS for version in pair}:
        interface = interface_of(read_document(path_of(shared, version), version), version)
        assert changes_of(compare_interfaces(interface, interface)) == []


def test_compare_reports_the_new_request_property_provider(shared: Path) -> None:
    drift, _ = found(shared, "o3-mini.2026-01-16", "o3-mini.current")
    assert ("compatible", "property-added", "chat request › provider") in changes_of(drift)
    assert drift.exit_status == 10


@pytest.mark.parametrize(
    ("old", "new", "response"),
    [
        ("o3-mini.2026-01-16", "o3-mini.current", "chat response"),
        ("o3-pro-RESPONSES.2026-01-16", "o3-pro-RESPONSES.current", "responses response"),
    ],
)
def test_compare_reports_the_new_response_property_usd_spent(
    shared: Path, old: str, new: str, response: str
) -> None:
    drift, _ = found(shared, old, new)
    found_there = [one for one in drift.changes if one.location == f"{response} › meta › usage › usd_spent"]
    assert [(str(one.severity), one.rule, one.after) for one in found_there] == [
        ("compatible", "required-part-added", "number")
    ]


def test_compare_ignores_that_components_were_inlined(shared: Path) -> None:
    # The schemas moved from components to inline. Only these changes are real.
    drift, _ = found(shared, "o3-mini.2025-06-12", "o3-mini.2025-11-13")
    assert {location.removeprefix("chat request › ") for _, _, location in changes_of(drift)} == {
        "chat response",
        "chat security",
        "POST /chat/completions",
        "max_completion_tokens",
        "max_tokens",
        "parallel_tool_calls",
        "tools[] › function › parameters",
        "tools[] › function › required",
    }


def test_compare_reports_a_moved_operation_first(shared: Path) -> None:
    drift, _ = found(shared, "o3-mini.2025-06-12", "o3-mini.2025-09-17")
    assert drift.changes[0].rule == "operation-gone"
    assert drift.exit_status == 1
    assert [str(move) for move in drift.moves] == [
        "POST /v1/chat/completions is gone; the document now offers POST /openai/deployments/{model}"
    ]
