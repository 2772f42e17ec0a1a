# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseURLCitation(Model):
    """A web page that the text cites, with the position of the citation."""

    end_index: int
    """Where the citation ends in the text, as a character index."""
    start_index: int
    """Where the citation starts in the text, as a character index."""
    title: str
    """The title of the web page."""
    type: Literal["url_citation"]
    url: str
    """The URL of the web page."""
