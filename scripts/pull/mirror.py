"""A mirror that is a local folder with the documents."""

from pathlib import Path

from scripts.common import documents
from scripts.common.errors import PipelineError, reason_of
from scripts.common.files import read_file
from scripts.common.sources import Source
from scripts.pull.download import Download


def read_from_folder(source: Source, folder: Path) -> Download | PipelineError:
    """Return the document of `source` in `folder`, or the error that prevents reading it.

    Its `url`, which goes into the lock, is the published one: the folder exists on this machine only.
    """
    path = folder / f"{source.name}.json"
    where = f"{source.name} ({path})"
    try:
        return Download(read_file(path, documents.SIZE_LIMIT + 1), where, source.url)
    except OSError as error:
        return PipelineError(f"cannot be read ({reason_of(error)})", where=where, hint="check MIRROR")
