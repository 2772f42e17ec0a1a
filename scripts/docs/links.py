"""Links in Markdown files: they lead to files of the repository, and are rewritten to lead to pages of the site."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from scripts.common.errors import PipelineError

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The pages of the site that are files elsewhere in the repository, by the paths of those files.
PAGES_OUTSIDE_DOCS: Mapping[str, str] = {
    "README.md": "index.md",
    "ARCHITECTURE.md": "project/architecture.md",
    "CONTRIBUTING.md": "project/contributing.md",
    "CHANGELOG.md": "project/changelog.md",
    "SECURITY.md": "project/security.md",
    "CODE_OF_CONDUCT.md": "project/code-of-conduct.md",
    "examples": "examples.md",
}

_LINK = re.compile(r"(?<=\]\()(?![a-z]+:|#)([^)#\s]+)(?=[)#])")
_CODE = re.compile(r"^```.*?^```$|`[^`\n]+`", re.DOTALL | re.MULTILINE)


def rewrite_links(text: str, file: str) -> str:
    """Return the Markdown `text` of the `file` with links to pages of the site.

    `file` is a path in the repository. Raises PipelineError for a link to a file that is not in the site.
    """
    page = page_of(file)
    if page is None:
        return text

    def rewrite(match: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(file), match[1]))
        target_page = page_of(target)
        if target_page is None:
            raise PipelineError(
                f"links to {match[1]}, which is not a page",
                where=file,
                hint="link to a page, or write the path as code",
            )
        return posixpath.relpath(target_page, posixpath.dirname(page) or ".")

    parts: list[str] = []
    end = 0
    for code in _CODE.finditer(text):
        parts += [_LINK.sub(rewrite, text[end : code.start()]), code[0]]
        end = code.end()
    return "".join([*parts, _LINK.sub(rewrite, text[end:])])


def page_of(file: str) -> str | None:
    """Return the path in the site of a file of the repository; None if it is not in the site."""
    if file in PAGES_OUTSIDE_DOCS:
        return PAGES_OUTSIDE_DOCS[file]
    folder, _, page = file.partition("/")
    return page if folder == "docs" and page else None
