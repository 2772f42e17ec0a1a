"""`python -m scripts.catalogue.workspace`: run make in a copy of this working copy, with another list of sources.

Nothing of this working copy changes. The copy is below build/sources, and stays for the next run.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from scripts.common.documents import dump
from scripts.common.errors import PipelineError, reason_of, run
from scripts.common.files import replace_file
from scripts.common.lock import exclusive
from scripts.common.sources import read_sources

FOLDER = Path("build/sources")
SOURCES = Path("openapi/sources.toml")
#: Within a copy: the files that were copied, with their states. Later runs copy only the files that changed since, so
#: that files which the copy has built are preserved.
_COPIED = Path("build/copied.json")
#: Within a copy: exists if its contract and client are built from its present sources.
_BUILT = Path("build/built")
#: Targets that build the contract and the client, or need neither.
_BUILDING = {"all", "pull", "contract", "generate", "setup", "help", "clean", "add", "remove"}
#: Targets that change the list of sources, which is then copied back.
_EDITING = {"add", "remove"}
#: The folders whose files the contract and the client depend on.
_INPUTS = ("generated", "openapi", "scripts", "wrapper")


def main(arguments: Sequence[str] | None = None) -> int:
    """Update the copy and run make in it; return make's exit status."""
    parser = argparse.ArgumentParser(prog="python -m scripts.catalogue.workspace", description=__doc__)
    parser.add_argument("--sources", type=Path, required=True, metavar="FILE", help="the list of sources")
    parser.add_argument("goals", nargs="+", metavar="TARGET|NAME=VALUE", help="arguments of make")
    options = parser.parse_args(arguments)
    read_sources(options.sources)
    folder = FOLDER / name_of(options.sources)
    with exclusive(folder):
        update_copy(options.sources, folder)
        return run_make(folder, options.goals, options.sources)


def name_of(sources: Path) -> str:
    """Return the name of the copy for a list of sources: that of the file, or of its folder if it is `sources.toml`."""
    path = sources.resolve()
    return path.parent.name if path.name == SOURCES.name else path.stem


def update_copy(sources: Path, folder: Path, root: Path = Path()) -> None:
    """Copy the files of the working copy `root` that changed since the last run to `folder`, and the list of sources.

    Files that git ignores are not copied. The environment `.venv` is shared by a link. The copy is a git repository
    with one commit, so that tools that look at git's files and the last commit work in it as they do here.
    """
    copied_file = folder / _COPIED
    before: dict[str, list[int]] = json.loads(copied_file.read_text()) if copied_file.exists() else {}
    current = {name: _state(root / name) for name in _listed_files(root) if name != str(SOURCES)}
    changed = [name for name, state in current.items() if state != before.get(name)]
    removed = [name for name in before if name not in current]
    content = sources.read_bytes()
    target = folder / SOURCES
    other_sources = not target.exists() or target.read_bytes() != content
    if other_sources or any(name.startswith(_INPUTS) for name in [*changed, *removed]):
        (folder / _BUILT).unlink(missing_ok=True)
    for name in changed:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(root / name, folder / name, follow_symlinks=False)
    for name in removed:
        (folder / name).unlink(missing_ok=True)
    environment = folder / ".venv"
    if not environment.is_symlink() and (root / ".venv").exists():
        environment.symlink_to((root / ".venv").resolve())
    if not (folder / ".git").exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(root / SOURCES, target)
        _commit(folder)
    if other_sources:
        replace_file(target, content)
    replace_file(copied_file, dump({name: list(state) for name, state in current.items()}))


def run_make(folder: Path, arguments: Sequence[str], sources: Path) -> int:
    """Run make in the copy, after building its contract and client if a target needs them; return its exit status.

    If a target edits the list of sources, the edited one replaces `sources`.
    """
    goals = [argument for argument in arguments if "=" not in argument]
    variables = [_absolute(argument) for argument in arguments if "=" in argument]
    if not _BUILDING.issuperset(goals) and not (folder / _BUILT).exists():
        status = _make(folder, ["pull", "contract", "generate", *variables])
        if status:
            return status
        (folder / _BUILT).touch()
    status = _make(folder, [*goals, *variables])
    if not status and "all" in goals:
        (folder / _BUILT).touch()
    if not status and _EDITING & set(goals):
        edited = (folder / SOURCES).read_bytes()
        if edited != sources.read_bytes():
            replace_file(sources, edited)
        (folder / _BUILT).touch()
    return status


def _make(folder: Path, arguments: Sequence[str]) -> int:
    path = os.pathsep.join(str((folder / name).resolve()) for name in ("wrapper", "generated"))
    # The inner make must not inherit the options and variables of the outer one.
    environment = {
        name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MAKELEVEL")
    }
    environment["PYTHONPATH"] = path
    command = [os.environ.get("MAKE", "make"), "--no-print-directory", "-C", str(folder), *arguments]
    return subprocess.run(command, env=environment, check=False).returncode  # noqa: S603 - from the Makefile


def _absolute(argument: str) -> str:
    """Return a variable of make, a relative path in MIRROR made absolute; SOURCES is empty in the copy."""
    name, _, value = argument.partition("=")
    if name == "SOURCES":
        return "SOURCES="
    if name == "MIRROR" and value and "://" not in value:
        return f"MIRROR={Path(value).resolve()}"
    return argument


def _listed_files(root: Path) -> list[str]:
    """Return the files of the working copy that git does not ignore."""
    command = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    output = _git_output(command)
    return sorted({name for name in output.split("\0") if name and (root / name).is_file()})


def _state(path: Path) -> list[int]:
    status = path.lstat()
    return [status.st_mtime_ns, status.st_size, status.st_mode]


def _commit(folder: Path) -> None:
    identity = ["-c", "user.name=aimlkit", "-c", "user.email=aimlkit@localhost", "-c", "commit.gpgsign=false"]
    git = ["git", "-C", str(folder)]
    _git_output([*git, "init", "--quiet"])
    _git_output([*git, "add", "--all"])
    _git_output([*git, *identity, "commit", "--quiet", "--no-verify", "-m", "Copy the working copy"])


def _git_output(command: Sequence[str]) -> str:
    try:
        process = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - git
    except OSError as error:
        hint = "install git; SOURCES and make catalogue copy the files that git lists"
        raise PipelineError(f"cannot be run ({reason_of(error)})", where="git", hint=hint) from None
    if process.returncode:
        last_line = (process.stderr.strip().splitlines() or [f"exit status {process.returncode}"])[-1]
        hint = "run this in a clone of the repository"
        raise PipelineError(f"failed ({last_line})", where="git", hint=hint)
    return process.stdout


if __name__ == "__main__":
    sys.exit(run(main))
