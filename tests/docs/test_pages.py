"""The Markdown files of the site: each is in its navigation, and the generated ones have what they are made of."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from scripts.docs.pages import write_pages
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the pages. It takes two seconds: the commands run, to print their help."""
    output = tmp_path_factory.mktemp("site")
    write_pages(ROOT, output)
    return output


def navigation(entries: object) -> list[str]:
    """Return the pages of `nav`, at all levels."""
    if isinstance(entries, str):
        return [entries]
    values = entries.values() if isinstance(entries, dict) else entries
    assert not isinstance(values, str)
    return [page for value in values for page in navigation(value)]


def test_every_page_is_in_the_navigation_once(site: Path) -> None:
    config = YAML(typ="safe").load(ROOT / "mkdocs.yml")
    pages = navigation(config["nav"])
    assert sorted(pages) == sorted(file.relative_to(site).as_posix() for file in site.rglob("*.md"))


def test_write_pages_removes_pages_that_are_gone(tmp_path: Path) -> None:
    output = tmp_path / "pages"
    output.mkdir()
    (output / "old.md").write_text("old")
    write_pages(ROOT, output)
    assert not (output / "old.md").exists()


def test_make_page_has_every_documented_target(site: Path) -> None:
    targets = re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE)
    page = (site / "reference" / "make.md").read_text()
    assert len(targets) > 20
    assert [target for target in targets if f"| `make {target}` | " not in page] == []


def test_command_line_page_has_the_help_of_every_command(site: Path) -> None:
    page = (site / "reference" / "command-line.md").read_text()
    for command in ["chat", "respond", "models", "balance", "mock"]:
        assert f"## aimlkit {command}\n\n```text\nusage: aimlkit {command} " in page


def test_overlay_page_has_every_extension_of_the_actions(site: Path) -> None:
    actions = (ROOT / "openapi" / "overlay.yaml").read_text().partition("\nactions:\n")[2]
    names = set(re.findall(r"\b(x-[a-z-]+):", actions))
    names -= {"x-nullable", "x-schema-path", "x-applies-to"}  # parts of an action, not of the contract
    assert names == set(
        re.findall(r"^### `(.*)`$", (site / "reference" / "overlay.md").read_text(), re.MULTILINE)
    )


def test_types_page_has_the_names_of_every_package(site: Path) -> None:
    page = (site / "reference" / "types.md").read_text()
    for package, name in [
        ("types", "Model"),
        ("types.chat", "ChatCompletionToolParam"),
        ("types.responses", "ToolParam"),
    ]:
        section = page.partition(f"## aimlkit.{package}\n")[2].partition("\n## ")[0]
        assert f"`{name}`" in section


def test_examples_page_has_every_program(site: Path) -> None:
    page = (site / "examples.md").read_text()
    for file in (ROOT / "examples").glob("*.py"):
        assert file.read_text().rstrip() in page
