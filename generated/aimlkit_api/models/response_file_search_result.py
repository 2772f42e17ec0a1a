# Generated from contract.json. Do not edit.
from __future__ import annotations

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseFileSearchResult(Model):
    """A result of a file search."""

    attributes: dict[str, bool | float | str] | None = UNSET
    """The key-value pairs attached to the file."""
    file_id: str | None = UNSET
    """The ID of the file."""
    filename: str | None = UNSET
    """The name of the file."""
    score: float | None = UNSET
    """The relevance of the result, from 0 to 1."""
    text: str | None = UNSET
    """The text found in the file."""
