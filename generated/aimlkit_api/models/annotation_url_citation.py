# Generated from contract.json. Do not edit.
from __future__ import annotations

from attrs import define

from ..types import Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class AnnotationURLCitation(Model):
    """A web page that a message cites, with the position of the citation."""

    end_index: int
    """Where the citation ends in the message, as a character index."""
    start_index: int
    """Where the citation starts in the message, as a character index."""
    title: str
    """The title of the web page."""
    url: str
    """The URL of the web page."""
