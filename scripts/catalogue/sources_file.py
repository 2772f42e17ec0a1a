"""Edit openapi/sources.toml as text, so that its comments and layout stay."""

import json
import re
import tomllib

from scripts.common.errors import PipelineError
from scripts.common.sources import Source

_TABLE = re.compile(r"^[ \t]*\[\[?[^\n]*$", re.MULTILINE)
_SOURCE_TABLE = re.compile(r"[ \t]*\[\[[ \t]*source[ \t]*\]\]")


def with_source(content: str, source: Source) -> str:
    """Return the file's `content` with an entry for `source` at its end."""
    entry = (
        "[[source]]\n"
        f"name = {json.dumps(source.name)}\n"
        f"url = {json.dumps(source.url)}\n"
        f"operation = {json.dumps(str(source.operation))}\n"
    )
    return f"{content.rstrip()}\n\n{entry}" if content.strip() else entry


def without_source(content: str, name: str) -> str:
    """Return the file's `content` without the entry of the source `name` and the comments directly above it.

    Raises PipelineError if no entry of this form has the name: tables may also be written inline.
    """
    starts = [match.start() for match in _TABLE.finditer(content)]
    for start, end in zip(starts, [*starts[1:], len(content)], strict=True):
        table = content[start:end]
        if not _SOURCE_TABLE.match(table):
            continue
        if tomllib.loads(table)["source"][0].get("name") != name:
            continue
        before, after = content[:start], content[end:]
        # Comments directly above a table belong to it: remove those of this table, preserve those of the next one.
        before = before[: len(before) - len(_comments_at_end(before))]
        after = _comments_at_end(table) + after
        return f"{before.rstrip()}\n\n{after}" if after.strip() else f"{before.rstrip()}\n"
    hint = "remove it by hand"
    raise PipelineError(f"has no [[source]] called {name!r}", where="openapi/sources.toml", hint=hint)


def _comments_at_end(text: str) -> str:
    """Return the lines at the end of `text` that are comments, without an empty line after them."""
    match = re.search(r"(?:^[ \t]*#[^\n]*\n)+\Z", text, re.MULTILINE)
    return match[0] if match else ""
