"""Printing text of a model, which is untrusted, to a terminal."""

from __future__ import annotations

from aimlkit._printable import to_terminal


def print_text(text: str) -> None:
    """Print a part of a text at once, without unsafe characters and without an end of line."""
    print(to_terminal(text), end="", flush=True)
