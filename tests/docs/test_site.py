"""The first page of the built site: its weight, and what it shows without JavaScript."""

from __future__ import annotations

import gzip
import os
import re
import subprocess
import sys
from pathlib import Path

from scripts.docs.page_weight import on_post_page
from scripts.docs.pages import write_pages
from tests.conftest import ROOT
from tests.models import CATALOGUE_OPERATION, CHAT_OPERATION, RESPONSES_OPERATION, needs

MAX_BYTES = 300_000


def build(folder: Path) -> Path:
    """Build the site in a folder, as `make docs` does; return its root."""
    write_pages(ROOT, folder / "docs")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for setting, value in {
        "docs_dir: build/docs": f"docs_dir: {folder / 'docs'}",
        "site_dir: build/site": f"site_dir: {folder / 'site'}",
        "hooks: [scripts": f"hooks: [{ROOT}/scripts",
        "paths: [wrapper, generated]": f"paths: [{ROOT}/wrapper, {ROOT}/generated]",
    }.items():
        assert settings.count(setting) == 1, setting
        settings = settings.replace(setting, value)
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--quiet",
        "--config-file",
        str(folder / "mkdocs.yml"),
    ]
    subprocess.run(command, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, check=True, timeout=120)
    return folder / "site"


def resources(site: Path, html: str) -> list[Path]:
    """Return the files that a page loads when it is opened, without those of the search."""
    links = re.findall(r'<link rel="(?:stylesheet|icon)" href="([^"]+)"', html)
    scripts = re.findall(r'<script src="([^"]+)"', html)
    images = re.findall(r'<img [^>]*src="([^"]+)"', html)
    return [site / link for link in (*links, *scripts, *images)]


# The reference has the methods of these operations.
@needs(CHAT_OPERATION, RESPONSES_OPERATION, CATALOGUE_OPERATION)
def test_first_page_is_light_and_readable_without_javascript(tmp_path: Path) -> None:
    """It has less than 300 KB as it is, and with the search, which browsers load next, as it is sent compressed."""
    site = build(tmp_path)
    html = (site / "index.html").read_text(encoding="utf-8")
    files = [site / "index.html", *resources(site, html)]
    assert len(files) > 4
    assert sum(file.stat().st_size for file in files) < MAX_BYTES
    search = [
        *(site / "assets" / "javascripts" / "workers").glob("search.*.js"),
        site / "search/search_index.json",
    ]
    assert len(search) == 2
    assert sum(len(gzip.compress(file.read_bytes())) for file in (*files, *search)) < MAX_BYTES
    text = re.sub(r"<script\b.*?</script>|<[^>]+>", "", html, flags=re.DOTALL)
    assert "The typed Python client" in text
    assert 'href="tutorial.html"' in html
    assert not re.findall(r'(?:src|href)="(?:https?:)?//(?!aimlapi\.com|squidfunk\.github\.io)[^"]*"', html)


def test_hook_keeps_the_lines_of_code() -> None:
    html = "<div>\n   <pre>a\n\n   b</pre>\n\n   <p>c</p>\n</div>"
    assert on_post_page(html) == "<div>\n<pre>a\n\n   b</pre>\n<p>c</p>\n</div>"


def test_hook_keeps_the_styles_of_the_reference_where_there_is_one() -> None:
    link = '<link rel="stylesheet" href="../assets/_mkdocstrings.css">'
    assert on_post_page(f"{link}<p>a</p>") == "<p>a</p>"
    assert link in on_post_page(f'{link}<div class="doc doc-object">a</div>')
