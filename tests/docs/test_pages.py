"""The Markdown files of the site: each is in its navigation, and the generated ones have what they are made of."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from aimlkit_api.operations import OPERATIONS
from scripts.docs.pages import write_pages
from scripts.docs.reference import example_files
from tests.conftest import ROOT
from tests.models import BALANCE_OPERATION, CATALOGUE_OPERATION, CHAT_OPERATION, RESPONSES_OPERATION


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the pages. It takes two seconds: the commands run, to print their help."""
    output = tmp_path_factory.mktemp("site")
    (output / "old.md").write_text("a page that is gone")
    write_pages(ROOT, output)
    return output


def navigation(entries: list[dict[str, Any]]) -> list[str]:
    """Return the pages of `nav`, at all levels."""
    pages: list[str] = []
    for entry in entries:
        for page_or_entries in entry.values():
            pages += navigation(page_or_entries) if isinstance(page_or_entries, list) else [page_or_entries]
    return pages


def test_every_page_is_in_the_navigation_once(site: Path) -> None:
    config = YAML(typ="safe").load(ROOT / "mkdocs.yml")
    pages = navigation(config["nav"])
    assert sorted(pages) == sorted(file.relative_to(site).as_posix() for file in site.rglob("*.md"))


def test_site_loads_nothing_from_other_servers() -> None:
    """Material would load fonts, and a script for the search in files, from other servers."""
    config = YAML(typ="safe").load(ROOT / "mkdocs.yml")
    assert config["theme"]["font"] is False
    assert [ROOT / "docs" / path for path in config["extra"]["polyfills"]] == [
        *(ROOT / "docs" / "assets").glob("iframe-worker.js")
    ]
    assert "```mermaid" not in "".join(file.read_text() for file in (ROOT / "docs").rglob("*.md"))


def test_write_pages_removes_pages_that_are_gone(site: Path) -> None:
    assert not (site / "old.md").exists()


def test_make_page_has_every_documented_target(site: Path) -> None:
    targets = re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE)
    page = (site / "reference" / "make.md").read_text()
    assert len(targets) > 20
    assert [target for target in targets if f"| `make {target}` | " not in page] == []


def test_command_line_page_has_the_help_of_every_command(site: Path) -> None:
    page = (site / "reference" / "command-line.md").read_text()
    apis = {
        "chat": CHAT_OPERATION,
        "respond": RESPONSES_OPERATION,
        "models": CATALOGUE_OPERATION,
        "balance": BALANCE_OPERATION,
    }
    commands = [command for command, operation_id in apis.items() if operation_id in OPERATIONS]
    for command in [*commands, "mock", "doctor", "completion"]:
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
    packages = ["types", "types.chat", "types.responses", "types.shared", "types.shared_params"]
    for package in packages:
        section = page.partition(f"## aimlkit.{package}\n")[2].partition("\n## ")[0]
        assert set(import_module(f"aimlkit.{package}").__all__) == set(re.findall(r"`(\w+)`", section))


def test_examples_page_has_every_program(site: Path) -> None:
    page = (site / "examples.md").read_text()
    for file in example_files(ROOT / "examples"):
        assert file.read_text().rstrip() in page


def test_examples_index_has_every_program() -> None:
    index = (ROOT / "examples" / "README.md").read_text()
    linked = re.findall(r"\]\(([\w/]+\.\w+)\)", index)
    folder = ROOT / "examples"
    assert sorted(linked) == sorted(file.relative_to(folder).as_posix() for file in example_files(folder))
