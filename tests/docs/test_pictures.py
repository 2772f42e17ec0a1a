"""The pictures of the pages."""

from __future__ import annotations

import re
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from scripts.common.errors import PipelineError
from tests.conftest import ROOT

PICTURES = sorted((ROOT / "docs" / "assets").glob("*.svg"))
PAGES = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_picture_is_small_and_loads_nothing(picture: Path) -> None:
    text = picture.read_text(encoding="utf-8")
    assert len(text.encode()) < 60_000
    assert ET.fromstring(text).tag.endswith("svg")
    assert "://" not in text.replace("http://www.w3.org/2000/svg", "")
    assert "@import" not in text


def test_pictures_are_all_shown_with_a_description() -> None:
    shown: set[str] = set()
    for page in PAGES:
        for description, link in re.findall(r"!\[(.*?)\]\(([^)]+\.svg)\)", page.read_text(encoding="utf-8")):
            assert len(description) > 40, f"{page.name}: {link}"
            assert (page.parent / link).is_file(), f"{page.name}: {link}"
            shown.add(Path(link).name)
    assert shown == {picture.name for picture in PICTURES}


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_picture_of_a_command_shows_what_it_prints_on_a_terminal(tmp_path: Path) -> None:
    from scripts.docs.pictures import COLUMNS, run_in_terminal, svg  # noqa: PLC0415 - not on Windows

    program = "import os, sys; print(sys.stdout.isatty(), os.get_terminal_size().columns, '\\x1b[31m<red>')"
    picture = svg("example", "program", run_in_terminal([sys.executable, "-c", program], tmp_path, {}))
    text = "".join(ET.fromstring(picture).itertext()).replace("\xa0", " ")
    assert "$ program" in text
    assert f"True {COLUMNS}" in text
    assert "<red>" in text
    with pytest.raises(PipelineError, match="has failed"):
        run_in_terminal([sys.executable, "-c", "import sys; sys.exit(3)"], tmp_path, {})
