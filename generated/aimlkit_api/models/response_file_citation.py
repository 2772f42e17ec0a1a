# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseFileCitation(Model):
    """A file that the text cites."""

    file_id: str
    """The ID of the file."""
    filename: str | None = UNSET
    """The name of the file."""
    index: int
    """The index of the file in the list of files."""
    type: Literal["file_citation"]
