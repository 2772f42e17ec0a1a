"""Printing text of a model, which is untrusted, to a terminal."""

from __future__ import annotations

from aimlkit._printable import to_terminal


def print_text(text: str) -> None:
    """Print text and flush it, without unsafe characters and without a line break at its end."""
    print(to_terminal(text), end="", flush=True)
