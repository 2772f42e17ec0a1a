"""`python -m scripts.build`, as `make` runs it, in a temporary repository."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from scripts.build import main
from scripts.common.errors import run as run_main
from tests.commands import run_command
from tests.contract.documents import TEXT, chat


def run(folder: Path, mirror: str | None, *then: str) -> subprocess.CompletedProcess[str]:
    """Run the main job in `folder`, in this process."""
    environment = dict.fromkeys((name for name in os.environ if "proxy" in name.lower()), "")
    environment |= {"NO_PROXY": "*", "COLUMNS": "100"}
    arguments = [*(["--mirror", mirror] if mirror else [])]
    arguments += [word for target in then for word in ("--then", target)]
    return run_command(lambda: run_main(main), *arguments, folder=folder, environment=environment)


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "mirror" not in path.parts
    }


@pytest.fixture
def folder(built_once: Path, tmp_path: Path) -> Path:
    """A repository with one source that has been built."""
    return Path(shutil.copytree(built_once, tmp_path / "repository"))


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tmp_path = tmp_path_factory.mktemp("once")
    (tmp_path / "openapi").mkdir()
    (tmp_path / "mirror").mkdir()
    (tmp_path / "openapi" / "sources.toml").write_text(
        '[[source]]\nname = "doc"\nurl = "https://127.0.0.1:9/doc.json"\n'
        'operation = "POST /v1/chat/completions"\n'
    )
    (tmp_path / "openapi" / "overlay.yaml").write_text(
        "overlay: 1.0.0\ninfo: {title: t, version: 1.0.0}\nactions:\n"
        "  - target: $.paths.*.*.responses.*\n    description: required\n"
        "    update: {description: A response.}\n"
        "  - target: $.components.schemas.Gone\n    description: It was wrong.\n    remove: true\n"
    )
    (tmp_path / "mirror" / "doc.json").write_text(json.dumps(chat()))
    result = run(tmp_path, "mirror")
    assert result.returncode == 0, result.stderr
    return tmp_path


def test_build_updates_everything_and_prints_a_table(folder: Path) -> None:
    (folder / "mirror" / "doc.json").write_text(json.dumps(chat(more=TEXT)))
    result = run(folder, "mirror")
    assert result.returncode == 0
    assert re.search(r"^doc +[\d,]+ bytes, changed +\d+\.\d$", result.stdout, re.MULTILINE)
    assert re.search(r"^contract +\d+ schemas, [\d,]+ bytes, changed +\d+\.\d$", result.stdout, re.MULTILINE)
    assert re.search(r"^client +\d+ classes in \d+ files, changed +\d+\.\d$", result.stdout, re.MULTILINE)
    assert "more: NotRequired[str]" in (folder / "generated" / "aimlkit_api" / "params.py").read_text()


def test_build_reports_a_changed_contract_and_updates_the_changelog(folder: Path) -> None:
    (folder / "CHANGELOG.md").write_text("# Changelog\n\n## Unreleased\n\n- Ours.\n")
    (folder / "pyproject.toml").write_text('[project]\nversion = "1.0.0"\n')
    (folder / "mirror" / "doc.json").write_text(json.dumps(chat(more=TEXT)))
    result = run(folder, "mirror")
    assert "compatible chat request › more: was added, optional: string" in result.stdout
    assert re.search(
        r"^drift +1 compatible; \d+ instances checked; suggested version: 1\.1\.0 \(now 1\.0\.0\) ",
        result.stdout,
        re.M,
    )
    entry = (folder / "CHANGELOG.md").read_text()
    assert "- `chat request › more` was added, optional: `string`\n" in entry
    # A second run changes nothing.
    before = snapshot(folder)
    assert "drift" not in run(folder, "mirror").stdout
    assert snapshot(folder) == before


def test_build_continues_if_the_old_contract_cannot_be_compared(folder: Path) -> None:
    (folder / "openapi" / "contract.json").write_text(
        '{"openapi": "3.1.0", "paths": {"/a": {"get": {}}}, "<<<<": 1}'
    )
    assert run(folder, "mirror").returncode == 0
    (folder / "openapi" / "contract.json").write_text("<<<<<<< ours")
    assert run(folder, "mirror").returncode == 0


def test_build_warns_about_a_repair_that_matches_nothing(folder: Path) -> None:
    assert run(folder, "mirror").stderr == (
        "warning: openapi/overlay.yaml: matches nothing: $.components.schemas.Gone (It was wrong.)\n"
    )


def test_build_warns_about_facts_that_it_leaves_out(folder: Path) -> None:
    (folder / "mirror" / "doc.json").write_text(
        json.dumps(chat(seconds={"type": "integer", "default": "10"}))
    )
    result = run(folder, "mirror")
    assert result.returncode == 0
    assert re.search(r"^warning: doc#/paths/.*/seconds/default: is left out, ", result.stderr, re.MULTILINE)


def test_build_changes_no_file_if_nothing_changed(folder: Path) -> None:
    before = snapshot(folder)
    result = run(folder, "mirror")
    assert result.stdout.count("unchanged") == 3
    assert snapshot(folder) == before


def test_build_offline_uses_the_committed_contract(folder: Path) -> None:
    # The documents of an earlier pull are not used: they may be newer than the committed contract.
    (folder / "openapi" / "upstream" / "doc.json").write_text(json.dumps(chat(more=TEXT)))
    before = snapshot(folder)
    result = run(folder, None)
    assert result.returncode == 0
    assert "cannot be reached (connection refused)" in result.stderr
    assert "continuing with the committed contract" in result.stderr
    assert re.search(r"^doc +unreachable", result.stdout, re.MULTILINE)
    assert re.search(r"^contract +\d+ schemas, [\d,]+ bytes, the committed one", result.stdout, re.MULTILINE)
    assert snapshot(folder) == before


def test_build_fails_if_the_mirror_is_unreachable(folder: Path) -> None:
    before = snapshot(folder)
    result = run(folder, "http://127.0.0.1:9")
    assert result.returncode == 1
    assert "cannot be reached (connection refused)" in result.stderr
    assert snapshot(folder) == before


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("<html>", "is HTML, not JSON"),
        (json.dumps(chat(bad={"$ref": "#/nowhere"})), "which does not exist"),
        (
            json.dumps({**chat(), "paths": {"/v9/chat": {"post": {}}}}),
            "the document now offers POST /v9/chat",
        ),
    ],
)
def test_build_stops_at_an_invalid_document_and_keeps_the_client(
    folder: Path, content: str, says: str
) -> None:
    before = snapshot(folder)
    (folder / "mirror" / "doc.json").write_text(content)
    result = run(folder, "mirror")
    assert result.returncode == 1
    assert says in result.stderr
    assert result.stderr.count("error: ") == 1
    assert "Traceback" not in result.stderr
    after = snapshot(folder)
    made = [name for name in before if name.startswith("generated") or name.endswith("contract.json")]
    assert {name: after[name] for name in made} == {name: before[name] for name in made}


def test_build_fails_offline_without_a_contract(folder: Path) -> None:
    (folder / "openapi" / "contract.json").unlink()
    result = run(folder, None)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert "contract.json" in result.stderr.splitlines()[-1]


def test_build_runs_make_targets_and_shows_their_last_lines(folder: Path) -> None:
    (folder / "Makefile").write_text("one:\n\t@echo first; echo last\ntwo:\n\t@echo 'no luck' >&2; exit 3\n")
    result = run(folder, "mirror", "one")
    assert result.returncode == 0
    assert re.search(r"^one +last +\d+\.\d$", result.stdout, re.MULTILINE)
    result = run(folder, "mirror", "one", "two")
    assert result.returncode == 1
    assert result.stderr.splitlines()[-3:-2] == ["no luck"]
    assert result.stderr.splitlines()[-1].startswith("error: make two: failed")


def test_build_reports_incompatibilities_of_the_wrapper_until_they_are_fixed(folder: Path) -> None:
    wrapper, tests = folder / "wrapper" / "kit", folder / "tests" / "generated"
    wrapper.mkdir(parents=True)
    tests.mkdir(parents=True)
    (folder / "pyproject.toml").write_text(
        "[tool.mypy]\nmypy_path = ['generated']\nexclude = 'wrapper/aimlkit'\n"
    )
    (wrapper / "__init__.py").write_text(f"{USES_MODEL}params['provider']\n")
    (tests / "test_it.py").write_text("def test_it() -> None:\n    assert 'read' == 'sent'\n")
    # The contract did not change, so the wrapper is not checked.
    assert "wrapper" not in run(folder, "mirror").stdout
    (folder / "mirror" / "doc.json").write_text(json.dumps(chat(more=TEXT)))
    result = run(folder, "mirror")
    assert result.returncode == 1
    assert re.search(r"^wrapper +2 incompatibilities +\d", result.stdout, re.MULTILINE)
    assert re.search(r"^incompatible: wrapper/kit/__init__\.py:\d+: error: ", result.stdout, re.MULTILINE)
    assert "provider" in (folder / "build" / "incompatibilities.txt").read_text()
    assert re.search(r"^incompatible: tests/generated/test_it\.py::test_it - ", result.stdout, re.MULTILINE)
    assert result.stderr.splitlines()[-1].startswith("error: wrapper: is incompatible with the new client;")
    (wrapper / "__init__.py").write_text(f"{USES_MODEL}params['more']\n")
    (tests / "test_it.py").write_text("def test_it() -> None:\n    pass\n")
    result = run(folder, "mirror")
    assert result.returncode == 0, result.stderr
    assert re.search(r"^wrapper +compatible +\d", result.stdout, re.MULTILINE)
    assert "wrapper" not in run(folder, "mirror").stdout


USES_MODEL = """\
from aimlkit_api.params import ChatCompletionCreateParams

def use(params: ChatCompletionCreateParams) -> object:
    return """
