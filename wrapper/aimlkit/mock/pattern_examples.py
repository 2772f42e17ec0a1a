"""Example strings for regular expressions, limited to the syntax that is common in JSON Schemas."""

import re
from functools import lru_cache

from aimlkit.mock.work_budget import WorkBudget

MAX_LENGTH = 10_000  # characters

_PRINTABLE = "a0A_- ." + "".join(map(chr, range(33, 127))) + "\t\n\r\f\v\u00e9"
_QUANTIFIER = re.compile(r"\{(\d+)(,(\d*))?\}[?+]?|([*+?])[?+]?")
_GROUP = re.compile(r"\(\?(:|P?<[A-Za-z_]\w*>)|\((?!\?)")
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")
_ATOM = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[^bBpPkAZ1-9])|[^\\()|*+?\[]")


class UnsupportedPattern(Exception):
    """The pattern is invalid, too large, or uses syntax that this module does not support."""


def example_string(pattern: str, extra_repeats: int, budget: WorkBudget) -> str:
    """Return a string that matches `pattern`. Raises UnsupportedPattern if this module finds none, and LimitExceeded.

    Quantified parts repeat `extra_repeats` times if their quantifier allows it, otherwise as few times as possible.
    """
    text, end = _alternatives(pattern, 0, extra_repeats, budget)
    if end != len(pattern):
        raise UnsupportedPattern(pattern)
    return text


# Each of the following functions takes a position in the pattern and returns text, and the position after it.


def _alternatives(pattern: str, position: int, extra_repeats: int, budget: WorkBudget) -> tuple[str, int]:
    """Return text for the first of the alternatives `a|b|c`."""
    text, position = _sequence(pattern, position, extra_repeats, budget)
    while pattern[position : position + 1] == "|":
        _, position = _sequence(pattern, position + 1, extra_repeats, budget)
    return text, position


def _sequence(pattern: str, position: int, extra_repeats: int, budget: WorkBudget) -> tuple[str, int]:
    """Return text for a sequence of quantified parts."""
    texts: list[str] = []
    while position < len(pattern) and pattern[position] not in "|)":
        text, position = _part(pattern, position, extra_repeats, budget)
        if quantifier := _QUANTIFIER.match(pattern, position):
            position = quantifier.end()
            text = _repeat(text, _repeat_count(quantifier, extra_repeats))
        budget.spend_characters(len(text))
        texts.append(text)
    return "".join(texts), position


def _part(pattern: str, position: int, extra_repeats: int, budget: WorkBudget) -> tuple[str, int]:
    """Return text for an anchor, a group, a character class or a character."""
    if pattern[position] in "^$":
        return "", position + 1
    if group := _GROUP.match(pattern, position):
        text, position = _alternatives(pattern, group.end(), extra_repeats, budget)
        if pattern[position : position + 1] != ")":
            raise UnsupportedPattern(pattern)
        return text, position + 1
    atom = _CLASS.match(pattern, position) or _ATOM.match(pattern, position)
    if not atom:
        raise UnsupportedPattern(pattern)
    return _matching_character(atom.group()), atom.end()


@lru_cache(maxsize=1024)
def _matching_character(atom: str) -> str:
    """Return a character that matches `atom`, which matches single characters."""
    if len(atom) == 1 and atom != ".":
        return atom
    try:
        matcher = re.compile(atom)
    except re.error as error:
        raise UnsupportedPattern(atom) from error
    found = next((character for character in _PRINTABLE if matcher.fullmatch(character)), None)
    if found is None and atom.startswith(r"\u"):
        return chr(int(atom[2:], 16))
    if found is None:
        raise UnsupportedPattern(atom)
    return found


def _repeat_count(quantifier: re.Match[str], extra_repeats: int) -> int:
    minimum, has_maximum, maximum, symbol = quantifier.groups()
    if symbol:
        least = 1 if symbol == "+" else 0
        most = 1 if symbol == "?" else MAX_LENGTH
    else:
        least = int(minimum)
        most = least
        if has_maximum is not None:
            most = int(maximum) if maximum else MAX_LENGTH
    return max(least, min(extra_repeats, most))


def _repeat(text: str, count: int) -> str:
    if len(text) * count > MAX_LENGTH:
        raise UnsupportedPattern(f"more than {MAX_LENGTH} characters")
    return text * count
