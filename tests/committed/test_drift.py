"""The committed contract, compared with the documents that it is made of."""

from __future__ import annotations

from pathlib import Path

from scripts.common.documents import read_document
from scripts.drift.interface import interface_of
from scripts.drift.verdicts import compare_interfaces
from tests.conftest import ROOT
from tests.drift.pairs import path_of


def test_compare_document_with_contract_finds_only_the_repairs(shared: Path) -> None:
    # The contract and a published document have the same normal form.
    document = read_document(path_of(shared, "o3-mini.current"), "o3-mini")
    contract = read_document(ROOT / "openapi" / "contract.json", "contract")
    drift = compare_interfaces(interface_of(document, "o3-mini"), interface_of(contract, "contract"))
    requests = [change for change in drift.changes if change.location.startswith("chat request")]
    assert {(change.rule, change.location) for change in requests} == {
        ("type-removed", "chat request › max_tokens"),
        ("bound-tightened", "chat request › n"),
        ("type-removed", "chat request › stop"),
        ("branch-removed", "chat request › stop"),
        ("null-added", "chat request › messages[](assistant) › content"),
        ("null-added", "chat request › messages[](assistant) › tool_calls"),
        ("object-opened", "chat request › tools[]"),
        ("type-added", "chat request › messages[](tool) › content"),
        ("property-optional", "chat request › tools[] › function › parameters"),
        ("null-added", "chat request › tools[] › function › parameters"),
    }
