"""Pulls interrupted by a full disk or a kill: no file is incomplete, and the next pull repairs the rest."""

import errno
import os
import pathlib
import signal
import subprocess
import sys
import threading
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from scripts.pull.lock import digest_of
from tests.pull.server import Exchange, Server, document
from tests.pull.workspace import NEW, OLD, ROOT, Result, Workspace, assert_refusal, execute

NAMES = ("one", "two", "three")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace of three documents after a pull of OLD."""
    workspace = Workspace(tmp_path / "workspace", *NAMES)
    assert workspace.pull(workspace.mirror(OLD)).status == 0
    return workspace


def full(*_: object) -> NoReturn:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def failing_at(number: int, real: Callable[..., object]) -> Callable[..., object]:
    """Return `real`, except that call `number` raises the error of a full disk."""
    calls = []

    def call(*arguments: object) -> object:
        calls.append(arguments)
        if len(calls) == number:
            full()
        return real(*arguments)

    return call


def test_pull_on_a_full_disk_changes_nothing(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    mirror = workspace.mirror(NEW)
    monkeypatch.setattr(os, "fsync", full)
    before = workspace.snapshot()
    assert_refusal(workspace.pull(mirror), "one.json", "no space left on device")
    assert workspace.snapshot() == before


# Three documents and the lock: each is renamed twice.
@pytest.mark.parametrize("number", range(1, 9))
def test_pull_restores_every_file_after_a_failed_rename(
    workspace: Workspace, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    mirror, before = workspace.mirror(NEW), workspace.snapshot()
    with monkeypatch.context() as patch:
        patch.setattr(pathlib.Path, "replace", failing_at(number, pathlib.Path.replace))
        assert_refusal(workspace.pull(mirror), "no space left on device")
    assert workspace.snapshot() == before
    assert workspace.pull(mirror).status == 0


def test_pull_removes_new_files_after_a_failed_rename(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace(tmp_path / "workspace", *NAMES)
    monkeypatch.setattr(pathlib.Path, "replace", failing_at(7, pathlib.Path.replace))
    assert_refusal(workspace.pull(workspace.mirror(NEW)), "no space left on device")
    assert set(workspace.snapshot()) == {"sources.toml"}


def test_pull_with_space_for_the_first_document_only_changes_nothing(workspace: Workspace) -> None:
    """Uses a real limit: the system lets the process write no file of more than 2,000 bytes."""
    mirror = Path(workspace.mirror(NEW))
    (mirror / "two.json").write_bytes(document(title="x" * 3000))
    before = workspace.snapshot()
    code = (
        "import resource, runpy, sys\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))\n"
        "runpy.run_module('scripts.pull', run_name='__main__')\n"
    )
    assert_refusal(execute("-c", code, *workspace.arguments(str(mirror))), "two.json", "file too large")
    assert workspace.snapshot() == before


def test_pull_reports_an_upstream_folder_that_cannot_be_created(workspace: Workspace) -> None:
    # Root may write everywhere, but not create a folder below a file.
    workspace.upstream = workspace.upstream / "file" / "folder"
    workspace.upstream.parent.write_bytes(b"unchanged")
    assert_refusal(workspace.pull(workspace.mirror(NEW)), "not a directory")
    assert workspace.upstream.parent.read_bytes() == b"unchanged"


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_pull_killed_during_the_download_changes_nothing(
    workspace: Workspace, server: Server, number: signal.Signals
) -> None:
    half_way = threading.Barrier(len(NAMES) + 1)

    def behaviour(exchange: Exchange) -> None:
        exchange.head(content_length=len(NEW))
        exchange.send(NEW[: len(NEW) // 2])
        half_way.wait(timeout=20)
        exchange.stall()

    for name in NAMES:
        server.routes[f"/{name}.json"] = behaviour
    before = workspace.snapshot()
    command = [sys.executable, "-m", "scripts.pull", *workspace.arguments(server.address)]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        half_way.wait(timeout=20)
        process.send_signal(number)
        out, err = process.communicate(timeout=20)
    assert workspace.snapshot() == before
    if number == signal.SIGINT:
        assert_refusal(Result(process.returncode, out, err), "interrupted")
    else:
        assert (process.returncode, out, err) == (-number, "", "")


# Runs one pull after the other, each in a child process that dies right before the n-th time that it opens, renames or
# removes something in its workspace. The last child survives.
KILLER = """
import os, shutil, sys
from pathlib import Path
from scripts.pull import __main__ as command
from scripts.common.errors import run

workspace, mirror = Path(sys.argv[1]), sys.argv[2]
for number in range(1, 200):
    copy = Path(f"{workspace}-{number}")
    shutil.copytree(workspace, copy)
    child = os.fork()
    if child == 0:
        left = number
        def hook(event, arguments):
            global left
            if event in ("open", "os.rename", "os.remove") and str(arguments[0]).startswith(f"{copy}/"):
                left -= 1
                if left == 0:
                    os._exit(99)
        sys.addaudithook(hook)
        places = ["--sources", copy / "sources.toml", "--lock", copy / "sources.lock"]
        arguments = [*places, "--upstream", copy / "upstream", "--mirror", mirror]
        sys.stdout = sys.stderr
        os._exit(run(lambda: command.main(list(map(str, arguments)))))
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    print(status, flush=True)
    if status != 99:
        break
"""


def test_pull_killed_at_any_moment_leaves_complete_files(workspace: Workspace) -> None:
    mirror = workspace.mirror(NEW)
    *killed, last = map(int, execute("-c", KILLER, str(workspace.folder), mirror).out.split())
    # At least four files are written and renamed, with several calls for each.
    assert len(killed) >= 16
    assert (set(killed), last) == ({99}, 0)
    mixed = 0
    for number in range(1, len(killed) + 1):
        copy = Workspace(Path(f"{workspace.folder}-{number}"), *NAMES)
        contents = [copy.document(name) for name in NAMES]
        assert set(contents) <= {OLD, NEW}
        assert locked(copy) in ({digest_of(OLD)}, {digest_of(NEW)})
        # The lock is replaced last.
        if locked(copy) == {digest_of(NEW)}:
            assert set(contents) == {NEW}
        elif NEW in contents:
            mixed += 1
        # The next pull completes the update and removes temporary files.
        assert copy.pull(mirror).status == 0
        assert {copy.document(name) for name in NAMES} == {NEW}
        assert locked(copy) == {digest_of(NEW)}
        assert set(copy.snapshot()) == set(workspace.snapshot())
    assert mixed


def locked(workspace: Workspace) -> set[str]:
    """Return the digests in the lock."""
    return {entry["sha256"] for entry in tomllib.loads(workspace.lock.read_text())["source"]}
