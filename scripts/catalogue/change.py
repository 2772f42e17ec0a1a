"""Add a model to the sources, or remove one: change the file, fetch the document, build the contract and the client."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console

from scripts import build
from scripts.build import (
    CHANGELOG,
    CONTRACT,
    GENERATED,
    LOCK,
    OLD_CONTRACT,
    RESOURCES,
    SOURCES,
    TYPES,
    UPSTREAM,
)
from scripts.catalogue.find import ChosenMatch, find_in_folder, find_published, near_names, operations_with
from scripts.catalogue.sources_file import with_source, without_source
from scripts.common.documents import Object, parse_document, read_document
from scripts.common.errors import PipelineError, printable
from scripts.common.files import replace_file
from scripts.common.lock import exclusive
from scripts.common.models import all_models, parameters_of
from scripts.common.rollback import restored_on_failure
from scripts.common.sources import Operation, Source, operations_of, read_sources
from scripts.pull.catalogue import read_catalogue
from scripts.pull.progress import download_progress
from scripts.pull.provider import fetch
from scripts.pull.upstream import PullErrors, pull

#: Everything that adding a model changes. All of it is restored if it fails.
CHANGED_PATHS = (SOURCES, LOCK, UPSTREAM, CONTRACT, OLD_CONTRACT, GENERATED, RESOURCES, TYPES, CHANGELOG)
#: The maximum number of new or removed names that are printed in a line.
MAX_LISTED = 12


def add(models: Sequence[str], api: str | None, mirror: str | None, *, from_service: bool) -> int:
    """Add a source for each of `models` and build the client; print the new models, operations and parameters.

    Raises PipelineError if a model has no document, or the client cannot be built; then all files are restored.
    """
    if mirror and "://" in mirror:
        hint = "set MIRROR to a folder"
        raise PipelineError("cannot be searched", where=mirror, hint=hint)

    def change(sources: list[Source], contract: Object) -> bool:
        known = {source.operation.path for source in sources}
        added: list[str] = []
        for model in models:
            if present := _source_of(model, api, sources, contract):
                print(f"{printable(model)} is already there: {present}")
                continue
            catalogue = read_catalogue(SOURCES)
            if mirror:
                found = find_in_folder(model, api, Path(mirror), catalogue, known)
            else:
                found = find_published(model, api, catalogue, known, fetch, from_service=from_service)
            _require_new_name(found.match.source, sources)
            content = SOURCES.read_text(encoding="utf-8")
            replace_file(SOURCES, with_source(content, found.match.source).encode())
            sources.append(found.match.source)
            added.append(model)
            _print_match(model, found)
        return bool(added)

    return _change_and_build(change, mirror)


def remove(models: Sequence[str], api: str | None) -> int:
    """Remove the source of each of `models` and build the client; print the removed models, operations and parameters.

    Raises PipelineError if no source has a model, or if a source is the last one; then all files are restored.
    """

    def change(sources: list[Source], _: Object) -> bool:
        for model in models:
            source = _source_to_remove(model, api, sources)
            if len(sources) == 1:
                hint = "add another source first"
                raise PipelineError("is the last source", where=source.name, hint=hint)
            content = SOURCES.read_text(encoding="utf-8")
            replace_file(SOURCES, without_source(content, source.name).encode())
            (UPSTREAM / f"{source.name}.json").unlink(missing_ok=True)
            sources.remove(source)
            print(f"{source.name} ({source.operation}): removed from {SOURCES}")
        return True

    return _change_and_build(change, None)


def _change_and_build(change: Callable[[list[Source], Object], bool], mirror: str | None) -> int:
    """Run `change`, which edits the file and the list of sources; build contract and client if it returns True."""
    with (
        exclusive(UPSTREAM),
        exclusive(CONTRACT.parent),
        exclusive(GENERATED),
        restored_on_failure(CHANGED_PATHS),
    ):
        sources = read_sources(SOURCES)
        before = read_document(CONTRACT, CONTRACT.name)
        pulled_before = [source.name for source in sources]
        if not change(sources, before):
            return 0
        with download_progress() as progress:
            try:
                pull(sources, LOCK, UPSTREAM, mirror, progress, keep=pulled_before)
            except PullErrors as failure:
                for error in failure.errors[:-1]:
                    print(f"error: {error}", file=sys.stderr)
                raise failure.errors[-1] from None
        job = build.Job(read_sources(SOURCES), mirror, Console(), pulled=True)
        rows = [*build.build_contract(job), *build.generate_client(job)]
        for row in rows:
            print(f"{row.label}: {row.state}")
        _print_difference(before, read_document(CONTRACT, CONTRACT.name))
    print("next: make, make check, make test")
    return 0


def _source_of(model: str, api: str | None, sources: Sequence[Source], contract: Object) -> str | None:
    """Return the source or operation that already has `model`, for a message; None if there is none."""
    for source in sources:
        if model.casefold() == source.name.casefold():
            return f"source {source.name} ({source.operation})"
    for operation in operations_with(contract, model):
        parts = operation.path.casefold().split("/")
        if (api or "chat").casefold() in parts:
            return f"{operation} has it"
    return None


def _source_to_remove(model: str, api: str | None, sources: Sequence[Source]) -> Source:
    """Return the source that `model` names, by its name or by a model of its document."""
    found: list[Source] = []
    names: list[str] = []
    for source in sources:
        models = _models_of_source(source)
        names += [source.name, *models]
        if model.casefold() in map(str.casefold, [source.name, *models]):
            found.append(source)
    named = [source for source in found if source.name.casefold() == model.casefold()]
    if named:
        return named[0]
    if not found:
        near = near_names(model, names)
        hint = f"did you mean {', '.join(map(printable, near))}?" if near else "see openapi/sources.toml"
        raise PipelineError(f"has no source for {printable(model)}", where=str(SOURCES), hint=hint)
    matching = [source for source in found if (api or "chat").casefold() in source.operation.path.split("/")]
    if api and not matching:
        offered = ", ".join(str(source.operation) for source in found)
        problem = f"has no source with the API {printable(api)}; it has {offered}"
        raise PipelineError(problem, where=printable(model), hint="set API to a part of one of these paths")
    return (matching or found)[0]


def _models_of_source(source: Source) -> list[str]:
    path = UPSTREAM / f"{source.name}.json"
    if not path.exists():
        return []
    document = parse_document(path.read_bytes(), source.name)
    return all_models(document).get(source.operation, [])


def _require_new_name(source: Source, sources: Sequence[Source]) -> None:
    """Raise PipelineError if another source has the name of `source`, which is also the name of its file."""
    for other in sources:
        if other.name.casefold() == source.name.casefold():
            raise PipelineError(
                f"is a source already, for {other.operation}, and {source.operation} is in the same document",
                where=source.name,
                hint="add a [[source]] with another name to openapi/sources.toml",
            )


def _print_match(model: str, found: ChosenMatch) -> None:
    source = found.match.source
    print(f"{printable(model)}: {source.name} ({source.operation}), published at {_shown(source.url)}")
    if found.others:
        print(f"also described by: {', '.join(found.others)}")


def _shown(url: str) -> str:
    return url if url.isprintable() else printable(url)


def _print_difference(before: Object, after: Object) -> None:
    """Print the models, operations and parameters that only one of the contracts has."""
    old_models, new_models = all_models(before), all_models(after)
    _print_names("operations", [str(it) for it in new_models], [str(it) for it in old_models])
    for operation in dict.fromkeys([*new_models, *old_models]):
        old, new = old_models.get(operation, []), new_models.get(operation, [])
        _print_names(f"models of {operation}", new, old)
        _print_names(
            f"parameters of {operation}", _parameters(after, operation), _parameters(before, operation)
        )


def _parameters(contract: Object, operation: Operation) -> list[str]:
    return parameters_of(contract, operation) if operation in operations_of(contract) else []


def _print_names(label: str, new: Sequence[str], old: Sequence[str]) -> None:
    for verb, names in (
        ("new", [name for name in new if name not in old]),
        ("removed", [name for name in old if name not in new]),
    ):
        if names:
            more = f" and {len(names) - MAX_LISTED:,} more" if len(names) > MAX_LISTED else ""
            print(f"{verb} {label} ({len(names)}): {', '.join(map(printable, names[:MAX_LISTED]))}{more}")
