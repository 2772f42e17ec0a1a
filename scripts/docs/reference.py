"""The pages of the site that are generated: commands, examples, names of types, overlay extensions."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

from scripts.common.documents import Json, as_list, as_object
from scripts.common.errors import PipelineError
from scripts.contract.overlay import read_overlay

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

_COMMAND_NAMES = re.compile(r"\{([a-z,-]+)\}")
_TARGET = re.compile(r"^ *(make \S+) +(.+)$", re.MULTILINE)
_VARIABLES = re.compile(
    r'^ *((?:[A-Z_]+=(?:"[^"]*"|<[^>]*>|\S+) )*[A-Z_]+=(?:"[^"]*"|<[^>]*>|\S+)) +(.+)$', re.MULTILINE
)
_EXTENSION = re.compile(r"x-[a-z-]+")


def command_line_page(root: Path) -> str:
    """Return the help of `aimlkit` and of each of its commands."""
    overview = _run(root, sys.executable, "-m", "aimlkit", "--help")
    found = _COMMAND_NAMES.search(overview)
    names = found[1].split(",") if found else []
    parts = ["# Command line", "", "The output of `--help`.", "", *_section("aimlkit", overview)]
    for name in names:
        text = _run(root, sys.executable, "-m", "aimlkit", name, "--help")
        parts += _section(f"aimlkit {name}", text)
    return "\n".join(parts)


def make_page(root: Path) -> str:
    """Return the commands and variables of the Makefile."""
    text = _run(root, "make", "--no-print-directory", "help")
    targets = [f"| `{name}` | {_plain(purpose)} |" for name, purpose in _TARGET.findall(text)]
    variables = [f"| `{name}` | {_plain(purpose)} |" for name, purpose in _VARIABLES.findall(text)]
    if len(targets) + len(variables) != len(text.splitlines()):
        raise PipelineError(
            "has a line of another form", where="make help", hint="adapt scripts/docs/reference.py"
        )
    return "\n".join(
        [
            "# Make targets",
            "",
            "The output of `make help`.",
            "",
            *_table("target", targets),
            "",
            "## Variables",
            "",
            *_table("variable", variables),
        ]
    )


def overlay_page(root: Path) -> str:
    """Return the introduction of the overlay, and each extension that its actions add, with its reasons."""
    file = root / "openapi" / "overlay.yaml"
    text = file.read_text(encoding="utf-8")
    introduction = [line[1:].removeprefix(" ") for line in _leading_comment(text)]
    parts = [
        "# Overlay extensions",
        "",
        "`openapi/overlay.yaml` has the repairs of the published documents, and the facts that no document states."
        " It begins:",
        "",
        "```text",
        *introduction,
        "```",
        "",
        "## Facts",
        "",
        "The extensions that its actions add to the contract, and the reasons of these actions.",
        "",
    ]
    reasons: dict[str, list[str]] = {}
    for action in read_overlay(file).actions:
        for name in sorted(_extensions(action.update)):
            reasons.setdefault(name, []).append(" ".join(action.reason.split()))
    for name in sorted(reasons):
        parts += [
            f"### `{name}`",
            "",
            *(f"- {_plain(reason)}" for reason in dict.fromkeys(reasons[name])),
            "",
        ]
    return "\n".join(parts)


def types_page(root: Path) -> str:
    """Return the names of `aimlkit.types`, by package."""
    folder = root / "wrapper" / "aimlkit" / "types"
    parts = [
        "# Types",
        "",
        "The names to import for annotations. The names of `aimlkit.types.chat` and `aimlkit.types.responses` are those"
        " of openai-python. Each type has the fields that the [contract](../explanation/contract.md) states.",
        "",
    ]
    for file in sorted(folder.rglob("__init__.py")):
        package = ".".join(["aimlkit", *file.parent.relative_to(folder.parent).parts])
        names = sorted(_type_names(file))
        if not names:
            raise PipelineError("has no types", where=str(file), hint="adapt scripts/docs/reference.py")
        parts += [f"## {package}", "", ", ".join(f"`{name}`" for name in names), ""]
    return "\n".join(parts)


def example_files(folder: Path) -> list[Path]:
    """Return the programs in a folder, and those in its folders with their pages, which follow."""
    return [
        *sorted(folder.glob("*.py")),
        *sorted(file for file in folder.glob("*/*") if file.suffix in (".py", ".html")),
    ]


def examples_page(root: Path) -> str:
    """Return the programs of `examples/`, each under the first line of its docstring."""
    parts = [
        "# Examples",
        "",
        "Complete programs, from the folder `examples/`. They read `AIML_API_KEY`; with `AIML_API_BASE`, they run"
        " with the [mock server](mock.md).",
        "",
    ]
    index: list[str] = []
    programs: list[str] = []
    for file in example_files(root / "examples"):
        name = file.relative_to(root / "examples").as_posix()
        code = file.read_text(encoding="utf-8")
        if file.suffix == ".py":
            summary = (ast.get_docstring(ast.parse(code)) or "").partition("\n")[0]
            index.append(f"- [{name}](#{re.sub(r'[./]', '', name)}): {_plain(summary)}")
        language = {".py": "python", ".html": "html"}[file.suffix]
        programs += [f"## {name}", "", f"```{language}", code.rstrip(), "```", ""]
    return "\n".join([*parts, *index, "", *programs])


#: The functions that make a page, by its path in the site.
GENERATED_PAGES: Mapping[str, Callable[[Path], str]] = {
    "examples.md": examples_page,
    "reference/command-line.md": command_line_page,
    "reference/make.md": make_page,
    "reference/overlay.md": overlay_page,
    "reference/types.md": types_page,
}


def _run(root: Path, *command: str) -> str:
    """Return the standard output of a command. Raises PipelineError if it fails."""
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1"}
    done = subprocess.run(  # noqa: S603 - commands of this repository
        command, cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        reason = done.stderr.strip().rpartition("\n")[2]
        raise PipelineError(f"fails ({reason})", where=" ".join(command), hint="run it by hand")
    return done.stdout


def _section(title: str, text: str) -> list[str]:
    return [f"## {title}", "", "```text", text.rstrip(), "```", ""]


def _table(head: str, rows: list[str]) -> list[str]:
    return [f"| {head} | purpose |", "|---|---|", *rows]


def _plain(text: str) -> str:
    """Return `text` with the special characters of Markdown and HTML escaped, apart from its code spans."""
    parts = re.split(r"(`[^`]*`)", text)
    escaped = (part if part.startswith("`") else re.sub(r"([<\[\]*_\\|])", r"\\\1", part) for part in parts)
    return "".join(escaped)


def _leading_comment(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if not line.startswith("#"):
            return
        yield line


def _extensions(value: Json) -> set[str]:
    """Return the names of the extensions in an update."""
    if isinstance(value, list):
        return set[str]().union(*map(_extensions, as_list(value)))
    if not isinstance(value, dict):
        return set()
    properties = as_object(value)
    names = {name for name in properties if _EXTENSION.fullmatch(name)}
    return names.union(*(_extensions(inner) for name, inner in properties.items() if name not in names))


def _type_names(file: Path) -> Iterator[str]:
    """Yield the names that a package imports for type checkers, and exports."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield from (name.name for name in node.names if name.asname == name.name)
