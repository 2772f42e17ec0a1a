"""A mirror that is a local folder with the documents, or one of several folders that share them."""

from pathlib import Path

from scripts.common import documents
from scripts.common.errors import PipelineError, printable, reason_of
from scripts.common.files import read_file
from scripts.common.sources import Source
from scripts.pull.download import Download


def read_from_folder(source: Source, folder: Path) -> Download | PipelineError:
    """Return the document of `source` in `folder` or a folder next to it, or the error that prevents reading it.

    Its `url`, which goes into the lock, is empty: the folder exists on this machine only, and what is at the published
    URL was not seen.
    """
    path = folder / f"{source.name}.json"
    where = f"{source.name} ({path})"
    try:
        if folder.is_dir() and not path.exists():
            found = _files_next_to(folder, path.name)
            if len(found) > 1:
                folders = ", ".join(printable(file.parent.name) for file in found)
                problem = f"is not there, and several folders next to that one have it ({folders})"
                return PipelineError(
                    problem, where=where, hint="remove all but one of them, or copy one there"
                )
            path = found[0] if found else path
            where = f"{source.name} ({path})"
        return Download(read_file(path, documents.SIZE_LIMIT + 1), where, "")
    except OSError as error:
        return PipelineError(f"cannot be read ({reason_of(error)})", where=where, hint="check MIRROR")


def _files_next_to(folder: Path, name: str) -> list[Path]:
    """Return the files called `name` in the folders next to `folder`; a file that has several paths, once."""
    siblings = sorted(folder.resolve().parent.iterdir())
    files = [sibling / name for sibling in siblings if sibling.is_dir() and (sibling / name).exists()]
    return [*{file.resolve(): file for file in files}.values()]
