"""A hook of MkDocs that makes pages smaller: line indentation, and a style sheet that most pages do not use."""

from __future__ import annotations

import re

# Elements in which white space counts.
_VERBATIM = re.compile(r"(<(pre|script|style|textarea)\b.*?</\2>)", re.DOTALL)
_LINE_BREAK = re.compile(r"\s*\n\s*")
_REFERENCE_STYLES = re.compile(r'<link rel="stylesheet" href="[^"]*_mkdocstrings\.css">')


def on_post_page(output: str, **_: object) -> str:
    """Return the HTML of a page without indentation; only pages with an API reference keep its style sheet."""
    if 'class="doc ' not in output:
        output = _REFERENCE_STYLES.sub("", output)
    end = 0
    parts: list[str] = []
    for verbatim in _VERBATIM.finditer(output):
        parts += [_LINE_BREAK.sub("\n", output[end : verbatim.start()]), verbatim[0]]
        end = verbatim.end()
    return "".join([*parts, _LINE_BREAK.sub("\n", output[end:])])
