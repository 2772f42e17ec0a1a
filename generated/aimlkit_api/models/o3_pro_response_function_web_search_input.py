# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class O3ProResponseFunctionWebSearchInput(Model):
    """A web search of an earlier response."""

    id: str
    """The ID of the search."""
    status: Literal["in_progress", "completed", "searching", "failed"]
    """The progress of the search."""
    type: Literal["web_search_call"]
