"""Partial JSON text."""

from __future__ import annotations

from contextlib import suppress


def parse_partial_json(text: str) -> object | None:
    """Return the complete part of JSON text that may end anywhere, as in the deltas of a stream.

    Unterminated strings are left out, with their keys. Returns None if nothing is complete, if the text is
    not JSON, and if pydantic is not installed.
    """
    with suppress(ImportError, ValueError):
        from pydantic_core import from_json  # noqa: PLC0415 - an optional dependency

        partial: object = from_json(text, allow_partial=True)
        return partial
    return None
