"""Texts of the contract as Python source, escaped so that none can end its string or docstring."""

import textwrap
import unicodedata
from collections.abc import Mapping, Sequence

from scripts.common.documents import Json

#: Columns of a generated line.
WIDTH = 110


def literal(value: str | int | bool | list[str] | tuple[str, ...] | None) -> str:
    """Return the expression for `value`, in ASCII: all other characters are backslash escapes."""
    return ascii(value)


def literals(values: list[Json]) -> tuple[str, ...] | None:
    """Return the expressions for `values`, each once; None if a `Literal` type cannot hold all of them."""
    codes: dict[str, None] = {}
    for value in values:
        if not isinstance(value, str | int):
            return None
        codes[literal(value)] = None
    return tuple(codes)


def docstring(text: str | None, indent: int = 0) -> str:
    """Return `text` as a docstring, wrapped, the lines after the first indented; an empty string if there is no text."""
    paragraphs = [_printable(paragraph) for paragraph in (text or "").split("\n\n")]
    wrapped = [
        textwrap.fill(paragraph, WIDTH - indent - 6, break_long_words=False, break_on_hyphens=False)
        for paragraph in paragraphs
        if paragraph
    ]
    if not wrapped:
        return ""
    content = "\n\n".join(wrapped).replace("\\", "\\\\")
    if '"""' in content or content.endswith('"'):
        content = content.replace('"', r"\"")
    if "\n" in content:
        content += "\n"
    return textwrap.indent(f'"""{content}"""', " " * indent).lstrip(" ")


def method_docstring(summary: str, sections: Mapping[str, Sequence[tuple[str, str]]], *, indent: int) -> str:
    """Return the docstring of a method: the summary, then sections such as `Args` in Google's style."""
    margin = " " * indent
    width = WIDTH - indent
    lines = textwrap.wrap(_printable(summary), width - 3)
    for title, entries in sections.items():
        if entries:
            lines += ["", f"{title}:"]
        for name, text in entries:
            lines += textwrap.wrap(
                f"{name}: {_printable(text)}",
                width,
                initial_indent="    ",
                subsequent_indent="        ",
                break_long_words=False,
                break_on_hyphens=False,
            )
    content = "\n".join(lines).replace("\\", "\\\\").replace('"""', r"\"\"\"")
    return textwrap.indent(f'"""{content}\n"""', margin).lstrip(" ")


def _printable(text: str) -> str:
    # Control and format characters are removed: some of the latter display source in another order than it runs.
    visible = (c if c.isprintable() or c.isspace() else "" for c in unicodedata.normalize("NFC", text))
    return " ".join("".join(visible).split())
