"""Writing the Markdown files of the site: those of `docs/`, of the repository's root, and the generated ones."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from scripts.docs.links import PAGES_OUTSIDE_DOCS, rewrite_links
from scripts.docs.reference import GENERATED_PAGES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def write_pages(root: Path, output: Path) -> None:
    """Replace the folder `output` with the pages and assets of the repository at `root`. Raises PipelineError."""
    pages = dict(_pages(root))
    shutil.rmtree(output, ignore_errors=True)
    shutil.copytree(root / "docs" / "assets", output / "assets")
    for page, text in pages.items():
        file = output / page
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def _pages(root: Path) -> Iterator[tuple[str, str]]:
    """Yield the path and the Markdown text of each page."""
    for page, make in GENERATED_PAGES.items():
        yield page, make(root)
    sources = {file: page for file, page in PAGES_OUTSIDE_DOCS.items() if page not in GENERATED_PAGES}
    docs = root / "docs"
    sources |= {f"docs/{page}": page for page in (p.relative_to(docs).as_posix() for p in docs.rglob("*.md"))}
    for file, page in sorted(sources.items()):
        yield page, rewrite_links((root / file).read_text(encoding="utf-8"), file)
