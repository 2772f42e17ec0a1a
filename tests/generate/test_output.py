"""The output of the stage: atomic, deterministic, and written only if something changed."""

from __future__ import annotations

import copy
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scripts.common.errors import PipelineError
from scripts.generate import project
from scripts.generate.names import PACKAGE
from scripts.generate.project import generate
from tests.generate.conftest import command
from tests.generate.fixture import CONTRACT

# The request body of several shapes is a class, too.
CLASSES = sum("properties" in schema for schema in CONTRACT["components"]["schemas"].values()) + 1


def files_of(package: Path) -> dict[str, bytes]:
    return {
        path.relative_to(package).as_posix(): path.read_bytes()
        for path in sorted(package.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


def write(folder: Path, contract: Any) -> Path:
    file = folder / "contract.json"
    file.write_text(json.dumps(contract), encoding="utf-8")
    return file


def test_generate_writes_one_module_per_schema(generated: Path) -> None:
    files = files_of(generated / PACKAGE)
    schemas = len(CONTRACT["components"]["schemas"]) + 1  # and OtherStreamEvent
    # In addition `__init__`, and the placeholders of names that the client uses.
    assert sum(name.startswith("models/") for name in files) == schemas + 2
    others = [name for name in files if not name.startswith(("models/", "request_shapes/"))]
    assert len(others) <= 21
    assert files["py.typed"] == b""
    assert all(content.startswith(b"# Generated") for name, content in files.items() if name != "py.typed")


def test_generate_output_is_independent_of_folder(generated: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "some where" / "build"
    done = generate(write(tmp_path, CONTRACT), elsewhere)
    assert done.changed
    assert files_of(elsewhere / PACKAGE) == files_of(generated / PACKAGE)
    assert done.files == len(files_of(elsewhere / PACKAGE))
    assert done.classes == CLASSES


def test_generate_output_is_independent_of_hash_seed(
    generated: Path, tmp_path: Path, monkeypatch: Any
) -> None:
    monkeypatch.setenv("PYTHONHASHSEED", "1")
    assert command(write(tmp_path, CONTRACT), tmp_path).returncode == 0
    files = files_of(tmp_path / PACKAGE)
    assert files == files_of(generated / PACKAGE)
    assert not any(os.fsencode(tmp_path) in content for content in files.values())


def test_generate_does_nothing_if_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    contract = write(tmp_path, CONTRACT)
    generate(contract, tmp_path)
    before = files_of(tmp_path / PACKAGE)
    inode = (tmp_path / PACKAGE).stat().st_ino
    for name in [name for name in sys.modules if name.partition(".")[0] == "openapi_python_client"]:
        monkeypatch.delitem(sys.modules, name)
    done = generate(contract, tmp_path)
    assert not done.changed
    assert (done.classes, done.files) == (CLASSES, len(before))
    assert (tmp_path / PACKAGE).stat().st_ino == inode
    assert "openapi_python_client" not in sys.modules


@pytest.mark.parametrize("harm", ["changed", "added", "removed"])
def test_generate_restores_edited_package(tmp_path: Path, harm: str) -> None:
    contract = write(tmp_path, CONTRACT)
    generate(contract, tmp_path)
    before = files_of(tmp_path / PACKAGE)
    file = tmp_path / PACKAGE / "models" / "usage.py"
    if harm == "changed":
        file.write_text(file.read_text() + "\n# by hand\n")
    elif harm == "added":
        file.with_name("by_hand.py").touch()
    else:
        file.unlink()
    assert generate(contract, tmp_path).changed
    assert files_of(tmp_path / PACKAGE) == before


def test_generate_rewrites_if_generator_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    contract = write(tmp_path, CONTRACT)
    generate(contract, tmp_path)
    monkeypatch.setattr(project, "_generator_digest", lambda: "0" * 64)
    assert generate(contract, tmp_path).changed
    assert not generate(contract, tmp_path).changed


def test_generate_rewrites_if_reserved_names_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    contract = write(tmp_path, CONTRACT)
    generate(contract, tmp_path)
    monkeypatch.setattr(project, "model_members", lambda: frozenset({"a_new_name"}))
    assert generate(contract, tmp_path).changed


def test_changed_description_changes_one_module(generated: Path, tmp_path: Path) -> None:
    changed = copy.deepcopy(CONTRACT)
    changed["components"]["schemas"]["Response"]["description"] = "Another description."
    generate(write(tmp_path, changed), tmp_path)
    old, new = files_of(generated / PACKAGE), files_of(tmp_path / PACKAGE)
    assert {name for name in new if new[name] != old.get(name)} == {"__init__.py", "models/response.py"}


def test_generate_error_leaves_package_unchanged(tmp_path: Path) -> None:
    generate(write(tmp_path, CONTRACT), tmp_path)
    before = files_of(tmp_path / PACKAGE)
    broken = copy.deepcopy(CONTRACT)
    # openapi-python-client would call it X1Y2: the error is raised with the folder half written.
    broken["components"]["schemas"]["X1y2"] = {"type": "object", "properties": {}}
    with pytest.raises(PipelineError, match="X1y2"):
        generate(write(tmp_path, broken), tmp_path)
    assert files_of(tmp_path / PACKAGE) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [PACKAGE, "contract.json"]


def test_generate_writes_nothing_if_ruff_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(project.sys, "executable", "/bin/false")  # type: ignore[attr-defined]
    with pytest.raises(PipelineError, match=r"^ruff: cannot format the source"):
        generate(write(tmp_path, CONTRACT), tmp_path)
    assert not (tmp_path / PACKAGE).exists()


def test_generate_raises_if_folder_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    with pytest.raises(PipelineError, match=r"cannot be written \(not a directory|file exists"):
        generate(write(tmp_path, CONTRACT), tmp_path / "out")


def test_command_prints_number_of_classes_and_files(tmp_path: Path) -> None:
    contract = write(tmp_path, CONTRACT)
    out = tmp_path / "out"
    first, second = command(contract, out), command(contract, out)
    files = len(files_of(out / PACKAGE))
    assert first.stdout == f"{out / PACKAGE}: {CLASSES} classes in {files} files, written\n"
    assert second.stdout == f"{out / PACKAGE}: {CLASSES} classes in {files} files, up to date\n"
    assert first.stderr == second.stderr == ""


def test_command_prints_one_line_error(tmp_path: Path) -> None:
    done = command(tmp_path / "contract.json", tmp_path)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == (
        f"error: {tmp_path / 'contract.json'}: is missing; build it first: make contract\n"
    )


def test_docstrings_are_descriptions_of_the_contract(run: Callable[..., str]) -> None:
    program = "from aimlkit_api import models; print(models.ChatCompletion.__doc__)"
    assert run(program) == "The response to a chat request.\n"
