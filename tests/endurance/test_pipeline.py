"""The pipeline under attack: whatever stops a build, the next one completes it."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pytest

from scripts.build import main
from scripts.common.errors import run
from tests.commands import run_command
from tests.conftest import ROOT
from tests.contract.documents import TEXT, chat
from tests.endurance.measurements import Measurements

Json = Any

SOURCES = """
[[source]]
name = "doc"
url = "https://127.0.0.1:9/doc.json"
operation = "POST /v1/chat/completions"
"""

OVERLAY = """
overlay: 1.0.0
info: {title: t, version: 1.0.0}
actions:
  - target: $.paths.*.*.responses.*
    description: required
    update: {description: A response.}
"""

# The main job, in a folder that is the first argument; the second one is Python that runs before.
BUILD = """
import os, runpy, sys
folder, before = sys.argv[1:]
os.chdir(folder)
sys.argv = ["scripts.build", "--mirror", "mirror"]
exec(before)
runpy.run_module("scripts.build", run_name="__main__")
"""

# Ends the process right before the n-th time that it opens for writing, renames or removes something in the folder.
KILL = """
left = {number}
def hook(event, arguments):
    global left
    is_writing = event == "open" and arguments[1] not in ("r", "rb", None)
    if (is_writing or event in ("os.rename", "os.remove", "os.mkdir", "os.rmdir")) and str(arguments[0]).startswith(
        (folder, "openapi", "generated", "wrapper", "CHANGELOG", ".")
    ):
        left -= 1
        if left == 0:
            os._exit(99)
sys.addaudithook(hook)
"""


def build(folder: Path, before: str = "") -> subprocess.CompletedProcess[str]:
    """Run the main job: in this process, or after the Python code `before` in another one."""
    if not before:
        environment = {"CI": "1", "NO_PROXY": "*"}
        return run_command(lambda: run(main), "--mirror", "mirror", folder=folder, environment=environment)
    return subprocess.run(
        [sys.executable, "-c", BUILD, str(folder), before],
        env={**os.environ, "PYTHONPATH": str(ROOT), "CI": "1", "NO_PROXY": "*"},
        capture_output=True,
        text=True,
        check=False,
    )


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return the content of all files, except those of the mirror and the lock, which has the time of the pull."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and path.name != "sources.lock"
        and not {"mirror", "__pycache__", ".mypy_cache"} & {*path.relative_to(folder).parts}
    }


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository that has been built, whose published document has changed since."""
    folder = tmp_path_factory.mktemp("repository")
    (folder / "openapi").mkdir()
    (folder / "mirror").mkdir()
    (folder / "openapi" / "sources.toml").write_text(SOURCES)
    (folder / "openapi" / "overlay.yaml").write_text(OVERLAY)
    (folder / "CHANGELOG.md").write_text("# Changelog\n\n## Unreleased\n\n- Ours.\n")
    (folder / "mirror" / "doc.json").write_text(json.dumps(chat()))
    result = build(folder)
    assert result.returncode == 0, result.stderr
    (folder / "mirror" / "doc.json").write_text(json.dumps(chat(more=TEXT)))
    return folder


@pytest.fixture(scope="module")
def complete(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files after a build that nothing interrupts."""
    folder = Path(shutil.copytree(repository, tmp_path_factory.mktemp("complete") / "repository"))
    assert build(folder).returncode == 0
    files = snapshot(folder)
    assert b"`chat request \xe2\x80\xba more` was added" in files["CHANGELOG.md"]
    return files


def copy(repository: Path, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    return Path(shutil.copytree(repository, folder))


@pytest.mark.long
def test_build_completes_what_a_killed_one_has_begun(
    repository: Path, complete: dict[str, bytes], tmp_path: Path, measurements: Measurements
) -> None:
    """The stages after the pull are killed at each of their steps, those of the generator at some."""
    incomplete: list[int] = []
    killed = 0
    for number in [*range(1, 41), *range(41, 2000, 20)]:
        folder = copy(repository, tmp_path / "repository")
        status = build(folder, KILL.format(number=number)).returncode
        if status == 0:
            break
        assert status == 99
        killed += 1
        assert build(folder).returncode == 0
        if snapshot(folder) != complete:
            incomplete.append(number)
    assert killed > 30
    measurements.at_most(
        f"pipeline, {killed} killed builds: incomplete after the next",
        bound=0,
        measured=len(incomplete),
        unit="builds",
    )


@pytest.mark.parametrize(
    "size",
    [
        3000,
        *(
            pytest.param(size, marks=pytest.mark.long)
            for size in (100, 200, 500, 1000, 1500, 6000, 12_000, 20_000)
        ),
    ],
)
def test_build_on_a_full_disk_prints_one_line(
    repository: Path, complete: dict[str, bytes], tmp_path: Path, measurements: Measurements, size: int
) -> None:
    """The system lets the process write no file of more than `size` bytes. The next build completes it."""
    folder = copy(repository, tmp_path / "repository")
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))"
    result = build(folder, limit)
    if result.returncode != 0:
        assert result.returncode == 1
        assert result.stderr.startswith("error: ")
        assert result.stderr.count("\n") == 1
    assert build(folder).returncode == 0
    assert snapshot(folder) == complete
    lines = result.stderr.count("\n")
    measurements.at_most(
        f"pipeline, files of {size} bytes at most: lines", bound=1, measured=lines, unit="lines"
    )


@pytest.mark.parametrize(
    "name",
    [
        "generated/aimlkit_api",
        *(pytest.param(name, marks=pytest.mark.long) for name in ("openapi/contract.json", "CHANGELOG.md")),
    ],
)
def test_build_that_cannot_write_prints_one_line(
    repository: Path, complete: dict[str, bytes], tmp_path: Path, name: str
) -> None:
    """Root may write to a folder that is read-only, so the rename fails instead."""
    folder = copy(repository, tmp_path / "repository")
    fail = f"""
import errno
def hook(event, arguments):
    if event == "os.rename" and str(arguments[1]).endswith({name!r}):
        raise OSError(errno.EROFS, "Read-only file system", str(arguments[1]))
sys.addaudithook(hook)
"""
    result = build(folder, fail)
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)
    assert result.stderr.startswith("error: ")
    assert "read-only file system" in result.stderr.lower()
    assert build(folder).returncode == 0
    assert snapshot(folder) == complete


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this platform has no /dev/full")
@pytest.mark.parametrize("stage", ["build", "contract", "drift"])
def test_full_standard_output_is_one_line(repository: Path, tmp_path: Path, stage: str) -> None:
    folder = copy(repository, tmp_path / "repository")
    arguments = {
        "build": ["--mirror", "mirror"],
        "contract": [
            "--sources",
            "openapi/sources.toml",
            "--overlay",
            "openapi/overlay.yaml",
            "--upstream",
            "openapi/upstream",
            "--output",
            "contract.json",
        ],
        "drift": ["--old", "openapi/contract.json", "--new", "openapi/contract.json"],
    }[stage]
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            [sys.executable, "-m", f"scripts.{stage}", *arguments],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), "CI": "1"},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)
    assert "no space left on device" in result.stderr


def test_leftovers_of_a_killed_build_are_removed(
    repository: Path, complete: dict[str, bytes], tmp_path: Path
) -> None:
    folder = copy(repository, tmp_path / "repository")
    (folder / "openapi" / ".contract.json.abc.part").write_text("{")
    leftover = folder / "generated" / ".aimlkit_api.abc.part"
    leftover.mkdir()
    (leftover / "x.py").touch()
    assert build(folder).returncode == 0
    assert snapshot(folder) == complete


def test_leftovers_are_ignored_by_git_and_in_no_distribution() -> None:
    names = ["openapi/.contract.json.x.part", "openapi/.contract.json.old", "generated/.aimlkit_api.old/x.py"]
    names += ["wrapper/aimlkit/.resources.x.part/y.py", "openapi/upstream/.doc.json.new"]
    result = subprocess.run(
        ["git", "check-ignore", *names], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.stdout.split() == names  # hatchling leaves out what git ignores.


def test_second_build_waits_for_the_first(
    repository: Path, complete: dict[str, bytes], tmp_path: Path
) -> None:
    folder = copy(repository, tmp_path / "repository")
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "CI": "1", "TMPDIR": str(temporary)}
    command = [sys.executable, "-m", "scripts.build", "--mirror", "mirror"]
    # The lock of a run that takes long; the first run creates its file.
    first = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    assert first.returncode == 0
    assert snapshot(folder) == complete
    locks = sorted(temporary.glob("*.lock"))
    with locks[0].open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with subprocess.Popen(
            command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as second:
            assert second.stderr
            assert second.stderr.readline().startswith("waiting for another run that writes to ")
            assert second.poll() is None
            fcntl.flock(lock, fcntl.LOCK_UN)
            second.communicate(timeout=60)
            assert second.returncode == 0


@pytest.mark.long
def test_builds_at_once_end_in_a_complete_tree(
    repository: Path, complete: dict[str, bytes], tmp_path: Path, measurements: Measurements
) -> None:
    folder = copy(repository, tmp_path / "repository")
    command = [sys.executable, "-m", "scripts.build", "--mirror", "mirror"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "CI": "1"}
    builds = [
        subprocess.Popen(
            command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for _ in range(5)
    ]
    failures = sum(process.wait(timeout=120) != 0 for process in builds)
    assert snapshot(folder) == complete
    measurements.at_most("pipeline, 5 builds at once: failures", bound=0, measured=failures, unit="builds")


# --- inputs that are no files, and files that are too deep ---


@pytest.mark.parametrize(
    "name", ["mirror/doc.json", "openapi/sources.toml", "openapi/sources.lock", "openapi/overlay.yaml"]
)
@pytest.mark.parametrize("kind", ["FIFO", "device"])
def test_input_that_is_no_regular_file_is_refused(
    repository: Path, tmp_path: Path, name: str, kind: str
) -> None:
    folder = copy(repository, tmp_path / "repository")
    path = folder / name
    path.unlink()
    if kind == "FIFO":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero")
    began = time.monotonic()
    result = build(folder)
    assert time.monotonic() - began < 30
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)
    assert "not a regular file" in result.stderr


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("overlay.yaml", "actions: " + "[" * 5000 + "]" * 5000),
        ("overlay.yaml", "actions: " + "{a: " * 5000 + "1" + "}" * 5000),
        ("overlay.yaml", "".join(" " * depth + "a:\n" for depth in range(2000))),
        ("sources.toml", "a = " + "[" * 5000 + "]" * 5000),
        ("sources.toml", "a = " + "{b = " * 5000 + "1" + "}" * 5000),
        (
            "overlay.yaml",
            "a: &a [x,x,x,x,x,x,x,x,x]\n"
            + "".join(
                f"{chr(98 + depth)}: &{chr(98 + depth)} [{','.join(['*' + chr(97 + depth)] * 9)}]\n"
                for depth in range(20)
            ),
        ),
    ],
    ids=["brackets", "braces", "indentation", "TOML brackets", "TOML braces", "YAML bomb"],
)
def test_hostile_configuration_is_one_line(
    repository: Path, tmp_path: Path, measurements: Measurements, name: str, content: str
) -> None:
    folder = copy(repository, tmp_path / "repository")
    (folder / "openapi" / name).write_text(content)
    began = time.monotonic()
    result = build(folder)
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)
    assert result.stderr.startswith(f"error: openapi/{name}: ")
    seconds = time.monotonic() - began
    measurements.at_most(f"pipeline, hostile {name}: refused in", bound=20, measured=seconds, unit="s")


# --- the same result everywhere ---


@pytest.mark.long
def test_build_has_the_same_result_with_every_hash_seed(
    repository: Path, complete: dict[str, bytes], tmp_path: Path, measurements: Measurements
) -> None:
    """Also with `-W error -O -I`: without assertions, with every warning an error, and isolated."""
    different = 0
    for seed in range(6):
        folder = copy(repository, tmp_path / "repository")
        options = ["-W", "error", "-O", "-I"] if seed == 0 else []
        start = f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
        result = subprocess.run(
            [sys.executable, *options, "-c", start + BUILD, str(folder), ""],
            env={**os.environ, "PYTHONHASHSEED": str(seed), "CI": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 0, result.stderr
        different += snapshot(folder) != complete
    measurements.at_most(
        "pipeline, 6 hash seeds: different results", bound=0, measured=different, unit="results"
    )


def test_lock_needs_a_temporary_folder(repository: Path, tmp_path: Path) -> None:
    folder = copy(repository, tmp_path / "repository")
    before = "import tempfile; tempfile.tempdir = '/nowhere'"
    result = build(folder, before)
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)
    assert "no such file or directory" in result.stderr
    assert tempfile.gettempdir() != "/nowhere"
