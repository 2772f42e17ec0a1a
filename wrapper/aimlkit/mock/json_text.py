"""JSON text: strict parsing, compact writing."""

import json
from typing import cast

import orjson

MAX_DEPTH = 200  # levels of nesting

_fallback_encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def dump_json(value: object) -> bytes:
    """Return compact JSON."""
    try:
        return orjson.dumps(value)
    except TypeError:  # orjson does not support integers of more than 64 bits
        return _fallback_encoder.encode(value).encode()


def parse_json(content: bytes) -> object:
    """Parse JSON. Raises ValueError if it is invalid, nested too deeply, or impossible to write back.

    This is stricter than the json module: NaN, infinities, numbers beyond the range of a float and unpaired
    surrogates are invalid.
    """
    try:
        value: object = _decoder.decode(content.decode())
    except RecursionError as error:
        raise ValueError(f"nested deeper than {MAX_DEPTH} levels") from error
    if content.count(b"[") + content.count(b"{") > MAX_DEPTH:
        _check_depth(value)
    if b"\\ud" in content.lower():
        dump_json(value)
    return value


def _check_depth(value: object) -> None:
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [child for parent in level for child in _children(parent)]
    if level:
        raise ValueError(f"nested deeper than {MAX_DEPTH} levels")


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
