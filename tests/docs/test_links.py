"""Links between the pages of the site."""

from __future__ import annotations

import pytest

from scripts.common.errors import PipelineError
from scripts.docs.links import rewrite_links


@pytest.mark.parametrize(
    ("file", "link", "rewritten"),
    [
        ("README.md", "docs/guide.md#clients", "guide.md#clients"),
        ("README.md", "examples", "examples.md"),
        ("CONTRIBUTING.md", "docs/drift.md", "../drift.md"),
        ("docs/drift.md", "../CONTRIBUTING.md", "project/contributing.md"),
        ("docs/how-to/costs.md", "../guide.md", "../guide.md"),
        ("docs/explanation/security.md", "../../SECURITY.md", "../project/security.md"),
        ("docs/guide.md", "#clients", "#clients"),
        ("docs/guide.md", "https://example.org/a.md", "https://example.org/a.md"),
    ],
)
def test_rewrite_links_finds_the_page_of_a_file(file: str, link: str, rewritten: str) -> None:
    assert rewrite_links(f"See [it]({link}).", file) == f"See [it]({rewritten})."


def test_rewrite_links_leaves_code_alone() -> None:
    text = "`[a](../no/page)`\n\n```python\ncalls[0](../argument)\n```\n"
    assert rewrite_links(text, "docs/guide.md") == text


def test_rewrite_links_refuses_a_file_that_is_not_a_page() -> None:
    with pytest.raises(PipelineError, match=r"docs/guide\.md: .*scripts/build\.py"):
        rewrite_links("[the build](../scripts/build.py)", "docs/guide.md")
