"""openapi/sources.toml: which documents, from where, and which operation of each."""

import re
import tomllib
from pathlib import Path

from attrs import frozen

from scripts.common.documents import Object
from scripts.common.errors import PipelineError, printable

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


@frozen
class Operation:
    """One operation of a document, such as `POST /v1/responses`."""

    method: str
    path: str

    def __str__(self) -> str:
        return f"{self.method.upper()} {self.path}"


@frozen
class Source:
    """A published document: its name (also its file's), its address, and the operation wanted from it."""

    name: str
    url: str
    operation: Operation


def read_sources(path: Path) -> list[Source]:
    """The sources that the file at `path` names, in its order. Raises PipelineError."""
    where = str(path)
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise PipelineError(
            f"cannot be read ({error.strerror})", where=where, hint="name a file with --sources"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PipelineError(f"is not TOML ({printable(error)})", where=where, hint="mend it there") from None
    entries = data.get("source")
    if not isinstance(entries, list) or not entries or not all(isinstance(entry, dict) for entry in entries):
        raise PipelineError(
            "names no source", where=where, hint="add a [[source]] with name, url and operation"
        )
    sources = [_source(entry, f"{where}, [[source]] {number}") for number, entry in enumerate(entries, 1)]
    names = [source.name.casefold() for source in sources]
    for source in sources:
        if names.count(source.name.casefold()) > 1:
            raise PipelineError(
                f"names {source.name!r} twice", where=where, hint="give each source a name of its own"
            )
    return sources


def _source(entry: dict[str, object], where: str) -> Source:
    values = []
    for key in ("name", "url", "operation"):
        value = entry.get(key)
        if not isinstance(value, str) or not value:
            raise PipelineError(f"has no {key}", where=where, hint=f'add {key} = "…"')
        values.append(value)
    if unknown := sorted(set(entry) - {"name", "url", "operation"}):
        raise PipelineError(
            f"has {printable(unknown[0])}, which means nothing", where=where, hint="take it out"
        )
    name, url, operation = values
    # The name becomes a file's.
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", name):
        hint = "use letters, digits, dots, dashes and underscores"
        raise PipelineError(f"is called {printable(repr(name))}", where=where, hint=hint)
    method, _, path = operation.partition(" ")
    if method.lower() not in METHODS or not path.startswith("/"):
        raise PipelineError(
            f"wants {printable(repr(operation))}", where=where, hint='write it as "POST /v1/responses", say'
        )
    return Source(name=name, url=url, operation=Operation(method=method.lower(), path=path))


def operations_of(document: Object) -> list[Operation]:
    """Every operation that `document` offers."""
    paths = document.get("paths")
    return [
        Operation(method=method, path=path)
        for path, item in (paths.items() if isinstance(paths, dict) else ())
        if isinstance(item, dict)
        for method in METHODS
        if isinstance(item.get(method), dict)
    ]


class Gone(PipelineError):
    """A document lacks the operation wanted of it; `offered` is what there is instead."""

    def __init__(self, source: Source, offered: list[Operation]) -> None:
        listed = ", ".join(printable(operation) for operation in offered[:20]) or "no operation at all"
        if len(offered) > 20:
            listed += f" and {len(offered) - 20:,} more"
        super().__init__(
            f"{source.operation} is gone; the document now offers {listed}",
            where=f"{source.name}#/paths",
            hint="name one of those as the source's operation in openapi/sources.toml",
        )
        self.operation = source.operation
        self.offered = offered


def require_operation(document: Object, source: Source) -> None:
    """Raise Gone when `document` lacks the operation wanted of it."""
    offered = operations_of(document)
    if source.operation not in offered:
        raise Gone(source, offered)
