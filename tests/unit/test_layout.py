"""The files of the repository: dependencies, pages, workflows, and the style of the hand-written client."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.conftest import ROOT


def tracked() -> list[Path]:
    """Return the files that git tracks; in a copy with other sources, some of these may be gone."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [path for name in listed.stdout.split("\0") if (path := ROOT / name).is_file()]


def test_dependencies_are_httpx_and_attrs() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert sorted(re.split(r"[<>=]", need)[0] for need in project["dependencies"]) == ["attrs", "httpx"]


def test_requirements_lock_has_hashes_and_no_url() -> None:
    text = (ROOT / "requirements.lock").read_text()
    assert "://" not in text
    for block in re.split(r"\n(?=\S)", text.strip()):
        assert "==" in block.splitlines()[0]
        assert "--hash=sha256:" in block


def test_build_requirements_are_those_of_the_lock() -> None:
    """`pip install` of a checkout builds with the same versions as `make dist`."""
    requires = tomllib.loads((ROOT / "pyproject.toml").read_text())["build-system"]["requires"]
    locked = re.findall(r"^\S+==[^\s;\\]+", (ROOT / "requirements.lock").read_text(), re.MULTILINE)
    assert requires
    assert set(requires) <= set(locked)


def test_files_name_no_package_registry() -> None:
    # In two parts, so that this file does not match.
    registry = re.compile("pypi" + r"\.org|pythonhosted" + r"\.org|--(extra-)?index" + "-url")
    assert [path for path in tracked() if registry.search(path.read_text(errors="replace"))] == []


def test_repository_has_no_pulled_documents_and_no_large_files() -> None:
    assert [path for path in tracked() if "upstream" in path.parts] == []
    sizes = {path: path.stat().st_size for path in tracked()}
    assert [path for path, size in sizes.items() if size > 300_000] == []


PAGES = [
    "README.md",
    "CONTRIBUTING.md",
    "ARCHITECTURE.md",
    *sorted(f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md")),
]


@pytest.mark.parametrize("page", PAGES)
def test_pages_name_existing_targets_and_files(page: str) -> None:
    text = (ROOT / page).read_text()
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"(?:`|^\$ )make ([a-z-]+)", text, re.MULTILINE)) <= targets
    named = re.findall(r"`((?:openapi|scripts|tests|wrapper|generated|examples|docs)/[\w./-]*)`", text)
    assert [name for name in named if not (ROOT / name).exists() and "upstream" not in name] == []


@pytest.mark.parametrize("page", PAGES)
def test_pages_link_to_existing_files_and_headings(page: str) -> None:
    path = ROOT / page
    for target, anchor in re.findall(r"\]\((?!https?:)([^)#]*)#?([^)]*)\)", path.read_text()):
        linked = (path.parent / target).resolve() if target else path
        assert linked.exists(), f"{page} links to {target}"
        assert not anchor or anchor in _anchors(linked.read_text()), f"{page} links to {target}#{anchor}"


def _anchors(text: str) -> set[str]:
    """Return the anchors that GitHub gives to the headings of a page."""
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_readme_has_at_most_800_words() -> None:
    assert len((ROOT / "README.md").read_text().split()) <= 800


def test_workflows_run_existing_targets_and_persist_no_credentials() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for path in sorted((ROOT / ".github" / "workflows").iterdir()):
        text = path.read_text()
        run = re.findall(r"^ +(?:- )?run: (.*)$", text, re.MULTILINE)
        assert [line for line in run if not re.fullmatch(r"make( [a-z-]+)?( [A-Z_]+=\S+)?", line)] == []
        assert {line.split()[1] for line in run if " " in line} <= targets
        assert text.count("persist-credentials: false") == text.count("uses: actions/checkout@")
        # zizmor checks that actions are pinned; this checks that each pin has its version in a comment.
        used = re.findall(r"uses: (.*)", text)
        assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v[\d.]+", one) for one in used)


def test_citation_has_the_version_of_the_package() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert f"\nversion: {version}\n" in (ROOT / "CITATION.cff").read_text()


# --- the hand-written modules of the client ---

MOCK = ROOT / "wrapper" / "aimlkit" / "mock"


def hand_written_client() -> list[str]:
    """Return the text of each module of the client that is not generated; the mock server is another program."""
    modules = [
        path
        for path in tracked()
        if path.is_relative_to(ROOT / "wrapper") and path.suffix == ".py" and not path.is_relative_to(MOCK)
    ]
    texts = [path.read_text() for path in modules]
    return [text for text in texts if "Do not edit" not in text.partition("\n")[0]]


def calls_in(texts: list[str]) -> list[tuple[str, int]]:
    """Return the name of each function that is called by a bare name, and the number of its positional arguments."""
    return [
        (node.func.id, len(node.args))
        for text in texts
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    ]


def test_client_is_typed_and_read_without_dynamic_attributes() -> None:
    """`Any` and `getattr` stay the exception: for unknown type parameters, JSON, and private attributes of httpx."""
    texts = hand_written_client()
    assert sum(len(re.findall(r"\bAny\b", text)) for text in texts) <= 40
    assert sum(name in ("getattr", "vars") for name, _ in calls_in(texts)) <= 12
    assert sum(text.count("# type: ignore") for text in texts) <= 4


def test_client_has_no_classes_made_or_changed_at_run_time() -> None:
    texts = hand_written_client()
    assert ("type", 3) not in calls_in(texts)
    assert [text for text in texts if re.search(r"\b__class__\s*=[^=]", text)] == []


def test_client_has_no_type_variable_of_one_letter() -> None:
    declaration = re.compile(r"^\s*(\w(?:_co|_contra)?) = (?:TypeVar|ParamSpec)\(", re.MULTILINE)
    assert [name for text in hand_written_client() for name in declaration.findall(text)] == []
