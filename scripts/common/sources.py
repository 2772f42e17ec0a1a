"""openapi/sources.toml: which documents to fetch, from which URL, and which operation to take from each."""

import difflib
import re
import tomllib
from pathlib import Path

from attrs import frozen

from scripts.common.documents import Object, as_list
from scripts.common.errors import PipelineError, printable, reason_of
from scripts.common.files import read_file

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")

#: The name of a source is also a file name.
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
# The names of devices of Windows, also with an extension.
_RESERVED_NAME = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)


@frozen
class Operation:
    """The method and path that identify an operation of a document, such as `POST /v1/responses`."""

    method: str
    path: str

    def __str__(self) -> str:
        return f"{self.method.upper()} {self.path}"


@frozen
class Source:
    """A document as published: its name (also its file name), its URL, and the operation taken from it."""

    name: str
    url: str
    operation: Operation


def read_sources(path: Path) -> list[Source]:
    """Return the sources listed in the file at `path`, in its order. Raises PipelineError if it is invalid."""
    where = str(path)
    try:
        data: Object = tomllib.loads(read_file(path).decode())
    except OSError as error:
        hint = "pass the path of an existing file with --sources"
        raise PipelineError(f"cannot be read ({reason_of(error)})", where=where, hint=hint) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        hint = "fix the syntax at that position"
        raise PipelineError(f"is not TOML ({printable(error)})", where=where, hint=hint) from None
    except RecursionError:
        raise PipelineError("is nested too deep", where=where, hint="write fewer levels") from None
    sources = [
        _parse_source(entry, f"{where}, [[source]] {number}")
        for number, entry in enumerate(_entries(data, where), 1)
    ]
    names = [source.name.casefold() for source in sources]
    for source in sources:
        if names.count(source.name.casefold()) > 1:
            hint = "give each source its own name"
            raise PipelineError(f"has two sources called {source.name!r}", where=where, hint=hint)
    return sources


def _entries(data: Object, where: str) -> list[Object]:
    """Return the `[[source]]` tables of the parsed file. Raises PipelineError if there are none."""
    tables = as_list(data.get("source"))
    entries = [table for table in tables if isinstance(table, dict)]
    if not entries or len(entries) < len(tables):
        hint = "add a [[source]] with name, url and operation"
        raise PipelineError("lists no source", where=where, hint=hint)
    return entries


def _parse_source(entry: Object, where: str) -> Source:
    values: list[str] = []
    for key in ("name", "url", "operation"):
        value = entry.get(key)
        if not isinstance(value, str) or not value:
            raise PipelineError(f"has no {key}", where=where, hint=f'add {key} = "…"')
        values.append(value)
    if unknown := sorted(set(entry) - {"name", "url", "operation"}):
        raise PipelineError(f"has an unknown key {printable(unknown[0])}", where=where, hint="remove the key")
    name, url, operation = values
    if not _NAME.fullmatch(name):
        hint = "use letters, digits, dots, dashes and underscores"
        raise PipelineError(f"has an invalid name {printable(repr(name))}", where=where, hint=hint)
    if _RESERVED_NAME.fullmatch(name) or name.endswith("."):
        hint = "choose another name: on Windows, no file can have this one"
        raise PipelineError(f"has an invalid name {printable(repr(name))}", where=where, hint=hint)
    method, _, path = operation.partition(" ")
    if method.lower() not in METHODS or not path.startswith("/"):
        hint = 'write a method and a path, such as "POST /v1/responses"'
        problem = f"has an invalid operation {printable(repr(operation))}"
        raise PipelineError(problem, where=where, hint=hint)
    return Source(name=name, url=url, operation=Operation(method=method.lower(), path=path))


def is_valid_name(name: str) -> bool:
    """Return whether a source can have this name."""
    return bool(_NAME.fullmatch(name)) and not _RESERVED_NAME.fullmatch(name) and not name.endswith(".")


def operations_of(document: Object) -> list[Operation]:
    """Return every operation that `document` offers, in its order."""
    paths = document.get("paths")
    return [
        Operation(method=method, path=path)
        for path, item in (paths.items() if isinstance(paths, dict) else ())
        if isinstance(item, dict)
        for method in METHODS
        if isinstance(item.get(method), dict)
    ]


def replacement_hint(gone: Operation, available: list[Operation]) -> str:
    """Return what to write into sources.toml for an operation that is gone: the most similar of those available."""
    if not available:
        return "remove its [[source]] from openapi/sources.toml"
    nearest = max(available, key=lambda other: (_similarity(gone, other), str(other)))
    return f'if it is {printable(nearest)} now, write into openapi/sources.toml: operation = "{printable(nearest)}"'


def _similarity(one: Operation, other: Operation) -> tuple[bool, float]:
    ratio = difflib.SequenceMatcher(None, one.path, other.path, autojunk=False).ratio()
    return one.method == other.method, ratio


class OperationMissing(PipelineError):
    """A document no longer has the operation of its source. `available` lists the operations that it has."""

    def __init__(self, source: Source, available: list[Operation]) -> None:
        listed = ", ".join(printable(operation) for operation in available[:20]) or "no operation at all"
        if len(available) > 20:
            listed += f" and {len(available) - 20:,} more"
        super().__init__(
            f"{source.operation} is gone; the document now offers {listed}",
            where=f"{source.name}#/paths",
            hint=replacement_hint(source.operation, available),
        )
        self.operation = source.operation
        self.available = available


def require_operation(document: Object, source: Source) -> None:
    """Raise OperationMissing if `document` does not have the operation of `source`."""
    available = operations_of(document)
    if source.operation not in available:
        raise OperationMissing(source, available)
