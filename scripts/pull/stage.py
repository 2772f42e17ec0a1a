"""Fetch the published documents into a folder, all of them or none.

    python -m scripts.pull --sources F --lock F --upstream DIR [--mirror DIR|URL]

Each document is fetched, checked, and on the disk under another name before the first of them takes its
place; the lock takes its place last. Whatever fails on the way leaves every file as it was. A kill between
two of those renames leaves every document whole, but some newer than the lock says: the next pull sees that
their digests are not the lock's, fetches them without conditions, and writes the lock that fits them.
"""

import argparse
import contextlib
import datetime
import glob
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from attrs import frozen
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn

from scripts.common import documents
from scripts.common.errors import PipelineError, run
from scripts.common.files import replace_file
from scripts.common.sources import Source, read_sources, require_operation
from scripts.pull.download import NETWORK_HINT, Answer, Unreached, Wanted, download
from scripts.pull.lock import Entry, digest_of, read_lock, written


@frozen
class Outcome:
    """A document that is in its place: whether it differs from the lock's, and its size in bytes."""

    source: Source
    changed: bool
    size: int


class PullErrors(Exception):
    """Some of the documents cannot be had; `errors` has one for each of these."""

    def __init__(self, errors: Sequence[PipelineError]) -> None:
        super().__init__(" | ".join(map(str, errors)))
        self.errors = errors


class Unreachable(PipelineError):
    """Nobody answers for any of the documents; `errors` has one for each."""

    def __init__(self, errors: Sequence[Unreached]) -> None:
        reasons = ", ".join(dict.fromkeys(fault.reason for fault in errors))
        super().__init__(f"cannot be reached ({reasons})", where="the documents", hint=NETWORK_HINT)
        self.errors = errors


def pull(
    sources: Sequence[Source],
    lock: Path,
    upstream: Path,
    mirror: str | None = None,
    progress: Progress | None = None,
) -> list[Outcome]:
    """Bring the documents in `upstream` up to date, and `lock` with them.

    Raises Unreachable, PullErrors or another PipelineError, and then every file is as it was.
    """
    entries = read_lock(lock)
    wanted = [
        Wanted(source, _present(upstream / f"{source.name}.json") or b"", entries.get(source.name))
        for source in sources
    ]
    outcomes: list[Outcome] = []
    locked: list[Entry] = []
    replacements: dict[Path, bytes] = {}
    now = datetime.datetime.now(datetime.UTC)
    for document, answer in zip(wanted, _fetched(wanted, mirror, progress), strict=True):
        source, entry, content = document.source, document.entry, answer.content
        digest, size = digest_of(content), len(content)
        changed = entry is None or entry.sha256 != digest
        if entry is None or changed:
            entry = Entry(source.name, answer.url, digest, size, answer.etag, now)
        if content != document.present:
            replacements[upstream / f"{source.name}.json"] = content
        outcomes.append(Outcome(source, changed, size))
        locked.append(entry)
    if any(outcome.changed for outcome in outcomes):
        replacements[lock] = written(locked)
    _replace_all(replacements)
    return outcomes


def _present(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        what = f"cannot be read ({_reason(error)})"
        raise PipelineError(what, where=str(path), hint="see to it, then pull again") from error


def _fetched(wanted: Sequence[Wanted], mirror: str | None, progress: Progress | None) -> list[Answer]:
    """The wanted documents as they came, all of them and all in order. Raises Unreachable or PullErrors."""
    if mirror and "://" not in mirror:
        results = [_copied(document.source, Path(mirror)) for document in wanted]
    else:
        results = download(wanted, mirror, progress)
    answers: list[Answer] = []
    errors: list[PipelineError] = []
    for document, result in zip(wanted, results, strict=True):
        try:
            if isinstance(result, PipelineError):
                raise result
            require_operation(documents.parse(result.content, result.where), document.source)
            answers.append(result)
        except PipelineError as fault:
            errors.append(fault)
    unreached = [fault for fault in errors if isinstance(fault, Unreached)]
    if unreached and len(unreached) == len(wanted):
        raise Unreachable(unreached)
    if errors:
        raise PullErrors(errors)
    return answers


def _copied(source: Source, mirror: Path) -> Answer | PipelineError:
    """The document in a folder. The lock gets its published address: the folder is this machine's affair."""
    path = mirror / f"{source.name}.json"
    where = f"{source.name} ({path})"
    try:
        with path.open("rb") as file:
            return Answer(file.read(documents.SIZE_LIMIT + 1), where, source.url)
    except OSError as error:
        return PipelineError(f"cannot be read ({_reason(error)})", where=where, hint="check MIRROR")


def _replace_all(contents: Mapping[Path, bytes]) -> None:
    """Replace every file or none, in order: all are on the disk before the first takes its place."""
    staged = {path: path.with_name(f".{path.name}.new") for path in contents}
    before = {path: _present(path) for path in contents}
    begun: list[Path] = []
    try:
        for path, content in contents.items():
            replace_file(staged[path], content)
        for path in contents:
            begun.append(path)
            staged[path].replace(path)
    except BaseException as error:
        for path in begun:
            _put_back(path, before[path])
        if isinstance(error, OSError):
            what = f"cannot be replaced ({_reason(error)}), and is as it was"
            raise PipelineError(what, where=str(begun[-1]), hint="see to it, then pull again") from error
        raise
    finally:
        # And what a pull that was killed left behind: replace_file's own temporary files.
        for path in staged.values():
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
                for leftover in path.parent.glob(f".{glob.escape(path.name)}.*.part"):
                    leftover.unlink()


def _put_back(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
    else:
        replace_file(path, content)


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def progress_display() -> Progress:
    """How far the downloads are, on a terminal; nothing elsewhere, and nothing in CI."""
    quiet = bool(os.environ.get("CI")) or not sys.stderr.isatty()
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True, disable=quiet)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m scripts.pull", description="Fetch the published documents."
    )
    parser.add_argument("--sources", type=Path, required=True, metavar="FILE", help="which documents")
    parser.add_argument("--lock", type=Path, required=True, metavar="FILE", help="what was pulled last")
    parser.add_argument("--upstream", type=Path, required=True, metavar="DIR", help="where they go")
    parser.add_argument("--mirror", metavar="DIR|URL", help="where they come from instead of their address")
    options = parser.parse_args(arguments)
    try:
        sources = read_sources(options.sources)
        with progress_display() as progress:
            outcomes = pull(sources, options.lock, options.upstream, options.mirror, progress)
    except (PullErrors, Unreachable) as failure:
        for fault in failure.errors:
            print(f"error: {fault}", file=sys.stderr)
        return 1
    for outcome in outcomes:
        print(
            f"{outcome.source.name}: "
            + (f"changed ({outcome.size:,} bytes)" if outcome.changed else "unchanged")
        )
    return 0


if __name__ == "__main__":
    sys.exit(run(main))
