"""ARCHITECTURE.md: a table of modules for each hand-written package of the client and the pipeline."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT

ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text()

#: The first cell of a table's header names the package; the first cells of its rows name modules and folders of it.
_TABLE = re.compile(r"^\| modules of `([\w/]+)/` \|.*\n\|[-|]+\n((?:\|.*\n?)+)", re.MULTILINE)
_NAME = re.compile(r"`([\w/]+)`")


def tables() -> dict[str, set[str]]:
    """Return the names in the first column of each table of modules, by the package."""
    return {
        package: {name for row in rows.splitlines() for name in _NAME.findall(row.split("|")[1])}
        for package, rows in _TABLE.findall(ARCHITECTURE)
    }


def hand_written_modules() -> dict[str, set[str]]:
    """Return the names of the modules that are not generated, by their package; without `__init__` and `__main__`."""
    modules: dict[str, set[str]] = {}
    for root in ("scripts", "wrapper/aimlkit"):
        for path in sorted((ROOT / root).rglob("*.py")):
            if path.stem not in ("__init__", "__main__") and not is_generated(path.read_text()):
                package = path.parent.relative_to(ROOT).as_posix()
                modules.setdefault(package, set()).add(path.stem)
    return modules


def is_generated(text: str) -> bool:
    """Return whether a module is generated, as its first line states."""
    return "Do not edit" in text.partition("\n")[0]


@pytest.mark.parametrize("package", sorted(hand_written_modules()))
def test_architecture_names_each_hand_written_module_of_a_package(package: str) -> None:
    assert hand_written_modules()[package] - tables().get(package, set()) == set()


@pytest.mark.parametrize("package", sorted(tables()))
def test_architecture_names_existing_modules_only(package: str) -> None:
    folder = ROOT / package
    named = tables()[package]
    assert {n for n in named if not ((folder / n).is_dir() or (folder / f"{n}.py").is_file())} == set()


def glossary() -> list[str]:
    """Return the terms of the tables with meanings, in order."""
    opening = ARCHITECTURE.partition("Three rules:")[0]
    rows = re.findall(r"^\| ([^|]+) \|", opening, re.MULTILINE)
    return [term for term in rows if term != "term"]


def test_glossary_has_one_row_per_term() -> None:
    terms = glossary()
    assert len(terms) > 20
    assert len(terms) == len(set(terms))
    assert [term for term in terms if "," in term] == []
