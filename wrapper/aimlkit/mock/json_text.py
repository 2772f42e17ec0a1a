"""JSON text: strict parsing, compact writing."""

import json
import re
from typing import TypeVar, cast

import orjson

JsonT = TypeVar("JsonT")

MAX_DEPTH = 200  # levels of nesting

# Escapes everything that is not ASCII, so that unpaired surrogates, which UTF-8 cannot encode, are valid JSON again.
_fallback_encoder = json.JSONEncoder(separators=(",", ":"))

# The JSON decoder joins surrogate pairs, so any surrogate left in a string is unpaired.
_SURROGATE = re.compile("[\ud800-\udfff]")


def dump_json(value: object) -> bytes:
    """Return compact JSON."""
    try:
        return orjson.dumps(value)
    except TypeError:  # orjson supports neither integers of more than 64 bits nor unpaired surrogates
        return _fallback_encoder.encode(value).encode()


def parse_json(content: bytes) -> object:
    """Parse JSON. Raises ValueError if it is invalid, nested too deeply, or impossible to write back.

    This is stricter than the json module: NaN, infinities and numbers beyond the range of a float are invalid.
    """
    try:
        value: object = _decoder.decode(content.decode())
    except RecursionError as error:
        raise ValueError(f"nested deeper than {MAX_DEPTH} levels") from error
    brackets = content.count(b"[") + content.count(b"{")
    if brackets > MAX_DEPTH and is_nested_deeper(value, MAX_DEPTH):
        raise ValueError(f"nested deeper than {MAX_DEPTH} levels")
    return value


def is_nested_deeper(value: object, levels: int) -> bool:
    """Return whether a JSON value has more than `levels` levels; a value that is no object or array has one."""
    level = [value]
    for _ in range(levels):
        level = [child for parent in level for child in _children(parent)]
    return bool(level)


def without_surrogates(value: JsonT) -> JsonT:
    """Return JSON with U+FFFD in place of each unpaired surrogate, for libraries that take valid Unicode only."""
    text = json.dumps(value, ensure_ascii=False)
    if not _SURROGATE.search(text):
        return value
    replaced: JsonT = json.loads(_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text))
    return replaced


def _children(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(cast("dict[str, object]", value).values())
    return cast("list[object]", value) if isinstance(value, list) else []


def _reject_constant(text: str) -> float:
    raise ValueError(f"{text} is not a JSON number")


def _parse_finite_float(text: str) -> float:
    number = float(text)
    return _reject_constant(text) if number in (float("inf"), float("-inf")) else number


_decoder = json.JSONDecoder(parse_constant=_reject_constant, parse_float=_parse_finite_float)
