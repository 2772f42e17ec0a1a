"""YAML text of a JSON value: one line for each value, text as in JSON."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import cast

#: Characters that YAML does not allow in text, or reads as the end of a line.
_ESCAPED = re.compile("[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")

_PLAIN_KEY = re.compile(r"[a-z][a-z_-]+")
_NOT_TEXT = ("null", "true", "false", "yes", "no", "on", "off")  # in YAML 1.1 or 1.2

MAX_KEY = 500  # characters, escapes included; YAML needs another notation for keys of more than 1024


def dump_yaml(value: object) -> str:
    """Return a JSON value as YAML text."""
    return "".join(f"{line}\n" for line in _lines(value, ""))


def _lines(value: object, indent: str) -> Iterator[str]:
    if not _is_block(value):
        yield indent + _scalar(value)
    elif isinstance(value, dict):
        for name, item in cast("Mapping[str, object]", value).items():
            key = _scalar(name)
            if len(key) > MAX_KEY:
                yield f"{indent}? {key}"
                yield from _with_first_prefix(f"{indent}: ", item, indent + "  ")
            elif _is_block(item):
                yield f"{indent}{_key(name)}:"
                yield from _lines(item, indent + "  ")
            else:
                yield f"{indent}{_key(name)}: {_scalar(item)}"
    else:
        for item in cast("list[object]", value):
            yield from _with_first_prefix(f"{indent}- ", item, indent + "  ")


def _with_first_prefix(prefix: str, value: object, indent: str) -> Iterator[str]:
    """Yield the lines of a value, the first of which begins with `prefix` in place of its indent."""
    for number, line in enumerate(_lines(value, indent)):
        yield line if number else prefix + line[len(indent) :]


def _is_block(value: object) -> bool:
    return isinstance(value, dict | list) and bool(cast("object", value))


def _key(name: str) -> str:
    """Return a key, without quotes if it cannot be taken for anything but text."""
    is_plain = _PLAIN_KEY.fullmatch(name) and name not in _NOT_TEXT
    return name if is_plain else _scalar(name)


def _scalar(value: object) -> str:
    """Return a value as JSON, which is YAML, too; text with quotation marks between apostrophes, without escapes."""
    if isinstance(value, str) and '"' in value and value.isascii() and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    text = json.dumps(value, ensure_ascii=False)
    return _ESCAPED.sub(lambda match: json.dumps(match[0])[1:-1], text)
