"""The published versions against each other, as they followed: what is found is what is expected."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.common.documents import read_document
from scripts.drift.changes import Severity
from scripts.drift.interface import interface_of
from scripts.drift.verdicts import drift_of
from tests.conftest import ROOT
from tests.drift.pairs import PAIRS, expected, facts_of, found, path_of
from tests.drift.small import told


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_a_version_and_the_next(
    shared: Path, old: str, new: str, record_property: Callable[[str, object], None]
) -> None:
    drift, seconds = found(shared, old, new)
    record_property("seconds", round(seconds, 2))
    assert facts_of(drift) == json.loads(expected(old, new).read_text(encoding="utf-8"))
    # Two on a machine that does nothing else.
    assert seconds < 20
    for change in drift.changes:
        assert (change.witness is not None) == (change.severity is Severity.BREAKING), change
    assert drift.corrected == 0


def test_nothing_changed_where_nothing_did(shared: Path) -> None:
    for version in {version for pair in PAIRS for version in pair}:
        interface = interface_of(read_document(path_of(shared, version), version), version)
        assert told(drift_of(interface, interface)) == []


def test_provider_came_to_the_chat_request(shared: Path) -> None:
    drift, _ = found(shared, "o3-mini.2026-01-16", "o3-mini.current")
    assert ("compatible", "property-added", "chat request › provider") in told(drift)
    assert drift.exit_status == 10


@pytest.mark.parametrize(
    ("old", "new", "answer"),
    [
        ("o3-mini.2026-01-16", "o3-mini.current", "chat answer"),
        ("o3-pro-RESPONSES.2026-01-16", "o3-pro-RESPONSES.current", "responses answer"),
    ],
)
def test_usd_spent_came_to_the_answers(shared: Path, old: str, new: str, answer: str) -> None:
    drift, _ = found(shared, old, new)
    found_there = [one for one in drift.changes if one.place == f"{answer} › meta › usage › usd_spent"]
    assert [(str(one.severity), one.kind, one.now) for one in found_there] == [
        ("compatible", "required-part-added", "number")
    ]


def test_the_change_of_form_is_no_change(shared: Path) -> None:
    # From component schemas to everything inline: these are real, and nothing else is told.
    drift, _ = found(shared, "o3-mini.2025-06-12", "o3-mini.2025-11-13")
    assert {place.removeprefix("chat request › ") for _, _, place in told(drift)} == {
        "chat answer",
        "chat security",
        "POST /chat/completions",
        "max_completion_tokens",
        "max_tokens",
        "parallel_tool_calls",
        "tools[] › function › parameters",
        "tools[] › function › required",
    }


def test_an_operation_that_moved_is_the_worst_of_all(shared: Path) -> None:
    drift, _ = found(shared, "o3-mini.2025-06-12", "o3-mini.2025-09-17")
    assert drift.changes[0].kind == "operation-gone"
    assert drift.exit_status == 1
    assert [str(move) for move in drift.moves] == [
        "POST /v1/chat/completions is gone; the document now offers POST /openai/deployments/{model}"
    ]


def test_the_contract_is_what_the_documents_say_but_for_its_repairs(shared: Path) -> None:
    # A contract and a published document have one form, too.
    document = read_document(path_of(shared, "o3-mini.current"), "o3-mini")
    contract = read_document(ROOT / "openapi" / "contract.json", "contract")
    drift = drift_of(interface_of(document, "o3-mini"), interface_of(contract, "contract"))
    requests = [change for change in drift.changes if change.place.startswith("chat request")]
    assert {(change.kind, change.place) for change in requests} == {
        ("type-removed", "chat request › max_tokens"),
        ("bound-tightened", "chat request › n"),
        ("type-removed", "chat request › stop"),
        ("branch-removed", "chat request › stop"),
    }
