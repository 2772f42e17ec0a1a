"""A published document: untrusted bytes, read into JSON with everything about them checked."""

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

from scripts.common.errors import PipelineError, printable

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"
Object: TypeAlias = dict[str, Json]

#: Bytes. The largest document published so far has 3.6 million.
SIZE_LIMIT = 32 * 1024 * 1024
#: Levels of arrays and objects. The deepest document published so far has 40.
DEPTH_LIMIT = 200


def read(path: Path, name: str) -> Object:
    """The document at `path`, called `name` in messages. Raises PipelineError."""
    try:
        size = path.stat().st_size
        if size > SIZE_LIMIT:
            raise _too_large(name, size)
        content = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise PipelineError(
            f"cannot be read ({reason})", where=f"{name} ({path})", hint="pull it first: make pull"
        ) from error
    return parse(content, name)


def parse(content: bytes, name: str) -> Object:
    """The document in `content`, called `name` in messages. Raises PipelineError."""
    if len(content) > SIZE_LIMIT:
        raise _too_large(name, len(content))
    try:
        document: Json = json.loads(content, parse_constant=_no_constant, parse_float=_finite)
    except RecursionError:
        raise _too_deep(name) from None
    except ValueError as error:
        start = content.lstrip()[:1]
        what = "is HTML, not JSON" if start == b"<" else f"is not JSON ({printable(error)})"
        raise PipelineError(what, where=name, hint="check its address, then pull again") from None
    if _depth_exceeds(document, DEPTH_LIMIT):
        raise _too_deep(name)
    if not isinstance(document, dict):
        raise PipelineError(
            "is JSON, but not an object", where=name, hint="check its address, then pull again"
        )
    version = document.get("openapi")
    if not (isinstance(version, str) and version.startswith("3.")):
        found = (
            f'"openapi" is {printable(json.dumps(version))}'
            if "openapi" in document
            else 'it has no "openapi"'
        )
        raise PipelineError(
            f"is not an OpenAPI 3 document ({found})", where=f"{name}#/openapi", hint="check its address"
        )
    if not isinstance(document.get("paths"), Mapping):
        raise PipelineError("has no paths", where=f"{name}#/paths", hint="check its address, then pull again")
    return document


def as_object(value: Json) -> Object:
    """`value` if it is an object, and an empty one otherwise: for what a document may leave out."""
    return value if isinstance(value, dict) else {}


def as_list(value: Json) -> list[Json]:
    """`value` if it is a list, and an empty one otherwise."""
    return value if isinstance(value, list) else []


def dump(document: Json) -> bytes:
    """`document` as bytes: two equal documents give the same ones, whatever the order of their keys.

    Raises PipelineError when it holds half a character (a surrogate without its other half): no file can hold that.
    """
    text = json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        around = printable(ascii(text[max(0, error.start - 40) : error.end]))
        what = f"would hold half a character (at {around})"
        raise PipelineError(what, where="the contract", hint="mend the document that has it") from None


def _no_constant(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON number")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"{text} is too large a number")
    return number


def _too_large(name: str, size: int) -> PipelineError:
    return PipelineError(
        f"is {size:,} bytes, over the limit of {SIZE_LIMIT:,}",
        where=name,
        hint="check its address; if it is right, raise SIZE_LIMIT in scripts/common/documents.py",
    )


def _too_deep(name: str) -> PipelineError:
    return PipelineError(
        f"is nested more than {DEPTH_LIMIT} levels deep",
        where=name,
        hint="check its address; if it is right, raise DEPTH_LIMIT in scripts/common/documents.py",
    )


def _depth_exceeds(document: Json, limit: int) -> bool:
    level: list[Json] = [document]
    for _ in range(limit + 1):
        level = [
            child
            for node in level
            if isinstance(node, dict | list)
            for child in (node.values() if isinstance(node, dict) else node)
        ]
        if not level:
            return False
    return True
