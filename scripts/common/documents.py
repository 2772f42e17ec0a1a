"""Published documents: untrusted bytes, parsed into JSON, with size, depth and form checked."""

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

from scripts.common.errors import PipelineError, printable, reason_of
from scripts.common.files import read_file

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"
Object: TypeAlias = dict[str, Json]

#: In bytes. The largest document published so far has 3.6 MB.
SIZE_LIMIT = 32 * 1024 * 1024
#: In nested arrays and objects. The deepest document published so far has 40 levels.
DEPTH_LIMIT = 200

_CHECK_URL = "check its URL in openapi/sources.toml, or MIRROR if that is set, then pull again"


def read_document(path: Path, name: str) -> Object:
    """Return the document at `path`; messages call it `name`. Raises PipelineError if it is not usable."""
    try:
        size = path.stat().st_size
        if size > SIZE_LIMIT:
            raise _too_large(name, size)
        content = read_file(path)
    except OSError as error:
        problem = f"cannot be read ({reason_of(error)})"
        raise PipelineError(problem, where=f"{name} ({path})", hint="pull it first: make pull") from error
    return parse_document(content, name)


def parse_document(content: bytes, name: str) -> Object:
    """Return the document in `content`; messages call it `name`.

    Raises PipelineError if it is too large or too deep, is not JSON, or is not an OpenAPI 3 document with paths.
    """
    if len(content) > SIZE_LIMIT:
        raise _too_large(name, len(content))
    try:
        document: Json = json.loads(content, parse_constant=_reject_constant, parse_float=_parse_finite)
    except RecursionError:
        raise _too_deep(name) from None
    except ValueError as error:
        start = content.lstrip()[:1]
        problem = "is HTML, not JSON" if start == b"<" else f"is not JSON ({printable(error)})"
        raise PipelineError(problem, where=name, hint=_CHECK_URL) from None
    if _depth_exceeds(document, DEPTH_LIMIT):
        raise _too_deep(name)
    if not isinstance(document, dict):
        raise PipelineError("is JSON, but not an object", where=name, hint=_CHECK_URL)
    version = document.get("openapi")
    if not (isinstance(version, str) and version.startswith("3.")):
        found = (
            f'"openapi" is {printable(json.dumps(version))}'
            if "openapi" in document
            else 'it has no "openapi"'
        )
        problem = f"is not an OpenAPI 3 document ({found})"
        raise PipelineError(problem, where=f"{name}#/openapi", hint=_CHECK_URL)
    if not isinstance(document.get("paths"), Mapping):
        raise PipelineError("has no paths", where=f"{name}#/paths", hint=_CHECK_URL)
    return document


def as_object(value: Json) -> Object:
    """Return `value` if it is an object, otherwise an empty object. For optional parts of a document."""
    return value if isinstance(value, dict) else {}


def as_list(value: Json) -> list[Json]:
    """Return `value` if it is a list, otherwise an empty list."""
    return value if isinstance(value, list) else []


def dump(document: Json) -> bytes:
    """Return `document` as UTF-8 JSON with sorted keys, so that equal documents give equal bytes.

    Raises PipelineError if a string has an unpaired surrogate, which UTF-8 cannot encode.
    """
    text = json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        context = printable(ascii(text[max(0, error.start - 40) : error.end]))
        problem = f"has an unpaired surrogate (at {context})"
        hint = "remove that string with an action in openapi/overlay.yaml"
        raise PipelineError(problem, where="the contract", hint=hint) from None


def _reject_constant(constant: str) -> None:
    raise ValueError(f"{constant} is not a JSON number")


def _parse_finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"{text} is too large a number")
    return number


def _too_large(name: str, size: int) -> PipelineError:
    return PipelineError(
        f"is {size:,} bytes, over the limit of {SIZE_LIMIT:,}",
        where=name,
        hint="check its URL; if that is correct, raise SIZE_LIMIT in scripts/common/documents.py",
    )


def _too_deep(name: str) -> PipelineError:
    return PipelineError(
        f"is nested more than {DEPTH_LIMIT} levels deep",
        where=name,
        hint="check its URL; if that is correct, raise DEPTH_LIMIT in scripts/common/documents.py",
    )


def _depth_exceeds(document: Json, limit: int) -> bool:
    """Return whether `document` is nested more than `limit` levels deep, without recursion."""
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
