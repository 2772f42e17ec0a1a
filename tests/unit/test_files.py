"""scripts.common.files: atomic replacement of files and folders."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.common.errors import PipelineError
from scripts.common.files import replace_file, replace_folder
from tests.conftest import ROOT


def full(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def listing(folder: Path) -> dict[str, str]:
    return {str(p.relative_to(folder)): p.read_text() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_replace_file_replaces_the_content(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "file"
    replace_file(path, b"one")
    replace_file(path, b"two")
    assert listing(tmp_path) == {"deep/file": "two"}
    assert path.stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_replace_file_on_a_full_disk_leaves_the_file_unchanged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "file"
    path.write_text("unchanged")
    owner: object = os if step == "fsync" else Path
    monkeypatch.setattr(owner, step, full)
    with pytest.raises(
        PipelineError, match=r"file: cannot be written \(no space left on device\) and is unchanged; free"
    ):
        replace_file(path, b"new")
    assert listing(tmp_path) == {"file": "unchanged"}


def test_replace_folder_replaces_the_content(tmp_path: Path) -> None:
    target = tmp_path / "folder"
    for content in ("one", "two"):
        with replace_folder(target) as fresh:
            (fresh / content).write_text(content)
    assert listing(tmp_path) == {"folder/two": "two"}


def test_replace_folder_keeps_the_folder_if_the_body_raises(tmp_path: Path) -> None:
    target = tmp_path / "folder"
    target.mkdir()
    (target / "old").write_text("unchanged")
    with pytest.raises(ZeroDivisionError), replace_folder(target) as fresh:
        (fresh / "new").write_text("half")
        raise ZeroDivisionError
    assert listing(tmp_path) == {"folder/old": "unchanged"}


KILLED_BETWEEN_RENAMES = """
import os, pathlib, signal, sys
from scripts.common.files import replace_folder
rename, calls = pathlib.Path.rename, []
def dying(self, target):
    result = rename(self, target)
    calls.append(target)
    if len(calls) == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
    return result
pathlib.Path.rename = dying
with replace_folder(pathlib.Path(sys.argv[1])) as fresh:
    (fresh / "new").write_text("new")
"""


@pytest.mark.parametrize(("at", "content"), [(1, {"old": "old"}), (2, {"new": "new"})])
def test_replace_folder_killed_between_renames_loses_nothing(
    tmp_path: Path, at: int, content: dict[str, str]
) -> None:
    target = tmp_path / "folder"
    target.mkdir()
    (target / "old").write_text("old")
    command = [sys.executable, "-c", KILLED_BETWEEN_RENAMES, str(target), str(at)]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == -signal.SIGKILL
    with pytest.raises(ZeroDivisionError), replace_folder(target):
        # The next run has restored the folder before its body begins.
        assert listing(target) == content
        raise ZeroDivisionError
    assert listing(target) == content
