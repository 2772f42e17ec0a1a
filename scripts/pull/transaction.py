"""Replace several files as one transaction: all of them, or none."""

import contextlib
import glob
from collections.abc import Mapping
from pathlib import Path

from scripts.common.errors import PipelineError, reason_of
from scripts.common.files import read_file, replace_file


def replace_files(contents: Mapping[Path, bytes]) -> None:
    """Write every file under a temporary name, then rename each to its path, in the order of `contents`.

    Raises PipelineError if one cannot be written or renamed; files already replaced are restored then. If the process
    is killed between two renames, every file is complete, and the first of `contents` are the new ones.
    """
    staged = {path: path.with_name(f".{path.name}.new") for path in contents}
    originals = {path: read_if_present(path) for path in contents}
    replaced: list[Path] = []
    try:
        for path, content in contents.items():
            replace_file(staged[path], content)
        for path in contents:
            replaced.append(path)
            staged[path].replace(path)
    except BaseException as error:
        for path in replaced:
            _restore(path, originals[path])
        if isinstance(error, OSError):
            problem = f"cannot be replaced ({reason_of(error)}) and is unchanged"
            hint = "check that the folder is writable and has space, then pull again"
            raise PipelineError(problem, where=str(replaced[-1]), hint=hint) from error
        raise
    finally:
        for path in staged.values():
            _remove_temporary_files(path)


def read_if_present(path: Path) -> bytes | None:
    """Return the content of `path`, or None if there is no such file. Raises PipelineError if it cannot be read."""
    try:
        return read_file(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        problem = f"cannot be read ({reason_of(error)})"
        hint = "make it a readable file or remove it, then pull again"
        raise PipelineError(problem, where=str(path), hint=hint) from error


def _restore(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
    else:
        replace_file(path, content)


def _remove_temporary_files(staged: Path) -> None:
    """Remove `staged` and the temporary files of `replace_file` that a killed process left behind."""
    with contextlib.suppress(OSError):
        staged.unlink(missing_ok=True)
        for leftover in staged.parent.glob(f".{glob.escape(staged.name)}.*.part"):
            leftover.unlink()
