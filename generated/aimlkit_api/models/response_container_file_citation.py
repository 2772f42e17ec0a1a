# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseContainerFileCitation(Model):
    """A file in a container that the text cites, with the position of the citation."""

    container_id: str
    """The ID of the container."""
    end_index: int
    """Where the citation ends in the text, as a character index."""
    file_id: str
    """The ID of the file."""
    filename: str | None = UNSET
    """The name of the file."""
    start_index: int
    """Where the citation starts in the text, as a character index."""
    type: Literal["container_file_citation"]
