"""The tables of docs/mock.md that describe the fields of classes."""

from __future__ import annotations

import re
from dataclasses import fields

from aimlkit.mock import Call, Faults, MockResponse, Usage
from aimlkit.mock.class_schemas import class_schema
from aimlkit.mock.conditions import Conditions
from tests.conftest import ROOT

PAGE = ROOT / "docs" / "mock.md"

#: The classes, by the heading above their table.
CLASSES: dict[str, type] = {
    "Conditions": Conditions,
    "Responses of rules and of the queue": MockResponse,
    "Calls": Call,
    "Usage": Usage,
    "Shares of faults": Faults,
}


def table(cls: type) -> str:
    """Return the table of the fields of a class."""
    properties = class_schema(cls)["properties"]
    rows = [
        f"| `{each.name}` | {properties[each.name]['description'].replace('|', '&#124;')} |"
        for each in fields(cls)
        if each.name in properties
    ]
    return "\n".join(["| field | meaning |", "|---|---|", *rows])


def updated(page: str) -> str:
    """Return the page with the tables of today."""
    for heading, cls in CLASSES.items():
        pattern = re.compile(rf"(?<=^### {re.escape(heading)}\n\n)\|.*?(?=\n\n)", re.DOTALL | re.MULTILINE)
        page, count = pattern.subn(table(cls).replace("\\", r"\\"), page)
        if count != 1:
            raise ValueError(f"the page has {count} tables below the heading {heading!r}")
    return page


if __name__ == "__main__":
    PAGE.write_text(updated(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
