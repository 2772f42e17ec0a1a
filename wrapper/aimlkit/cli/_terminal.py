"""Printing text of a model, which is untrusted, to a terminal."""

from __future__ import annotations

# Control characters, with which the text of a model could control the terminal.
_CONTROL_CHARACTERS = {code: None for code in (*range(32), *range(127, 160)) if chr(code) not in "\n\t"}
_CONTROL_CHARACTERS_AS_SPACES = dict.fromkeys(_CONTROL_CHARACTERS, " ")

_MAX_ERROR_LENGTH = 500


def print_text(text: str) -> None:
    """Print a part of a text at once, without control characters and without an end of line."""
    print(text.translate(_CONTROL_CHARACTERS), end="", flush=True)


def one_line(message: str) -> str:
    """Return an error message on one line, of bounded length, without control characters."""
    return " ".join(message.translate(_CONTROL_CHARACTERS_AS_SPACES).split())[:_MAX_ERROR_LENGTH]
