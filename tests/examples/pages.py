"""The programs and commands of the Markdown pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import frozen

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The pages whose programs and commands are executed.
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)


@frozen
class Block:
    """A fenced code block of a page."""

    language: str
    code: str
    section: str
    """The heading above it."""
    line: int
    """The line of its code in the page, from 1."""


@frozen
class Program:
    """A Python block, and the output shown below it, which may be empty."""

    block: Block
    output: str


@frozen
class Command:
    """A command of a console block, and the output shown below it; None if none is shown."""

    line: str
    output: str | None
    section: str


def blocks(text: str) -> list[Block]:
    """Return the code blocks of a page."""
    found: list[Block] = []
    for match in _FENCE.finditer(text):
        language, code = match.groups()
        headings = _HEADING.findall(_FENCE.sub("", text[: match.start()]))
        found.append(Block(language, code, headings[-1], text.count("\n", 0, match.start()) + 2))
    return found


def programs(text: str) -> Iterator[Program]:
    """Yield the Python blocks of a page; a `text` block that follows one is its output."""
    page = blocks(text)
    for position, block in enumerate(page):
        if block.language == "python":
            following = page[position + 1 : position + 2]
            output = "".join(each.code for each in following if each.language == "text")
            yield Program(block, output)


def imported_packages(code: str) -> set[str]:
    """Return the names of the packages that a program imports."""
    return set(re.findall(r"^(?:import|from) (\w+)", code, re.MULTILINE))


def commands(text: str) -> Iterator[Command]:
    """Yield the commands of the console blocks of a page; a comment after a command is not part of it."""
    for block in blocks(text):
        if block.language == "console":
            for part in re.split(r"^\$ ", block.code, flags=re.MULTILINE)[1:]:
                line, _, output = part.partition("\n")
                yield Command(re.sub(r" +# .*", "", line), output or None, block.section)


def matches(output: str, expected: str) -> bool:
    """Return whether `output` is as expected, in which `...` stands for any text."""
    pattern = ".*".join(re.escape(part) for part in expected.strip().split("..."))
    return re.fullmatch(pattern, output.strip(), re.DOTALL) is not None
