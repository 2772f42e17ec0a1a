"""docs/mock.md describes the fields of today, and its files are valid."""

from __future__ import annotations

from pathlib import Path

import pytest

from aimlkit.mock.contract import packaged_contract
from aimlkit.mock.control import CONTROL_PREFIX, OPERATIONS
from aimlkit.mock.rules_file import read_faults, read_rules
from tests.examples.pages import Block, blocks
from tests.mock.reference import PAGE, updated
from tests.models import require_models_in

TEXT = PAGE.read_text(encoding="utf-8")
FILES = [block for block in blocks(TEXT) if block.language == "yaml"]


def test_reference_has_the_fields_of_today() -> None:
    assert updated(TEXT) == TEXT, "python -m tests.mock.reference updates the tables"


def test_page_names_every_control_endpoint() -> None:
    for operation in OPERATIONS:
        assert f"`{operation.method} {CONTROL_PREFIX}{operation.name}`" in TEXT


@pytest.mark.parametrize("block", FILES, ids=lambda block: str(block.line))
def test_files_of_the_page_are_valid(block: Block, tmp_path: Path) -> None:
    require_models_in(block.code)
    path = tmp_path / "file.yaml"
    path.write_text(block.code, encoding="utf-8")
    if "rules:" in block.code:
        rules, _ = read_rules(path, packaged_contract())
        assert rules
    else:
        assert any(read_faults(path).shares().values())


def test_page_has_files_of_rules_and_of_faults() -> None:
    assert {"rules:" in block.code for block in FILES} == {True, False}
