"""Text from a server that is shown to people, without the characters that could deceive them.

These are control characters, which move a cursor; bidirectional controls, which reorder a line; and zero-width
characters and tags, which are invisible.
"""

from __future__ import annotations

import re
import unicodedata

_MAX_MESSAGE_LENGTH = 1000

# Categories of Unicode: control, format, surrogate, private use, unassigned; line and paragraph separators.
_UNSAFE_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})

# Characters of other categories that have no width: fillers, joiners, and selectors that can carry hidden data.
_INVISIBLE = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0\U000e0100-\U000e01ef]")


def to_message(text: str) -> str:
    """Return `text` as one line of bounded length; unsafe characters are escaped as in Python."""
    line = " ".join(text[: 4 * _MAX_MESSAGE_LENGTH].split())
    if not _is_safe(line):
        line = "".join(_escape(character) if _is_unsafe(character) else character for character in line)
    return line if len(line) <= _MAX_MESSAGE_LENGTH else f"{line[: _MAX_MESSAGE_LENGTH - 1]}…"


def to_terminal(text: str) -> str:
    """Return `text` without unsafe characters, except line feeds and tabs."""
    if _is_safe(text):
        return text
    return "".join(character for character in text if character in "\n\t" or not _is_unsafe(character))


def _is_safe(text: str) -> bool:
    return text.isascii() and text.isprintable()


def _is_unsafe(character: str) -> bool:
    return unicodedata.category(character) in _UNSAFE_CATEGORIES or bool(_INVISIBLE.match(character))


def _escape(character: str) -> str:
    return character.encode("unicode_escape").decode()
