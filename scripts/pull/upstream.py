"""Update the upstream folder and its lock from the published documents.

All documents are fetched and checked before the first one is replaced, and the lock is replaced last. A failure
leaves every file unchanged. If the process is killed during the replacement, every document is complete, but some may
be newer than the lock. The next pull notices that their digests differ from the lock, fetches them without an ETag,
and writes a lock that matches.
"""

import datetime
from collections.abc import Collection, Sequence
from pathlib import Path

from attrs import frozen
from rich.progress import Progress

from scripts.common import documents
from scripts.common.errors import PipelineError
from scripts.common.sources import Source, require_operation
from scripts.pull.download import NETWORK_HINT, Download, DownloadRequest, HostUnreachable, download
from scripts.pull.lock import LockEntry, digest_of, format_lock, read_lock
from scripts.pull.mirror import read_from_folder
from scripts.pull.transaction import read_if_present, replace_files


@frozen
class PulledDocument:
    """A document that is up to date: whether it differs from the last pull, and its size in bytes."""

    source: Source
    changed: bool
    size: int


class PullErrors(Exception):
    """Some of the documents could not be fetched; `errors` has one entry for each of them."""

    def __init__(self, errors: Sequence[PipelineError]) -> None:
        super().__init__(" | ".join(map(str, errors)))
        self.errors = errors


class AllUnreachable(PipelineError):
    """No host of any document could be reached; `errors` has one entry for each document."""

    def __init__(self, errors: Sequence[HostUnreachable]) -> None:
        reasons = ", ".join(dict.fromkeys(error.reason for error in errors))
        super().__init__(f"cannot be reached ({reasons})", where="the documents", hint=NETWORK_HINT)
        self.errors = errors


def pull(
    sources: Sequence[Source],
    lock: Path,
    upstream: Path,
    mirror: str | None = None,
    progress: Progress | None = None,
    keep: Collection[str] = (),
) -> list[PulledDocument]:
    """Bring the documents in the folder `upstream` and the file `lock` up to date.

    `mirror` is a folder or a URL to fetch the documents from instead of their published URLs. The documents of the
    sources called `keep` are not fetched if they were pulled before.
    Raises AllUnreachable, PullErrors or another PipelineError; every file is unchanged then.
    """
    entries = read_lock(lock)
    requests = [
        DownloadRequest(
            source, read_if_present(upstream / f"{source.name}.json") or b"", entries.get(source.name)
        )
        for source in sources
    ]
    unchanged_entries = {
        request.source.name: request.entry
        for request in requests
        if request.entry and request.current and request.source.name in keep
    }
    requests = [request for request in requests if request.source.name not in unchanged_entries]
    pulled: list[PulledDocument] = []
    fetched: dict[str, LockEntry] = {}
    replacements: dict[Path, bytes] = {}
    now = datetime.datetime.now(datetime.UTC)
    for request, result in zip(requests, _fetch_all(requests, mirror, progress), strict=True):
        source, entry, content = request.source, request.entry, result.content
        digest, size = digest_of(content), len(content)
        changed = entry is None or entry.sha256 != digest
        # A document of a mirror may be another one than the published one: nothing says that it is at that URL.
        if entry is None or changed or (not entry.url and result.url):
            entry = LockEntry(source.name, result.url, digest, size, result.etag, now)
        if content != request.current:
            replacements[upstream / f"{source.name}.json"] = content
        pulled.append(PulledDocument(source, changed, size))
        fetched[source.name] = entry
    all_entries = {**unchanged_entries, **fetched}
    new_entries = [all_entries[source.name] for source in sources]
    newly_published = any(
        not entry.url and fetched[name].url for name, entry in entries.items() if name in fetched
    )
    if (
        newly_published
        or any(document.changed for document in pulled)
        or (keep and new_entries != list(entries.values()))
    ):
        replacements[lock] = format_lock(new_entries)
    replace_files(replacements)
    return pulled


def _fetch_all(
    requests: Sequence[DownloadRequest], mirror: str | None, progress: Progress | None
) -> list[Download]:
    """Return the requested documents in order, each checked. Raises AllUnreachable or PullErrors."""
    results: Sequence[Download | PipelineError]
    if mirror and "://" not in mirror:
        results = [read_from_folder(request.source, Path(mirror)) for request in requests]
    else:
        results = download(requests, mirror, progress)
    fetched: list[Download] = []
    errors: list[PipelineError] = []
    for request, result in zip(requests, results, strict=True):
        try:
            if isinstance(result, PipelineError):
                raise result
            require_operation(documents.parse_document(result.content, result.where), request.source)
            fetched.append(result)
        except PipelineError as error:
            errors.append(error)
    unreachable = [error for error in errors if isinstance(error, HostUnreachable)]
    if unreachable and len(unreachable) == len(requests):
        raise AllUnreachable(unreachable)
    if errors:
        raise PullErrors(errors)
    return fetched
