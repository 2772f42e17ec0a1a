"""The normal form of a request, by which it is compared with recorded ones."""

import json
import re
from collections.abc import Collection, Iterator
from typing import Any, cast
from urllib.parse import parse_qsl

from aimlkit.mock.exchanges import Request
from aimlkit.mock.hashing import stable_hash
from aimlkit.mock.json_text import parse_json
from aimlkit.mock.json_types import JsonObject
from aimlkit.mock.validation_messages import shortened_json

_UUID = re.compile(r"\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b", re.IGNORECASE)
_TIME = re.compile(r"\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?\b")
_ID_NAME = re.compile(r"(?:.*_)?id")
_TIME_NAME = re.compile(r".*_at|created|timestamp")

MAX_DIFFERENCES = 3  # in one message


def normal_form(request: Request, ignored: Collection[str]) -> JsonObject:
    """Return what identifies a request: its method, path, query and body, without the order of keys.

    The fields `ignored`, ids and times are left out: text in fields that are called `id` or end with `_id`, times in
    fields such as `created_at`, and UUIDs and ISO 8601 times within text.
    """
    pairs = sorted(
        pair for pair in parse_qsl(request.query, keep_blank_values=True) if pair[0] not in ignored
    )
    try:
        body: object = parse_json(request.content) if request.content else None
    except ValueError:
        body = request.content.decode("latin-1")
    return {
        "method": request.method,
        "path": request.path,
        "query": [list(pair) for pair in pairs],
        "body": _normalized(body, ignored),
    }


def form_key(form: JsonObject) -> str:
    """Return 16 hexadecimal digits that identify a normal form."""
    return stable_hash(json.dumps(form, sort_keys=True)).hex()[:16]


def differences(recorded: JsonObject, sent: JsonObject) -> list[str]:
    """Return the differences between two normal forms, each with the path of the value."""
    return [*_differences(recorded, sent, "")]


def differences_message(lines: list[str]) -> str:
    """Return the first differences in one line."""
    more = f"; and {len(lines) - MAX_DIFFERENCES} more" if len(lines) > MAX_DIFFERENCES else ""
    return "; ".join(lines[:MAX_DIFFERENCES]) + more


def _normalized(value: Any, ignored: Collection[str]) -> Any:
    if isinstance(value, dict):
        return {
            name: _normalized(item, ignored)
            for name, item in cast("JsonObject", value).items()
            if name not in ignored and not _is_variable(name, item)
        }
    if isinstance(value, list):
        return [_normalized(item, ignored) for item in cast("list[object]", value)]
    if isinstance(value, str):
        return _TIME.sub("(time)", _UUID.sub("(uuid)", value))
    return value


def _is_variable(name: str, value: object) -> bool:
    """Return whether a field has an id or a time."""
    is_id = isinstance(value, str) and _ID_NAME.fullmatch(name) is not None
    return is_id or (isinstance(value, str | int | float) and _TIME_NAME.fullmatch(name) is not None)


def _differences(recorded: object, sent: object, pointer: str) -> Iterator[str]:
    pair = recorded, sent
    if isinstance(recorded, dict) and isinstance(sent, dict):
        yield from _differences_of_objects(cast("JsonObject", recorded), cast("JsonObject", sent), pointer)
    elif isinstance(recorded, list) and isinstance(sent, list):
        yield from _differences_of_lists(cast("list[object]", recorded), cast("list[object]", sent), pointer)
    elif type(pair[0]) is not type(pair[1]) or pair[0] != pair[1]:
        yield f"{pointer}: {shortened_json(pair[0])} is recorded, and {shortened_json(pair[1])} sent"


def _differences_of_objects(recorded: JsonObject, sent: JsonObject, pointer: str) -> Iterator[str]:
    for name in dict.fromkeys([*recorded, *sent]):
        step = f"{pointer}/{name}"
        if name not in recorded:
            yield f"{step}: {shortened_json(sent[name])} is sent, and not recorded"
        elif name not in sent:
            yield f"{step}: {shortened_json(recorded[name])} is recorded, and not sent"
        else:
            yield from _differences(recorded[name], sent[name], step)


def _differences_of_lists(recorded: list[object], sent: list[object], pointer: str) -> Iterator[str]:
    for index, pair in enumerate(zip(recorded, sent, strict=False)):
        yield from _differences(*pair, f"{pointer}/{index}")
    if len(recorded) != len(sent):
        yield f"{pointer}: {len(recorded)} items are recorded, and {len(sent)} sent"
