"""Find the document of a model: in a mirror folder, or among the published ones and those of the service."""

import difflib
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from attrs import field, frozen

from scripts.common import documents
from scripts.common.documents import Object, parse_document
from scripts.common.errors import PipelineError, printable, reason_of
from scripts.common.files import read_file
from scripts.common.models import all_models
from scripts.common.sources import Operation, Source, is_valid_name, operations_of
from scripts.pull.catalogue import Catalogue, Fetch, read_index, read_model_list
from scripts.pull.provider import ListedModel

#: The API that is chosen if a model has several: a part of its path.
DEFAULT_API = "chat"
#: How many documents with a similar name are fetched, at most, to look for the model.
MAX_FETCHED = 6
SUGGESTIONS = 5


@frozen
class Match:
    """An operation of a document that serves a model, as it would be a source."""

    source: Source
    document: Object
    #: The models that the request can name.
    models: list[str]


@frozen
class ChosenMatch:
    """The chosen source of a model, and the names of other documents that have the same model and operation."""

    match: Match
    others: list[str] = field(factory=list)


def find_in_folder(
    model: str, api: str | None, folder: Path, catalogue: Catalogue, known: set[str]
) -> ChosenMatch:
    """Return the source for `model` in a mirror folder with files such as `OpenAI.gpt-4o.json`.

    A file is found by the models that its requests can name, or by its name. Operations with a path in `known`, those
    of the present sources, are preferred. Raises PipelineError if no file has the model.
    """
    names: set[str] = set()
    matches: list[Match] = []
    for path, content in _read_folder(folder):
        stem = path.stem
        names.add(stem)
        # Parse only files that contain the id: most do not.
        if not (_is_called(stem, model) or model.lower().encode() in content.lower()):
            continue
        try:
            document = parse_document(content, stem)
        except PipelineError as error:
            if _is_called(stem, model):
                raise
            print(f"warning: {error}", file=sys.stderr)
            continue
        matches += _matches(stem, catalogue.mirrored_url(stem), document, [model])
    if not matches:
        raise _unknown(model, str(folder), names | _models_of_folder(folder))
    return _choose(model, api, matches, known)


def find_published(
    model: str, api: str | None, catalogue: Catalogue, known: set[str], fetch: Fetch, *, from_service: bool
) -> ChosenMatch:
    """Return the source for `model`: the published document or, if there is none or with `from_service`, the service's.

    Raises PipelineError if the provider lists no such model and publishes no document of this name.
    """
    listed = read_model_list(catalogue, fetch)
    entries = [entry for entry in listed if model.casefold() in map(str.casefold, entry.names)]
    matches: list[Match] = []
    paths: list[str] = []
    if not from_service:
        try:
            paths = read_index(catalogue, fetch)
        except PipelineError as error:
            if not any(entry.document_url for entry in entries):
                raise
            print(f"warning: {error}; taking the document of the service", file=sys.stderr)
        names = [model, *(name for entry in entries for name in entry.names)]
        matches = _published_matches(names, paths, catalogue, fetch)
    if not matches:
        matches = _service_matches(entries, fetch)
    if not matches:
        known_names = {name for entry in listed for name in entry.names} | {Path(path).stem for path in paths}
        where = "the documents of the service" if from_service else "the provider's list and documents"
        raise _unknown(model, where, known_names)
    return _choose(model, api, matches, known)


def _published_matches(
    names: Sequence[str], paths: Sequence[str], catalogue: Catalogue, fetch: Fetch
) -> list[Match]:
    """Return the operations for a model with one of `names`, in the published documents whose names are similar."""
    matches: list[Match] = []
    for path in _similar(paths, names)[:MAX_FETCHED]:
        name, url = source_name(path), catalogue.url_of(path)
        matches += _matches(name, url, parse_document(fetch(url, name), name), names)
    return matches


def _service_matches(entries: Iterable[ListedModel], fetch: Fetch) -> list[Match]:
    """Return the operations for the models `entries` in the documents of the service.

    If a document does not name its model, all of its operations match.
    """
    matches: list[Match] = []
    for entry in entries:
        if entry.document_url:
            name = service_name(entry.id, entry.document_url)
            document = parse_document(fetch(entry.document_url, name), name)
            matches += _matches(name, entry.document_url, document, entry.names) or [
                Match(Source(name, entry.document_url, operation), document, models)
                for operation, models in all_models(document).items()
            ]
    return matches


def source_name(path: str) -> str:
    """Return the name of the source for a file of the repository: `OpenAI.gpt-4o` for `…/OpenAI/gpt-4o.json`."""
    file = Path(path)
    return f"{file.parent.name}.{file.stem}" if file.parent.name else file.stem


def service_name(model: str, url: str) -> str:
    """Return the name of the source for a document of the service: the model, and the API that its address names."""
    match = re.search(r"[?&]endpoint=([^&]*)", url)
    api = re.split(r"%2F|/", match[1], flags=re.IGNORECASE)[-1] if match else ""
    suffix = "" if api.startswith(DEFAULT_API) or not api else f".{api}"
    return re.sub(r"[^A-Za-z0-9._-]+", ".", f"{model}{suffix}").strip(".-_")[:100]


def _matches(name: str, url: str, document: Object, names: Iterable[str]) -> list[Match]:
    """Return the operations of `document` that serve one of `names`, or all of them if it is the document's name."""
    if not is_valid_name(name):
        return []
    requested = {text.casefold() for text in names}
    by_model = [
        Match(Source(name, url, operation), document, models)
        for operation, models in all_models(document).items()
        if requested & {model.casefold() for model in models}
    ]
    if by_model or not any(_is_called(name, text) for text in names):
        return by_model
    return [
        Match(Source(name, url, operation), document, models)
        for operation, models in all_models(document).items()
    ]


def _choose(model: str, api: str | None, matches: list[Match], known: set[str]) -> ChosenMatch:
    """Return the match for the requested API; by default chat, and an operation that is a source already."""
    if api:
        chosen = [match for match in matches if api.casefold() in _path_parts(match)]
        if not chosen:
            offered = ", ".join(sorted({str(match.source.operation) for match in matches}))
            problem = f"has no API called {printable(api)}; its documents have {printable(offered)}"
            raise PipelineError(
                problem, where=printable(model), hint="set API to a part of one of these paths"
            )
        matches = chosen
    best = min(matches, key=lambda match: _rank(match, model, known))
    same = [match.source.name for match in matches if match.source.operation == best.source.operation]
    return ChosenMatch(best, [name for name in dict.fromkeys(same) if name != best.source.name])


def _rank(match: Match, model: str, known: set[str]) -> tuple[bool, bool, bool, bool, bool, str]:
    """Return a sort key, which is the smallest for the best match."""
    path, name = match.source.operation.path, match.source.name
    return (
        DEFAULT_API not in _path_parts(match),
        path not in known,
        not path.startswith("/v1/"),
        match.models[:1] != [model],
        not _is_called(name, model),
        name,
    )


def _path_parts(match: Match) -> list[str]:
    return match.source.operation.path.casefold().split("/")


def _is_called(name: str, model: str) -> bool:
    """Return whether a document's name is that of the model: with or without vendor and API, in any spelling."""
    if name.casefold() == model.casefold():
        return True
    stem = re.sub(r"-RESPONSES$", "", name)
    return _plain(model) in {_plain(stem), _plain(stem.partition(".")[2])} or _plain(
        model.rpartition("/")[2]
    ) == _plain(stem.partition(".")[2] or stem)


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.casefold())


def _similar(paths: Sequence[str], names: Iterable[str]) -> list[str]:
    """Return the files whose name is one of `names`, then those whose name is the beginning of one, longest first."""
    requested = {_plain(name.rpartition("/")[2]) for name in names}
    plain = {path: _plain(re.sub(r"-RESPONSES$", "", Path(path).stem)) for path in paths}
    exact = [path for path in paths if plain[path] in requested]
    # The name of a document may be the beginning of those of its models: `gpt-4o` has gpt-4o-2024-05-13 and others.
    near = [
        path
        for path in sorted(paths, key=lambda path: (-len(plain[path]), path))
        if path not in exact
        and len(plain[path]) > 1
        and any(name.startswith(plain[path]) for name in requested)
    ]
    return [*exact, *near]


def _read_folder(folder: Path) -> Iterable[tuple[Path, bytes]]:
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix == ".json" and path.is_file())
    except OSError as error:
        problem = f"cannot be read ({reason_of(error)})"
        raise PipelineError(problem, where=str(folder), hint="set MIRROR to a folder of documents") from error
    if not files:
        raise PipelineError("has no documents", where=str(folder), hint="set MIRROR to a folder of documents")
    return ((path, read_file(path, documents.SIZE_LIMIT + 1)) for path in files)


def _models_of_folder(folder: Path) -> set[str]:
    """Return the models of all documents in a folder, for suggestions; documents that cannot be read are ignored."""
    models: set[str] = set()
    for path, content in _read_folder(folder):
        try:
            document = parse_document(content, path.stem)
        except PipelineError:
            continue
        models.update(model for listed in all_models(document).values() for model in listed)
    return models


def _unknown(model: str, where: str, names: Iterable[str]) -> PipelineError:
    near = near_names(model, names)
    hint = f"did you mean {', '.join(map(printable, near))}?" if near else "check its spelling"
    return PipelineError(f"has no model {printable(model)}", where=where, hint=hint)


def near_names(model: str, names: Iterable[str]) -> list[str]:
    """Return the names most similar to `model`, also without a vendor."""
    by_plain: dict[str, str] = {}
    # Ids of models before names of documents.
    for name in sorted(names, key=lambda name: ("/" not in name, name)):
        by_plain.setdefault(_plain(name), name)
        by_plain.setdefault(_plain(name.rpartition("/")[2]), name)
    requested = [_plain(model), _plain(model.rpartition("/")[2])]
    near = [
        by_plain[match]
        for text in requested
        for match in difflib.get_close_matches(text, by_plain, SUGGESTIONS)
    ]
    return list(dict.fromkeys(near))[:SUGGESTIONS]


def operations_with(document: Object, model: str) -> list[Operation]:
    """Return the operations of `document` whose requests can name `model`, in any spelling of its case."""
    by_operation = all_models(document)
    return [
        operation
        for operation in operations_of(document)
        if model.casefold() in map(str.casefold, by_operation[operation])
    ]
