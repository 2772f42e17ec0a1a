"""Text that matches a regular expression, for the expressions that schemas usually have."""

import re
from functools import cache

LONGEST = 10_000  # characters; a pattern that needs more gets none
_PRINTABLE = "a0A_- ." + "".join(map(chr, range(33, 127))) + "\t\n\r\f\v\u00e9"
_REPEAT = re.compile(r"\{(\d+)(,(\d*))?\}[?+]?|([*+?])[?+]?")
_GROUP = re.compile(r"\(\?(:|P?<[A-Za-z_]\w*>)|\((?!\?)")
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")
_ATOM = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[^bBpPkAZ1-9])|[^\\()|*+?\[]")


class Unmatched(Exception):
    """The pattern is one that this module cannot write for."""


def example(pattern: str, extra: int = 0) -> str:
    """Text that matches; what may repeat repeats `extra` times, where the pattern lets it."""
    text, end = _alternatives(pattern, 0, extra)
    if end != len(pattern):
        raise Unmatched(pattern)
    return text


def _alternatives(pattern: str, at: int, extra: int) -> tuple[str, int]:
    """The first of `a|b|c`, and where all of them end."""
    first, at = _sequence(pattern, at, extra)
    while pattern[at : at + 1] == "|":
        _, at = _sequence(pattern, at + 1, extra)
    return first, at


def _sequence(pattern: str, at: int, extra: int) -> tuple[str, int]:
    pieces: list[str] = []
    while at < len(pattern) and pattern[at] not in "|)":
        piece, at = _one(pattern, at, extra)
        if repeat := _REPEAT.match(pattern, at):
            at = repeat.end()
            piece = _repeated(piece, _times(repeat, extra))
        pieces.append(piece)
    return "".join(pieces), at


def _one(pattern: str, at: int, extra: int) -> tuple[str, int]:
    """What one character, class or group stands for."""
    if pattern[at] in "^$":
        return "", at + 1
    if group := _GROUP.match(pattern, at):
        text, at = _alternatives(pattern, group.end(), extra)
        if pattern[at : at + 1] != ")":
            raise Unmatched(pattern)
        return text, at + 1
    atom = _CLASS.match(pattern, at) or _ATOM.match(pattern, at)
    if not atom:
        raise Unmatched(pattern)
    return _character(atom.group()), atom.end()


@cache
def _character(atom: str) -> str:
    """One character that matches `atom`, which matches one character."""
    if len(atom) == 1 and atom != ".":
        return atom
    try:
        matcher = re.compile(atom)
    except re.error as error:
        raise Unmatched(atom) from error
    found = next((c for c in _PRINTABLE if matcher.fullmatch(c)), None)
    if found is None and atom.startswith(r"\u"):
        return chr(int(atom[2:], 16))
    if found is None:
        raise Unmatched(atom)
    return found


def _times(repeat: re.Match[str], extra: int) -> int:
    low, bounds, high, sign = repeat.groups()
    if sign:
        least, most = (1 if sign == "+" else 0), (1 if sign == "?" else LONGEST)
    else:
        least = int(low)
        most = least if bounds is None else int(high) if high else LONGEST
    return max(least, min(extra, most))


def _repeated(piece: str, times: int) -> str:
    if len(piece) * times > LONGEST:
        raise Unmatched(f"more than {LONGEST} characters")
    return piece * times
